package handler

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// graphiqlFiles are the files of the page; graphiql/README.md says where they
// come from.
//
//go:embed graphiql/*.html graphiql/*.js graphiql/*.css graphiql/LICENSE.*
var graphiqlFiles embed.FS

// assetFolder is where GraphiQL's files are, below the path of the handler.
const assetFolder = "/graphiql/"

// pagePolicy lets the page load its own files and ask its own server, and
// nothing else; the fonts and some pictures are inside the style sheet. The
// settings dialog is refused a style element of its own, which would only keep
// what is behind it from scrolling.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; " +
	"img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// graphiqlPage serves GraphiQL.
type graphiqlPage struct {
	page     *template.Template
	settings graphiqlSettings
	assets   map[string]asset
}

// graphiqlSettings is what the page's script reads.
type graphiqlSettings struct {
	Introspection bool      `json:"introspection"`
	Examples      []Example `json:"examples"`
}

// asset is a file with its entity tag.
type asset struct {
	body []byte
	etag string
}

func newGraphiQLPage(examples []Example, introspection bool) *graphiqlPage {
	p := &graphiqlPage{
		page:     template.Must(template.ParseFS(graphiqlFiles, "graphiql/page.html")),
		settings: graphiqlSettings{introspection, examples},
		assets:   map[string]asset{},
	}
	names, err := fs.Glob(graphiqlFiles, "graphiql/*")
	if err != nil {
		panic(err) // the pattern is constant
	}
	for _, name := range names {
		body, err := graphiqlFiles.ReadFile(name)
		if err != nil {
			panic(err) // embedded
		}
		sum := sha256.Sum256(body)
		p.assets[path.Base(name)] = asset{body, `"` + hex.EncodeToString(sum[:8]) + `"`}
	}
	delete(p.assets, "page.html")
	return p
}

// serve answers a request for the page or one of its files, and reports
// whether it was one.
func (p *graphiqlPage) serve(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	if i := strings.LastIndex(r.URL.Path, assetFolder); i >= 0 {
		p.serveAsset(w, r, r.URL.Path[i+len(assetFolder):])
		return true
	}
	if !wantsPage(r.Header.Values("Accept")) {
		return false
	}
	// Relative, so that it holds behind a proxy that cuts the path.
	base := path.Base(r.URL.Path) + assetFolder
	if strings.HasSuffix(r.URL.Path, "/") {
		base = assetFolder[1:]
	}
	var buf bytes.Buffer
	if err := p.page.Execute(&buf, map[string]any{"Base": base, "Settings": p.settings}); err != nil {
		panic(err) // the template and its data are ours
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-cache")
	h.Add("Vary", "Accept, Origin")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(buf.Bytes()))
	return true
}

func (p *graphiqlPage) serveAsset(w http.ResponseWriter, r *http.Request, name string) {
	a, ok := p.assets[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	contentType := "text/plain; charset=utf-8"
	switch path.Ext(name) {
	case ".js":
		contentType = "text/javascript; charset=utf-8"
	case ".css":
		contentType = "text/css; charset=utf-8"
	}
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", a.etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.body))
}

// wantsPage reports whether a client asks for HTML before it asks for JSON, as
// browsers do and API clients do not.
func wantsPage(accept []string) bool {
	html := quality(accept, "text/html")
	if html == 0 || !names(accept, "text/html") {
		return false
	}
	for _, mediaType := range []string{typeResponse, typeJSON} {
		if names(accept, mediaType) && quality(accept, mediaType) >= html {
			return false
		}
	}
	return true
}
