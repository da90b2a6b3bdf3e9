// Package native reads the project's own format for annotated articles, in YAML
// for people and in JSON for programs. docs/native-format.md describes it.
//
// A file is divided into documents (split.go) and each is parsed into nodes that
// know their place (node.go, yaml.go, json.go). The structs in wire.go are the
// format: their tags hold the names of fields, what each may be and what it means;
// one decoder (decode.go) reads every struct by them and reports everything that
// does not fit, and the published JSON Schema (schema.go) is made from them. Then
// convert.go turns the structs into a change.Document, and quote.go finds quotes in
// the article's text.
//
// # Text
//
// An article's text is kept as YAML or JSON gives it: no Unicode normalisation, no
// trimming, no change of line ends. (YAML itself makes every line end of a block a
// line feed; JSON says \r\n where a text has it.) Only a byte order mark at the
// start of the file or of the text is dropped, before offsets are counted.
// Offsets are in Unicode code points, the end exclusive.
package native
