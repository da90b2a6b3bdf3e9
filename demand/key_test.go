package demand

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestMakeKey(t *testing.T) {
	for _, tt := range []struct {
		name, key string
		lossy     bool
	}{
		{"Russia", "russia", false},
		{"Donetsk Oblast", "donetsk-oblast", false},
		{"Alaska summit 2025", "alaska-summit-2025", false},
		{"Donald J. Trump, Jr.", "donald-j-trump-jr", false},
		{"  Côte d’Ivoire  ", "cote-divoire", false},
		{"Al Ismāʿīlīyyah", "al-ismailiyyah", false},
		{"ǁKaras Region", "karas-region", true},
		{"Süddeutsche Zeitung", "suddeutsche-zeitung", false},
		{"Su\u0308ddeutsche Zeitung", "suddeutsche-zeitung", false},
		{"Straße, Łódź, Ærø", "strasse-lodz-aero", false},
		{"İzmir", "izmir", false},
		{"Volodymyr Zelenskyy", "volodymyr-zelenskyy", false},
		{"Володимир Зеленський", "volodymyr-zelenskyi", false},
		{"Київ", "kyiv", false},
		{"Згурівка", "zghurivka", false},
		{"Харківська область", "kharkivska-oblast", false},
		{"Владимир Путин", "vladimir-putin", false},
		{"Сергей Лавров", "sergey-lavrov", false},
		{"Хрущёв", "khrushchyov", false},
		{"Αθήνα", "athina", false},
		{"Κυριάκος Μητσοτάκης", "kyriakos-mitsotakis", false},
		{"Τσίπρας, Πούτιν", "tsipras-poutin", false},
		{"ＮＡＴＯ №5", "nato-no5", false},

		{"北京", "bei-jing", true},
		{"C++", "c", true},
		{"5 €", "5", true},
		{"!!!", "", true},
		{"", "", true},
		{"👍", "", true},
		{strings.Repeat("long ", 40), strings.TrimSuffix(strings.Repeat("long-", 16), "-"), true},
		{strings.Repeat("x", 200), strings.Repeat("x", 80), true},
	} {
		if key, lossy := MakeKey(tt.name); key != tt.key || lossy != tt.lossy {
			t.Errorf("MakeKey(%q) = %q, %v; want %q, %v", tt.name, key, lossy, tt.key, tt.lossy)
		}
	}
}

func TestMadeKeysAreValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		key, lossy := MakeKey(name)
		if key == "" && !lossy {
			t.Fatal("nothing is left and nothing was lost")
		}
		if key != "" && ValidKey(key) != nil {
			t.Fatal(ValidKey(key))
		}
		if again, lossy := MakeKey(key); key != "" && (again != key || lossy) {
			t.Fatalf("the key %q makes the key %q, %v", key, again, lossy)
		}
		hashed := HashedKey(key, name)
		if ValidKey(hashed) != nil || !strings.HasSuffix(hashed, HashSuffix(name)) || !strings.HasPrefix(hashed, key) {
			t.Fatalf("hashed key %q of %q", hashed, key)
		}
	})
}

func TestValidKey(t *testing.T) {
	for key, want := range map[string]bool{
		"russia": true, "uk-14": true, "2025": true, strings.Repeat("k", MaxKeyLength): true,
		"": false, "Russia": false, "a b": false, "a_b": false, "ä": false, "a\n": false, strings.Repeat("k", MaxKeyLength+1): false,
	} {
		if err := ValidKey(key); (err == nil) != want {
			t.Errorf("ValidKey(%q) = %v", key, err)
		}
	}
}

func TestHashSuffix(t *testing.T) {
	if a, b := HashSuffix("a", "b"), HashSuffix("ab"); a == b || len(a) != 8 || len(b) != 8 {
		t.Errorf("%q and %q", a, b)
	}
	// Keys stand in files and links: the hash must stay what it is.
	if got := HashSuffix("position", "russia"); got != "faceaebd" {
		t.Errorf("the hash changed to %q", got)
	}
}

