package linking

import (
	"regexp"
	"strings"

	"demandgraph/demand"
)

// sameNames are Ukrainian and Russian forms of names that no rule turns into each other,
// and usual spellings of them; the first of each is written for all.
var sameNames = func() map[string]string {
	table := map[string]string{}
	for _, line := range strings.Split(strings.TrimSpace(`
kyiv kiev kiew kijow kijev
dnipro dnepr dniepr
dnipropetrovsk dnepropetrovsk
zaporizhzhia zaporizhia zaporizhzhya zaporozhye zaporozhie zaporozhe zaporozhia zaporozhzhye
mykolaiv mykolayiv nikolaev nikolayev nikolaiev
rivne rovno
kryvyi kryvyy krivoy krivoi krivyi
rih rig rog
sloviansk slovyansk slavyansk slaviansk slavjansk
kropyvnytskyi kropivnitsky
ternopil ternopol
sievierodonetsk severodonetsk syeverodonetsk siverodonetsk
volodymyr vladimir wolodymyr
oleksandr aleksandr alexander alexandr olexander
oleksii oleksiy aleksei aleksey alexei alexey oleksij
serhii serhiy sergei sergey sergiy serhij
andrii andriy andrei andrey andrij
dmytro dmitry dmitri dmitriy dmitrii
mykola nikolai nikolay
petro pyotr piotr petr
pavlo pavel
mykhailo mikhail mykhaylo
yevhen evgeny yevgeny evgeniy yevgeniy evgenii yevgenii yevhenii
olena yelena elena
kateryna yekaterina ekaterina
iryna irina
olha olga
ihor igor
oleh oleg
yurii yuriy yuri yury yurij
kostiantyn konstantin kostyantyn
`), "\n") {
		forms := strings.Fields(line)
		for _, form := range forms {
			table[form] = forms[0]
		}
	}
	return table
}()

// variantRules are what turns spellings of one name into one form, word by word, in this
// order. They follow how Ukrainian and Russian letters correspond (г: h and g; -ів: -iv
// and -ov) and how the systems of transliteration differ (й: y, i, j; х: kh, h).
var variantRules = []struct {
	match *regexp.Regexp
	with  string
}{
	{regexp.MustCompile(`tch`), "ch"},
	{regexp.MustCompile(`zgh`), "zh"},
	{regexp.MustCompile(`kh|gh`), "h"},
	{regexp.MustCompile(`g`), "h"},
	{regexp.MustCompile(`[yj]`), "i"},
	{regexp.MustCompile(`zhzh`), "zh"},
	{regexp.MustCompile(`ou`), "u"},
	{regexp.MustCompile(`w`), "v"},
	{regexp.MustCompile(`ie`), "e"},
	{regexp.MustCompile(`i+`), "i"},
	{regexp.MustCompile(`(ev|ov)$`), "iv"},
	{regexp.MustCompile(`ii+`), "i"},
	{regexp.MustCompile(`(tsa|tsia)$`), "tsa"},
}

// minVariant is how long a word must be to have variants, in letters: short words of
// other languages would become equal.
const minVariant = 4

// variantForm writes a name so that the spelling variants of Ukrainian and Russian names
// become equal, in Latin letters whatever script they are in. It is "" for a name in which
// something is lost on the way.
func variantForm(name string) string {
	key, lossy := demand.MakeKey(name)
	if lossy || key == "" {
		return ""
	}
	parts := strings.Split(key, "-")
	for i, word := range parts {
		parts[i] = variantWord(word)
	}
	return strings.Join(parts, "-")
}

func variantWord(word string) string {
	if one, ok := sameNames[word]; ok {
		return one
	}
	if len(word) < minVariant {
		return word
	}
	for _, rule := range variantRules {
		word = rule.match.ReplaceAllString(word, rule.with)
	}
	return strings.Map(func() func(rune) rune { // double letters are one
		before := rune(-1)
		return func(r rune) rune {
			if r == before {
				return -1
			}
			before = r
			return r
		}
	}(), word)
}
