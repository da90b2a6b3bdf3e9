package change

import (
	"fmt"
	"strings"

	"demandgraph/demand"
)

// Invalid says why documents of a set cannot be taken. Nothing was written.
type Invalid struct{ Problems []Problem }

// Problem is what is wrong with one document.
type Problem struct {
	Document *Document
	Line     int // in the document's source; 0 when unknown
	Subject  demand.Ref
	Message  string
	// Contribution is the id of one that cannot be taken back, where that is what is wrong;
	// Document has only its Source then.
	Contribution string
}

func (p Problem) String() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s: %s", p.Document.Source, p.Line, p.Subject, p.Message)
	}
	return fmt.Sprintf("%s: %s: %s", p.Document.Source, p.Subject, p.Message)
}

func (e *Invalid) Error() string {
	lines := make([]string, len(e.Problems))
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
