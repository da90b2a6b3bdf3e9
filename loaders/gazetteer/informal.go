package gazetteer

import (
	"io/fs"

	"demandgraph/demand"
)

// readInformal reads the regions that people speak of and no administration has. Their
// members, and what they are part of, are ISO codes or keys of other informal regions.
func (s *seed) readInformal(fsys fs.FS) error {
	rows, err := readTable(fsys, informalFile, informalColumns...)
	if err != nil {
		return err
	}
	informal := make([]*entry, len(rows))
	for i, r := range rows {
		key := r.get("key")
		if err := demand.ValidKey(key); err != nil {
			return r.errorf("%v", err)
		}
		if r.get("name") == "" {
			return r.errorf("the name is empty")
		}
		informal[i] = &entry{row: r, Region: Region{Key: key, Name: r.get("name"), Type: demand.RegionTypeInformal, Aliases: r.list("aliases")}}
		if err := s.add(informal[i], key); err != nil {
			return err
		}
	}
	for _, e := range informal {
		members, err := s.lookUp(e.row, "members")
		if err != nil {
			return err
		}
		for _, member := range members {
			member.parents = append(member.parents, e)
		}
		parents, err := s.lookUp(e.row, "part_of")
		if err != nil {
			return err
		}
		e.parents = append(e.parents, parents...)
	}
	return nil
}

// lookUp returns the entries that a column names.
func (s *seed) lookUp(r row, column string) ([]*entry, error) {
	var found []*entry
	for _, code := range r.list(column) {
		e := s.byCode[code]
		if e == nil {
			return nil, r.errorf("%s: no region has the ISO code or key %q", column, code)
		}
		found = append(found, e)
	}
	return found, nil
}

// checkAcyclic refuses a region that is above itself.
func (s *seed) checkAcyclic() error {
	done := map[*entry]bool{}
	above := map[*entry]bool{}
	var climb func(e *entry) error
	climb = func(e *entry) error {
		if done[e] {
			return nil
		}
		if above[e] {
			return e.row.errorf("%s is part of itself", e.Key)
		}
		above[e] = true
		for _, parent := range e.parents {
			if err := climb(parent); err != nil {
				return err
			}
		}
		done[e] = true
		return nil
	}
	for _, e := range s.entries {
		if err := climb(e); err != nil {
			return err
		}
	}
	return nil
}
