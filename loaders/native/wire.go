package native

// The structs of this file are the format. Tags say, for each field:
//
//	field  its name
//	is     what it holds: text (the default), key, ref KIND, enum NAME, date, or a
//	       name of patterns in values.go
//	need   "yes" where it must be there
//	short  "yes" where a single value in place of the mapping means this field
//	doc    what it means
//
// Types say the rest: word is one value, words a list, keys one or a list.

// document is one article with what it shows, or reference data without one.
type document struct {
	place
	Schema    word       `field:"$schema" doc:"Address of the JSON Schema, for editors; not read."`
	Article   *article   `field:"article" doc:"The article that was annotated. A document without one is reference data, known by the path of its file within the import."`
	Annotator word       `field:"annotator" doc:"Who annotated the article. Another annotator's document of the same article stands beside it."`
	Tool      word       `field:"tool" doc:"The program that the article was annotated with."`
	Actors    []actor    `field:"actors" doc:"Who can demand or be asked: states, people, organisations, groups."`
	Regions   []region   `field:"regions" doc:"Places that a demand can concern. A region and an actor may have the same key."`
	Topics    []topic    `field:"topics" doc:"What is at stake apart from territory."`
	Events    []event    `field:"events" doc:"Occasions: summits, calls, press conferences."`
	Demands   []wanted   `field:"demands" doc:"What is asked of someone, worded once however often it is repeated."`
	Positions []position `field:"positions" doc:"Acts toward demands: who demanded, accepted, rejected, dropped what, and when. Two entries for one act are two tellings of it."`
	Mentions  []mention  `field:"mentions" doc:"Where the article names actors, regions and topics."`
}

type article struct {
	place
	Key         word  `field:"key" is:"key" doc:"Key of the article. Without one it is made from the URL, or from publisher, date and title."`
	Title       word  `field:"title" doc:"Headline."`
	URL         word  `field:"url" doc:"Address of the article."`
	Publisher   word  `field:"publisher" doc:"Newspaper, agency or site."`
	Authors     words `field:"authors" doc:"Who wrote it, as the byline says."`
	PublishedAt date  `field:"publishedAt" doc:"Day, month or year of publication."`
	Language    word  `field:"language" is:"language" doc:"Language as a BCP 47 tag, such as en or uk."`
	Text        word  `field:"text" doc:"The text that was annotated; may be left out where a licence forbids to keep it."`
	Extent      word  `field:"extent" is:"enum Extent" doc:"How much of the article the text holds; FULL when not said."`
	SHA256      word  `field:"sha256" is:"sha256" doc:"SHA-256 of the text in UTF-8, in hexadecimal digits; pins the text that was meant."`
	Replaces    yesNo `field:"replaces" doc:"The fields given here win over those of other documents."`
}

type actor struct {
	place
	Key          word          `field:"key" is:"key" need:"yes" doc:"Key of the actor."`
	Name         word          `field:"name" doc:"Name in English."`
	Type         word          `field:"type" is:"enum ActorType" doc:"What sort of actor it is."`
	Aliases      words         `field:"aliases" doc:"Other names, such as the capital for the state."`
	Description  word          `field:"description" doc:"A sentence about the actor."`
	CameoCode    word          `field:"cameoCode" is:"actor code" doc:"CAMEO actor code, such as RUSGOV."`
	ISO3         word          `field:"iso3" is:"iso3" doc:"ISO 3166-1 alpha-3 code of a state."`
	WikidataID   word          `field:"wikidataId" is:"wikidata" doc:"Wikidata item, such as Q159."`
	Affiliations []affiliation `field:"affiliations" doc:"What the actor is to other actors."`
	Replaces     yesNo         `field:"replaces" doc:"The fields given here win over those of other documents."`
	Reviewed     answer        `field:"reviewed" doc:"False for what was made of a name and is still to be looked at; true once somebody has, who then says name and type too. Not said of what is known anyway."`
}

type affiliation struct {
	place
	With     word       `field:"with" is:"ref Actor" need:"yes" doc:"The other actor."`
	Role     word       `field:"role" is:"enum AffiliationRole" need:"yes" doc:"What the actor is to it."`
	Title    word       `field:"title" doc:"Title that goes with the role, such as President."`
	From     date       `field:"from" doc:"Since when."`
	To       date       `field:"to" doc:"Until when."`
	Evidence []evidence `field:"evidence" doc:"Quotes that show it."`
}

