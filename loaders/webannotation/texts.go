package webannotation

import (
	"encoding/csv"
	"io"
	"path"
	"strings"

	"demandgraph/demand"
	"demandgraph/loaders"
)

// articlesFile is the table of what is known of the articles of a folder. Package annotated
// reads it too, and reports what is wrong with it.
const articlesFile = "articles.csv"

// texts are the text files of a folder that are those of articles.
type texts struct {
	byURL map[string]string // names of files
	named []string
}

// readTexts reads which text files articles.csv gives an address.
func readTexts(src *loaders.Source) texts {
	all := texts{byURL: map[string]string{}}
	open, err := beside(src, path.Join(path.Dir(src.File), articlesFile)).Open()
	if err != nil {
		return all
	}
	defer open.Close()
	r := csv.NewReader(io.LimitReader(open, loaders.MaxDocument))
	r.FieldsPerRecord = -1
	file, url := -1, -1
	for {
		row, err := r.Read()
		if err != nil {
			return all
		}
		if file < 0 {
			for i, name := range row {
				switch strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\uFEFF"))) {
				case "file":
					file = i
				case "url":
					url = i
				}
			}
			if file < 0 || url < 0 {
				return all
			}
			continue
		}
		if len(row) <= max(file, url) {
			continue
		}
		name, address := strings.TrimSpace(row[file]), strings.TrimSpace(row[url])
		if path.Ext(strings.TrimSuffix(name, ".gz")) == ".txt" && name == path.Base(name) && address != "" {
			all.byURL[demand.CanonicalURL(address)] = name
			all.named = append(all.named, name)
		}
	}
}

// textOf is the file of an article's text, or nil; alone says that the file of annotations is
// about no other article.
func (c *collector) textOf(a *article, alone bool) *loaders.Source {
	folder := path.Dir(c.src.File)
	if name := c.texts.byURL[a.source]; name != "" && a.source != "" {
		if file := exists(c.src.FS, path.Join(folder, strings.TrimSuffix(name, ".gz"))); file != "" {
			return beside(c.src, file)
		}
	}
	if alone {
		if file := exists(c.src.FS, stem(c.src.File)+".txt"); file != "" {
			return beside(c.src, file)
		}
	}
	return nil
}

// read reads an article's text.
func (a *article) read(src *loaders.Source) error {
	open, err := src.Open()
	if err != nil {
		return err
	}
	defer open.Close()
	data, err := io.ReadAll(io.LimitReader(open, loaders.MaxDocument+1))
	if err != nil {
		return err
	}
	at, message, ok := loaders.CheckUTF8(data)
	if len(data) > loaders.MaxDocument {
		at, message, ok = loaders.Place{}, loaders.TooLarge(), false
	}
	if !ok {
		a.Bad(at, "its text: %s", message)
		a.Problems[len(a.Problems)-1].File = src.Path
		return nil
	}
	a.Text = strings.TrimPrefix(string(data), "\uFEFF")
	return nil
}
