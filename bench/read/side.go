package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
)

// side is one of the two that are measured: a handler behind a port of its own,
// and how an operation is asked of it.
type side struct {
	name     string
	address  string
	requests func(o *operation) []*http.Request
	server   *http.Server
}

// serve starts a side on a free port of the loopback.
func serve(name string, h http.Handler, request func(base string, o *operation, values map[string]string) (*http.Request, error)) (*side, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &side{name: name, address: l.Addr().String(), server: &http.Server{Handler: h}}
	s.requests = func(o *operation) []*http.Request {
		var out []*http.Request
		for _, values := range o.asks {
			r, err := request("http://"+s.address, o, values)
			if err != nil {
				panic(err) // a request of ours can be made
			}
			out = append(out, r)
		}
		return out
	}
	go func() { _ = s.server.Serve(l) }()
	return s, nil
}

// askBare makes the request for the bare handler.
func askBare(base string, o *operation, values map[string]string) (*http.Request, error) {
	v := url.Values{}
	for name, value := range values {
		v.Set(name, value)
	}
	return http.NewRequest("GET", base+"/"+o.name+"?"+v.Encode(), nil)
}

// askGraphQL makes the request for the service.
func askGraphQL(base string, o *operation, values map[string]string) (*http.Request, error) {
	body := map[string]any{"query": o.document(values)}
	if !o.literal {
		body["variables"] = values
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequest("POST", base+"/graphql", bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json")
	return r, nil
}

// wire writes requests as the bytes that go over the connection.
func wire(requests []*http.Request) ([][]byte, error) {
	out := make([][]byte, len(requests))
	for i, r := range requests {
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			return nil, err
		}
		out[i] = b.Bytes()
	}
	return out, nil
}

// ask sends one request and gives the member data of the answer.
func ask(r *http.Request) (any, error) {
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return nil, err
	}
	var body struct {
		Data   any
		Errors []json.RawMessage
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&body); err != nil || answer.StatusCode != http.StatusOK || len(body.Errors) > 0 {
		return nil, fmt.Errorf("%s %s: status %s, %.300s", r.Method, r.URL.Path, answer.Status, text)
	}
	return body.Data, nil
}