type region struct {
	place
	Key        word         `field:"key" is:"key" need:"yes" doc:"Key of the region."`
	Name       word         `field:"name" doc:"Name in English."`
	Type       word         `field:"type" is:"enum RegionType" doc:"What sort of place it is."`
	Aliases    words        `field:"aliases" doc:"Other names and spellings."`
	ISOCode    word         `field:"isoCode" is:"iso region" doc:"ISO 3166-1 alpha-2 or ISO 3166-2 code, such as UA or UA-14."`
	GeonamesID word         `field:"geonamesId" is:"digits" doc:"Number in GeoNames."`
	WikidataID word         `field:"wikidataId" is:"wikidata" doc:"Wikidata item, such as Q2012050."`
	Location   *location    `field:"location" doc:"Where the region is, in degrees of WGS 84."`
	Boundary   geometry     `field:"boundary" doc:"Outline as a GeoJSON geometry (RFC 7946)."`
	PartOf     []regionLink `field:"partOf" doc:"Regions that it is part of, one or more."`
	Replaces   yesNo        `field:"replaces" doc:"The fields given here win over those of other documents."`
	Reviewed   answer       `field:"reviewed" doc:"False for what was made of a name and is still to be looked at; true once somebody has, who then says name and type too. Not said of what is known anyway."`
}

type location struct {
	place
	Lat number `field:"lat" is:"latitude" need:"yes" doc:"Degrees north, -90 to 90."`
	Lon number `field:"lon" is:"longitude" need:"yes" doc:"Degrees east, -180 to 180."`
}

// regionLink is a region that another is part of.
type regionLink struct {
	place
	Region   word       `field:"region" is:"ref Region" need:"yes" short:"yes" doc:"The region."`
	Evidence []evidence `field:"evidence" doc:"Quotes that show it."`
}

type topic struct {
	place
	Key         word   `field:"key" is:"key" need:"yes" doc:"Key of the topic."`
	Name        word   `field:"name" doc:"Name in English."`
	Aliases     words  `field:"aliases" doc:"Other words for it."`
	Description word   `field:"description" doc:"A sentence about it."`
	Replaces    yesNo  `field:"replaces" doc:"The fields given here win over those of other documents."`
	Reviewed    answer `field:"reviewed" doc:"False for what was made of a name and is still to be looked at; true once somebody has, who then says name and type too. Not said of what is known anyway."`
}

type event struct {
	place
	Key          word          `field:"key" is:"key" need:"yes" doc:"Key of the event."`
	Name         word          `field:"name" doc:"Name in English."`
	Type         word          `field:"type" is:"enum EventType" doc:"What sort of occasion it is."`
	Start        date          `field:"start" doc:"First day, or the month or year in which it is."`
	End          date          `field:"end" doc:"Last day; when not said, that of the start."`
	Place        word          `field:"place" is:"ref Region" doc:"Region where it took place."`
	Participants []participant `field:"participants" doc:"Who took part."`
	Evidence     []evidence    `field:"evidence" doc:"Quotes that tell of it."`
	Replaces     yesNo         `field:"replaces" doc:"The fields given here win over those of other documents."`
	Reviewed     answer        `field:"reviewed" doc:"False for what was made of a name and is still to be looked at; true once somebody has, who then says name and type too. Not said of what is known anyway."`
}

type participant struct {
	place
	Actor    word       `field:"actor" is:"ref Actor" need:"yes" short:"yes" doc:"Who took part."`
	Role     word       `field:"role" is:"enum ParticipantRole" doc:"In which role; PARTICIPANT when not said."`
	Evidence []evidence `field:"evidence" doc:"Quotes that show it."`
}

// wanted is a demand.
type wanted struct {
	place
	Key         word         `field:"key" is:"key" need:"yes" doc:"Key of the demand."`
	Summary     word         `field:"summary" doc:"What is asked for, as one sentence."`
	Description word         `field:"description" doc:"More about it."`
	CameoCode   word         `field:"cameoCode" is:"event code" doc:"CAMEO code, two to four digits in quotes."`
	PloverCode  word         `field:"ploverCode" is:"plover" doc:"PLOVER event type, such as REQUEST."`
	Addressees  []addressee  `field:"addressees" doc:"Who is asked; empty when nobody is named."`
	Regions     []concerned  `field:"regions" doc:"Regions that it concerns."`
	Topics      []topicLink  `field:"topics" doc:"Topics that it concerns."`
	Terms       []term       `field:"terms" doc:"What it comes with: offers, preconditions, threats."`
	Relations   []demandLink `field:"relations" doc:"How it relates to other demands."`
	Evidence    []evidence   `field:"evidence" doc:"Quotes that word the demand."`
	Replaces    yesNo        `field:"replaces" doc:"The fields given here win over those of other documents."`
}

type addressee struct {
	place
	Actor    word       `field:"actor" is:"ref Actor" need:"yes" short:"yes" doc:"Who is asked."`
	Evidence []evidence `field:"evidence" doc:"Quotes that show it."`
}

// concerned is a region that a demand concerns.
type concerned struct {
	place
	Region    word       `field:"region" is:"ref Region" need:"yes" short:"yes" doc:"The region."`
	Certainty word       `field:"certainty" is:"enum Certainty" doc:"How the source comes to know it; ASSERTED when not said."`
	Note      word       `field:"note" doc:"A remark for readers."`
	Evidence  []evidence `field:"evidence" doc:"Quotes that show it."`
}

