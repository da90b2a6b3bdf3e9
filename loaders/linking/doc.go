// Package linking finds the actors, regions and topics that the names in annotated
// articles stand for. It never guesses.
//
// An [Index] holds what is known: the nodes that other documents of the import
// describe, those of the gazetteer, those of the graph. A [Linker] looks names up in
// it, in this order:
//
//  1. a person's decision, from the review file that was given back ([Links]);
//  2. an identifier: our own key (demandgraph:KEY), Wikidata, GeoNames, ISO 3166;
//  3. a key, a name or an alias. Case, diacritics, full stops, hyphens, apostrophes and
//     the kind of white space do not matter; "the" and a genitive are tried without;
//  4. a title of someone who held it on the article's date: "President of Ukraine";
//  5. a part of a known actor: "Military (Ukraine)" is an actor of its own,
//     military-ukraine, PART_OF ukraine;
//  6. the spelling variants of Ukrainian and Russian names: Kyiv, Kiev, Київ, Киев.
//
// The first of these that finds anything decides. Where it finds several nodes, the
// name is ambiguous and stays without a node. A name that nothing knows becomes a new
// actor, region or topic only where it fills a role; a pronoun never does. Whatever is
// ambiguous, new or a pronoun in a role is listed in a [Review], which a person
// completes and gives back.
//
// What a document asserts does not depend on whether an earlier run has loaded it: a
// node that was made from a name is described in the same words each time, so that
// loading twice changes nothing.
package linking
