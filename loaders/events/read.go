package events

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"demandgraph/loaders"
)

// maxInvalid is how many lines that are not UTF-8 are told of one by one.
const maxInvalid = 10

// Read reads a file line by line and gives each to row, as UTF-8 and not empty, with its
// number; it is valid until row returns. Lines that are too long are rejected; what is not UTF-8 is
// replaced, or read as Latin-1, with a warning. At the end it closes the builder.
func (b *Builder) Read(ctx context.Context, file io.Reader, latin1 bool, row func(line []byte, number int) error) error {
	lines := NewLines(file)
	invalid := 0
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := lines.Next()
		switch {
		case errors.Is(err, io.EOF):
			if invalid > maxInvalid {
				if err := b.Warn(0, "", fmt.Sprintf("%d lines more are not UTF-8", invalid-maxInvalid)); err != nil {
					return err
				}
			}
			return b.Close()
		case errors.Is(err, ErrLongLine):
			if err := b.Reject(lines.Number(), "", err.Error()); err != nil {
				return err
			}
			continue
		case err != nil: // what was read until then is good
			return errors.Join(b.Close(), fmt.Errorf("line %d: %w", lines.Number()+1, err))
		case len(bytes.TrimSpace(line)) == 0:
			continue
		}
		line, valid := validUTF8(line, latin1)
		if !valid {
			if invalid++; invalid <= maxInvalid {
				if err := b.Warn(lines.Number(), "", notUTF8(latin1)); err != nil {
					return err
				}
			}
		}
		if err := row(line, lines.Number()); err != nil {
			return err
		}
	}
}

func notUTF8(latin1 bool) string {
	if latin1 {
		return "the line is not UTF-8; it is read as Latin-1"
	}
	return "the line is not UTF-8; what is not is replaced by U+FFFD"
}

// Streaming says that files of event data need not fit in memory.
func (Options) Streaming() bool { return true }

// FirstLine is the first line of a file, from its beginning; "" when there is none.
func FirstLine(head []byte) string {
	line, err := NewLines(bytes.NewReader(head)).Next()
	if err != nil {
		return ""
	}
	return string(line)
}

// File is a file of event data while it is read.
type File struct {
	*Builder
	*Resolver
	All bool // rows that make and answer no demand are read too
}

// Each reads a source of a format. Start gives what is done with each of its lines, as
// Builder.Read says.
func (o Options) Each(ctx context.Context, format string, src *loaders.Source, yield func(*loaders.Record) error, latin1 bool,
	start func(File) (func(line []byte, number int) error, error)) error {
	b, err := newBuilder(format, src, o, yield)
	if err != nil {
		return err
	}
	file, err := src.Open()
	if err != nil {
		return err
	}
	defer file.Close()
	row, err := start(File{b, NewResolver(o), o.All})
	if err != nil {
		return err
	}
	return b.Read(ctx, file, latin1, row)
}
