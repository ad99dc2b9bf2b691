package pack

import (
	"math/bits"
	"slices"

	"github.com/stance-dev/stance/classifier/text"
)

// A Matcher finds patterns in one document. It keeps its memory between documents and belongs to one goroutine.
//
// Begin goes over all words and notes their forms and what these can begin, which takes one look-up a word. The rest is
// known of the form.
type Matcher struct {
	*machine
	doc    *text.Document
	learnt *automaton
	words  []knownForm // by token
	all    uint32      // the marks of all tokens together
	listed []int32     // the tokens with a mark of a list

	hits []Hit
	run  []knownForm // the words up to the end of the run that is searched
}

// Hit is a match: the rule whose pattern it is, and its tokens.
type Hit struct{ Rule, First, End int32 }

// Before orders hits by place, then by rule.
func (h Hit) Before(o Hit) bool {
	if h.First != o.First {
		return h.First < o.First
	}
	return h.End < o.End || h.End == o.End && h.Rule < o.Rule
}

// maxReach is how many tokens a match may span: between its words may stand any number of marks and adverbs.
const maxReach = 4000

// sized returns a slice of a length, with old memory where it is enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// Find returns the matches of patterns below some roots in a run of tokens, each once, by First, End and Rule. They stand
// until the next call.
func (m *Matcher) Find(roots *Roots, first, last int32) []Hit {
	m.hits = m.hits[:0]
	m.run = m.words[:last]
	m.enter(roots)
	for wanted := roots.marks; first < last; first += 64 {
		var begins uint64 // of the next 64 tokens, gathered without a branch
		for i, w := range m.run[first:min(first+64, last)] {
			k := w.marks & wanted
			begins |= uint64((k|-k)>>31) << (i & 63)
		}
		for ; begins != 0; begins &= begins - 1 {
			token, from := first+int32(bits.TrailingZeros64(begins)), len(m.hits)
			for !m.matchFrom(roots.place, token) {
				m.hits = m.hits[:from]
				m.renew()
				m.enter(roots)
			}
		}
	}
	return m.hits
}

// enter finds where the matches of roots begin.
func (m *Matcher) enter(roots *Roots) {
	for roots.in != m.learnt {
		if place := m.learnt.start(m.machine, roots.roots...); place != unknown {
			roots.in, roots.place = m.learnt, place
			return
		}
		m.renew()
	}
}

// matchFrom adds the matches that begin at a token, from a place on, in order. It reports false where the automaton is full or crowded.
func (m *Matcher) matchFrom(at placeID, token int32) bool {
	a, forms, words := m.learnt, m.allForms, m.run
	if a.crowded.Load() {
		return false
	}
	ways := a.ways.Load()
	if end := int(token) + maxReach; len(words) > end {
		words = words[:end]
	}
	for i := uint(token); i < uint(len(words)); i++ {
		n := words[i].form
		f, p := &forms[n], a.at(at)
		var to placeID
		if f.mask&p.needs|f.lists&p.lists != 0 {
			to = ways.find(at, uint32(n))
		} else {
			to = placeID(p.others[f.kind%otherKinds].Load())
		}
		if to == unknown {
			if to = a.learn(m.machine, at, n); to == unknown {
				return false
			}
		}
		if at = to; at&(hasEnds|isLast) != 0 {
			if at&hasEnds != 0 {
				for _, r := range a.ends[at/number%maxPlaces] {
					m.hits = append(m.hits, Hit{Rule: r, First: token, End: int32(i) + 1})
				}
			}
			if at&isLast != 0 {
				return true
			}
		}
	}
	return true
}

// renew takes an empty automaton instead of the full one, which others may have done before.
func (m *Matcher) renew() {
	if m.machine.learnt.Load() == m.learnt { // a new one is a megabyte
		m.machine.learnt.CompareAndSwap(m.learnt, newAutomaton(m.room))
	}
	m.learnt = m.machine.learnt.Load()
}

// List reports the longest match of a list that begins at a token and ends before last: the token behind it, or -1.
func (m *Matcher) List(list, token, last int32) int32 {
	list = m.stateOf[list]
	s, marks := &m.states[list], m.markOf[list]
	w := m.words[token]
	if marks != 0 && w.marks&marks == 0 {
		return -1
	}
	if f := &m.allForms[w.form]; f.mask&s.needs|f.lists&s.lists == 0 {
		return -1
	}
	for m.run = m.words[:last]; ; m.renew() {
		m.hits = m.hits[:0]
		if at := m.learnt.startOf(m.machine, list); at != unknown && m.matchFrom(at, token) {
			break
		}
	}
	if len(m.hits) == 0 {
		return -1
	}
	return m.hits[len(m.hits)-1].End
}

// Within reports whether a list matches anywhere in a run of tokens.
func (m *Matcher) Within(list, first, last int32) bool {
	n := m.stateOf[list]
	s, marks := &m.states[n], m.markOf[n]
	if m.all&marks == 0 && marks != 0 {
		return false
	}
	if marks == 0 || last-first < 16 {
		for i, w := range m.words[first:max(first, last)] {
			if f := &m.allForms[w.form]; f.mask&s.needs|f.lists&s.lists != 0 && m.List(list, first+int32(i), last) > 0 {
				return true
			}
		}
		return false
	}
	at := 0
	if first > 0 {
		at, _ = slices.BinarySearch(m.listed, first)
	}
	for _, i := range m.listed[at:] {
		if i >= last {
			break
		}
		if m.words[i].marks&marks != 0 && m.List(list, i, last) > 0 {
			return true
		}
	}
	return false
}

// Starts reports whether a list matches from one of the tokens of a run on, up to last at most.
func (m *Matcher) Starts(list, first, end, last int32) bool {
	for i := first; i < end; i++ {
		if m.List(list, i, last) > 0 {
			return true
		}
	}
	return false
}
