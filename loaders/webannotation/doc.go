// Package webannotation reads Web Annotations of the W3C (JSON-LD: single, in lists and
// lines, in pages and collections) and exports and search answers of hypothes.is.
//
// Both say of which article they are (its address) and quote its words, but do not hold its
// text. A text file beside the file, NAME.txt for NAME.json, gives it; where a file is about
// several articles, articles.csv says in its columns file and url which text is whose.
//
//   - The quote is the truth. It is searched in the text, with what stands before and after it,
//     any white space as good as any other; its position only chooses among several places.
//     A position that says otherwise is a warning: in pages it counts what the browser
//     does not show (issue 49 of github.com/recogito/recogito-js). Without a text quotes
//     are handed over as they are.
//   - Positions count code points by the recommendation (section 4.2.4 of
//     www.w3.org/TR/annotation-model), UTF-16 units in what browsers make (issue 6 of
//     github.com/tilgovi/dom-anchor-text-position), hypothes.is among it.
//   - Nearly everything may be one value or a list, and a thing or its address. The context
//     is recognised and never fetched, and neither is the next page.
//   - A link is an annotation for linking whose targets are two annotations, head first, as
//     Recogito writes it. hypothes.is has none.
//   - A tag NAME:VALUE beside others is an attribute; alone it is a label as it stands. What
//     has no tag is labelled with its motivation.
//   - When an annotation was made has no place in the graph, and is not kept.
package webannotation
