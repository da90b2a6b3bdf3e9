package handler

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"pgregory.net/rapid"
)

// drawSet draws a selection set that may spread the fragments from f on, so
// that no fragment reaches itself.
func drawSet(t *rapid.T, depth, f, fragments int) string {
	var b strings.Builder
	b.WriteString("{ ")
	for range rapid.IntRange(1, 3).Draw(t, "selections") {
		switch kind := rapid.IntRange(0, 4).Draw(t, "kind"); {
		case kind == 1 && depth > 0:
			b.WriteString("a: b @d " + drawSet(t, depth-1, f, fragments))
		case kind == 2 && depth > 0:
			b.WriteString("... @d " + drawSet(t, depth-1, f, fragments))
		case kind == 3 && f < fragments:
			fmt.Fprintf(&b, "...f%d @d @e ", rapid.IntRange(f, fragments-1).Draw(t, "fragment"))
		case kind == 4 && depth > 0:
			b.WriteString("__schema " + drawSet(t, depth-1, f, fragments))
		default:
			b.WriteString("x(v: [{a: 1}]) ")
		}
	}
	return b.String() + "} "
}

// expand measures as the words say: every fragment in place of its spread.
func expand(doc *ast.QueryDocument, set ast.SelectionSet) (f form) {
	for _, selection := range set {
		var g form
		switch s := selection.(type) {
		case *ast.Field:
			g = expand(doc, s.SelectionSet)
			g.fields++
			g.directives += len(s.Directives)
			g.ownFields = 1
			if s.Alias != s.Name {
				g.aliases++
			}
			if s.Name == "__schema" {
				g.introspectionDepth, g.depth = max(g.depth, g.introspectionDepth)+1, 1
			} else {
				g.depth++
			}
			if len(s.Arguments) > 0 {
				g.valueDepth = max(g.valueDepth, 2)
			}
		case *ast.InlineFragment:
			g = expand(doc, s.SelectionSet)
			g.directives += len(s.Directives)
		case *ast.FragmentSpread:
			g = expand(doc, doc.Fragments.ForName(s.Name).SelectionSet)
			g.directives += len(s.Directives)
		}
		f.depth = max(f.depth, g.depth)
		f.introspectionDepth = max(f.introspectionDepth, g.introspectionDepth)
		f.valueDepth = max(f.valueDepth, g.valueDepth)
		f.fields += g.fields
		f.aliases += g.aliases
		f.directives += g.directives
		f.ownFields += g.ownFields
	}
	return f
}

// TestMeasure: measuring each fragment once comes to the same as expanding it
// at every spread.
func TestMeasure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 4).Draw(t, "fragments")
		text := "query " + drawSet(t, 3, 0, n)
		for i := range n {
			text += fmt.Sprintf("fragment f%d on T ", i) + drawSet(t, 2, i+1, n)
		}
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			t.Fatal(err)
		}
		m := measurer{doc: doc, fragments: map[string]*form{}}
		set := doc.Operations[0].SelectionSet
		if got, want := m.selections(set), expand(doc, set); got != want {
			t.Fatalf("%s\ngot  %+v\nwant %+v", text, got, want)
		}
	})
}

// TestSaturation: sums and products are those of whole numbers, cut off at the
// largest int.
func TestSaturation(t *testing.T) {
	number := rapid.OneOf(rapid.IntRange(0, 100), rapid.IntRange(0, math.MaxInt), rapid.Just(math.MaxInt))
	top := big.NewInt(math.MaxInt)
	cutOff := func(n *big.Int) int {
		if n.Cmp(top) > 0 {
			return math.MaxInt
		}
		return int(n.Int64())
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		x, y := big.NewInt(int64(a)), big.NewInt(int64(b))
		if got, want := plus(a, b), cutOff(new(big.Int).Add(x, y)); got != want {
			t.Errorf("%d plus %d is %d, not %d", a, b, want, got)
		}
		if got, want := times(a, b), cutOff(new(big.Int).Mul(x, y)); got != want {
			t.Errorf("%d times %d is %d, not %d", a, b, want, got)
		}
	})
}

// TestCache: whatever is added and asked for, the bounds hold and the latest
// value of what was used last is there.
func TestCache(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		c := newCache[int](3, 20)
		latest := map[string]int{}
		for i := range rapid.IntRange(1, 50).Draw(t, "steps") {
			text := strings.Repeat("x", rapid.IntRange(1, 25).Draw(t, "length"))
			if rapid.Bool().Draw(t, "add") {
				c.Add(ctx, text, i)
				latest[text] = i
				if got, ok := c.Get(ctx, text); ok != (len(text) <= 20) || ok && got != i {
					t.Fatalf("after adding %d bytes: %d, %v", len(text), got, ok)
				}
			} else if got, ok := c.Get(ctx, text); ok && got != latest[text] {
				t.Fatalf("%d, want %d", got, latest[text])
			}
			bytes := 0
			for text := range c.byText {
				bytes += len(text)
			}
			if len(c.byText) > 3 || bytes > 20 || bytes != c.bytes || len(c.byText) != c.recent.Len() {
				t.Fatalf("%d entries, %d of %d bytes", len(c.byText), bytes, c.bytes)
			}
		}
	})
}

// TestCacheForgetsTheOldest keeps what is used.
func TestCacheForgetsTheOldest(t *testing.T) {
	ctx := context.Background()
	c := newCache[int](2, 100)
	c.Add(ctx, "a", 1)
	c.Add(ctx, "b", 2)
	c.Get(ctx, "a")
	c.Add(ctx, "c", 3)
	if _, ok := c.Get(ctx, "b"); ok {
		t.Error("b is still there")
	}
	if _, ok := c.Get(ctx, "a"); !ok {
		t.Error("a is gone though it was used")
	}
}
