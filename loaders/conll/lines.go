package conll

import (
	"bufio"
	"errors"
	"io"
	"regexp"
	"strings"
)

// lines reads a file by lines, of which it keeps no more than a limit.
type lines struct {
	from   *bufio.Reader
	most   int
	number int
}

// next reads a line, without its end; cut says that it was longer than the limit.
func (l *lines) next() (line string, cut bool, err error) {
	var b strings.Builder
	l.number++
	for {
		part, err := l.from.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) && !errors.Is(err, io.EOF) {
			return "", false, err
		}
		if b.Len()+len(part) > l.most {
			cut = true
		} else {
			b.Write(part)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && b.Len() == 0 && !cut {
			return "", false, io.EOF
		}
		return strings.TrimSuffix(strings.TrimSuffix(b.String(), "\n"), "\r"), cut, nil
	}
}

var (
	reserved = regexp.MustCompile(`^#\s*[\w.:-]+\s*=`)
	newdoc   = regexp.MustCompile(`^#\s*newdoc(?:\s+id\s*=\s*(.*?))?\s*$`)
	sentence = regexp.MustCompile(`^#\s*text\s*=\s?(.*)$`)
	named    = regexp.MustCompile(`^#\s*global\.columns\s*=\s*(.*)$`)
)

const docStart = "-DOCSTART-"

// comment reports whether a line is no token.
func comment(line string) bool {
	switch {
	case !strings.HasPrefix(line, "#"):
		return false
	case reserved.MatchString(line) || newdoc.MatchString(line):
		return true
	case strings.Contains(line, "\t"):
		return false
	}
	fields := strings.Fields(line)
	return len(fields) < 2 || !isTag(fields[len(fields)-1])
}

// split cuts a line into its columns, of which there are no more than maxColumns and one.
func split(line string) []string {
	if strings.Contains(line, "\t") {
		return strings.SplitN(line, "\t", maxColumns+1)
	}
	return strings.Fields(line)
}

// maxColumns is more than any file has.
const maxColumns = 100
