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
	forms  []*form  // by token
	marks  []uint32 // by token: its form's
	all    uint32   // the marks of all tokens together
	listed []int32  // the tokens with a mark of a list

	hits []Hit
	last int32
	work int // steps left for the match at hand
}

// masks are what words can be: see form.
type masks struct{ mask, lists uint64 }

// Hit is a match: the rule whose pattern it is, and its tokens.
type Hit struct{ Rule, First, End int32 }

// Before orders hits by place, then by rule.
func (h Hit) Before(o Hit) bool {
	if h.First != o.First {
		return h.First < o.First
	}
	return h.End < o.End || h.End == o.End && h.Rule < o.Rule
}

// maxWork bounds the steps that patterns may take from one token, so that gaps cannot make a text slow.
const maxWork = 4000

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
	m.last = last
	for wanted := roots.marks; first < last; first += 64 {
		var begins uint64 // of the next 64 tokens, gathered without a branch
		for i, k := range m.marks[first:min(first+64, last)] {
			k &= wanted
			begins |= uint64((k|-k)>>31) << (i & 63)
		}
		for ; begins != 0; begins &= begins - 1 {
			m.begin(roots, first+int32(bits.TrailingZeros64(begins)))
		}
	}
	return m.hits
}

// begin adds the matches that begin at a token.
func (m *Matcher) begin(roots *Roots, token int32) {
	f := m.forms[token]
	from := len(m.hits)
	m.work = maxWork
	if run := f.starts[0]; run > 0 && roots.from == 0 {
		m.start(roots, token, run)
	}
	if run := f.starts[1]; run > 0 && roots.to > 1 {
		m.start(roots, token, run)
	}
	if len(roots.open) > 0 {
		m.beginOpen(roots, f, token)
	}
	if len(m.hits) > from {
		m.hits = tidy(m.hits, from, token)
	}
}

// beginOpen adds the matches that any word may begin.
func (m *Matcher) beginOpen(roots *Roots, f *form, token int32) {
	for _, n := range roots.open {
		if f.kind&(passWord|stopWord) != 0 {
			break
		}
		if s := &m.states[n]; s.any != 0 && f.kind&fullWord != 0 {
			m.walk(s.any, token+1, token+1)
		}
		for _, x := range m.always[n] {
			m.reference(x.list, x.node, token)
		}
	}
}

// start goes on from those starts of a run that some roots have.
func (m *Matcher) start(roots *Roots, token, run int32) {
	next := m.ahead(token + 1)
	for starts := m.starts; ; run++ {
		b := &starts[run]
		switch {
		case !roots.chosen(b.root) || b.caps != anyCase && !m.cased(token, b.caps):
			if roots.onlyAnaphors && b.root == OperatorRoot {
				return // the anaphors come first
			}
		case b.kind == gapStart:
			if m.reaches(b, token+1) {
				m.skip(m.gaps[b.to:b.to+b.what], token+1, token+1)
			}
		case b.kind == listStart:
			if b.needs&next.mask|b.lists&next.lists != 0 {
				m.reference(b.what, b.to, token)
			}
		case b.what != noRule:
			m.hits = append(m.hits, Hit{Rule: b.what, End: token + 1})
			if b.needs&next.mask|b.lists&next.lists != 0 {
				m.goOn(&m.states[b.to], token+1, token+1)
			}
		case b.needs&next.mask|b.lists&next.lists != 0:
			m.walk(b.to, token+1, token+1)
		}
		if b.last {
			return
		}
	}
}

// ahead returns what can come next from a token on: all where it can be passed over.
func (m *Matcher) ahead(i int32) masks {
	if i >= m.last {
		return masks{mask: ended}
	}
	f := m.forms[i]
	if f.kind&(passWord|overWord) != 0 {
		return masks{^uint64(0), ^uint64(0)}
	}
	return masks{f.mask | ended, f.lists}
}

// reaches reports whether what must come behind the gaps of a start may stand there.
func (m *Matcher) reaches(b *start, i int32) bool {
	for passed := int32(0); passed <= int32(b.max) && i < m.last; i++ {
		f := m.forms[i]
		if f.mask&b.needs|f.lists&b.lists != 0 {
			return true
		}
		n := f.inGap(passed)
		if n < 0 {
			break
		}
		passed += n
	}
	return false
}

// cased reports whether a token has the capitals that a pattern's word asks for, where it asks for any.
func (m *Matcher) cased(token int32, c caps) bool {
	flag := text.Capital
	if c == allCaps {
		flag = text.AllCaps
	}
	return m.doc.Tokens[token].Flags&flag != 0
}

// tidy puts the hits of a token in order, each once.
func tidy(hits []Hit, from int, first int32) []Hit {
	hits[from].First = first
	n := from + 1
	for _, h := range hits[n:] {
		h.First = first
		at := n
		for at > from && (hits[at-1].End > h.End || hits[at-1].End == h.End && hits[at-1].Rule > h.Rule) {
			at--
		}
		if at > from && hits[at-1] == h {
			continue
		}
		for k := n; k > at; k-- {
			hits[k] = hits[k-1]
		}
		hits[at] = h
		n++
	}
	return hits[:n]
}

// List reports the longest match of a list that begins at a token and ends before last: the token behind it, or -1.
func (m *Matcher) List(list, token, last int32) int32 {
	list = m.stateOf[list]
	s, marks := &m.states[list], m.markOf[list]
	if marks != 0 && m.marks[token]&marks == 0 {
		return -1
	}
	if f := m.forms[token]; f.mask&s.needs|f.lists&s.lists == 0 {
		return -1
	}
	m.hits = m.hits[:0]
	m.last, m.work = last, maxWork
	m.walk(list, token, token)
	best := int32(-1)
	for _, h := range m.hits {
		best = max(best, h.End)
	}
	return best
}

// Within reports whether a list matches anywhere in a run of tokens.
func (m *Matcher) Within(list, first, last int32) bool {
	n := m.stateOf[list]
	s, marks := &m.states[n], m.markOf[n]
	if m.all&marks == 0 && marks != 0 {
		return false
	}
	if marks == 0 || last-first < 16 {
		for i, f := range m.forms[first:max(first, last)] {
			if f.mask&s.needs|f.lists&s.lists != 0 && m.List(list, first+int32(i), last) > 0 {
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
		if m.marks[i]&marks != 0 && m.List(list, i, last) > 0 {
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
