package doccano

import (
	"fmt"
	"path"
	"strings"

	"demandgraph/loaders"
	"demandgraph/loaders/annotated"
	"demandgraph/loaders/annotated/records"
)

// labelFiles are the names under which the list of a project's labels is looked for
// beside a file.
var labelFiles = []string{"labels.json", "label.json", "label_config.json"}

// numbered reads the spans of the form of 2020, whose labels are numbers and which
// says who made each.
func (r *reader) numbered(d *records.Draft, annotations *records.Value) {
	for i, a := range annotations.List() {
		where := fmt.Sprintf("%s, span %d", d.Name, i+1)
		label := a.Get("label")
		name := label.Str()
		if label.Is(records.Number) {
			if r.labels == nil {
				var err error
				if r.labels, err = readLabels(r.src); err != nil {
					d.Bad(a.Place, "%s: its label is the number %s, and %v", where, label.Text, err)
					return
				}
			}
			if name = r.labels[label.Text]; name == "" {
				d.Bad(a.Place, "%s: the list of labels has none with the number %s", where, label.Text)
				continue
			}
		}
		annotator := a.Get("user").Scalar()
		if strings.Contains(annotator, "@") {
			annotator = ""
		}
		r.span(d, a, "start_offset", "end_offset", name, annotated.Span{Annotator: annotator, Place: a.Place, Where: where})
	}
}

// readLabels reads the list of labels beside a file: their names by their numbers.
func readLabels(src *loaders.Source) (map[string]string, error) {
	for _, name := range labelFiles {
		beside := *src
		beside.File = path.Join(path.Dir(src.File), name)
		file, err := beside.Open()
		if err != nil {
			continue
		}
		defer file.Close()
		names := map[string]string{}
		stream := records.NewStream(file)
		for {
			v, err := stream.Next()
			if err != nil {
				break
			}
			if id := v.Get("id").Scalar(); id != "" {
				names[id] = v.Get("text").Str()
			}
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("%s beside it is no list of labels, [{\"id\": 1, \"text\": \"ACTOR\"}, …]", name)
		}
		return names, nil
	}
	return nil, fmt.Errorf("the list of the project's labels is not beside the file: export it and put it there as %s", labelFiles[0])
}
