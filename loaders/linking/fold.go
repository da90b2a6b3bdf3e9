package linking

import (
	"regexp"
	"strings"

	"demandgraph/demand"
)

// foldName writes a name in the form in which names are compared: folded, no quotes of
// CSV, apostrophes and full stops left out, hyphens and all white space as a blank.
func foldName(name string) string {
	name = strings.TrimSpace(name)
	if len(name) > 1 && strings.HasPrefix(name, `"`) && strings.HasSuffix(name, `"`) {
		name = strings.ReplaceAll(name[1:len(name)-1], `""`, `"`)
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("'’‘ʹʺʻʼʽʾʿ´`.\u00ad\u200b\u200d\ufeff", r):
			return -1
		case strings.ContainsRune("-‐‑–—_\u00a0", r):
			return ' '
		}
		return r
	}, name)
	return strings.Join(strings.Fields(demand.Fold(name)), " ")
}

var genitive = regexp.MustCompile(`['’](s|S)?$`)

// shapes are the forms in which a name is looked up, the nearest to what stands there first.
func shapes(words string) []string {
	words = strings.Join(strings.Fields(words), " ")
	all := []string{foldName(words)}
	bare := genitive.ReplaceAllString(words, "")
	for _, form := range []string{bare, withoutArticle(words), withoutArticle(bare)} {
		if f := foldName(form); f != "" && f != all[len(all)-1] {
			all = append(all, f)
		}
	}
	return all
}

func withoutArticle(words string) string {
	if first, rest, ok := strings.Cut(words, " "); ok && strings.EqualFold(first, "the") {
		return rest
	}
	return words
}

// kindsOfRegion are words that say what sort of region a name is of; people leave them
// out, so that "Donetsk" may be the oblast.
var kindsOfRegion = words(`oblast region province krai kray republic district raion governorate voivodeship county
	область області края край район республика республіка`)

// shortName is the name of a region without the word for what it is, or "".
func shortName(name string) string {
	var left []string
	for word := range strings.FieldsSeq(foldName(name)) {
		if !kindsOfRegion[word] {
			left = append(left, word)
		}
	}
	if short := strings.Join(left, " "); short != foldName(name) {
		return short
	}
	return ""
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// pronouns are words that stand for what was named before, folded. Phrases such as
// "both sides" are among them.
var pronouns = func() map[string]bool {
	set := map[string]bool{}
	for _, line := range []string{
		"i|me|we|us|you|he|him|she|her|it|they|them|himself|herself|itself|themselves|who|whom|which|that|this|these|those",
		"his|hers|its|their|theirs|our|ours|my|mine|your|yours|one|ones|everyone|everybody|someone|somebody|anyone|nobody|no one|none|others|the other|each other|one another",
		"both|all|some|many|each|either|neither|several|both sides|the two sides|two sides|the sides|sides|all sides|either side|neither side|the other side|each side|both parties|the parties|all parties|the two parties|both countries|the two countries|both leaders|the two leaders|both men|the two men|the pair|the former|the latter|the country|the government",
		"він|вона|воно|вони|ми|ви|його|її|їх|їм|обидві сторони|обидва|сторони|обидві",
		"он|она|оно|они|мы|вы|его|ее|их|им|обе стороны|оба|стороны|обе",
	} {
		for word := range strings.SplitSeq(line, "|") {
			set[foldName(word)] = true
		}
	}
	return set
}()

// IsPronoun reports whether words name nothing by themselves: "they", "both sides". In
// capital letters throughout they are an abbreviation: US, WHO.
func IsPronoun(words string) bool {
	if len(words) > 1 && words == strings.ToUpper(words) && words != strings.ToLower(words) {
		return false
	}
	return pronouns[foldName(words)]
}
