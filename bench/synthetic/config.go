package synthetic

import (
	"fmt"
	"math/rand/v2"
	"time"

	"demandgraph/change"
	"demandgraph/demand"
)

// Config says what to make.
type Config struct {
	Seed    uint64
	Demands int // 5 at least
	// SetArticles is the number of articles in one set, 100 when zero. Each
	// article tells of 5 new demands and of about 11 positions.
	SetArticles int
}

// demandsAnArticle is how many demands an article tells of for the first time.
const demandsAnArticle = 5

// The days that articles are published on.
var (
	firstDay = time.Date(2015, 1, 5, 0, 0, 0, 0, time.UTC)
	days     = 4000
)

func (c Config) articles() int { return max(1, c.Demands/demandsAnArticle) }

func (c Config) setArticles() int {
	if c.SetArticles == 0 {
		return 100
	}
	return c.SetArticles
}

// Import is the import that all sets belong to.
func (c Config) Import() change.Import {
	key := fmt.Sprintf("synthetic-%d-%d", c.Seed, c.Demands)
	return change.Import{Key: key, Source: key, Format: "synthetic", StartedAt: "2026-01-01T00:00:00Z"}
}

// random gives a source of random numbers of its own to each part of the making.
func (c Config) random(part uint64) *rand.Rand { return rand.New(rand.NewPCG(c.Seed, part)) }

// skewed gives numbers below n, the lower the likelier: the first about 18 times
// in a hundred of a few thousand.
func skewed(r *rand.Rand, n int) func() int {
	if n < 2 {
		return func() int { return 0 }
	}
	z := rand.NewZipf(r, 1.1, 1, uint64(n-1))
	return func() int { return int(z.Uint64()) }
}

// chance is true so many times in a hundred.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// date is a day after firstDay.
func date(day int) demand.Date {
	return demand.MustParseDate(firstDay.AddDate(0, 0, max(0, day)).Format("2006-01-02"))
}
