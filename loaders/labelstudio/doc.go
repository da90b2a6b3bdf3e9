// Package labelstudio reads exports of Label Studio: its JSON, with regions,
// relations and choices, and its JSON-MIN, which has lost the relations.
//
// Offsets count code points since late 2021 and UTF-16 units before (issues 1008,
// 1347 and 1559 of github.com/HumanSignal/label-studio): the words that a region
// repeats tell which. What to know of the format:
//
//   - Several results with one id are one region: its labels, its choices, its texts.
//     The ids of regions count within an annotation, which is one person's work.
//   - The labelling configuration, which says what field of data is the text, is not
//     in the export. It is data.text, else the only text in which all quotes fit.
//   - Annotations that are marked as ground truth are taken alone where there are any;
//     those that were cancelled never are, nor drafts.
//   - HTML (XPaths into a page) and dialogues (numbers of paragraphs) are refused.
//     Images and sound are counted.
package labelstudio
