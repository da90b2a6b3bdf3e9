// Package examples holds the example corpus: articles of our own writing about
// the Alaska summit of August 2025, in the native format.
package examples

import "embed"

// Files are the documents of the corpus.
//
//go:embed *.yaml
var Files embed.FS
