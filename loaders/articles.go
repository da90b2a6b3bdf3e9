package loaders

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"
	"unicode/utf8"

	"demandgraph/change"
	"demandgraph/demand"
	"demandgraph/query"
)

// minText is how long a text must be to say which article it is of, in code points: what is
// shorter may be a sentence of several.
const minText = 80

// Articles finds the article that documents are about: the same article from two files is
// one, whatever keys were made for it. The same URL is the same article; where one of two has
// no URL, the same text is. Nil finds none; its methods may be called from any goroutine.
type Articles struct {
	graph  GraphReader // nil for none
	mu     sync.Mutex
	byURL  map[string][]sameArticle
	byText map[string][]sameArticle // by SHA-256
}

// GraphReader answers queries; store.Store is one.
type GraphReader interface {
	Read(ctx context.Context, q *query.Query) (*query.Answer, error)
}

// sameArticle is an article of the run or of the graph.
type sameArticle struct {
	key, url, publisher, title string
	publishedAt                demand.Date
	source                     string // of the run, or "" for the graph
}

// NewArticles makes a finder for one run into a graph; nil for no graph.
func NewArticles(graph GraphReader) *Articles {
	return &Articles{graph: graph, byURL: map[string][]sameArticle{}, byText: map[string][]sameArticle{}}
}

// Identity is which article a document is about.
type Identity struct {
	Key string
	// Warning says why this is not the key that the document gives; Problem that it cannot be told.
	Warning, Problem string
}

// Identify says which article a document is about: the same one that the run has read or the
// graph has, else its own, with the key that the document itself gives or that was made for
// it. Two given keys for one URL are a problem; for one text the first is used. Source is where the document stands.
func (x *Articles) Identify(ctx context.Context, a *change.Article, given bool, source string) (Identity, error) {
	if x == nil || a.Key == "" {
		return Identity{Key: a.Key}, nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	it := sameArticle{a.Key, demand.CanonicalURL(a.URL), a.Publisher, a.Title, a.PublishedAt, source}
	given = given && !it.made()
	hash := textHash(a)
	found, why, err := x.find(ctx, it, hash)
	if err != nil {
		return Identity{}, err
	}
	var warning string
	if found != nil && found.key != it.key {
		is := fmt.Sprintf("the article with the same %s is %s in %s", why, found.key, cmp.Or(found.source, "the graph"))
		if given && why == sameURL && !found.made() {
			return Identity{Key: it.key, Problem: fmt.Sprintf("the key is %s here, but %s: give one key in both, or none", it.key, is)}, nil
		}
		if given {
			warning = fmt.Sprintf("the key %s is not used: %s", it.key, is)
		}
		it.key = found.key
	}
	if it.url != "" {
		x.byURL[it.url] = append(x.byURL[it.url], it)
	}
	if hash != "" {
		x.byText[hash] = append(x.byText[hash], it)
	}
	return Identity{Key: it.key, Warning: warning}, nil
}

// textHash is the SHA-256 of the article's text, or "" where it does not tell articles apart.
func textHash(a *change.Article) string {
	switch {
	case a.Text == "":
		return a.SHA256
	case utf8.RuneCountInString(a.Text) < minText:
		return ""
	}
	sum := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(sum[:])
}

// find finds the same article, and says by what.
func (x *Articles) find(ctx context.Context, it sameArticle, hash string) (found *sameArticle, why string, err error) {
	if it.url != "" {
		all, err := x.known(ctx, x.byURL, "url", it.url)
		if err != nil || len(all) > 0 {
			return choose(all, it), sameURL, err
		}
	}
	if hash == "" {
		return nil, "", nil
	}
	all, err := x.known(ctx, x.byText, "sha256", hash)
	all = slices.DeleteFunc(all, func(o sameArticle) bool { return o.url != "" && it.url != "" })
	return choose(all, it), "text", err
}

const sameURL = "URL"

// choose takes the article that has the key already, else the first by its key.
func choose(all []sameArticle, it sameArticle) *sameArticle {
	if len(all) == 0 {
		return nil
	}
	best := slices.MinFunc(all, func(a, b sameArticle) int { return cmp.Compare(a.key, b.key) })
	for _, o := range all {
		if o.key == it.key {
			best = o
		}
	}
	return &best
}

// made says whether the article's key is the one that would be made for it.
func (a *sameArticle) made() bool {
	key, err := demand.ArticleKey(a.url, a.publisher, a.publishedAt, a.title)
	return err == nil && key == a.key
}

// known are the articles of the run and of the graph with a value.
func (x *Articles) known(ctx context.Context, seen map[string][]sameArticle, prop, value string) ([]sameArticle, error) {
	all := slices.Clone(seen[value])
	if x.graph == nil {
		return all, nil
	}
	kind, _ := demand.KindOf(demand.KindArticle)
	by, _ := kind.Prop(prop)
	q := &query.Query{Params: []any{[]string{value}, int64(maxSame)}, List: &query.List{Kind: kind.Name, Rows: true, Plain: true,
		Access: query.Access{Prop: &by, Values: 0, Keys: query.NoParam}, Order: query.Order{By: "key"},
		Page: query.Page{Size: 1, After: query.NoParam, Before: query.NoParam}, Select: &query.Selection{Kind: kind.Name}}}
	for _, name := range []string{"key", "url", "publisher", "title", "publishedAt"} {
		p, _ := kind.Prop(name)
		q.List.Select.Add(p)
	}
	answer, err := x.graph.Read(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, item := range answer.Page.Items {
		text := func(i int) string { s, _ := item.Node.Values[i].(string); return s }
		o := sameArticle{key: text(0), url: demand.CanonicalURL(text(1)), publisher: text(2), title: text(3)}
		if day := text(4); day != "" {
			if o.publishedAt, err = demand.ParseDate(day); err != nil {
				return nil, err
			}
		}
		all = append(all, o)
	}
	return all, nil
}

// maxSame is how many articles of one text are looked at: they should be one.
const maxSame = 100
