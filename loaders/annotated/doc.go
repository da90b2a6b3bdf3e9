// Package annotated is the one path for all formats in which people exchange annotated
// text. A format's package only reads: bytes become a [Document], spans and links as the
// file has them. Everything after that is the same for all formats, and is here:
//
//  1. Offsets. A reader fills in pieces as its file counts them and calls
//     [Document.ConvertOffsets]: from there on all are code points. Where quotes do not fit
//     the format's unit, another is taken for the whole document if in it all of them fit.
//  2. Check. [Document.Check] compares every quote with the text. A document with a quote
//     that is not there is refused; no text is ever searched for it.
//  3. Metadata. What the file does not say of the article lies beside it, in NAME.yaml (the
//     article part of the native format) or in articles.csv, and wins over the file.
//  4. Meaning. A profile (package profile) says what labels mean.
//  5. Names. A linker (package linking) finds the actors and regions that names stand for.
//  6. Mapping. Out comes a document of changes.
//
// [Loader] does all this for a [Reader]:
//
//	index := &linking.Index{}            // add what is known: gazetteer, other files, graph
//	linker := &linking.Linker{Index: index, Review: &linking.Review{}}
//	loader := &annotated.Loader{Reader: brat.Reader{}, Linker: linker}
//
// # What becomes of spans and links
//
// A trigger, a span whose label means a kind of position, is a position for each actor
// that is linked to it as demander; the trigger's words show it. Links may run either way.
//
// A trigger that makes a demand (DEMANDS, REITERATES) makes one with the words of its
// content as summary. Triggers with a common identifier, a link sameAs, a common
// coreference group or equal content make one demand: the first demands it, later ones
// reiterate. A trigger that has actors but no content takes its sentence as summary, and
// the demand's description says so. A response is on the demand that is linked to it;
// without one it stays a mention, and is reported. The identifier demandgraph:KEY on a
// trigger, an actor or a region names a key of the graph, which other documents describe.
//
// A link from an actor to a content or to a demand's trigger, or from one actor to another,
// whose role means a kind of position, is a position by itself. Of an answer between two
// actors, the one who answers is asked; nobody is said to demand what was only answered.
//
// What is negated is no position. A date is taken from words that read as one, else it is a
// note. The same words with the same label by two annotators are two annotations and one
// position.
//
// Nothing is lost in silence: a span that the profile knows is kept as an annotation,
// whatever else becomes of it; every other is counted by its label, with the nearest label
// that is known; every link is used, counted or reported.
package annotated
