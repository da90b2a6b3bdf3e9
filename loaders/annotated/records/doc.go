// Package records reads files that are one JSON record after another, as Label
// Studio, doccano and Prodigy write them: the elements of an array, or values one
// after another, such as JSON Lines.
//
// A [Stream] holds one record at a time, at most loaders.MaxDocument bytes. A
// record becomes a [Value] that knows the place of each of its parts. A [Draft] is
// the document that is made of it: its offsets are converted when all of them are
// there, because the unit is found for a document as a whole. [Joiner] makes one
// document of those that are parts of one article.
package records
