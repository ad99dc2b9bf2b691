package pack

// This file is the table of the edges of states that have many.

// edgeTable is a hash table of edges.
type edgeTable struct {
	slots []edgeSlot
	mask  uint32
}

type edgeSlot struct {
	node, symbol, to int32 // to is 0 in an empty slot: nothing leads to the root
}

func newEdgeTable(n int) edgeTable {
	size := 2
	for size < 2*n {
		size *= 2
	}
	return edgeTable{make([]edgeSlot, size), uint32(size - 1)}
}

func (t *edgeTable) at(node, symbol int32) uint32 {
	return uint32((uint64(uint32(node))<<32|uint64(uint32(symbol)))*0x9E3779B97F4A7C15>>32) & t.mask
}

func (t *edgeTable) insert(node, symbol, to int32) {
	i := t.at(node, symbol)
	for t.slots[i].to != 0 {
		i = (i + 1) & t.mask
	}
	t.slots[i] = edgeSlot{node, symbol, to}
}

func (t *edgeTable) find(node, symbol int32) int32 {
	for i := t.at(node, symbol); ; i = (i + 1) & t.mask {
		if s := &t.slots[i]; s.to == 0 || s.node == node && s.symbol == symbol {
			return s.to
		}
	}
}
