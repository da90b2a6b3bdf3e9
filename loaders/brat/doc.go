// Package brat reads brat standoff: NAME.ann (or BioNLP's NAME.a1 with NAME.a2)
// beside the text it annotates, NAME.txt. The format is described at
// https://brat.nlplab.org/standoff.html; numbers below are issues of nlplab/brat.
//
//   - Offsets count code points of the text. In a text with CRLF brat counts a pair
//     as one (#853), other writers as two; some count UTF-16 units or bytes, or give
//     ends inclusive (#260). The words in the file tell: the default holds unless
//     another reading fits all spans of the document, which is then a warning.
//   - In a text with characters above U+FFFF brat's editor stores every later span
//     shifted, with words that agree (#1115). Nothing can tell, except that spans cut
//     words, of which the check of the document warns.
//   - An event is its trigger's span. A trigger of several events is a span for each.
//   - Roles are handed over as they stand. Digits at their end (Addressee2) only tell
//     repeated roles apart, unless a profile names the role with them.
//   - A relation goes from its first argument to its second, Arg1 and Arg2 by name.
//   - There is no metadata. Of folders that hold the same text under the same name,
//     each is an annotator's.
//   - Scripts write line breaks into the words (#1169), and TABs between type and
//     offsets or before an attribute's value: read as what is meant.
package brat
