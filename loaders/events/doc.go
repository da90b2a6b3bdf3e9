// Package events turns rows of machine-coded event data (who did what to whom, when and
// where, as a code) into documents of changes. Packages icews, gdelt and polecat read the
// rows; what they mean is the same for all of them and stands here.
//
// # What a row becomes
//
//	code                            becomes
//	CAMEO 10, 02, 14x1-14x4, 139    a demand, and DEMANDS or REITERATES on it
//	PLOVER REQUEST                  the same
//	CAMEO 03, 08, 12                ACCEPTS, FULFILS, REJECTS, where there is a demand to answer
//	PLOVER REJECT, RETREAT          REJECTS, FULFILS, likewise
//	CAMEO 13, PLOVER THREATEN       a term OTHERWISE of a demand made on the same day
//	any other                       an event, when all rows are asked for; else nothing
//
// One demand stands for all rows of one demander, addressee and code within a window of the
// calendar, whose first day is in its key. The demander is the state that an actor acts for,
// which is that of its bodies (government, military, police, intelligence, courts,
// legislature) and of persons in these, else the actor itself. Within a file the first row
// of a demand, by date and place in the file, is DEMANDS; rows of the same actor on that day
// tell of the same act; later ones are REITERATES.
//
// An answer is by an addressee, or by one who acts for it, toward the demander, on the same
// topic (demand_lines.tsv), not before the demand, in the same window or the one after. A
// bare demand (100) or appeal (020) is answered by a bare refusal (120) only. An answer to no
// such demand is no position; it is an event when all rows are asked for. A threat goes with
// the demands that the same demander made of the same addressee on that day: those of its
// topic, else the last. An ultimatum (139) is a demand with a threat in any case.
//
// All is REPORTED. Summaries are made from codes and names, and the description says so.
// Places are where something was said or done, never what a demand concerns.
//
// # Actors
//
// A country's name is the state. "Role (Country)" is an actor of its own, military-ukraine,
// PART_OF the state or MEMBER_OF it, with the type of the role. Everybody else is known by
// the name as given and by nothing else: the key has a hash, so that no name is taken for an
// actor that other documents describe; type OTHER, but where a word of the name says
// more. [Options.Known] is the way to find those that are known.
//
// # Documents
//
// A document is the rows of one day of the file, or a part of them. It describes all that it
// names. What is kept between documents is bounded: the demands of the last few windows.
// So a file of any length is read in the same memory, and what a document holds depends on
// nothing but the file.
package events
