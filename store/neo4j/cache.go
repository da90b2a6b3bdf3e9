package neo4j

import (
	"container/list"
	"sync"
)

// maxCompiled bounds the compiled statements that are kept.
const maxCompiled = 1024

// cache keeps compiled statements by the shape of their query, those used last.
type cache struct {
	mu      sync.Mutex
	max     int
	order   *list.List // of *statement, used last in front
	entries map[string]*list.Element
}

func newCache(max int) *cache {
	return &cache{max: max, order: list.New(), entries: make(map[string]*list.Element)}
}

// get gives the statement for a shape, and has it compiled when it is not there.
func (c *cache) get(shape string, compile func() *statement) *statement {
	c.mu.Lock()
	e, ok := c.entries[shape]
	if ok {
		c.order.MoveToFront(e)
	}
	c.mu.Unlock()
	if ok {
		return e.Value.(*statement)
	}
	made := compile()
	made.shape = shape
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.entries[shape]; ok { // made by another goroutine meanwhile
		return e.Value.(*statement)
	}
	c.entries[shape] = c.order.PushFront(made)
	if c.order.Len() > c.max {
		last := c.order.Remove(c.order.Back()).(*statement)
		delete(c.entries, last.shape)
	}
	return made
}