func TestPositionKey(t *testing.T) {
	putin := Act{Taker: "vladimir-putin", For: "russia", Kind: PositionKindDemands, Demand: "donbas-withdrawal",
		Event: "alaska-summit-2025", Phase: PhaseDuring, Date: MustParseDate("2025-08-15")}
	key := PositionKey(putin)
	if ValidKey(key) != nil || !strings.HasPrefix(key, "vladimir-putin-demands-donbas-withdrawal-") {
		t.Errorf("key %q", key)
	}
	undated := putin
	undated.Event, undated.Phase = "", ""
	for name, tt := range map[string]struct {
		from   Act
		change func(*Act)
		same   bool
	}{
		"date at an event":      {putin, func(a *Act) { a.Date = MustParseDate("2025-08") }, true},
		"order":                 {putin, func(a *Act) { a.Order = 7 }, true},
		"articles":              {putin, func(a *Act) { a.Articles = []string{"a"} }, true},
		"phase without event":   {undated, func(a *Act) { a.Phase = PhaseAfter }, true},
		"taker":                 {putin, func(a *Act) { a.Taker = "sergey-lavrov" }, false},
		"for":                   {putin, func(a *Act) { a.For = "" }, false},
		"kind":                  {putin, func(a *Act) { a.Kind = PositionKindReiterates }, false},
		"demand":                {putin, func(a *Act) { a.Demand = "no-nato-membership" }, false},
		"according to":          {putin, func(a *Act) { a.AccordingTo = "donald-trump" }, false},
		"event":                 {putin, func(a *Act) { a.Event = "call" }, false},
		"phase":                 {putin, func(a *Act) { a.Phase = "" }, false},
		"date without event":    {undated, func(a *Act) { a.Date = MustParseDate("2025-08-16") }, false},
		"date exactly as told":  {undated, func(a *Act) { a.Date = MustParseDate("2025-08") }, false},
		"for and according to ": {Act{Taker: "a", For: "b"}, func(a *Act) { a.For, a.AccordingTo = "", "b" }, false},
	} {
		changed := tt.from
		tt.change(&changed)
		if same := PositionKey(changed) == PositionKey(tt.from); same != tt.same {
			t.Errorf("another %s: same key %v, want %v", name, same, tt.same)
		}
	}
	long := Act{Taker: strings.Repeat("t", MaxKeyLength), Demand: strings.Repeat("d", MaxKeyLength), Kind: PositionKindReiterates}
	if err := ValidKey(PositionKey(long)); err != nil {
		t.Error(err)
	}
}

func TestTermKey(t *testing.T) {
	keys := map[string]bool{}
	for _, key := range []string{
		TermKey("d", TermKindOtherwise, "trump", "", "Severe consequences"),
		TermKey("e", TermKindOtherwise, "trump", "", "Severe consequences"),
		TermKey("d", TermKindInExchangeFor, "trump", "", "Severe consequences"),
		TermKey("d", TermKindOtherwise, "", "trump", "Severe consequences"),
		TermKey("d", TermKindOtherwise, "trump", "putin", "Severe consequences"),
		TermKey("d", TermKindOtherwise, "trump", "", "Severe consequences!"),
		TermKey(strings.Repeat("d", MaxKeyLength), TermKindOtherwise, "trump", "", strings.Repeat("s", 900)),
		TermKey("d", TermKindOtherwise, "trump", "", "…"),
	} {
		if ValidKey(key) != nil || keys[key] {
			t.Errorf("key %q, %v", key, ValidKey(key))
		}
		keys[key] = true
	}
	if !keys[TermKey("d", TermKindOtherwise, "trump", "", "Severe consequences")] {
		t.Error("the same term has another key")
	}
}

func TestAnnotationKey(t *testing.T) {
	span := func(start, end int) Span { return Span{Start: &start, End: &end} }
	quoted := span(1, 2)
	quoted.Exact, quoted.Prefix = "x", "y"
	if AnnotationKey("a", quoted, "jd") != AnnotationKey("a", span(1, 2), "jd") {
		t.Error("with offsets the quote must not matter")
	}
	keys := map[string]bool{}
	for _, key := range []string{
		AnnotationKey("a", Span{}, ""),
		AnnotationKey("a", Span{}, "jd"),
		AnnotationKey("b", Span{}, "jd"),
		AnnotationKey("a", span(1, 2), "jd"),
		AnnotationKey("a", span(1, 22), "jd"),
		AnnotationKey("a", Span{Exact: "x"}, "jd"),
		AnnotationKey("a", Span{Exact: "x", Prefix: "y"}, "jd"),
		AnnotationKey("a", Span{Exact: "x", Suffix: "y"}, "jd"),
		AnnotationKey("a", Span{Exact: "x", Occurrence: 2}, "jd"),
		AnnotationKey(strings.Repeat("a", MaxKeyLength), span(1<<40, 1<<41), "jd"),
	} {
		if ValidKey(key) != nil || keys[key] {
			t.Errorf("key %q, %v", key, ValidKey(key))
		}
		keys[key] = true
	}
}

func TestArticleKey(t *testing.T) {
	day := MustParseDate("2025-08-16")
	key, err := ArticleKey("https://www.news.example/2025/08/16/talks.html", "Example News", day, "Talks end")
	if err != nil || !strings.HasPrefix(key, "news-example-talks-") || len(key) != len("news-example-talks-")+8 {
		t.Errorf("%q, %v", key, err)
	}
	if again, _ := ArticleKey("HTTPS://www.news.example:443/2025/08/16/talks.html#top", "", Date{}, "Another title"); again != key {
		t.Errorf("the same URL gives %q", again)
	}
	if other, _ := ArticleKey("https://www.news.example/2025/08/17/talks.html", "Example News", day, "Talks end"); other == key {
		t.Errorf("another URL gives %q too", other)
	}
	key, err = ArticleKey("", "Example News", day, "Talks end")
	if err != nil || key != "example-news-2025-08-16-talks-end" {
		t.Errorf("%q, %v", key, err)
	}
	for _, address := range []string{"https://例え.jp/北京", "::", "https://" + strings.Repeat("x.", 300) + "example/"} {
		if key, err := ArticleKey(address, "", Date{}, ""); err != nil || ValidKey(key) != nil {
			t.Errorf("%q gives %q, %v", address, key, err)
		}
	}
	if key, err := ArticleKey(" ", "Example News", day, " "); err == nil {
		t.Errorf("nothing to make a key from gave %q", key)
	}
}
