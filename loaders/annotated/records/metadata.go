package records

import (
	"regexp"
	"strings"
	"time"

	"demandgraph/demand"
	"demandgraph/loaders/annotated"
)

// Metadata puts the fields of a record that tell of its article where they belong:
// by their names, whose case, blanks, hyphens and underscores do not count. Other
// texts, numbers and truth values are kept in Other.
func (d *Draft) Metadata(fields []Field, o annotated.Options) {
	m := &d.Meta
	for _, f := range fields {
		text := f.Scalar()
		switch name := plain(f.Name); {
		case f.Kind == Null || f.Kind == String && strings.TrimSpace(text) == "":
		case (name == "author" || name == "authors" || name == "byline") && len(m.Authors) == 0 && len(f.Strings()) > 0:
			m.Authors = f.Strings()
		case f.Kind == Array || f.Kind == Object:
			d.Count("metadata that is a list or an object")
		case (name == "title" || name == "headline") && m.Title == "":
			m.Title = text
		case (name == "url" || name == "link" || name == "permalink") && m.URL == "" && webAddress.MatchString(text):
			m.URL = text
		case (name == "publisher" || name == "outlet") && m.Publisher == "":
			m.Publisher = text
		case (name == "language" || name == "lang") && m.Language == "":
			m.Language = text
		case dates[name] && m.PublishedAt == "":
			day, ok := Day(text, o.Timezone)
			if !ok {
				d.Warn(f.Place, "%s: %s %q is not read as a date; write it as 2006-01-02, 2006-01 or 2006", d.Name, f.Name, text)
				d.Other(f.Name, text)
			}
			m.PublishedAt = day
		default:
			d.Other(f.Name, text)
		}
	}
}

// Other keeps what else is known of the article.
func (d *Draft) Other(name, text string) {
	if d.Meta.Other == nil {
		d.Meta.Other = map[string]string{}
	}
	d.Meta.Other[name] = text
}

var dates = map[string]bool{"date": true, "publishedat": true, "published": true, "publicationdate": true, "datepublished": true, "pubdate": true}

var webAddress = regexp.MustCompile(`^https?://[^\s/]+\S*$`)

// address is any text that only says where something is to be found.
var address = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+.-]*://\S+|/data/\S+)$`)

// IsAddress tells whether a text only says where the text is to be found, such as a
// URL, s3://… or a path of a file that was uploaded.
func IsAddress(text string) bool { return address.MatchString(strings.TrimSpace(text)) }

func plain(name string) string {
	return strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
}

// Day is a date as it is written, or the day of an instant in a time zone, UTC when
// that is "".
func Day(text, zone string) (string, bool) {
	text = strings.TrimSpace(text)
	if _, err := demand.ParseDate(text); err == nil {
		return text, text != ""
	}
	at, err := time.LoadLocation(zone)
	if err != nil {
		return "", false
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.In(at).Format(time.DateOnly), true
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
		if t, err := time.Parse(layout, text); err == nil { // the zone is not said: the day is as written
			return t.Format(time.DateOnly), true
		}
	}
	return "", false
}

// identifier is what links a span to a thing elsewhere: a name of a register, a
// colon and a name in it, or an address.
var identifier = regexp.MustCompile(`^[\p{L}][\p{L}\p{N}._-]*:\S+$`)

// IsIdentifier tells whether a text is such a link.
func IsIdentifier(text string) bool { return identifier.MatchString(text) }

// Annotate adds what a person noted at a span: an identifier where it looks like
// one, else a note.
func Annotate(s *annotated.Span, text string) {
	switch text = strings.TrimSpace(text); {
	case text == "":
	case IsIdentifier(text):
		s.Identifiers = append(s.Identifiers, text)
	case s.Note == "":
		s.Note = text
	default:
		s.Note += "\n" + text
	}
}
