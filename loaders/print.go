package loaders

import (
	"fmt"
	"io"
	"strings"

	"demandgraph/demand"
)

// maxSkipped is how many files in no known format are named.
const maxSkipped = 10

// WriteTo writes the summary for people: problems are not among it, but with
// DryRun each node that would change.
func (s *Summary) WriteTo(w io.Writer) (int64, error) {
	p := &printer{w: w}
	if s.DryRun {
		p.list("create", s.Created(), s.called)
		p.list("change", s.Updated(), s.called)
		p.list("delete", s.Deleted(), s.called)
	}
	for i, path := range s.Skipped {
		if i == maxSkipped {
			p.line("%s more left out", count(len(s.Skipped)-i, "file"))
			break
		}
		p.line("%s: left out, in no known format", path)
	}
	verb := func(done, would string) string {
		if s.DryRun {
			return would
		}
		return done
	}
	p.line("%s %s of %d, %d rejected", count(s.Loaded, "document"), verb("loaded", "would be loaded"), s.Read, s.Rejected)
	if s.Unlisted > 0 {
		p.line("%d problems more than those shown; the file of rejects has them all", s.Unlisted)
	}
	create, update, remove, leave := s.Counts()
	p.line("nodes: %d %s, %d %s, %d %s, %d unchanged", create, verb("created", "to create"), update, verb("updated", "to update"),
		remove, verb("deleted", "to delete"), leave)
	switch {
	case s.DryRun:
		p.line("dry run: nothing was written")
	case s.Version > 0:
		p.line("import %s, version %d", s.Import, s.Version)
	default:
		p.line("nothing was written")
	}
	return p.n, p.err
}

// printer remembers the first error.
type printer struct {
	w   io.Writer
	n   int64
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		n, err := fmt.Fprintf(p.w, format+"\n", args...)
		p.n += int64(n)
		p.err = err
	}
}

// list writes nodes with what they are called, and annotations only as a number: there are many, and their
// keys say nothing to people.
func (p *printer) list(verb string, refs []demand.Ref, called map[demand.Ref]string) {
	annotations := 0
	for _, ref := range refs {
		if ref.Kind == demand.KindAnnotation {
			annotations++
			continue
		}
		what := strings.Join(strings.Fields(called[ref]), " ")
		switch {
		case what == "":
			what = ref.Key
		case ref.Kind != demand.KindPosition: // whose key says the same
			what = ref.Key + ": " + what
		}
		p.line("%s %s %s", verb, kindName(ref.Kind), what)
	}
	if annotations > 0 {
		p.line("%s %s", verb, count(annotations, "annotation"))
	}
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
