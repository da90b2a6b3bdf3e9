package demand

import (
	"maps"
	"slices"
	"strings"
)

// sameNames are Ukrainian and Russian forms of names that no rule turns into each other,
// and usual spellings of them; the first of each is written for all.
var sameNames = func() map[string]string {
	table := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(`
kyiv kiev kiew kijow kijev
dnipro dnepr dniepr
dnipropetrovsk dnepropetrovsk
zaporizhzhia zaporizhia zaporizhzhya zaporozhye zaporozhie zaporozhe zaporozhia zaporozhzhye
mykolaiv mykolayiv nikolaev nikolayev nikolaiev
rivne rovno
kryvyi kryvyy krivoy krivoi krivyi kriviy
rih rig rog
sloviansk slovyansk slavyansk slaviansk slavjansk
kropyvnytskyi kropivnitsky
ternopil ternopol
sievierodonetsk severodonetsk syeverodonetsk siverodonetsk
volodymyr vladimir wolodymyr volodimir
oleksandr aleksandr alexander alexandr olexander
oleksii oleksiy aleksei aleksey alexei alexey oleksij
serhii serhiy sergei sergey sergiy serhij
andrii andriy andrei andrey andrij
dmytro dmitry dmitri dmitriy dmitrii dmitro
mykola nikolai nikolay mikola
petro pyotr piotr petr
pavlo pavel
mykhailo mikhail mykhaylo mikhaylo
yevhen evgeny yevgeny evgeniy yevgeniy evgenii yevgenii yevhenii
olena yelena elena
kateryna yekaterina ekaterina katerina
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

// minRespelt is how long a word must be to have variants, in letters: short words of
// other languages would become equal. Of a word that is only begun, the first letters
// are enough.
const (
	minRespelt = 4
	minBegun   = 3
)

// Respell writes a word in a-z so that the usual spellings of Ukrainian and Russian names
// become equal: kiev, kiew and kyiv are kyiv. It follows how Ukrainian and Russian letters
// correspond (г: h and g; -ів: -iv and -ov) and how the systems of transliteration differ
// (й: y, i, j; х: kh, h), in no other language's interest: what it writes is no spelling
// that anybody uses, and says only which words are the same.
func Respell(word string) string {
	if one, ok := sameNames[word]; ok {
		return one
	}
	if len(word) < minRespelt {
		return word
	}
	return respell(word, true)
}

// letterRules are carried out one after the other.
var letterRules = [][2]string{
	{"tch", "ch"}, {"zgh", "zh"}, {"kh", "h"}, {"gh", "h"}, {"g", "h"}, {"y", "i"}, {"j", "i"},
	{"zhzh", "zh"}, {"ou", "u"}, {"w", "v"}, {"ie", "e"},
}

// respell carries out the rules, and those about endings on a whole word.
func respell(word string, whole bool) string {
	if stem, ok := strings.CutSuffix(word, "ie"); ok && !whole {
		return respell(stem, false) + "ie" // which the next letter may make anything of
	}
	for _, rule := range letterRules {
		word = strings.ReplaceAll(word, rule[0], rule[1])
	}
	word = squeezed(word, func(r rune) bool { return r == 'i' })
	if whole {
		if strings.HasSuffix(word, "ev") || strings.HasSuffix(word, "ov") {
			word = word[:len(word)-2] + "iv"
		}
		if stem, ok := strings.CutSuffix(word, "tsia"); ok {
			word = stem + "tsa"
		}
	}
	return squeezed(word, func(rune) bool { return true })
}

// squeezed writes letters that are doubled once.
func squeezed(word string, which func(rune) bool) string {
	before := rune(-1)
	return strings.Map(func(r rune) rune {
		if r == before && which(r) {
			return -1
		}
		before = r
		return r
	}, word)
}

// spelling is what a word of any script is respelt as. What cannot be written in a-z
// without loss stays as it is, folded.
func spelling(word, folded string) string {
	latin, lossy := inLatin(word)
	if lossy {
		return folded
	}
	return Respell(latin)
}

// inLatin transliterates one word.
func inLatin(word string) (latin string, lossy bool) {
	latin, lossy = transliterate(word)
	latin = strings.ReplaceAll(latin, " ", "")
	return latin, lossy || latin == ""
}

// namesBegun are the spellings of the names of which a form begins with some letters, in
// the order of text.
func namesBegun(latin string) []string {
	found := map[string]bool{}
	for form, one := range sameNames {
		if strings.HasPrefix(form, latin) {
			found[one] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}
