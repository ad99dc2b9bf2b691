package pack

import (
	"slices"
	"sync/atomic"
)

// Roots is a choice of roots, to be looked for together.
type Roots struct {
	set      *Set
	roots    []int32
	marks    uint32          // of all of them
	in       *automaton      // what follows is of this one
	place    placeID         // where their matches begin
	openings []atomic.Uint32 // see automaton
}

// Choose makes it the choice of some roots of a set. It keeps its memory.
func (r *Roots) Choose(s *Set, roots ...int32) {
	if r.set == s && slices.Equal(r.roots, roots) {
		return
	}
	r.set, r.roots, r.in = s, append(r.roots[:0], roots...), nil
	r.marks = 0
	for _, n := range roots {
		r.marks |= s.machine.markOf[n]
	}
}
