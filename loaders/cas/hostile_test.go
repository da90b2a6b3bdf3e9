package cas_test

import (
	"fmt"
	"strings"
	"testing"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/readertest"
	"demandgraph/loaders/cas"
)

// inJSON is a CAS with a text and the structures given; its Sofa is 1.
func inJSON(text, structures string) string {
	return fmt.Sprintf(`{"%%TYPES":{"s":{"%%SUPER_TYPE":"uima.tcas.Annotation"},"l":{"%%SUPER_TYPE":"uima.cas.TOP"}},"%%FEATURE_STRUCTURES":[
{"%%ID":1,"%%TYPE":"uima.cas.Sofa","sofaID":"_InitialView","sofaString":%q}%s]}`, text, structures)
}

// span is a span of such a CAS; extra follows its features.
func span(id, begin, end int, extra string) string {
	return fmt.Sprintf(",\n{\"%%ID\":%d,\"%%TYPE\":\"s\",\"@sofa\":1,\"begin\":%d,\"end\":%d%s}", id, begin, end, extra)
}

func inXMI(body string) string {
	return `<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmlns:c="http:///custom.ecore">` + body + `</xmi:XMI>`
}

const sofa = `<cas:Sofa xmi:id="1" sofaID="_InitialView" sofaString="Ana asked."/>`

