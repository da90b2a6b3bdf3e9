package change

import "demandgraph/demand"

// standing are the claims that count of a node: all of them, but where the others alone
// give all that its kind requires, none that says it was made of a name
// (demand.ReviewedName is false).
func standing(kind *demand.Kind, claims []readClaim) []readClaim {
	if _, ok := kind.Prop(demand.ReviewedName); !ok {
		return claims
	}
	var others []readClaim
	given := map[string]bool{}
	for _, c := range claims {
		if c.Props[demand.ReviewedName] == false {
			continue
		}
		others = append(others, c)
		for name := range c.Props {
			given[name] = true
		}
	}
	for _, p := range kind.Props {
		list := p.Type == demand.Strings || p.Type == demand.Texts
		if p.Required && !p.Derived && !list && !given[p.Name] {
			return claims
		}
	}
	return others
}
