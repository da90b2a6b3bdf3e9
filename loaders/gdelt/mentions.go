package gdelt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"demandgraph/change"
	"demandgraph/loaders"
	"demandgraph/loaders/events"
)

// mentionColumns is the number of columns of Mentions; the last is empty and may be missing.
const mentionColumns = 16

// The columns of Mentions.
const (
	eventTime         = 1
	mentionTime       = 2
	mentionType       = 3
	mentionIdentifier = 5
	sentenceID        = 6
	actor1Offset      = 7
	actionOffset      = 9
	confidence        = 11
	translationInfo   = 14
)

// maxMentions is how many mentions of one file are kept; a quarter of an hour has some thousands.
const maxMentions = 200_000

// isMentions reports whether a row is one of Mentions.
func isMentions(fields []string, n int) bool {
	return (n == mentionColumns || n == mentionColumns-1) && digits(fields[globalEventID]) &&
		len(fields[eventTime]) == 14 && digits(fields[eventTime]) && len(fields[mentionTime]) == 14 && digits(fields[mentionTime]) && digits(fields[mentionType])
}

// mention is one mention of an event in an article.
type mention struct {
	address    string
	sentence   string
	start, end int // -1 for none
	confidence float64
	translated bool
}

// mentions are those of one file, by the event.
type mentions struct{ by map[string][]mention }

// besideOf finds the Mentions that lie beside a file of events, nil for none.
func besideOf(src *loaders.Source) *loaders.Source {
	base := path.Base(src.File)
	at := strings.LastIndex(strings.ToLower(base), ".export.")
	if at < 0 {
		return nil
	}
	beside := *src
	for _, rest := range []string{base[at+len(".export"):], base[at+len(".export"):] + ".gz", strings.TrimSuffix(base[at+len(".export"):], ".gz")} {
		name := base[:at] + ".mentions" + rest
		beside.File, beside.Path = path.Join(path.Dir(src.File), name), path.Join(path.Dir(src.Path), name)
		if file, err := src.FS.Open(beside.File); err == nil {
			file.Close()
			return &beside
		}
	}
	return nil
}

// readMentions reads the mentions of a file, and says what was wrong with it.
func readMentions(ctx context.Context, src *loaders.Source) (all *mentions, warning string, err error) {
	file, err := src.Open()
	if err != nil {
		return nil, "", err
	}
	defer file.Close()
	all = &mentions{by: map[string][]mention{}}
	lines := events.NewLines(file)
	var fields [mentionColumns]string
	bad, first, kept := 0, 0, 0
	for {
		if err := ctx.Err(); err != nil {
			return nil, "", err
		}
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, events.ErrLongLine) {
			return nil, "", fmt.Errorf("%s:%d: %w", src.Path, lines.Number()+1, err)
		}
		text := strings.ToValidUTF8(string(line), "\ufffd")
		if err != nil || !isMentions(fields[:], events.SplitText(text, fields[:])) {
			if bad++; first == 0 {
				first = lines.Number()
			}
			continue
		}
		if kept++; kept > maxMentions {
			return all, fmt.Sprintf("%s has more than %d mentions; those after it are left out", src.Path, maxMentions), nil
		}
		id := fields[globalEventID]
		all.by[id] = append(all.by[id], mentionOf(&fields))
	}
	if bad > 0 {
		warning = fmt.Sprintf("%s: %d lines are no mentions and are left out, the first is line %d", src.Path, bad, first)
	}
	return all, warning, nil
}

// mentionOf reads a row of Mentions.
func mentionOf(fields *[mentionColumns]string) mention {
	m := mention{address: fields[mentionIdentifier], sentence: fields[sentenceID], start: -1, translated: fields[translationInfo] != ""}
	for _, text := range fields[actor1Offset : actionOffset+1] {
		at, err := strconv.Atoi(text)
		if err != nil || at < 0 {
			continue
		}
		if m.start < 0 || at < m.start {
			m.start = at
		}
		m.end = max(m.end, at+1)
	}
	if c, err := strconv.Atoi(fields[confidence]); err == nil && c >= 0 && c <= 100 {
		m.confidence = float64(c) / 100
	} else {
		m.confidence = -1
	}
	return m
}

// of are the articles that mention an event; none without mentions. What one article says
// twice at one place is said once.
func (all *mentions) of(id string) []events.Shown {
	if all == nil {
		return nil
	}
	var shown []events.Shown
	var seen []mention
	for _, m := range all.by[id] {
		a, ok := article(m.address)
		if !ok || slices.Contains(seen, m) {
			continue
		}
		seen = append(seen, m)
		it := change.Annotation{Tool: "GDELT"}
		if m.start >= 0 {
			start, end := m.start, m.end
			it.Start, it.End = &start, &end
		}
		if m.confidence >= 0 {
			c := m.confidence
			it.Confidence = &c
		}
		if m.sentence != "" {
			it.Labels = append(it.Labels, "sentence "+m.sentence)
		}
		if m.translated {
			it.Labels = append(it.Labels, "translated")
		}
		shown = append(shown, events.Shown{Article: a, Annotation: it})
	}
	return shown
}
