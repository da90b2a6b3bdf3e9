// Package demand is the subject of the service: who demanded what of whom, and
// what follows from it. It holds the model's words and rules and imports no
// other package of the module; stores, loaders and the GraphQL layer all ask it.
//
// The unit of meaning is the position: one act of one actor toward one demand,
// on a date, shown by the words of an article. Russia's president demands for
// Russia that Ukraine withdraw from the Donbas; Ukraine rejects it: two
// positions on one demand. An [Act] is what the rules need to know of a position.
//
//   - What an act means: [PositionKind] and its [Side], for, against or neutral.
//     Its principal is the actor on whose behalf it was taken, else its taker.
//   - When it was: a [Date] keeps the precision of the source (2025, 2025-08,
//     2025-08-15) and the first and last day it can mean. [Act.Sort] writes the
//     order of acts as one string, which stores index and page by.
//   - What we know of it: every article that tells of an act adds a [Telling];
//     [FoldTellings] says what the act has from them, in whatever order they came.
//   - What follows: [StatusOf] a demand, [StanceOf] an actor, [ShiftsOf] those who
//     changed their mind, each as of a [Moment], a date or a phase of an event.
//     A [LedgerEntry] for each principal, taker and kind holds enough for the
//     status and the stances, so that a store need not bring every act.
//   - How sure it is: [ActsDisputed], [DemandDisputed], [Corroborate].
//
// Status, stance and shift rest on an actor's own word: acts that one actor
// tells of another ([Act.OwnWord] is false) are left out.
//
// Every node has a key that is unique within its kind: readable, stable, made by
// [MakeKey] and its companions from what identifies the node. Days are ISO 8601
// strings such as "2025-08-15", so that every store compares them as text, and
// text is compared by code point.
package demand
