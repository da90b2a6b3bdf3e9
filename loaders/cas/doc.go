// Package cas reads what INCEpTION, WebAnno and other tools on Apache UIMA export: a
// common analysis structure (CAS) as JSON ([JSON], UIMA CAS JSON 0.4) or as XML ([XMI],
// with its type system). Both become one model, [CAS], and that an annotated.Document;
// a reader of another form of the same, such as WebAnno TSV, fills a CAS too.
//
// Units and traps, from the specifications of UIMA (its references, chapters on XMI and
// type systems; the JSON serialization draft of the uimaj-io-jsoncas project), the user's
// guide of INCEpTION and files of both:
//
//   - Offsets are UTF-16 units of the text of the view _InitialView. Files have no quotes.
//     A span of no width is a mark between words: it is counted and left out.
//   - What a type is follows from its supertypes: those below uima.tcas.Annotation are spans.
//     Those with Governor and Dependent are relations: the head of the link is the Governor,
//     and their own begin and end, a copy of the Dependent's, mean nothing.
//   - A span's feature that refers to structures with role and target makes it an event: each
//     is a link from the span. So is a feature that refers to a span, in the role of its name.
//   - Structures with first and next are chains: spans that stand for one thing, with all
//     spans of the same words as one of the chain.
//   - The label is the feature label, else value, else the type's short name; identifier is
//     what the span was linked to; every other feature is an attribute.
//   - Tokens, sentences, lemmas, parts of speech, syntax and the elements of an XML original are
//     counted and not kept, unless a link that is kept refers to one.
//   - Only what is in the index of its view (its members) is there; the rest are left-overs.
//   - documentTitle is the file's name unless somebody set it, documentUri an internal path,
//     x-unspecified no language. Who annotated is not in the file: see package project.
package cas
