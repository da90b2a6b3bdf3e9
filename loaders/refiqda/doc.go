// Package refiqda reads REFI-QDA projects (.qdpx), the form in which programs for
// qualitative data analysis (ATLAS.ti, NVivo, MAXQDA, QualCoder and others) exchange texts,
// codes and coded selections: a ZIP with project.qde, XML by the standard 1.5
// (https://www.qdasoftware.org), and a folder of sources.
//
// A source with text is a document, each coding of a selection of it a span with the
// code's name as label, and a link between two selections a link; what is not text is counted.
//
// The traps, from the standard and from files and the source of the programs:
//
//   - Positions are code points by the standard, the last character named; programs write the end
//     exclusive, and count a CRLF as two or, ATLAS.ti, as one. The name of a selection is often its
//     words: where names show how a project counts, that holds for all of it.
//   - The text that was coded may be missing beside the document that it was made of. That is
//     never read in its place, since its characters are not the text's.
//   - Names of files differ from their references in case; identifiers are written in any case,
//     and with or without braces.
//   - creationDateTime is when a source was imported there, not when it was published.
package refiqda
