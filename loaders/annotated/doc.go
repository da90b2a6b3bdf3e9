// Package annotated is the one path for all formats in which people exchange
// annotated text. A format's package only reads: bytes become a [Document],
// spans and links as the file has them, with their offsets in code points.
// Everything after that is the same for all formats: the text is checked against
// the quotes, a profile says what labels mean, names become actors and regions,
// and out comes a document of changes.
package annotated
