package records

import (
	"context"
	"errors"
	"fmt"
	"io"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
)

// Each reads the records of a source and hands over each with its number, from 1.
// One that cannot be read, or is no object, is a document with a problem, which
// goes to yield.
func Each(ctx context.Context, src *loaders.Source, yield func(*annotated.Document) error, visit func(n int, record *Value) error) error {
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	stream := NewStream(file)
	n := 0
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		v, err := stream.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		n++
		var fault *Fault
		switch {
		case errors.As(err, &fault):
		case err != nil:
			return fmt.Errorf("%s: %w", src.Path, err)
		case v.Kind != Object:
			fault = &Fault{v.Place, fmt.Sprintf("a record is an object; this is %s", v.What())}
		}
		if fault == nil {
			err = visit(n, v)
		} else {
			d := NewDraft(src, fmt.Sprintf("record %d", n), fault.Line)
			d.Bad(fault.Place, "%s: %s", d.Name, fault.Message)
			err = yield(d.Document)
		}
		if err != nil {
			return err
		}
	}
	if n == 0 {
		return fmt.Errorf("%s: the file has no records", src.Path)
	}
	return nil
}
