package pack

import (
	"slices"
)

// This file goes on from state to state.

// walk goes on from a state at token i; end is the token behind the last one that matched.
func (m *Matcher) walk(n, i, end int32) {
	s := &m.states[n]
	m.note(s, end)
	if s.more {
		m.goOn(s, i, end)
	}
}

// note notes the rules that end at a state.
func (m *Matcher) note(s *state, end int32) {
	if s.rule >= 0 {
		m.hits = append(m.hits, Hit{Rule: s.rule, End: end})
		return
	}
	for k := range s.out.n {
		m.hits = append(m.hits, Hit{Rule: m.out[s.out.from+k], End: end})
	}
}

// goOn is walk without the rules that end at the state itself.
func (m *Matcher) goOn(s *state, i, end int32) {
	for {
		if m.work--; m.work < 0 || i >= m.last {
			return
		}
		f := m.forms[i]
		if f.kind&(passWord|overWord) != 0 {
			for f.kind&passWord != 0 {
				if i++; s.root || i >= m.last {
					return // a pattern does not begin with a mark
				}
				f = m.forms[i]
			}
			if f.kind&overWord != 0 && !s.root {
				m.goOn(s, i+1, end)
			}
		}
		common := f.mask & s.needs
		if common|f.lists&s.lists == 0 {
			return
		}
		if common&anything != 0 {
			if s.any != 0 && f.kind&fullWord != 0 {
				m.walk(s.any, i+1, i+1)
			}
			if s.gaps > 0 {
				m.skip(m.gapsOf(s), i, end)
			}
		}
		if s.ref.n > 0 {
			for k := range s.ref.n {
				if r := &m.refs[s.ref.from+k]; r.bit&f.lists != 0 || r.any {
					m.reference(r.list, r.node, i)
				}
			}
		}
		if common&symbolBits == 0 {
			return
		}
		n := int32(0)
		if f.symbols == 1 {
			if f.caps == anyCase || m.cased(i, f.caps) {
				n = m.follow(s, f.symbol)
			}
		} else {
			n = m.followAny(s, f, i)
		}
		if n == 0 {
			return
		}
		i++
		end = i
		s = &m.states[n]
		m.note(s, end)
		if !s.more {
			return
		}
	}
}

// followAny follows the symbols of a form that has several. It returns the state behind one and walks on from the others.
func (m *Matcher) followAny(s *state, f *form, i int32) int32 {
	behind := int32(0)
	for k, end := f.symbol, f.symbol+int32(f.symbols); k < end; k++ {
		e := &m.entries[k]
		if s.needs>>(e.bit&63)&1 == 0 || e.caps != anyCase && !m.cased(i, e.caps) {
			continue
		}
		if n := m.follow(s, e.symbol); n != 0 {
			if behind != 0 {
				m.walk(behind, i+1, i+1)
			}
			behind = n
		}
	}
	return behind
}

// skip goes on behind the gaps of a state at token i. Adverbs at the beginning do not count: patterns pass over them anyway.
func (m *Matcher) skip(gaps []skip, i, end int32) {
	all := &gaps[0]
	if len(gaps) > 1 {
		gaps = gaps[1:]
	}
	for passed := int32(0); passed <= all.max && i < m.last; i++ {
		f := m.forms[i]
		if f.mask&all.needs|f.lists&all.lists != 0 {
			for k := range gaps {
				if g := &gaps[k]; passed <= g.max && f.mask&g.needs|f.lists&g.lists != 0 {
					m.goOn(&m.states[g.to], i, end)
				}
			}
		}
		n := f.inGap(passed)
		if n < 0 {
			break
		}
		passed += n
	}
}

// reference goes on behind each match of a list at token i.
func (m *Matcher) reference(list, node, i int32) {
	var ends [8]int32
	n, from := 0, len(m.hits)
	m.walk(list, i, i)
	for _, h := range m.hits[from:] {
		if n < len(ends) && !slices.Contains(ends[:n], h.End) {
			ends[n] = h.End
			n++
		}
	}
	m.hits = m.hits[:from]
	for _, e := range ends[:n] {
		m.walk(node, e, e)
	}
}
