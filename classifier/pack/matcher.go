package pack

import (
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// A Matcher finds patterns in one document. It keeps its memory between documents and belongs to one goroutine.
type Matcher struct {
	*machine
	tokens []word
	all    uint32 // the roots of all tokens together
	hits   []Hit
	last   int32
	work   int // steps left for the match at hand
}

// Hit is a match: the rule whose pattern it is, and the token behind it.
type Hit struct{ Rule, End int32 }

// word is a token as patterns see it.
type word struct {
	form
	flags text.Flags
	pass  bool // a mark that patterns do not see
	full  bool // counts as a word for *
	stop  bool // punctuation: gaps end before it
	over  bool // an adverb, which patterns may pass over: calls again on
}

// maxWork bounds the steps that patterns may take from one token, so that gaps cannot make a text slow.
const maxWork = 4000

// Begin prepares the matcher for a document that was read with the set's lexicon.
func (m *Matcher) Begin(s *Set, doc *text.Document) {
	m.machine = s.machine
	m.tokens, m.all = m.tokens[:0], 0
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		id := t.Word
		w := word{flags: t.Flags}
		switch t.Kind {
		case text.Number:
			id = doc.Lexicon.Lookup(doc.Text[t.Start:t.End])
			w.full = true
		case text.Word, text.Clitic, text.Symbol:
			w.full = true
			c := doc.Lexicon.Word(id).Class
			w.over = c&lexicon.Adverb != 0 && c&notAdverb == 0
		case text.Mark:
			w.pass = true
		case text.Punct:
			w.stop = true
			w.pass = strings.IndexByte(",()[]", t.Char) >= 0
		}
		if t.Head != 0 {
			id = m.part(t, id)
		}
		if id == t.Word && t.Class&lexicon.PackWord == 0 {
			w.form = m.forms[0]
		} else {
			w.form = m.forms[m.formOf[id]]
		}
		m.all |= w.roots
		m.tokens = append(m.tokens, w)
	}
}

// part returns the form that a hyphenated word counts as where no pattern has it as a whole.
func (m *Matcher) part(t *text.Token, id lexicon.ID) lexicon.ID {
	if t.Flags&(text.Hyphen|text.Capital) == text.Hyphen|text.Capital && m.formOf[id] == 0 {
		id = t.Head // US-brokered, Israeli-Lebanese
	}
	if t.Tail != 0 && (t.Head == m.anti || t.Head == m.pro) && (m.formOf[id] == 0 || id == t.Head) {
		id = t.Tail // anti-whaling
	}
	return id
}

// At returns a hit for each rule below a root whose pattern begins at a token and ends before last, and for each end.
// They stand until the next call.
func (m *Matcher) At(root, token, last int32) []Hit {
	t, s := &m.tokens[token], &m.states[root]
	if !s.mayBegin(t) || t.pass || token >= last {
		return nil
	}
	m.hits = m.hits[:0]
	m.last, m.work = last, maxWork
	r := &m.roots[root]
	m.step(s, root, t, token)
	refs := r.always
	if t.n > 0 {
		refs = r.refs[r.first[t.first]:r.first[t.first+t.n]]
	}
	for _, x := range refs {
		m.reference(x, token)
	}
	for _, g := range m.gaps[s.gap.from:s.gap.to] {
		m.skip(g, token, token)
	}
	m.compact()
	return m.hits
}

// mayBegin reports whether a match may begin with a word. It is sure where the state has a bit of its own.
func (s *state) mayBegin(w *word) bool {
	if s.bit != 0 {
		return w.roots&s.bit != 0
	}
	return w.mask&s.begins != 0
}

// compact drops hits that stand there before.
func (m *Matcher) compact() {
	n := 0
	for _, h := range m.hits {
		if !slices.Contains(m.hits[:n], h) {
			m.hits[n] = h
			n++
		}
	}
	m.hits = m.hits[:n]
}

// List reports the longest match of a list that begins at a token and ends before last: the token behind it, or -1.
func (m *Matcher) List(list, token, last int32) int32 {
	list = m.stateOf[list]
	if !m.states[list].mayBegin(&m.tokens[token]) {
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
	if s := &m.states[m.stateOf[list]]; s.bit != 0 && m.all&s.bit == 0 {
		return false
	}
	for i := first; i < last; i++ {
		if m.List(list, i, last) > 0 {
			return true
		}
	}
	return false
}

// notAdverb are the classes of words that patterns do not pass over though they can be adverbs.
const notAdverb = lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Preposition | lexicon.Negation | lexicon.Coordinator |
	lexicon.Subordinator | lexicon.Pronoun | lexicon.Determiner | lexicon.WhAdverb | lexicon.To | lexicon.Numeral

// walk goes on from a state at token i; end is the token behind the last one that matched.
func (m *Matcher) walk(n, i, end int32) {
	if m.work--; m.work < 0 {
		return
	}
	s := &m.states[n]
	for _, r := range m.out[s.out.from:s.out.to] {
		m.hits = append(m.hits, Hit{r, end})
	}
	if s.begins == 0 {
		return
	}
	for i < m.last && m.tokens[i].pass {
		if s.root {
			return // a pattern does not begin with a mark
		}
		i++
	}
	if i >= m.last {
		return
	}
	t := &m.tokens[i]
	if t.over && !s.root {
		m.walk(n, i+1, end)
	}
	if t.mask&s.begins == 0 {
		return
	}
	m.step(s, n, t, i)
	for _, r := range m.refs[s.ref.from:s.ref.to] {
		if t.mask&m.states[r.list].begins != 0 {
			m.reference(r, i)
		}
	}
	for _, g := range m.gaps[s.gap.from:s.gap.to] {
		m.skip(g, i, end)
	}
}

// step goes on behind token i by the edges of a state.
func (m *Matcher) step(s *state, n int32, t *word, i int32) {
	if t.mask&s.accepts != 0 {
		for _, e := range m.entries[t.first : t.first+t.n] {
			if e.caps == capital && t.flags&text.Capital == 0 || e.caps == allCaps && t.flags&text.AllCaps == 0 {
				continue
			}
			if c := m.follow(s, n, e.symbol); c != 0 {
				m.walk(c, i+1, i+1)
			}
		}
	}
	if s.any != 0 && t.full {
		m.walk(s.any, i+1, i+1)
	}
}

// skip goes on behind a gap at token i.
func (m *Matcher) skip(g gap, i, end int32) {
	s := &m.states[g.node]
	open := !s.out.empty()
	for skipped, j := int32(0), i; j < m.last; j++ {
		t := &m.tokens[j]
		if open || t.pass || t.mask&s.begins != 0 {
			m.walk(g.node, j, end)
		}
		if t.pass {
			continue
		}
		if skipped++; skipped > g.max || t.stop {
			break
		}
	}
}

// reference goes on behind each match of a list at token i.
func (m *Matcher) reference(r ref, i int32) {
	var ends [8]int32
	n, from := 0, len(m.hits)
	m.walk(r.list, i, i)
	for _, h := range m.hits[from:] {
		if n < len(ends) && !slices.Contains(ends[:n], h.End) {
			ends[n] = h.End
			n++
		}
	}
	m.hits = m.hits[:from]
	for _, e := range ends[:n] {
		m.walk(r.node, e, e)
	}
}