func TestHostile(t *testing.T) {
	link := func(id, target int) string { return fmt.Sprintf(`,{"%%ID":%d,"%%TYPE":"l","@target":%d}`, id, target) }
	many := strings.Repeat(span(2, 9, 99, ""), 1000)
	for _, c := range []struct{ name, text, want string }{
		{"truncated", inJSON("Ana", "")[:60], "a:1:61: this is no JSON: the text ends"},
		{"not JSON", `{"%TYPES": nul}`, "a:1:"},
		{"more after it", inJSON("Ana", "") + "{}", "a:2:80: there is text after the end"},
		{"encoding", "{\"%TYPES\": {}, \"a\": \"\xff\"}", "a:1:22: invalid UTF-8"},
		{"UTF-16", "\xff\xfe{\x00", "a:1:1: the file is in UTF-16"},
		{"beyond the text", inJSON("Ana", span(2, 0, 4, "")), "a:3:1: structure 2 (s): end: offset 4 is outside the text, which has 3 units"},
		{"negative", inJSON("Ana", span(2, -1, 3, "")), "begin: offset -1 is outside"},
		{"surrogates", inJSON("😀", span(2, 1, 2, "")), "begin: offset 1 is inside a character"},
		{"combining", inJSON("e\u0301x", span(2, 0, 4, "")), "end: offset 4 is outside the text, which has 3 units"},
		{"reversed", inJSON("Ana", span(2, 3, 1, "")), "ends at 1, before it begins at 3"},
		{"no number", inJSON("Ana", `,{"%ID":2,"%TYPE":"s","begin":0.5,"end":1e9}`), `begin is "0.5", which is no offset`},
		{"no end", inJSON("Ana", `,{"%ID":2,"%TYPE":"s","begin":0}`), "the annotation has no end"},
		{"twice", inJSON("Ana", span(2, 0, 1, "")+span(2, 0, 2, "")), "a:4:1: structure 2 (s): the id stands for two structures; the other is in line 3"},
		{"dangling", inJSON("Ana", span(2, 0, 1, `,"@next":9`)), "next refers to structure 9, which is not in the file"},
		{"loose end", inJSON("Ana", span(2, 0, 1, "")+`,{"%ID":3,"%TYPE":"r","@Governor":2,"begin":0,"end":1}`), "the relation has no Dependent: a loose end"},
		{"no span", inJSON("Ana", span(2, 0, 1, "")+`,{"%ID":3,"%TYPE":"r","@Governor":2,"@Dependent":1}`), "Dependent is structure 1, a uima.cas.Sofa, which is no span"},
		{"empty slot", inJSON("Ana", span(2, 0, 1, `,"@links":4`)+`,{"%ID":4,"%TYPE":"l","@target":null,"role":"Aim"}`), "the argument Aim has no target"},
		{"cycle", inJSON("Ana", span(2, 0, 1, `,"@links":4`)+span(3, 1, 2, `,"@links":5`)+link(4, 3)+link(5, 2)), "makes a cycle"},
		{"of itself", inJSON("Ana", span(2, 0, 1, `,"@links":4`)+link(4, 2)), "makes a cycle"},
		{"chain", inJSON("Ana", span(2, 0, 1, `,"@next":3`)+span(3, 1, 2, `,"@next":2`)+`,{"%ID":4,"%TYPE":"l","@first":2}`), "structure 2 is in the chain twice"},
		{"super of itself", `{"%TYPES":{"s":{"%SUPER_TYPE":"t"},"t":{"%SUPER_TYPE":"s"}},` + inJSON("Ana", span(2, 0, 9, ""))[1:], "end: offset 9"},
		{"reference that is text", inJSON("Ana", span(2, 0, 1, `,"@next":"x"`)), `@next is "x"; a reference is the number`},
		{"nested", inJSON("Ana", span(2, 0, 1, `,"x":[[1]]`)), "x has a value within a value"},
		{"deep", inJSON("Ana", span(2, 0, 1, `,"x":`+strings.Repeat("[", 1_000_000))), "nests more than 64 levels"},
		{"wide", inJSON("Ana", span(2, 0, 1, `,"x":[`+strings.Repeat("1,", 550_000)+`1]`)), "more than 500000 values"},
		{"many", inJSON("Ana", strings.Repeat(`,{"%ID":2,"%TYPE":"s","a":[`+strings.Repeat("1,", 400_000)+`1]}`, 6)), "more than 2000000 keys and values"},
		{"long line", inJSON(strings.Repeat("a", loaders.MaxDocument), ""), "larger than 32 MB"},
		{"no text", `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"_InitialView"}]}`, "there is no sofaString"},
		{"other view", `{"%FEATURE_STRUCTURES":[{"%ID":1,"%TYPE":"uima.cas.Sofa","sofaID":"b","sofaString":"x"}]}`, "no view _InitialView, only b"},
		{"second view", inJSON("Ana", `,{"%ID":2,"%TYPE":"uima.cas.Sofa","sofaID":"b","sofaString":"x"},{"%ID":3,"%TYPE":"s","@sofa":2,"begin":0,"end":1}`), "1 annotations are in the view b"},
		{"member", strings.TrimSuffix(inJSON("Ana", ""), "}") + `,"%VIEWS":{"_InitialView":{"%SOFA":1,"%MEMBERS":[7]}}}`, "has the member 7, which is not in the file"},
		{"older", `{"_context":{"_types":{}}}`, "a:1:2: this is the older JSON"},
		{"no id", `{"%FEATURE_STRUCTURES":[{"%TYPE":"s"}]}`, "needs %ID and %TYPE"},
		{"no list", `{"%FEATURE_STRUCTURES":3}`, "neither a list nor an object"},
		{"all problems", inJSON("Ana", many), "there are more problems; these are the first 200"},

		{"XML cut", inXMI(sofa)[:150], "the file ends before the document does"},
		{"XML 1.1", `<?xml version="1.1"?>` + inXMI(sofa), "a:1:1: the file is in XML 1.1; export it as XML 1.0"},
		{"Latin 1", `<?xml version="1.0" encoding="ISO-8859-1"?>` + inXMI(sofa), "in the encoding ISO-8859-1"},
		{"no encoding", "<?xml version=\"1.0\" encoding=\"\xc6\"?>" + inXMI(sofa), "in the encoding \uFFFD"},
		{"long name", inXMI(sofa + `<c:S xmi:id="2"/><c:` + strings.Repeat("S", 10_000) + ` xmi:id="2"/>`), "SSS…"},
		{"DOCTYPE", `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + inXMI(sofa), "declares a document type"},
		{"entity", inXMI(`<c:S xmi:id="2" label="&b;"/>`), "this is no XML"},
		{"deep XML", inXMI(sofa + strings.Repeat("<c:S xmi:id='3'>", 100_000)), "an element S within the value of another"},
		{"other root", `<xmi:XMI xmlns:xmi="http:///uima/"/>`, "the root is XMI; that of XMI is xmi:XMI"},
		{"namespace", inXMI(sofa + `<x:S xmi:id="2"/>`), `in the namespace "x"`},
		{"no xmi:id", inXMI(sofa + `<c:S begin="0"/>`), "a custom.S has no xmi:id"},
		{"XML offsets", inXMI(sofa + "\n" + `<c:S xmi:id="2" sofa="1" begin="4" end="19"/>`), "a:2:1: structure 2 (custom.S): end: offset 19"},
		{"XML dangling", inXMI(sofa + `<c:R xmi:id="2" Governor="5" Dependent="6"/>`), "Dependent refers to structure 6"},
		{"attributes", inXMI(sofa + "<c:S" + strings.Repeat(" a=''", 20_000) + "/>"), "more than 10000 features"},
		{"NULL", inXMI(sofa + `<cas:NULL xmi:id="0"/><c:S xmi:id="3" begin="0" end="3"/><c:R xmi:id="2" Governor="0" Dependent="3"/>`), "the relation has no Governor"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var r annotated.Reader = cas.JSON{}
			if strings.Contains(c.text[:min(len(c.text), 200)], "<xmi:XMI") {
				r = cas.XMI{}
			}
			docs := readertest.ReadOne(t, r, annotated.Options{}, loaders.Bytes("a", []byte(c.text)))
			if len(docs) != 1 {
				t.Fatalf("%d documents", len(docs))
			}
			if got := strings.Join(readertest.Lines(docs[0].Problems), "\n"); !strings.Contains(got, c.want) {
				t.Errorf("problems %.500s\nwant %s", got, c.want)
			}
		})
	}
}

// A raw line break in an attribute is a space, as XML says; one that is written as a
// character reference is a line break.
func TestLineBreaks(t *testing.T) {
	text := inXMI("<cas:Sofa xmi:id=\"1\"\r\n\tsofaID=\"_InitialView\" sofaString=\"a\nb\r\nc\td&#13;&#10;e&#9;&lt;&#128591;\"/>")
	d := readertest.ReadOne(t, cas.XMI{}, annotated.Options{}, loaders.Bytes("a", []byte(text)))[0]
	if want := "a b c d\r\ne\t<🙏"; d.Text != want {
		t.Errorf("text %q, want %q: %v", d.Text, want, d.Problems)
	}
}
