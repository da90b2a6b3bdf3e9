package graph

import (
	"demandgraph/demand"
	"demandgraph/query"
)

// orderBy says which property, or which kept sort, a value of the enums
// …OrderField orders by.
var orderBy = map[string]string{
	"KEY":            "key",
	"NAME":           "name",
	"START":          "start",
	"PUBLISHED_AT":   "publishedAt",
	"STARTED_AT":     "startedAt",
	"LAST_ACTION_ON": "lastActionOn",
	"MADE_ON":        demand.SortName, // of demands
	"DATE":           demand.SortName, // of positions
	"ARTICLE":        demand.SortName, // of annotations
}

// orderOf reads the argument orderBy of a list; without it the order is the
// model's: a demand's positions ascending, every other list of positions or
// demands newest first, annotations below a node as they stand in the articles,
// everything else by key.
func orderOf(args map[string]any, kind demand.NodeKind, r *demand.Relation) query.Order {
	if given, ok := args["orderBy"].(map[string]any); ok {
		field, _ := given["field"].(string)
		return query.Order{By: orderBy[field], Desc: given["direction"] == "DESC"}
	}
	switch {
	case kind == demand.KindPosition:
		return query.Order{By: demand.SortName, Desc: r == nil || r.From != demand.KindDemand}
	case kind == demand.KindDemand:
		return query.Order{By: demand.SortName, Desc: true}
	case kind == demand.KindAnnotation && r != nil:
		return query.Order{By: demand.SortName}
	}
	return query.Order{By: "key"}
}
