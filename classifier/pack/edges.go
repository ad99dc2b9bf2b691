package pack

import "github.com/stance-dev/stance/classifier/internal/lists"

// edgeTable is a hash table: from which node of a trie a symbol leads to which. A program that starts asks it half a million
// times, and each time the memory is waited for: so a question takes one line of the cache.
type edgeTable struct {
	slots []trieEdge // a power of two; to is 0 in those that are free
	used  int
	shift uint8 // leaves as many bits of a product as number the slots
}

type trieEdge struct{ from, symbol, to int32 }

func newEdgeTable(bits uint8) edgeTable {
	return edgeTable{slots: lists.Touched[trieEdge](1 << bits), shift: 64 - bits}
}

// at returns where a symbol leads from a node: 0 where this was not asked before, and then the caller sets it at once.
func (t *edgeTable) at(from, symbol int32) *int32 {
	s := t.find(from, symbol)
	if s.to == 0 {
		if t.used++; 4*t.used > 3*len(t.slots) {
			t.grow()
			s = t.find(from, symbol)
		}
		s.from, s.symbol = from, symbol
	}
	return &s.to
}

// find returns the slot of an edge, or a free one.
func (t *edgeTable) find(from, symbol int32) *trieEdge {
	for i := (uint64(from)<<32 | uint64(uint32(symbol))) * 0x9E3779B97F4A7C15 >> (t.shift & 63); ; i++ {
		s := &t.slots[i&uint64(len(t.slots)-1)]
		if s.to == 0 || s.from == from && s.symbol == symbol {
			return s
		}
	}
}

func (t *edgeTable) grow() {
	larger := newEdgeTable(64 - t.shift + 1)
	for _, s := range t.slots {
		if s.to != 0 {
			*larger.find(s.from, s.symbol) = s
		}
	}
	t.slots, t.shift = larger.slots, larger.shift
}
