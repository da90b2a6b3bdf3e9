package refused

import (
	"context"
	"fmt"
	"io"

	"demandgraph/loaders"
)

// Format is the loader's name.
const Format = "refused"

// Loader recognises the formats that are not loaded. The zero value is ready to use.
type Loader struct{}

var _ loaders.Refuser = Loader{}

// Name is the loader's name. It is nothing to choose.
func (Loader) Name() string { return Format }

// Refuses says that nothing is loaded.
func (Loader) Refuses() bool { return true }

// Detect reports whether a file is in a format that is known and not loaded.
func (Loader) Detect(src *loaders.Source, head []byte, _ bool) bool {
	return recognise(src.File, head) != nil
}

// Read reads the beginning of a file and hands over one record, whose problem says what
// the file is and what to do.
func (Loader) Read(ctx context.Context, src *loaders.Source, yield func(*loaders.Record) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	head, err := io.ReadAll(io.LimitReader(file, loaders.HeadSize))
	if err != nil {
		return fmt.Errorf("%s: %w", src.Path, err)
	}
	message := "this is none of the formats that are recognised and not loaded"
	if k := recognise(src.File, head); k != nil {
		message = fmt.Sprintf("this is %s, which is not loaded: %s; %s", k.name, k.why, k.wayOut)
	}
	r := &loaders.Record{Name: src.Name, Line: 1}
	r.Problems = []loaders.Problem{{File: src.Path, Record: r.Name, Message: message}}
	return yield(r)
}
