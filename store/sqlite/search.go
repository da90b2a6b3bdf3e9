package sqlite

import (
	"database/sql/driver"
	"slices"
	"strconv"
	"strings"

	"demandgraph/demand"
	"demandgraph/query"
)

// searching is a compiled search: which indexes to ask, the texts of candidates
// of each kind, and how the nodes of the page are read.
type searching struct {
	s       *query.Search
	indexes []string // statements for fullText: the ids of candidates, "" for none
	texts   map[demand.NodeKind]*texts
	loads   map[demand.NodeKind]*loading
}

// texts reads what may match of the nodes of a kind.
type texts struct {
	*statement
	kind  *demand.Kind
	props []demand.Prop
}

func (c *compiler) search(s *query.Search) *searching {
	x := &searching{s: s, indexes: make([]string, len(fullText)), texts: map[demand.NodeKind]*texts{}, loads: map[demand.NodeKind]*loading{}}
	for i, f := range fullText {
		var codes []string
		for _, name := range s.Kinds {
			if len(f.props(kindOf(name))) > 0 {
				codes = append(codes, strconv.FormatInt(kindCodes[name], 10))
			}
		}
		if len(codes) > 0 {
			x.indexes[i] = "SELECT rowid FROM " + f.table + " WHERE " + f.table + " MATCH ? AND rowid % " + strconv.Itoa(idStep) + " IN (" + strings.Join(codes, ",") + ") LIMIT ?"
		}
	}
	for _, name := range s.Kinds {
		x.texts[name] = textsOf(kindOf(name))
		if s.Rows {
			x.loads[name] = c.load(name, s.Select(name))
		}
	}
	return x
}

func textsOf(k *demand.Kind) *texts {
	x := &texts{kind: k}
	cols := columns{"n.id", "n.key", "NULL"}
	if k.Newest != "" {
		p, _ := k.Prop(k.Newest)
		cols[2] = "n." + quote(p.Name)
		if p.Type == demand.Day {
			cols[2] = "n." + quote(p.FirstName())
		}
	}
	for _, name := range slices.Concat(k.Named, k.Worded) {
		p, _ := k.Prop(name)
		x.props = append(x.props, p)
		cols.add("n." + quote(p.Name))
	}
	t := &sqlText{}
	t.add("SELECT ", cols.String(), " FROM json_each(").arg(idsArg).add(") a CROSS JOIN ", quote(string(k.Name)), " n ON n.id = a.value")
	x.statement = t.statement()
	return x
}

// search finds candidates by the full-text indexes and ranks them by query's rule; of
// quotes only where the page is not full without them, or all are counted.
func (r *run) search(x *searching) (query.Items, error) {
	searched, _ := r.params[x.s.Text].(string)
	sought := query.Seek(searched)
	var all []found
	n := 0
	for i := range fullText {
		if fullText[i].quoted && !x.s.Thorough() && r.size(x.s.Page) < r.onPage(x.s.Page, all) {
			continue
		}
		candidates, err := r.candidates(x, i, sought, &n)
		if err != nil {
			return query.Items{}, err
		}
		if all, err = r.rank(x, candidates, sought, all); err != nil {
			return query.Items{}, err
		}
	}
	var out query.Items
	if x.s.Count {
		out.Total = int64(len(all))
	}
	if x.s.Facets {
		out.Facets = make([]int64, len(x.s.Kinds))
		for _, f := range all {
			out.Facets[slices.Index(x.s.Kinds, kindOfID(f.id))]++
		}
	}
	if !x.s.Rows {
		return out, nil
	}
	page, next, previous := r.cut(x.s.Page, ordering{}, all)
	out.HasNext, out.HasPrevious = next, previous && x.s.Previous
	out.Items = make([]query.Item, len(page))
	for i, f := range page {
		out.Items[i] = f.Item
	}
	return out, r.loadKinds(x, page, out.Items)
}

