// Package conll reads CoNLL-style files: a token a line, its tag in one of the columns,
// a blank line between sentences. Tags give mentions only.
//
//   - Columns are separated by TABs, or else by blanks. CoNLL-2003 has four (token, part
//     of speech, chunk, tag), Universal NER five (number, token, tag, -, annotator); see
//     https://www.clips.uantwerpen.be/conll2003/ner/ and https://www.universalner.org.
//     The tag's is the column that "# global.columns" calls so, else the last that holds
//     tags only.
//   - Tags are IOB1, IOB2, IOBES or BILOU: a span begins where the prefix or the type
//     says so, and an I- without B- before it, which IOB1 writes, begins one too, with
//     a warning that counts them.
//   - There are no offsets. The text is that of "# text = …" where tokens are found in it
//     one after the other; else tokens joined by blanks, and marked as rebuilt.
//     Sentences are joined by line breaks.
//   - A line that begins with # is a comment only if it has no further column: tweets
//     have tokens such as #tag.
//   - -DOCSTART- and "# newdoc" begin a document.
//   - In CoNLL-U a number such as 3-4 is of a word that stands in the text for the words
//     3 and 4, which do not; 8.1 is of a word that is not there at all.
package conll
