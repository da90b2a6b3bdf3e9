package stance

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"demandgraph/demand"
	"demandgraph/facts"
)

// MatrixQuery asks for the stances of actors on demands.
type MatrixQuery struct {
	Positions *facts.Where // that count
	RollUp    bool         // they count for those on whose behalf they were taken
	// Actors are the rows asked for, Demands the columns, each in the order wanted or, with
	// ByActivity, in any. Nil are the principals, or the demands, of the positions.
	Actors, Demands                   []string
	RowsByActivity, ColumnsByActivity bool
	MaxRows, MaxColumns               int
	MoreActors, MoreDemands           bool // there are more than those given
}

// Matrix holds where actors stand on demands. A cell is there where the actor has at
// least one position on the demand; silence is no stance.
type Matrix struct {
	Rows, Columns []string
	Cells         []Cell // by row, then by column
	Truncated     bool   // there are rows or columns that are not shown
}

// Cell is where an actor stands on a demand.
type Cell struct {
	Actor, Demand string
	Position      string // the last
	Kind          demand.PositionKind
	Positions     int  // how many there are
	Articles      int  // how many tell of them
	Disputed      bool // two articles give it different sides on the same occasion
}

// Side is the side of the last position.
func (c *Cell) Side() demand.Side { return c.Kind.Side() }

type pair struct{ actor, demand string }

// cell is a cell while positions are counted.
type cell struct {
	Cell
	last     string // the sort of its last position
	articles map[string]bool
}

// NewMatrix counts positions into a matrix.
func NewMatrix(ctx context.Context, s facts.Scanner, q *MatrixQuery) (*Matrix, error) {
	where := q.Positions
	if q.Actors != nil {
		where = where.By(q.Actors, q.RollUp)
	}
	if q.Demands != nil {
		where = where.OnDemands(q.Demands)
	}
	asked := map[string]bool{}
	for _, a := range q.Actors {
		asked[a] = true
	}
	var cells map[pair]*cell
	var acts map[string][]demand.Act // by demand, of what could be disputed
	_, err := facts.Positions(ctx, s, where, facts.WantArticles, func() func(*facts.Position) error {
		cells, acts = map[pair]*cell{}, map[string][]demand.Act{}
		return func(p *facts.Position) error {
			principal := p.Principal(q.RollUp)
			for i, actor := range [...]string{principal, p.Taker} {
				if i == 1 && (actor == principal || q.Actors == nil) || q.Actors != nil && !asked[actor] {
					continue
				}
				at := pair{actor, p.Demand}
				c := cells[at]
				if c == nil {
					c = &cell{Cell: Cell{Actor: actor, Demand: p.Demand}, articles: map[string]bool{}}
					cells[at] = c
				}
				c.add(p)
			}
			if len(p.Articles) > 0 {
				acts[p.Demand] = append(acts[p.Demand], p.Act())
			}
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	for key, of := range acts {
		for _, actor := range demand.ActsDisputed(of) {
			if c := cells[pair{actor, key}]; c != nil {
				c.Disputed = true
			}
		}
	}
	return q.matrix(cells), nil
}

func (c *cell) add(p *facts.Position) {
	c.Positions++
	for _, a := range p.Articles {
		c.articles[a] = true
	}
	if p.Sort >= c.last {
		c.last, c.Position, c.Kind = p.Sort, p.Key, p.Kind
	}
}

// matrix chooses rows and columns.
func (q *MatrixQuery) matrix(cells map[pair]*cell) *Matrix {
	rows, columns := map[string]int{}, map[string]int{}
	for at, c := range cells {
		rows[at.actor] += c.Positions
		columns[at.demand] += c.Positions
	}
	m := &Matrix{Truncated: q.MoreActors || q.MoreDemands}
	m.Rows = m.chosen(q.Actors, rows, q.RowsByActivity, q.MaxRows)
	m.Columns = m.chosen(q.Demands, columns, q.ColumnsByActivity, q.MaxColumns)
	for _, actor := range m.Rows {
		for _, key := range m.Columns {
			if c := cells[pair{actor, key}]; c != nil {
				c.Articles = len(c.articles)
				m.Cells = append(m.Cells, c.Cell)
			}
		}
	}
	return m
}

// chosen are the keys asked for, or those that are there by activity, at most max.
func (m *Matrix) chosen(asked []string, activity map[string]int, byActivity bool, max int) []string {
	keys := slices.Clone(asked)
	if asked == nil {
		for key := range activity {
			keys = append(keys, key)
		}
	}
	if byActivity || asked == nil {
		slices.SortFunc(keys, func(a, b string) int {
			return cmp.Or(cmp.Compare(activity[b], activity[a]), strings.Compare(a, b))
		})
	}
	if len(keys) > max {
		keys, m.Truncated = keys[:max], true
	}
	return keys
}
