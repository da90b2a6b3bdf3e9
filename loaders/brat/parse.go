package brat

import (
	"regexp"
	"strconv"
	"strings"
)

var idForm = regexp.MustCompile(`^(?:[TERAMN#]\d+|\*)$`)

// parse reads one line: its id, its columns, and what they say.
func (b *builder) parse(l *line) {
	id, rest, ok := strings.Cut(l.text, "\t")
	if !ok {
		b.problem(l, 0, "there is no TAB: found %q; columns are separated by TABs, as in T1<TAB>Actor 0 8<TAB>Molvania", clip(l.text))
		return
	}
	if !idForm.MatchString(id) {
		b.problem(l, 0, "%q is no id of an annotation; one is T, E, R, A, M, N or # with a number, or *", clip(id))
		return
	}
	l.id, l.kind = id, id[0]
	if l.kind == 'M' {
		l.kind = 'A'
	}
	if l.kind != '*' {
		if before := b.ids[id]; before != nil {
			where := "line " + strconv.Itoa(before.number)
			if before.file != l.file {
				where += " of " + before.file
			}
			b.problem(l, 0, "the id %s is used twice: it is that of %s too; give one of them another", id, where)
			return
		}
		b.ids[id] = l
	}
	at := len(id) + 1
	switch l.kind {
	case 'T':
		b.textBound(l, rest, at)
	case 'E':
		b.event(l, rest, at)
	case 'R':
		b.relation(l, rest, at)
	case 'A':
		b.attribute(l, rest, at)
	case 'N', '#':
		b.remark(l, rest, at)
	case '*':
		b.equivalence(l, rest, at)
	}
}

// textBound reads "Actor 0 8;12 14<TAB>words".
func (b *builder) textBound(l *line, rest string, at int) {
	data, quote, ok := strings.Cut(rest, "\t")
	if ok && !strings.Contains(data, " ") { // a TAB between type and offsets
		var offsets string
		if offsets, quote, ok = strings.Cut(quote, "\t"); ok {
			data, b.tabbed = data+" "+offsets, true
		}
	}
	if !ok {
		b.problem(l, at+len(data), "%s has no column of text; the line is cut off, or spaces stand for TABs", l.id)
		return
	}
	label, offsets, _ := strings.Cut(data, " ")
	if l.label, l.quote = label, quote; label == "" {
		b.problem(l, at, "%s has no type", l.id)
		return
	}
	at += len(label) + 1
	for _, piece := range strings.Split(offsets, ";") {
		fields := strings.Fields(piece)
		var numbers [2]int
		var err error
		for i := 0; i < 2 && len(fields) == 2 && err == nil; i++ {
			numbers[i], err = strconv.Atoi(fields[i])
		}
		if err != nil || len(fields) != 2 {
			b.problem(l, at, "%q is no start and end of %s; they are two numbers, such as 0 8, with ; between several pieces", clip(piece), l.id)
			return
		}
		if numbers[1] < numbers[0] {
			b.problem(l, at, "the end %d of %s is before its start %d", numbers[1], l.id, numbers[0])
			return
		}
		if n := len(l.pieces); n > 0 && numbers[0] < l.pieces[n-1][1] {
			before := l.pieces[n-1]
			b.problem(l, at, "the pieces %d to %d and %d to %d of %s overlap, or are not in the order of the text",
				before[0], before[1], numbers[0], numbers[1], l.id)
			return
		}
		l.pieces = append(l.pieces, numbers)
		at += len(piece) + 1
	}
}

// arguments reads "Role:T1 Role:T2".
func (b *builder) arguments(l *line, text string, at int) bool {
	for part := range strings.SplitSeq(text, " ") {
		if part != "" {
			role, id, ok := strings.Cut(part, ":")
			if !ok || role == "" || id == "" {
				b.problem(l, at, "%q is no argument of %s; one is a role and an id, such as Actor:T1", clip(part), l.id)
				return false
			}
			l.args = append(l.args, argument{role, id, at + len(role) + 1})
		}
		at += len(part) + 1
	}
	return true
}