type topicLink struct {
	place
	Topic     word       `field:"topic" is:"ref Topic" need:"yes" short:"yes" doc:"The topic."`
	Certainty word       `field:"certainty" is:"enum Certainty" doc:"How the source comes to know it; ASSERTED when not said."`
	Note      word       `field:"note" doc:"A remark for readers."`
	Evidence  []evidence `field:"evidence" doc:"Quotes that show it."`
}

type demandLink struct {
	place
	Kind     word       `field:"kind" is:"enum RelationKind" need:"yes" doc:"How this demand relates to the other."`
	Demand   word       `field:"demand" is:"ref Demand" need:"yes" doc:"The other demand."`
	Evidence []evidence `field:"evidence" doc:"Quotes that show it."`
}

type term struct {
	place
	Key         word       `field:"key" is:"key" doc:"Key of the term; made from demand, kind, offerer and summary when not given."`
	Kind        word       `field:"kind" is:"enum TermKind" need:"yes" doc:"How it belongs to the demand."`
	Summary     word       `field:"summary" need:"yes" doc:"What is offered, required first, or threatened."`
	OfferedBy   word       `field:"offeredBy" is:"ref Actor" doc:"Who offers or threatens."`
	Requires    word       `field:"requires" is:"ref Demand" doc:"The demand that the term itself is, such as a ceasefire before talks."`
	AccordingTo word       `field:"accordingTo" is:"ref Actor" doc:"The actor that says so of another."`
	Certainty   word       `field:"certainty" is:"enum Certainty" doc:"How the source comes to know it; ASSERTED when not said."`
	Attribution word       `field:"attribution" doc:"The source's own wording of where it knows it from."`
	Evidence    []evidence `field:"evidence" doc:"Quotes that show it."`
}

type position struct {
	place
	Key         word       `field:"key" is:"key" doc:"Key of the act, which makes it another than one that looks the same; other documents join it by this key."`
	Position    word       `field:"position" is:"ref Position" doc:"Key of an act described elsewhere, of which this is one more telling; then only date, order, certainty, attribution, codes, note and evidence go with it."`
	Actor       word       `field:"actor" is:"ref Actor" doc:"Who acted."`
	For         word       `field:"for" is:"ref Actor" doc:"On whose behalf."`
	Kind        word       `field:"kind" is:"enum PositionKind" doc:"What the actor does with the demand."`
	Demand      word       `field:"demand" is:"ref Demand" doc:"The demand."`
	AccordingTo word       `field:"accordingTo" is:"ref Actor" doc:"The actor that says so of another."`
	Event       word       `field:"event" is:"ref Event" doc:"The occasion."`
	Phase       word       `field:"phase" is:"enum Phase" doc:"When, seen from the event."`
	Place       word       `field:"place" is:"ref Region" doc:"Region where it happened or was said."`
	Date        date       `field:"date" doc:"Day, month or year, as the article tells."`
	Order       integer    `field:"order" doc:"Place among positions of this document that nothing else orders."`
	Certainty   word       `field:"certainty" is:"enum Certainty" doc:"How the source comes to know it; ASSERTED when not said."`
	Attribution word       `field:"attribution" doc:"The source's own wording of where it knows it from."`
	CameoCode   word       `field:"cameoCode" is:"event code" doc:"CAMEO code, two to four digits in quotes."`
	PloverCode  word       `field:"ploverCode" is:"plover" doc:"PLOVER event type, such as AGREE."`
	Note        word       `field:"note" doc:"A remark for readers."`
	Evidence    []evidence `field:"evidence" doc:"Quotes that show it; without any the whole article does."`
	Annotator   word       `field:"annotator" doc:"Who annotated this position, when not the document's annotator."`
}

// span is what finds words in the article.
type span struct {
	Exact      word    `field:"exact" doc:"The words, exactly as the text has them."`
	Prefix     word    `field:"prefix" doc:"Words right before them."`
	Suffix     word    `field:"suffix" doc:"Words right after them."`
	Occurrence integer `field:"occurrence" is:"positive" doc:"Which of several places with these words, from 1."`
	Start      integer `field:"start" is:"offset" doc:"Code points from the start of the text to the words."`
	End        integer `field:"end" is:"offset" doc:"Code points from the start of the text to behind the words."`
	Labels     words   `field:"labels" doc:"Labels that the annotator gave them."`
	Confidence number  `field:"confidence" is:"fraction" doc:"How sure the annotator is, 0 to 1."`
	Annotator  word    `field:"annotator" doc:"Who annotated them, when not the document's annotator."`
	Tool       word    `field:"tool" doc:"The program they were annotated with, when not the document's."`
}

type evidence struct {
	place
	span
}

type mention struct {
	place
	span
	Actors  keys `field:"actor" is:"ref Actor" doc:"The actor that the words name, or a list."`
	Regions keys `field:"region" is:"ref Region" doc:"The region that the words name, or a list."`
	Topics  keys `field:"topic" is:"ref Topic" doc:"The topic that the words name, or a list."`
}
