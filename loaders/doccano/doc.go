// Package doccano reads exports of doccano: JSON Lines with a record for each
// example, from projects with and without relations, and the form of 2020 with its
// labels as numbers.
//
// The file has no quotes, and nothing in it says what offsets count: UTF-16 units
// where spans were marked in the editor, grapheme clusters where the project has the
// option for it, and what they counted before where spans were imported. So a person
// says (annotated.Options.Offsets); UTF-16 is taken otherwise, with a warning where it matters.
//
//   - Fields of the upload stand at the top of a record, between those of doccano:
//     one that some records lack is null, and whole numbers may have become 3.0.
//   - Ids of entities are numbers of the whole database; relations use them.
//   - Records that are not marked as checked may be exported without their relations
//     (issues 1795 and 2291 of github.com/doccano/doccano).
//   - An export is a ZIP with all.jsonl, or with a file for each person, named after them.
package doccano
