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
	indexes []string // statements: the ids of candidates
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
	x := &searching{s: s, texts: map[demand.NodeKind]*texts{}, loads: map[demand.NodeKind]*loading{}}
	for _, f := range fullText {
		var codes []string
		for _, name := range s.Kinds {
			if len(f.props(kindOf(name))) > 0 {
				codes = append(codes, strconv.FormatInt(kindCodes[name], 10))
			}
		}
		if len(codes) > 0 {
			x.indexes = append(x.indexes, "SELECT rowid FROM "+f.table+" WHERE "+f.table+" MATCH ? AND rowid % "+strconv.Itoa(idStep)+" IN ("+strings.Join(codes, ",")+") LIMIT ?")
		} else {
			x.indexes = append(x.indexes, "")
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
		cols.add("n." + quote(p.FoldedName()))
	}
	t := &sqlText{}
	t.add("SELECT ", cols.String(), " FROM json_each(").arg(idsArg).add(") a CROSS JOIN ", quote(string(k.Name)), " n ON n.id = a.value")
	x.statement = t.statement()
	return x
}

// search finds candidates by the full-text indexes and ranks them by query's rule.
func (r *run) search(x *searching) (query.Items, error) {
	words, _ := r.params[x.s.Words].([]string)
	searched, _ := r.params[x.s.Text].(string)
	candidates, err := r.candidates(x, words)
	if err != nil {
		return query.Items{}, err
	}
	var all []found
	for _, name := range x.s.Kinds {
		if len(candidates[name]) == 0 {
			continue
		}
		st := x.texts[name]
		err := r.rows(st.statement, &inputs{ids: jsonIDs(candidates[name])}, func(row []driver.Value) error {
			tier, match := st.rank(row, searched, words)
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
			return query.Items{}, err
		}
	}
	var out query.Items
	if x.s.Count {
		out.Total = int64(len(all))
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

// candidates are the ids of the nodes whose names or texts have all the words;
// of names, the last word may go on.
func (r *run) candidates(x *searching, words []string) (map[demand.NodeKind][]int64, error) {
	out := map[demand.NodeKind][]int64{}
	if len(words) == 0 {
		return out, nil
	}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = `"` + w + `"` // words are letters and digits only
	}
	match := strings.Join(quoted, " ")
	n := 0
	for i, st := range x.indexes {
		if st == "" {
			continue
		}
		asked := match
		if fullText[i].table == "names" {
			asked += "*"
		}
		err := r.each(r.ctx, st, []any{asked, query.LookAhead + 1}, func(row []driver.Value) error {
			id, _ := row[0].(int64)
			out[kindOfID(id)] = append(out[kindOfID(id)], id)
			n++
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if n > query.LookAhead {
		return nil, tooCostly()
	}
	return out, nil
}

// rank gives the best tier of a node's texts, and which one has it.
func (x *texts) rank(row []driver.Value, searched string, words []string) (query.Tier, *query.Match) {
	best := query.NoMatch
	var match *query.Match
	for i, p := range x.props {
		raw, folded := []string{text(row[3+2*i])}, []string{text(row[4+2*i])}
		if row[3+2*i] == nil {
			continue
		}
		if p.Type == demand.Texts {
			raw, folded = parseTexts(raw[0]), parseTexts(folded[0])
		}
		named := slices.Contains(x.kind.Named, p.Name)
		for j := range raw {
			tier := query.TierOf(folded[j], named, x.kind.Name == demand.KindAnnotation, searched, words)
			if tier < best {
				best, match = tier, &query.Match{Field: p.Name, Text: raw[j]}
			}
		}
	}
	return best, match
}
