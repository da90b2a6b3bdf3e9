package sqlite

import "container/list"

// lru is a map that keeps at most max entries, those used last. It is not safe
// for use by several goroutines at once.
type lru[V any] struct {
	max     int
	order   *list.List // of *lruEntry[V], used last in front
	entries map[string]*list.Element
	dropped func(V) // called for what is dropped; may be nil
}

type lruEntry[V any] struct {
	key   string
	value V
}

func newLRU[V any](max int, dropped func(V)) *lru[V] {
	return &lru[V]{max: max, order: list.New(), entries: make(map[string]*list.Element), dropped: dropped}
}

func (l *lru[V]) get(key string) (v V, ok bool) {
	e, ok := l.entries[key]
	if !ok {
		return v, false
	}
	l.order.MoveToFront(e)
	return e.Value.(*lruEntry[V]).value, true
}

func (l *lru[V]) put(key string, value V) {
	if e, ok := l.entries[key]; ok {
		e.Value.(*lruEntry[V]).value = value
		l.order.MoveToFront(e)
		return
	}
	l.entries[key] = l.order.PushFront(&lruEntry[V]{key, value})
	if l.order.Len() <= l.max {
		return
	}
	last := l.order.Remove(l.order.Back()).(*lruEntry[V])
	delete(l.entries, last.key)
	if l.dropped != nil {
		l.dropped(last.value)
	}
}

// clear drops everything.
func (l *lru[V]) clear() {
	for e := l.order.Front(); e != nil; e = e.Next() {
		if l.dropped != nil {
			l.dropped(e.Value.(*lruEntry[V]).value)
		}
	}
	l.order.Init()
	clear(l.entries)
}
