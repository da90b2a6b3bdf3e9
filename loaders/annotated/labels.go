package annotated

import "demandgraph/loaders/profile"

// maxValueLength is how long a value of an attribute may be to be counted: longer ones are texts.
const maxValueLength = 40

// CountLabels counts the labels of documents, for [profile.Suggest].
func CountLabels(docs ...*Document) profile.Found {
	f := profile.Found{Documents: len(docs), Spans: map[string]int{}, Triggers: map[string]int{}, Links: map[string]int{},
		Attributes: map[string]int{}, Values: map[string]map[string]int{}}
	attributes := func(all map[string][]string) {
		for name, values := range all {
			f.Attributes[name]++
			for _, v := range values {
				if len(v) > maxValueLength {
					continue
				}
				if f.Values[name] == nil {
					f.Values[name] = map[string]int{}
				}
				f.Values[name][v]++
			}
		}
	}
	for _, d := range docs {
		for i := range d.Spans {
			s := &d.Spans[i]
			f.Spans[s.Label]++
			if s.Trigger {
				f.Triggers[s.Label]++
			}
			attributes(s.Attributes)
		}
		for i := range d.Links {
			f.Links[d.Links[i].Role]++
			attributes(d.Links[i].Attributes)
		}
	}
	return f
}
