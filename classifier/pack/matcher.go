package pack

import (
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// A Matcher finds patterns in one document. It keeps its memory between documents and belongs to one goroutine.
type Matcher struct {
	*machine
	tokens []word
	all    uint32 // the marks of all tokens together
	hits   []Hit
	last   int32
	work   int // steps left for the match at hand
}

// Hit is a match: the rule whose pattern it is, and the token behind it.
type Hit struct{ Rule, End int32 }

// word is a token as patterns see it.
type word struct {
	mask  uint64 // of its form
	ahead uint64 // of all that a pattern that goes on here may take: the word behind a mark, or behind an adverb, too
	first int32  // its form's entries
	n     uint16
	flags wordFlags
	roots uint32 // of its form
}

// wordFlags are what patterns ask of a token besides its form. The lowest three bits are what caps it satisfies.
type wordFlags uint16

const (
	passWord wordFlags = 1 << (iota + 3) // a mark that patterns do not see
	fullWord                             // counts as a word for *
	stopWord                             // punctuation: gaps end before it
	overWord                             // an adverb, which patterns may pass over: calls again on
)

// maxWork bounds the steps that patterns may take from one token, so that gaps cannot make a text slow.
const maxWork = 4000

// Begin prepares the matcher for a document that was read with the set's lexicon.
func (m *Matcher) Begin(s *Set, doc *text.Document) {
	m.machine = s.machine
	n := len(doc.Tokens)
	if cap(m.tokens) <= n {
		m.tokens = make([]word, n+1, n+n/4+1)
	}
	m.tokens = m.tokens[:n+1]
	m.tokens[n] = word{ahead: ended}
	all, ahead := uint32(0), uint64(ended)
	for i := n - 1; i >= 0; i-- {
		t, w := &doc.Tokens[i], &m.tokens[i]
		id := t.Word
		flags := wordFlags(1 << anyCase)
		if t.Flags&text.Capital != 0 {
			flags |= 1 << capital
		}
		if t.Flags&text.AllCaps != 0 {
			flags |= 1 << allCaps
		}
		switch t.Kind {
		case text.Number:
			id = doc.Lexicon.Lookup(doc.Text[t.Start:t.End])
			flags |= fullWord
		case text.Word, text.Clitic, text.Symbol:
			flags |= fullWord
			if t.Class&lexicon.Adverb != 0 && t.Class&notAdverb == 0 {
				flags |= overWord
			}
		case text.Mark:
			flags |= passWord
		case text.Punct:
			flags |= stopWord
			switch t.Char {
			case ',', '(', ')', '[', ']':
				flags |= passWord
			}
		}
		if t.Hyphenated != 0 {
			id = m.part(t, doc.Parts(t), id)
		}
		f := &m.forms[0]
		if id != t.Word || t.Class&lexicon.PackWord != 0 {
			f = &m.forms[m.formOf[id]]
		}
		mask := f.mask
		switch {
		case flags&passWord != 0: // as behind it
		case flags&overWord != 0:
			ahead |= mask
		case flags&stopWord != 0: // no * takes it, and no gap passes it
			mask &^= anything
			ahead = mask | ended
		default:
			ahead = mask | ended
		}
		*w = word{mask, ahead, f.first, uint16(f.n), flags, f.roots}
		all |= f.roots
	}
	m.all = all
}

// part returns the form that a hyphenated word counts as where no pattern has it as a whole.
func (m *Matcher) part(t *text.Token, p text.Parts, id lexicon.ID) lexicon.ID {
	if t.Flags&(text.Hyphen|text.Capital) == text.Hyphen|text.Capital && m.formOf[id] == 0 {
		id = p.Head // US-brokered, Israeli-Lebanese
	}
	if p.Tail != 0 && (p.Head == m.anti || p.Head == m.pro) && (m.formOf[id] == 0 || id == p.Head) {
		id = p.Tail // anti-whaling
	}
	return id
}

// At returns a hit for each rule below a root whose pattern begins at a token and ends before last, and for each end.
// They stand until the next call.
func (m *Matcher) At(root, token, last int32) []Hit {
	t, s := &m.tokens[token], &m.states[root]
	if !s.mayBegin(t) || t.flags&passWord != 0 || token >= last {
		return nil
	}
	m.hits = m.hits[:0]
	m.last, m.work = last, maxWork
	ahead := m.tokens[token+1].ahead
	for k := range int32(t.n) {
		e := &m.entries[t.first+k]
		if t.flags>>e.caps&1 == 0 {
			continue
		}
		starts := m.starts[e.from:e.to]
		for k := range starts {
			b := &starts[k]
			if b.root != root || b.needs&ahead == 0 {
				continue
			}
			if b.list == 0 {
				m.walk(b.to, token+1, token+1)
			} else {
				m.reference(ref{b.list, b.to}, token)
			}
		}
	}
	if s.any != 0 && t.flags&fullWord != 0 {
		m.walk(s.any, token+1, token+1)
	}
	for _, x := range m.always[root] {
		m.reference(x, token)
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
	if m.tokens[i].ahead&s.begins == 0 {
		return
	}
	for i < m.last && m.tokens[i].flags&passWord != 0 {
		if s.root {
			return // a pattern does not begin with a mark
		}
		i++
	}
	if i >= m.last {
		return
	}
	t := &m.tokens[i]
	if t.flags&overWord != 0 && !s.root {
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
		ahead := m.tokens[i+1].ahead
		for k := range int32(t.n) {
			e := &m.entries[t.first+k]
			if t.flags>>e.caps&1 == 0 || s.accepts>>e.bit&1 == 0 {
				continue
			}
			if c := m.follow(s, n, e.symbol); c != 0 && m.states[c].needs&ahead != 0 {
				m.walk(c, i+1, i+1)
			}
		}
	}
	if s.any != 0 && t.flags&fullWord != 0 {
		m.walk(s.any, i+1, i+1)
	}
}

// skip goes on behind a gap at token i.
func (m *Matcher) skip(g gap, i, end int32) {
	s := &m.states[g.node]
	for skipped, j := int32(0), i; j < m.last; j++ {
		t := &m.tokens[j]
		if t.flags&passWord != 0 {
			continue
		}
		if t.mask&s.begins != 0 {
			m.walk(g.node, j, end)
		}
		if skipped++; skipped > g.max || t.flags&stopWord != 0 {
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