// event reads "Demand:T2 Demander:T1".
func (b *builder) event(l *line, rest string, at int) {
	trigger, _, _ := strings.Cut(rest, " ")
	if _, id, _ := strings.Cut(trigger, ":"); !strings.HasPrefix(id, "T") {
		b.problem(l, at, "%s has no trigger; its first part is the type and the words that say it, such as Demand:T2", l.id)
		return
	}
	if b.arguments(l, strings.TrimRight(rest, "\t\r"), at) {
		l.label = l.args[0].role
	}
}

// relation reads "MemberOf Arg1:T8 Arg2:T1", with or without a TAB at the end.
func (b *builder) relation(l *line, rest string, at int) {
	label, args, _ := strings.Cut(strings.TrimRight(rest, "\t "), " ")
	args, _, _ = strings.Cut(args, " [") // BioNLP's coreference lists what lies between
	l.label = label
	if !b.arguments(l, args, at+len(label)+1) {
		return
	}
	switch {
	case label == "" || strings.Contains(label, ":"):
		b.problem(l, at, "%s has no type before its arguments", l.id)
	case len(l.args) != 2:
		b.problem(l, at+len(label), "a relation has two arguments, such as Arg1:T1 Arg2:T2; %s has %d", l.id, len(l.args))
	case l.args[0].role == l.args[1].role:
		b.problem(l, l.args[1].at, "both arguments of %s have the role %s; which is the first?", l.id, clip(l.args[0].role))
	case l.args[0].role == "Arg2" && l.args[1].role == "Arg1":
		l.args[0], l.args[1] = l.args[1], l.args[0]
	}
}

// attribute reads "Certainty E2 REPORTED", the value being absent for a flag.
func (b *builder) attribute(l *line, rest string, at int) {
	name, target, value := columns(strings.TrimRight(rest, "\t "))
	if name == "" || target == "" {
		b.problem(l, at, "%q is no attribute; one is a name, an id and perhaps a value, such as Certainty E2 REPORTED", clip(rest))
		return
	}
	if l.label, l.value = name, value; value == "" {
		l.value = "true"
	}
	l.args = []argument{{"", target, at + len(name) + 1}}
}

// remark reads a normalisation, "Reference T1 Wikidata:Q4115189<TAB>Sandbox", or a note,
// "AnnotatorNotes E1<TAB>text".
func (b *builder) remark(l *line, rest string, at int) {
	data, last, _ := strings.Cut(rest, "\t")
	name, target, value := columns(strings.TrimRight(data, " "))
	l.label, l.quote, l.value = name, last, value
	switch {
	case name == "" || target == "":
		b.problem(l, at, "%q names no annotation; expected a type and an id, such as AnnotatorNotes T1", clip(data))
		return
	case l.kind == 'N':
		if source, id, ok := strings.Cut(value, ":"); !ok || source == "" || id == "" {
			b.problem(l, at+len(name)+len(target)+2, "%q is no reference; one is the name of a source and an id in it, such as Wikidata:Q4115189", clip(value))
			return
		}
	}
	l.args = []argument{{"", target, at + len(name) + 1}}
}

// equivalence reads "SameAs T1 T9".
func (b *builder) equivalence(l *line, rest string, at int) {
	name, members, _ := strings.Cut(rest, " ")
	l.label = name
	at += len(name) + 1
	for part := range strings.SplitSeq(members, " ") {
		if id := strings.TrimSpace(part); id != "" {
			l.args = append(l.args, argument{"", id, at})
		}
		at += len(part) + 1
	}
	if len(l.args) < 2 {
		b.problem(l, 0, "an equivalence has two or more members; found %q", clip(rest))
	}
}

// columns cuts "name id the rest", at blanks or TABs.
func columns(text string) (name, id, rest string) {
	cut := func(s string) (string, string) {
		if i := strings.IndexAny(s, " \t"); i >= 0 {
			return s[:i], s[i+1:]
		}
		return s, ""
	}
	name, rest = cut(text)
	id, rest = cut(rest)
	return name, id, strings.TrimSpace(rest)
}

// clip shortens what a message cites.
func clip(text string) string {
	const most = 60
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
