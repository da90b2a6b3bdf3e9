// Package webannotsv reads WebAnno TSV 3, the tab-separated export of WebAnno and
// INCEpTION, into the CAS of package cas, so that it becomes the same document as the
// other exports of these tools.
//
// Units and traps, from the format's chapter in the user's guide of WebAnno, the reader and
// writer in INCEpTION and their test files:
//
//   - Offsets are UTF-16 units. Each row repeats its token, which is checked; where the tokens of
//     the whole file fit in code points or bytes only, that is taken, with a warning.
//   - The text is in #Text lines, one or more a sentence; what was between sentences is lost and
//     filled with blanks, and what came after the last: the document says that it is rebuilt.
//   - In a cell, _ is no annotation, * one without a value, | stands between stacked ones, and [n]
//     names one that goes on in other rows or is meant by a reference.
//   - A relation stands in the row of its target (Dependent); the last column names the
//     source (Governor), which is the head of the link.
//   - Arguments of an event are two columns, roles and targets, each with ; between them.
//   - A chain's element has ->chain-number after its relation, the chain as [n] after its type.
//   - A backslash escapes; the form of a token in its row is not escaped, #Text is.
package webannotsv
