// Package loaders turns files of annotated articles into documents of changes
// and loads them into a store.
//
// A [Loader] reads one format; packages below this one hold one each. It only
// reads: what a file says becomes a [Record], a document with the places where it
// refers to things, or the problems that make it unreadable. Everything after
// that is the same for all formats and stands here:
//
//   - [Walk] finds the files of an import, in the order of their paths, and the
//     [Registry] finds the format of each by its content.
//   - [Check] reads all documents and says what is wrong with them, without a store.
//   - [Run] reads and checks all documents, then writes them in transactions of a
//     bounded size. Documents that need each other are in the same one, those
//     that others need come before these, so that a run which is interrupted
//     leaves whole documents, and the same run again ends in the same graph. Files that
//     need not fit in memory, such as event data, it reads and writes as a stream ([Streamer]).
//
// A bad document leaves no trace in the graph. It takes with it those that refer
// to what only it defines; the others are loaded.
package loaders
