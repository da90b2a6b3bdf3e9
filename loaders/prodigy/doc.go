// Package prodigy reads data sets of Prodigy: JSON Lines with a record for each
// answer, as its db-out command writes them.
//
// Offsets count code points. What to know of the format:
//
//   - end is exclusive, but token_end is inclusive. The head and child of a relation are
//     numbers of tokens, from 0, of a span that of its last token; head_span and
//     child_span say the span, where they are there.
//   - Only what was accepted is loaded. "reject" means that it is wrong, "ignore" that
//     nobody could tell; both are counted. A record without an answer is a question
//     that nobody has answered yet.
//   - Records with one _input_hash are of one text: answers of several people, or to
//     several questions. They become one document. Of the answers of one person to one
//     question (_task_hash) the last counts.
//   - All metadata is in meta. Records are often single sentences, to be joined by a
//     field of it.
package prodigy