// onPage counts what lies where a page begins or behind it, up to where it must end.
func (r *run) onPage(p query.Page, all []found) int {
	from, to := r.cursor(p.After), r.cursor(p.Before)
	n := 0
	for _, f := range all {
		if (from == nil || f.Sort > from.sort) && (to == nil || f.Sort < to.sort) {
			n++
		}
	}
	return n
}

// rank adds to all those of the candidates that match.
func (r *run) rank(x *searching, candidates map[demand.NodeKind][]int64, sought *query.Sought, all []found) ([]found, error) {
	for _, name := range x.s.Kinds {
		if len(candidates[name]) == 0 {
			continue
		}
		st := x.texts[name]
		err := r.rows(st.statement, &inputs{ids: jsonIDs(candidates[name])}, func(row []driver.Value) error {
			tier, match := st.rank(row, sought)
			if tier == query.NoMatch {
				return nil
			}
			f := found{}
			f.id, _ = row[0].(int64)
			f.Sort = query.RankSort(tier, name, text(row[2]), text(row[1]))
			f.Match = match
			all = append(all, f)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// loadKinds reads the nodes of a page, one statement for each kind in it.
func (r *run) loadKinds(x *searching, page []found, items []query.Item) error {
	for _, name := range x.s.Kinds {
		var ids []int64
		var of []int
		for i, f := range page {
			if kindOfID(f.id) == name {
				ids = append(ids, f.id)
				of = append(of, i)
			}
		}
		if len(ids) == 0 {
			continue
		}
		if err := r.load(x.loads[name], jsonIDs(ids), func(i int, _ string, n *query.Node) { items[of[i]].Node = n }); err != nil {
			return err
		}
	}
	return nil
}

// candidates are the ids of the nodes of one index that have all that is sought, perhaps
// not all in one of their texts; n counts them over all indexes.
func (r *run) candidates(x *searching, index int, sought *query.Sought, n *int) (map[demand.NodeKind][]int64, error) {
	if x.indexes[index] == "" || len(sought.Terms) == 0 {
		return nil, nil
	}
	out := map[demand.NodeKind][]int64{}
	err := r.each(r.ctx, x.indexes[index], []any{matching(sought, fullText[index].quoted), query.LookAhead + 1}, func(row []driver.Value) error {
		id, _ := row[0].(int64)
		out[kindOfID(id)] = append(out[kindOfID(id)], id)
		*n++
		return nil
	})
	if err == nil && *n > query.LookAhead {
		err = tooCostly()
	}
	return out, err
}

// matching writes what is sought for FTS5. Words are letters and digits only, and the
// mark of a spelling.
func matching(sought *query.Sought, quoted bool) string {
	terms := make([]string, len(sought.Terms))
	for i, t := range sought.Terms {
		ways := t.Ways
		if !quoted {
			ways = slices.Concat(t.Ways, t.Begun)
		}
		either := make([]string, len(ways))
		for j, w := range ways {
			either[j] = `"` + strings.Join(w.Words, `" AND "`) + `"`
			if w.Begins {
				either[j] += "*"
			}
		}
		terms[i] = "((" + strings.Join(either, ") OR (") + "))"
	}
	return strings.Join(terms, " AND ")
}

// rank gives the best tier of a node's texts, and which one has it.
func (x *texts) rank(row []driver.Value, sought *query.Sought) (query.Tier, *query.Match) {
	best := query.NoMatch
	var match *query.Match
	for i, p := range x.props {
		if row[3+i] == nil {
			continue
		}
		raw := []string{text(row[3+i])}
		if p.Type == demand.Texts {
			raw = parseTexts(raw[0])
		}
		named := slices.Contains(x.kind.Named, p.Name)
		for _, s := range raw {
			if tier := query.TierOf(demand.SearchWords(s, named), named, x.kind.Quoted(), sought); tier < best {
				best, match = tier, &query.Match{Field: p.Name, Text: s}
			}
		}
	}
	return best, match
}
