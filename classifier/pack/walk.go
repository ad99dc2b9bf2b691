package pack

import (
	"slices"
)

// This file goes on from state to state.

// walk goes on from a state at token i; end is the token behind the last one that matched.
func (m *Matcher) walk(n, i, end int32) {
	for n != 0 {
		s := &m.states[n]
		if s.rule >= 0 {
			m.hits = append(m.hits, Hit{Rule: s.rule, End: end})
		} else if s.out.n > 0 {
			for _, r := range m.outOf(s) {
				m.hits = append(m.hits, Hit{Rule: r, End: end})
			}
		}
		if !s.more {
			return
		}
		n, i = m.goOn(s, i, end)
		end = i
	}
}

// goOn is walk without what has matched so far. Where the word at the token has one symbol it does not follow it, but
// returns the state behind it, or 0, and the token behind it.
func (m *Matcher) goOn(s *state, i, end int32) (behind, at int32) {
	if m.work--; m.work < 0 || i >= m.last {
		return 0, 0
	}
	f := &m.allForms[m.forms[i]]
	if f.kind&(passWord|overWord) != 0 {
		for f.kind&passWord != 0 {
			if i++; s.root || i >= m.last {
				return 0, 0 // a pattern does not begin with a mark
			}
			f = &m.allForms[m.forms[i]]
		}
		if f.kind&overWord != 0 && !s.root {
			m.also(m.goOn(s, i+1, end))
		}
	}
	if f.mask&s.needs|f.lists&s.lists == 0 {
		return 0, 0
	}
	if s.needs&anything != 0 {
		if s.any != 0 && f.kind&fullWord != 0 {
			m.walk(s.any, i+1, i+1)
		}
		if s.gaps > 0 {
			m.skip(m.gapsOf(s), i, end)
		}
	}
	if f.lists&s.lists != 0 || s.needs&anything != 0 {
		for k := range s.ref.n {
			if r := &m.refs[s.ref.from+k]; r.bit&f.lists != 0 || r.any {
				m.reference(r.list, r.node, i)
			}
		}
	}
	if f.mask&s.needs&symbolBits == 0 {
		return 0, 0
	}
	if f.symbols == 1 {
		if f.caps == anyCase || m.cased(i, f.caps) {
			return m.follow(s, f.symbol), i + 1
		}
		return 0, 0
	}
	for k := range int32(f.symbols) {
		e := &m.entries[f.symbol+k]
		if s.needs>>e.bit&1 != 0 && (e.caps == anyCase || m.cased(i, e.caps)) {
			m.walk(m.follow(s, e.symbol), i+1, i+1)
		}
	}
	return 0, 0
}

// also walks on from what goOn returns.
func (m *Matcher) also(n, i int32) {
	if n != 0 {
		m.walk(n, i, i)
	}
}

// skip goes on behind the gaps of a state at token i.
func (m *Matcher) skip(gaps []skip, i, end int32) {
	all := &gaps[0]
	if len(gaps) > 1 {
		gaps = gaps[1:]
	}
	if all.needs&ended != 0 {
		for k := range gaps {
			if gaps[k].needs&ended != 0 {
				m.walk(gaps[k].to, m.last, end)
			}
		}
	}
	for passed := int32(0); i < m.last; i++ {
		f := &m.allForms[m.forms[i]]
		if f.kind&passWord != 0 {
			continue
		}
		if f.mask&all.needs|f.lists&all.lists != 0 {
			for k := range gaps {
				if g := &gaps[k]; passed <= g.max && f.mask&g.needs|f.lists&g.lists != 0 {
					m.also(m.goOn(&m.states[g.to], i, end))
				}
			}
		}
		if passed++; passed > all.max || f.kind&stopWord != 0 {
			break
		}
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
