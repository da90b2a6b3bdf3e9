package annotated

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"demandgraph/demand"
)

// months are the names of months in English, Ukrainian and Russian, in the case that dates
// have, by their first letters.
var months = [][]string{
	{"jan", "січ", "янв"}, {"feb", "лют", "фев"}, {"mar", "бер", "мар"}, {"apr", "кві", "апр"}, {"may", "тра", "мая", "май"}, {"jun", "чер", "июн"},
	{"jul", "лип", "июл"}, {"aug", "сер", "авг"}, {"sep", "вер", "сен"}, {"oct", "жов", "окт"}, {"nov", "лис", "ноя"}, {"dec", "гру", "дек"},
}

var (
	dayMonthYear = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?(?: of)? (\pL+)\.?,? (\d{4})(?: року| года)?$`)
	monthDayYear = regexp.MustCompile(`^(\pL+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$`)
	monthYear    = regexp.MustCompile(`^(\pL+)\.?,? (\d{4})(?: року| года)?$`)
	dotted       = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})$`) // day first wherever dots are written
	instant      = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}`)
)

// readDate reads words that say a whole date, month or year: 2031-03-12, 12 March 2031,
// March 12, 2031, 12.03.2031, March 2031, 2031. Nothing is guessed: "Tuesday" is no date,
// and 3/12/2031 may be two.
func readDate(words string) (demand.Date, bool) {
	words = oneLine(words)
	for _, prefix := range []string{"on ", "in "} {
		words = strings.TrimPrefix(words, prefix)
	}
	day, month, year := "", "", ""
	switch {
	case instant.MatchString(words):
		words = instant.FindStringSubmatch(words)[1]
	case dayMonthYear.MatchString(words):
		g := dayMonthYear.FindStringSubmatch(words)
		day, month, year = g[1], g[2], g[3]
	case monthDayYear.MatchString(words):
		g := monthDayYear.FindStringSubmatch(words)
		day, month, year = g[2], g[1], g[3]
	case monthYear.MatchString(words):
		g := monthYear.FindStringSubmatch(words)
		month, year = g[1], g[2]
	case dotted.MatchString(words):
		g := dotted.FindStringSubmatch(words)
		day, month, year = g[1], g[2], g[3]
	}
	if year != "" {
		n := monthNumber(month)
		if n == 0 {
			return demand.Date{}, false
		}
		words = fmt.Sprintf("%s-%02d", year, n)
		if day != "" {
			number, _ := strconv.Atoi(day)
			words += fmt.Sprintf("-%02d", number)
		}
	}
	date, err := demand.ParseDate(words)
	return date, err == nil && !date.IsZero()
}

// monthNumber reads a month: its number, its name or the beginning of it. 0 is none.
func monthNumber(name string) int {
	if n, err := strconv.Atoi(name); err == nil {
		if n < 1 || n > 12 {
			return 0
		}
		return n
	}
	name = strings.ToLower(name)
	for i, starts := range months {
		for _, start := range starts {
			if strings.HasPrefix(name, start) && fullMonth(name, i) {
				return i + 1
			}
		}
	}
	return 0
}

// fullMonth reports whether a word that begins like a month is one, not "march" of soldiers'
// "marching" or "Maya": English names are known whole, others by their endings.
func fullMonth(name string, month int) bool {
	if name[0] >= 0x80 {
		return true
	}
	english := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}[month]
	return name == english || len(name) <= 4 && strings.HasPrefix(english, name)
}
