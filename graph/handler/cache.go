package handler

import (
	"container/list"
	"context"
	"sync"
)

// cache keeps the most recently used values by a text, bounded in entries and
// in bytes of text. It implements graphql.Cache.
type cache[T any] struct {
	maxEntries, maxBytes int

	mu     sync.Mutex
	recent *list.List // of *entry[T], the most recent first
	byText map[string]*list.Element
	bytes  int
}

type entry[T any] struct {
	text  string
	size  int
	value T
}

func newCache[T any](maxEntries, maxBytes int) *cache[T] {
	return &cache[T]{
		maxEntries: maxEntries,
		maxBytes:   maxBytes,
		recent:     list.New(),
		byText:     map[string]*list.Element{},
	}
}

// Get returns the value that is kept under text.
func (c *cache[T]) Get(_ context.Context, text string) (value T, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byText[text]
	if !ok {
		return value, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(*entry[T]).value, true
}

// Add keeps value under text and forgets what was used longest ago.
func (c *cache[T]) Add(_ context.Context, text string, value T) {
	c.add(text, len(text), value)
}

// add keeps value under text, counted with size bytes; one that is larger than
// the whole cache is not kept.
func (c *cache[T]) add(text string, size int, value T) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byText[text]; ok {
		c.remove(e)
	}
	if size > c.maxBytes {
		return
	}
	c.byText[text] = c.recent.PushFront(&entry[T]{text, size, value})
	c.bytes += size
	for c.bytes > c.maxBytes || len(c.byText) > c.maxEntries {
		c.remove(c.recent.Back())
	}
}

func (c *cache[T]) remove(e *list.Element) {
	old := c.recent.Remove(e).(*entry[T])
	delete(c.byText, old.text)
	c.bytes -= old.size
}
