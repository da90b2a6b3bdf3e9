package native

import (
	"regexp"

	"demandgraph/demand"
	"demandgraph/loaders"
)

// place is where a struct or value stands in the file.
type place struct{ at loaders.Place }

func (p *place) stand(at loaders.Place) { p.at = at }

// placed is every struct of the format.
type placed interface{ stand(at loaders.Place) }

// word is a single value; text is "" where it is missing.
type word struct {
	text string
	at   loaders.Place
}

// words is a list of texts.
type words []word

// keys is one key or a list of keys.
type keys []word

// date is a partial date; the zero date where it is missing.
type date struct {
	demand.Date
	at loaders.Place
}

// number is a number, nil where it is missing.
type number struct {
	value *float64
	at    loaders.Place
}

// integer is a whole number, nil where it is missing.
type integer struct {
	value *int
	at    loaders.Place
}

// yesNo is true or false, false where it is missing.
type yesNo bool

// answer is true or false, nil where it is missing.
type answer struct {
	value *bool
	at    loaders.Place
}

// geometry is a GeoJSON geometry as JSON text, "" where it is missing.
type geometry struct {
	json string
	at   loaders.Place
}

// pattern is a form that values must have.
type pattern struct {
	match *regexp.Regexp
	want  string // for messages
	bare  bool   // may be written as a bare number
}

// patterns are the forms that tags name.
var patterns = map[string]pattern{
	"key":        {regexp.MustCompile(`^[a-z0-9-]{1,160}$`), "a key of a-z, 0-9 and -", true},
	"actor code": {regexp.MustCompile(`^[A-Z]{3,15}$`), "a CAMEO actor code such as RUSGOV", false},
	"event code": {regexp.MustCompile(`^[0-9]{2,4}$`), "a CAMEO code of two to four digits", true},
	"plover":     {regexp.MustCompile(`^[A-Z][A-Z_]*$`), "a PLOVER event type such as REQUEST", false},
	"iso3":       {regexp.MustCompile(`^[A-Z]{3}$`), "three letters such as UKR", false},
	"iso region": {regexp.MustCompile(`^[A-Z]{2}(-[A-Z0-9]{1,3})?$`), "an ISO 3166 code such as UA or UA-14", false},
	"digits":     {regexp.MustCompile(`^[0-9]+$`), "a number in digits", true},
	"wikidata":   {regexp.MustCompile(`^Q[1-9][0-9]*$`), "a Wikidata item such as Q212", false},
	"language":   {regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`), "a BCP 47 tag such as en", false},
	"sha256":     {regexp.MustCompile(`^[0-9a-fA-F]{64}$`), "64 hexadecimal digits", false},
}

// bounds are the ranges of numbers that tags name.
var bounds = map[string]struct{ min, max float64 }{
	"latitude":  {-90, 90},
	"longitude": {-180, 180},
	"fraction":  {0, 1},
	"positive":  {1, 1 << 31},
	"offset":    {0, 1 << 31},
}

// datePattern is the form of dates, for the schema; demand.ParseDate decides.
const datePattern = `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`
