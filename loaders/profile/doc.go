// Package profile says what the labels of annotated articles mean. A label set is a
// team's own; a profile, a small YAML file, maps its labels of spans, its roles of links
// and its attributes to the model:
//
//	name: our-team
//	extends: default            # a ready profile whose meanings hold where this one is silent
//	spans:
//	  Speaker: actor            # a mention: actor, region, geopolitical, topic, event
//	  Politician: {as: actor, type: PERSON}
//	  Claim: DEMANDS            # a trigger: a position of that kind
//	  Deal: IN_EXCHANGE_FOR     # a term of that kind
//	  What: content             # the words of a demand
//	  When: date
//	  Coded: {as: coding, source: src, target: tgt, code: event}   # codes of CAMEO in attributes
//	  Sentence: ignore
//	links:
//	  Arg-Demander: demander    # a role; the link's head is the trigger
//	  Says: {as: demander, turned: true}   # in this file the tail is
//	  Rejects: REJECTS          # from actor to actor: a position by itself
//	attributes:
//	  Source: {as: certainty, values: {hearsay: REPORTED}}
//	constants: {certainty: REPORTED}
//	names: {our side: [ruritania]}        # keys that words stand for
//	dates: {last Tuesday: 2031-03-11}     # what words mean as a date
//
// Labels are compared without case, hyphens, underscores and blanks. Digits at the end
// of a role only tell repeated roles apart (Addressee2), unless the profile names it.
//
// A file is described by a JSON Schema ([Schema]), made from the words that the code
// reads. [Ready] profiles are for the common schemes; [Suggest] writes a first profile
// for the labels that were found in documents.
package profile
