package stance

import (
	"context"
	"strings"
	"testing"

	"demandgraph/demand"
	"demandgraph/query"
)

// agenda is a Scanner over events, by key, each "START[..END] ACTOR…".
type agenda map[string]string

func (a agenda) Scan(_ context.Context, q *query.Scan, begin func() func(row []any) error) (int64, error) {
	yield := begin()
	keys, _ := q.Params[0].([]string)
	for _, key := range keys {
		row := []any{key}
		if q.Kind == demand.KindActor {
			attended := []string{}
			for event, text := range a {
				if strings.Contains(text, " "+key) {
					attended = append(attended, event)
				}
			}
			row = append(row, attended)
		} else {
			days, _, _ := strings.Cut(a[key], " ")
			start, end, _ := strings.Cut(days, "..")
			row = append(row, start, end)
		}
		if err := yield(row); err != nil {
			return 0, err
		}
	}
	return 1, nil
}

func TestEventsBetween(t *testing.T) {
	events := agenda{
		"summit": "2025-08-15 trump putin", "talks": "2025-08-10..2025-08-12 lavrov putin", "call": "2025-08-13 trump",
		"later": "2025-08-20 trump russia", "year": "2025 trump", "undated": " trump putin",
	}
	for _, tt := range []struct{ name, before, after, want string }{
		{"the occasion of the later position", "a trump DEMANDS d 2025-08-01", "b trump DROPS d @summit:2025-08-15", "summit"},
		{"the last in between", "a trump DEMANDS d 2025-08-01", "b trump DROPS d 2025-08-16", "summit"},
		{"on the day of the position", "a trump DEMANDS d 2025-08-01", "b trump DROPS d 2025-08-13", "call"},
		{"none of them whole in between", "a trump DEMANDS d 2025-08-01", "b trump DROPS d 2025-08-12", ""},
		{"one that who spoke for it attended", "a putin>russia DEMANDS d 2025-08-01", "b lavrov>russia DROPS d 2025-08-12", "talks"},
		{"who took the position before", "a putin>russia DEMANDS d 2025-08-11", "b russia DROPS d 2025-08-16", "summit"},
		{"the earlier was taken after it", "a trump DEMANDS d 2025-08-15 @summit:2025-08-15/AFTER", "b trump DROPS d 2025-08-16", ""},
		{"the earlier was taken before it", "a trump DEMANDS d 2025-08-15 @summit:2025-08-15/BEFORE", "b trump DROPS d 2025-08-16", "summit"},
		{"nobody knows when it was before", "a trump DEMANDS d", "b trump DROPS d 2025-08-16", ""},
		{"nor when after", "a trump DEMANDS d 2025-08-01", "b trump DROPS d", ""},
	} {
		before, after := took(tt.before), took(tt.after)
		sh := []Shift{{Kind: ChangedSide, Actor: after.Principal(true), Before: before.Act(), After: after.Act()}}
		for i := range sh { // keys of events carry their days here
			for _, a := range []*demand.Act{&sh[i].Before, &sh[i].After} {
				a.Event, _, _ = strings.Cut(a.Event, ":")
			}
		}
		if err := EventsBetween(t.Context(), events, sh); err != nil || sh[0].Event != tt.want {
			t.Errorf("%s: %q, %v; want %q", tt.name, sh[0].Event, err, tt.want)
		}
	}
}

func TestDispute(t *testing.T) {
	for _, tt := range []struct {
		name, before, after string
		articles            [2]string
		kind                ShiftKind
		want                bool
	}{
		{"two articles, one occasion", "a trump OPPOSES d @summit:2025-08-15/AFTER", "b trump SUPPORTS d @summit:2025-08-15/AFTER", [2]string{"one", "two"}, ChangedSide, true},
		{"by two who speak for one", "a putin>russia OPPOSES d 2025-08-15", "b russia SUPPORTS d 2025-08-15", [2]string{"one", "two"}, ChangedSide, true},
		{"one article tells of both", "a trump OPPOSES d 2025-08-15", "b trump SUPPORTS d 2025-08-15", [2]string{"one", "one"}, ChangedSide, false},
		{"two occasions", "a trump OPPOSES d @summit:2025-08-15/BEFORE", "b trump SUPPORTS d @summit:2025-08-15/AFTER", [2]string{"one", "two"}, ChangedSide, false},
		{"no known occasion", "a trump OPPOSES d", "b trump SUPPORTS d", [2]string{"one", "two"}, ChangedSide, false},
		{"two demands", "a trump SUPPORTS c 2025-08-15", "b trump SUPPORTS d 2025-08-15", [2]string{"one", "two"}, Superseded, false},
	} {
		rows := taken(tt.before, tt.after)
		rows[0].Articles, rows[1].Articles = tt.articles[:1], tt.articles[1:]
		sh := []Shift{{Kind: tt.kind, Actor: rows[1].Principal(true), Before: rows[0].Act(), After: rows[1].Act()}}
		if err := Dispute(t.Context(), rows, sh); err != nil || sh[0].Disputed != tt.want {
			t.Errorf("%s: %t, %v", tt.name, sh[0].Disputed, err)
		}
	}
}
