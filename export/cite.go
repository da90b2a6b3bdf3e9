package export

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
	"demandgraph/query"
)

// cited is an article with the quotes that show positions.
type cited struct {
	row
	quotes []string
}

// citations hands over the articles that tell of the positions that are meant, in the order
// of their keys, each once with what it says of them. In memory are their keys.
func citations(ctx context.Context, r Reader, w *facts.Where, yield func(cited) error) error {
	var telling map[string]bool
	_, err := facts.Positions(ctx, r, w, facts.WantArticles, func() func(*facts.Position) error {
		telling = map[string]bool{}
		return func(p *facts.Position) error {
			for _, key := range p.Articles {
				telling[key] = true
			}
			return nil
		}
	})
	if err != nil {
		return err
	}
	a := many(wanted(demand.KindAnnotation, "key", "exact"), "positions", wanted(demand.KindPosition, "key"))
	var meant query.And
	for _, c := range w.Conditions {
		meant = append(meant, c.Filter)
	}
	if len(meant) > 0 {
		a.Lists[0].Filter = meant
	}
	s := many(all(demand.KindArticle, "text"), "annotations", a)
	return nodesWith(ctx, r, s, slices.Sorted(maps.Keys(telling)), w, func(article row) error {
		c := cited{row: article}
		for _, a := range article.many("annotations") {
			if text := a.text("exact"); text != "" && len(a.many("positions")) > 0 && !slices.Contains(c.quotes, text) {
				c.quotes = append(c.quotes, text)
			}
		}
		return yield(c)
	})
}

// date gives year, month and day of publication as far as they are known.
func (c cited) date() []string {
	if c.text("publishedAt") == "" {
		return nil
	}
	return strings.Split(c.text("publishedAt"), "-")
}

// bibTeX escapes what TeX gives a meaning to; braces stay in pairs, which BibTeX counts.
var bibTeX = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "$", `\$`, "&", `\&`, "#", `\#`, "_", `\_`, "%", `\%`,
	"~", `\textasciitilde{}`, "^", `\textasciicircum{}`, "\n", " ", "\r", " ")

// bibURL keeps a URL, which is verbatim in BibTeX, but for what would end the field.
var bibURL = strings.NewReplacer(`\`, "%5C", "{", "%7B", "}", "%7D", "\n", "", "\r", "")

// writeBibTeX writes an entry @misc for each article: names in braces, so that they are not
// taken apart, and the quotes as note.
func writeBibTeX(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
	out := bufio.NewWriter(to)
	err := citations(ctx, r, w, func(c cited) error {
		fmt.Fprintf(out, "@misc{%s", c.Key)
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(out, ",\n  %s = {%s}", name, value)
			}
		}
		if title := c.text("title"); title != "" {
			field("title", "{"+bibTeX.Replace(title)+"}")
		}
		var names []string
		for _, name := range c.texts("authors") {
			names = append(names, "{"+bibTeX.Replace(name)+"}")
		}
		field("author", strings.Join(names, " and "))
		field("howpublished", bibTeX.Replace(c.text("publisher")))
		for i, part := range c.date() {
			field([]string{"year", "month", "day"}[i], strings.TrimLeft(part, "0"))
		}
		field("url", bibURL.Replace(c.text("url")))
		field("langid", bibTeX.Replace(c.text("language")))
		var quotes []string
		for _, q := range c.quotes {
			quotes = append(quotes, "``"+bibTeX.Replace(q)+"''")
		}
		field("note", strings.Join(quotes, "; "))
		_, err := out.WriteString("\n}\n\n")
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// writeRIS writes a record for each article, with a note (N1) for each quote.
func writeRIS(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
	out := bufio.NewWriter(to)
	err := citations(ctx, r, w, func(c cited) error {
		tag := func(name, value string) {
			if value != "" {
				fmt.Fprintf(out, "%s  - %s\r\n", name, strings.Join(strings.Fields(value), " "))
			}
		}
		tag("TY", "GEN")
		tag("ID", c.Key)
		tag("TI", c.text("title"))
		for _, name := range c.texts("authors") {
			tag("AU", name)
		}
		tag("PB", c.text("publisher"))
		if date := c.date(); date != nil {
			tag("PY", date[0])
			tag("DA", strings.Join(append(date, "", "", "")[:3], "/"))
		}
		tag("UR", c.text("url"))
		tag("LA", c.text("language"))
		for _, q := range c.quotes {
			tag("N1", q)
		}
		_, err := out.WriteString("ER  - \r\n\r\n")
		return err
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// cslItem is an item of CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html).
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title,omitempty"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Note      string    `json:"note,omitempty"`
}

type cslName struct {
	Literal string `json:"literal"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

func writeCSL(ctx context.Context, r Reader, w *facts.Where, to io.Writer) error {
	return writeList(to, "[", "\n]\n", func(item func(any) error) error {
		return citations(ctx, r, w, func(c cited) error {
			out := cslItem{ID: c.Key, Type: "article", Title: c.text("title"), Container: c.text("publisher"), URL: c.text("url"), Language: c.text("language")}
			for _, name := range c.texts("authors") {
				out.Author = append(out.Author, cslName{name})
			}
			if date := c.date(); date != nil {
				var parts []int
				for _, p := range date {
					n, err := strconv.Atoi(p)
					if err != nil {
						return err
					}
					parts = append(parts, n)
				}
				out.Issued = &cslDate{[][]int{parts}}
			}
			var quotes []string
			for _, q := range c.quotes {
				quotes = append(quotes, "“"+q+"”")
			}
			out.Note = strings.Join(quotes, "; ")
			return item(out)
		})
	})
}

// writeList writes JSON with a list that is not kept in memory: what stands before and
// behind it, and its items, a line each.
func writeList(to io.Writer, before, behind string, items func(item func(any) error) error) error {
	out := bufio.NewWriter(to)
	_, _ = out.WriteString(before)
	some := false
	err := items(func(v any) error {
		text, err := json.Marshal(v)
		if err != nil {
			return err
		}
		if some {
			_ = out.WriteByte(',')
		}
		some = true
		_ = out.WriteByte('\n')
		_, err = out.Write(text)
		return err
	})
	if err != nil {
		return err
	}
	_, _ = out.WriteString(behind)
	return out.Flush()
}
