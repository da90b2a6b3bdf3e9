// Package project finds the annotated documents in what INCEpTION and WebAnno
// export: a file of one document, a ZIP with a document (and its type system), a
// ZIP of several, or a project, packed or unpacked, which has a folder of each
// document with a file of each annotator:
//
//	annotation/DOCUMENT/USER.json
//	annotation/DOCUMENT/INITIAL_CAS.json   what nobody has annotated yet
//	curation/DOCUMENT/CURATION_USER.json   what the curators decided
//
// with .zip, .tsv or .xmi in place of .json, as was chosen at the export. Where a document
// is curated the annotators' files are left out and counted; INITIAL_CAS and the binary
// *.ser are never read. Only here is known who annotated: the files do not say it.
//
// A ZIP is never unpacked to a disk. Its directory, each of its entries and all of them
// together are bounded in size, and entries in the ratio of their sizes.
package project
