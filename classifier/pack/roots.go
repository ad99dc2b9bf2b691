package pack

// Roots is a choice of roots, to be looked for together.
type Roots struct {
	has          []bool  // by root
	marks        uint32  // of all of them
	from, to     uint8   // the part of a form's starts that is theirs
	open         []int32 // those that a match of any word may begin
	onlyAnaphors bool    // of that part: anaphors, but not operators
}

// Choose makes it the choice of some roots of a set. It keeps its memory.
func (r *Roots) Choose(s *Set, roots ...int32) {
	m := s.machine
	r.has = sized(r.has, len(m.always))
	clear(r.has)
	r.marks, r.open = 0, r.open[:0]
	r.from, r.to = startParts, 0
	for _, n := range roots {
		r.has[n] = true
		r.from, r.to = min(r.from, startPart(n)), max(r.to, startPart(n)+1)
		r.marks |= m.markOf[n]
		if m.states[n].any != 0 || len(m.always[n]) > 0 {
			r.open = append(r.open, n)
		}
	}
	r.from = min(r.from, r.to)
	r.onlyAnaphors = r.has[AnaphorRoot] && !r.has[OperatorRoot]
}

// chosen reports whether a root is among them.
func (r *Roots) chosen(root int32) bool { return r.marks>>(root&31)&1 != 0 && r.has[root] }
