package refiqda

import (
	"encoding/xml"
	"strings"

	"demandgraph/loaders"
)

// space is the namespace of projects of the standard from version 1.0 on.
const space = "urn:QDA-XML:project:1.0"

// guid is an identifier in upper case and without braces.
type guid string

func (g *guid) UnmarshalXMLAttr(a xml.Attr) error {
	*g = guid(strings.ToUpper(strings.Trim(strings.TrimSpace(a.Value), "{}")))
	return nil
}

// project is a project as its XML has it, as far as it is read.
type project struct {
	Origin    string   `xml:"origin,attr"`
	Users     []named  `xml:"Users>User"`
	Codes     []code   `xml:"CodeBook>Codes>Code"`
	Variables []named  `xml:"Variables>Variable"`
	Cases     []caseOf `xml:"Cases>Case"`
	Sources   sources  `xml:"Sources"`
	Notes     []named  `xml:"Notes>Note"`
	Links     []link   `xml:"Links>Link"`
	Sets      []set    `xml:"Sets>Set"`
}

type named struct {
	GUID guid   `xml:"guid,attr"`
	Name string `xml:"name,attr"`
}

type code struct {
	named
	Codes []code `xml:"Code"`
}

type reference struct {
	To guid `xml:"targetGUID,attr"`
}

// caseOf is a case, which says something of the sources in it.
type caseOf struct {
	named
	Values  []variableValue `xml:"VariableValue"`
	Sources []reference     `xml:"SourceRef"`
}

// set is a set of things; programs without variables say in its name what holds for them.
type set struct {
	named
	Sources []reference `xml:"MemberSource"`
}

// variableValue is a value of a variable; one of the values is given.
type variableValue struct {
	Variable reference `xml:"VariableRef"`
	Text     string    `xml:"TextValue"`
	Boolean  string    `xml:"BooleanValue"`
	Integer  string    `xml:"IntegerValue"`
	Float    string    `xml:"FloatValue"`
	Date     string    `xml:"DateValue"`
	DateTime string    `xml:"DateTimeValue"`
}

// text is the value as it is written.
func (v *variableValue) text() string {
	for _, s := range []string{v.Text, v.Boolean, v.Integer, v.Float, v.Date, v.DateTime} {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// sources are the sources of a project in their order.
type sources struct {
	All []source `xml:",any"`
}

// source is a source of any kind, or a text that stands for one.
type source struct {
	XMLName xml.Name
	placed
	named
	User       guid            `xml:"creatingUser,attr"`
	RichText   string          `xml:"richTextPath,attr"`
	Path       string          `xml:"plainTextPath,attr"`
	Content    *string         `xml:"PlainTextContent"`
	Selections []selection     `xml:"PlainTextSelection"`
	Codings    []coding        `xml:"Coding"`
	Values     []variableValue `xml:"VariableValue"`

	Representation *source    `xml:"Representation"`  // of a PDF
	Description    *source    `xml:"TextDescription"` // of a picture
	Areas          []struct{} `xml:"PDFSelection"`
	PictureAreas   []struct{} `xml:"PictureSelection"`
	AudioParts     []struct{} `xml:"AudioSelection"`
	VideoParts     []struct{} `xml:"VideoSelection"`
	Transcripts    []struct {
		Selections []struct{} `xml:"TranscriptSelection"`
	} `xml:"Transcript"`
}

// selection is a part of a text.
type selection struct {
	placed
	named
	Start   string   `xml:"startPosition,attr"`
	End     string   `xml:"endPosition,attr"`
	User    guid     `xml:"creatingUser,attr"`
	Note    string   `xml:"Description"`
	Codings []coding `xml:"Coding"`
}

type coding struct {
	GUID guid      `xml:"guid,attr"`
	User guid      `xml:"creatingUser,attr"`
	Code reference `xml:"CodeRef"`
}

type link struct {
	placed
	named
	Origin guid `xml:"originGUID,attr"`
	Target guid `xml:"targetGUID,attr"`
}

// placed is where an element stands: it is not of the standard, but added before the XML is
// read by structure.
type placed struct {
	At string `xml:"urn:place at,attr"`
}

func (p placed) place() loaders.Place {
	line, column, _ := strings.Cut(p.At, ":")
	return loaders.Place{Line: atoi(line), Column: atoi(column)}
}
