// Package plover reads gold-standard records of the event ontology PLOVER: a JSON array of
// sentences, each with its actors, the type of event, and the same sentence marked up.
//
// # What a record becomes
//
// A record becomes one article, whose text is the sentence, and one demand; both have the
// record's id as their key, in lower case. What there is beside them follows from the event:
//
//	event             demander  addressee  the source's act   term
//	DEMAND, REQUEST   source    target     DEMANDS
//	REJECT            target    source     REJECTS
//	CONCEDE           target    source     ACCEPTS
//	RETREAT           target    source     FULFILS
//	THREATEN          source    target                        OTHERWISE, offered by the source
//
// Only DEMAND and REQUEST word a demand. In the four others it is implied: someone refuses,
// grants or threatens, so there is something asked. Its summary is made and says so, as
// does its description, and no position is invented for who would have made it. CONCEDE
// (verbal cooperation: agrees to comply) is kept apart from RETREAT (material: has complied).
// PLOVER also codes a demander who gives up its demand as CONCEDE; a record does not tell
// that apart, so DROPS never comes out. Without a target a reciprocal event has its actors,
// two or more, all in the source, and each is an addressee of a REJECT, CONCEDE or RETREAT.
//
// Records of the other events are counted as skipped, with the reason: they name no demand
// (AGREE, SUPPORT, PROTEST and so on), or are documentation (DOCUMENT).
//
// All is REPORTED: a sentence of the news says it. The PLOVER code is the event type as
// found, DEMAND or REQUEST; it is not normalised. A mode is kept in the position's note. The date is that of
// the act, as given. Contexts become topics, with the certainty INFERRED, since a context is
// of the whole sentence. The place of the event is where the act took place, never what
// the demand concerns; it is a region of its own, of type PLACE, until an editor merges it with one of the gazetteer.
//
// # Spans
//
// The marked-up sentence is read as (SRC: …), (TAR: …), (SRC/TAR: …), (EVT: …) and (LOC: …),
// nested or not, and aligned with the sentence word by word. Marked words are a span only
// where they stand in the sentence in one piece and unchanged. An act none of whose
// words do so rests on the whole article.
//
// # Actors
//
// A code is a country and a sector (role), such as ISR and MIL. An actor is
//
//   - the state, or its part in a role ("Military (Israel)"), when the text adds no name to the
//     code: "Israel", "Israeli army";
//   - else, as for "Hamas" or "President Bush", an actor of its own, whose key is made from the
//     name, the code and, for a person, the word person.
//
// Bodies of a state (GOV, MIL, COP, SPY, JUD, LEG) are PART_OF it, all others MEMBER_OF.
//
// Its type is that of its role, but PERSON where a title stands before a name. A code that is
// none is warned of and not corrected: its text is an actor, or names a state exactly.
//
// The tables: states.tsv has keys, names and capitals of the seed gazetteer (GeoNames, CC BY 4.0) with
// other names and adjectives by hand; roles.tsv has the roles of CAMEO (Gerner, Schrodt, Yilmaz:
// CAMEO Event and Actor Codebook 1.1b3, 2012) with names, types and words by hand.
//
// The gold-standard records are by the Open Event Data Alliance (repository openeventdata/PLOVER),
// under CC BY-SA 4.0. None are part of this package.
package plover
