package pack

import "math/bits"

// manyEdges are the edges of the states that have many: a hash table for each, from only.to on, of a size that only.symbol
// tells.
type manyEdges []edge

// lay makes the table of a state.
func (t *manyEdges) lay(s *state, edges []edge) {
	size := bits.Len(uint(len(edges) + len(edges)/3))
	s.only = edge{symbol: int32(32 - size), to: int32(len(*t))}
	*t = append(*t, make([]edge, 1<<size)...)
	slots := (*t)[s.only.to:]
	for _, e := range edges {
		i := slotOf(s, e.symbol)
		for slots[i].to != 0 {
			i = (i + 1) & (1<<size - 1)
		}
		slots[i] = e
	}
}

// slotOf returns the slot where a symbol would best stand. The shift leaves the upper bits of the product.
func slotOf(s *state, symbol int32) uint32 {
	return uint32(symbol) * 0x9E3779B1 >> (uint32(s.only.symbol) & 31)
}

// find returns the state behind a symbol, or 0: nothing leads to the first root.
func (t manyEdges) find(s *state, symbol int32) int32 {
	slots := t[s.only.to:]
	last := uint32(1)<<(32-uint32(s.only.symbol)&31) - 1
	for i := slotOf(s, symbol); ; i = (i + 1) & last {
		if e := &slots[i]; e.to == 0 || e.symbol == symbol {
			return e.to
		}
	}
}
