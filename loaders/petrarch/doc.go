// Package petrarch reads the sentence files of the PETRARCH event coders: XML with a
// Sentence element each, and in files that are coded the events of it as codes of actors
// and of CAMEO. See https://github.com/openeventdata/petrarch2.
//
//   - One article is the ids up to the last "_", its sentences in the order of their
//     numbers. The text is the sentences, joined by line breaks, and marked as rebuilt:
//     what stood between them is not known. Line breaks within a sentence, which only
//     fill lines, become blanks. The parse trees are left out.
//   - An event is a span over its sentence, labelled EventCoding, a trigger, with the
//     attributes sourcecode, targetcode and eventcode. There is no span for who or what.
//   - "---" or a quoted text for a code means that there is none: the attribute is left
//     out, and the quoted words are kept as sourcetext or targettext. Codes of events
//     have two to four digits.
//   - Ids repeat in the project's own test file: the same sentence again is counted
//     once, another one under the same id makes the article bad.
//   - A file that is no well-formed XML is refused as a whole.
package petrarch
