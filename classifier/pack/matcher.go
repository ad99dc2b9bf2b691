package pack

import (
	"cmp"
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// A Matcher finds patterns in one document. It keeps its memory between documents and belongs to one goroutine.
//
// Begin goes over all words and notes what each can begin, which takes one look-up a word. Only sentences in which
// something may begin are read as patterns see them.
type Matcher struct {
	*machine
	doc    *text.Document
	forms  []int32  // by token: its form
	marks  []uint32 // by token: its form's
	all    uint32   // the marks of all tokens together
	listed []int32  // the tokens with a mark of a list
	words  []word   // by token, in the sentences that were read
	read   []bool   // by sentence
	first  int32    // the sentence read last
	end    int32

	hits []Hit
	last int32
	work int // steps left for the match at hand
}

// Hit is a match: the rule whose pattern it is, and its tokens.
type Hit struct{ Rule, First, End int32 }

// Compare orders hits by place, then by rule.
func (h Hit) Compare(o Hit) int {
	return cmp.Or(cmp.Compare(h.First, o.First), cmp.Compare(h.End, o.End), cmp.Compare(h.Rule, o.Rule))
}

// word is a token as patterns see it.
type word struct {
	mask, lists         uint64 // of its form
	nextMask, nextLists uint64 // of all that can come next in its sentence: the word behind a mark, or behind an adverb, too
	first               int32  // its form's entries
	n                   uint16
	flags               wordFlags
}

// wordFlags are what patterns ask of a token besides its form. The lowest three bits say which caps it satisfies.
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
	m.machine, m.doc = s.machine, doc
	m.first, m.end = 0, 0
	n := len(doc.Tokens)
	m.forms, m.marks, m.words = sized(m.forms, n), sized(m.marks, n), sized(m.words, n)
	m.read = sized(m.read, len(doc.Sentences))
	clear(m.read)
	m.listed = m.listed[:0]
	m.all = 0
	forms, marks, known := m.forms, m.marks[:len(m.forms)], m.known
	for i := range doc.Tokens[:len(forms)] {
		t := &doc.Tokens[i]
		id, class := t.Word, t.Class
		if t.Kind == text.Number {
			if s := doc.Text[t.Start:t.End]; m.numbers&numberBit(s) != 0 {
				id, class = doc.Lexicon.Lookup(s), lexicon.PackWord
			}
		}
		if t.Hyphenated != 0 {
			id = m.part(t, doc.Parts(t), id)
			class = lexicon.PackWord
		}
		k := knownForm{marks: m.open}
		if class&lexicon.PackWord != 0 {
			k = known[id]
		}
		forms[i], marks[i] = k.form, k.marks
		m.all |= k.marks
		if k.marks&m.listMarks != 0 {
			m.listed = append(m.listed, int32(i))
		}
	}
}

// sized returns a slice of a length, with old memory where it is enough.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// part returns the form that a hyphenated word counts as where no pattern has it as a whole.
func (m *Matcher) part(t *text.Token, p text.Parts, id lexicon.ID) lexicon.ID {
	if t.Flags&(text.Hyphen|text.Capital) == text.Hyphen|text.Capital && m.known[id].form == 0 {
		id = p.Head // US-brokered, Israeli-Lebanese
	}
	if p.Tail != 0 && (p.Head == m.anti || p.Head == m.pro) && (m.known[id].form == 0 || id == p.Head) {
		id = p.Tail // anti-whaling
	}
	return id
}

// reach reads the sentence that holds a token.
func (m *Matcher) reach(token int32) {
	if m.first <= token && token < m.end {
		return
	}
	k := m.doc.SentenceOf(token)
	s := m.doc.Sentences[k]
	m.first, m.end = s.First, s.Last
	if m.read[k] {
		return
	}
	m.read[k] = true
	nextMask, nextLists := uint64(ended), uint64(0)
	for i := s.Last - 1; i >= s.First; i-- {
		f := &m.allForms[m.forms[i]]
		w := &m.words[i]
		w.mask, w.lists, w.first, w.n = f.mask, f.lists, f.first, uint16(f.n)
		w.nextMask, w.nextLists = nextMask, nextLists
		w.flags = flagsOf(&m.doc.Tokens[i])
		switch {
		case w.flags&passWord != 0:
		case w.flags&overWord != 0:
			nextMask |= w.mask
			nextLists |= w.lists
		case w.flags&stopWord != 0: // no * takes it, and no gap passes it
			w.mask &^= anything
			fallthrough
		default:
			nextMask, nextLists = w.mask|ended, w.lists
		}
	}
}

func flagsOf(t *text.Token) wordFlags {
	flags := wordFlags(1 << anyCase)
	if t.Flags&text.Capital != 0 {
		flags |= 1 << capital
	}
	if t.Flags&text.AllCaps != 0 {
		flags |= 1 << allCaps
	}
	switch t.Kind {
	case text.Number:
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
	return flags
}

// notAdverb are the classes of words that patterns do not pass over though they can be adverbs.
const notAdverb = lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Preposition | lexicon.Negation | lexicon.Coordinator |
	lexicon.Subordinator | lexicon.Pronoun | lexicon.Determiner | lexicon.WhAdverb | lexicon.To | lexicon.Numeral

// Find returns the matches of patterns below some roots that begin in a run of tokens and end in their sentence, each
// once, by First, End and Rule. They stand until the next call.
func (m *Matcher) Find(roots *Roots, first, last int32) []Hit {
	m.hits = m.hits[:0]
	for i, k := range m.marks[first:last] {
		if k&roots.marks != 0 {
			m.begin(roots, first+int32(i))
		}
	}
	return m.hits
}

// begin adds the matches that begin at a token.
func (m *Matcher) begin(roots *Roots, token int32) {
	m.reach(token)
	t := &m.words[token]
	if t.flags&passWord != 0 {
		return
	}
	m.last, m.work = m.end, maxWork
	from := len(m.hits)
	for k := range int32(t.n) {
		e := &m.entries[t.first+k]
		if t.flags>>e.caps&1 == 0 {
			continue
		}
		starts := m.starts[e.from:e.to]
		for j := range starts {
			b := &starts[j]
			if b.needs&t.nextMask|b.lists&t.nextLists == 0 || !roots.has[b.root] {
				continue
			}
			if b.list == 0 {
				m.walk(b.to, token+1, token+1)
			} else {
				m.reference(b.list, b.to, token)
			}
		}
	}
	for _, n := range roots.open {
		if s := &m.states[n]; s.any != 0 && t.flags&fullWord != 0 {
			m.walk(s.any, token+1, token+1)
		}
		for _, x := range m.always[n] {
			m.reference(x.list, x.node, token)
		}
	}
	m.hits = tidy(m.hits, from, token)
}

// tidy puts the hits of a token in order, each once.
func tidy(hits []Hit, from int, first int32) []Hit {
	n := from
	for _, h := range hits[from:] {
		h.First = first
		at := n
		for at > from && (hits[at-1].End > h.End || hits[at-1].End == h.End && hits[at-1].Rule > h.Rule) {
			at--
		}
		if at > from && hits[at-1] == h {
			continue
		}
		copy(hits[at+1:n+1], hits[at:n])
		hits[at] = h
		n++
	}
	return hits[:n]
}

// List reports the longest match of a list that begins at a token and ends before last and the end of the sentence: the
// token behind it, or -1.
func (m *Matcher) List(list, token, last int32) int32 {
	list = m.stateOf[list]
	s := &m.states[list]
	if s.marks != 0 && m.marks[token]&s.marks == 0 {
		return -1
	}
	m.reach(token)
	t := &m.words[token]
	if t.lists&listBit(list) == 0 && s.needs&anything == 0 {
		return -1
	}
	m.hits = m.hits[:0]
	m.last, m.work = min(last, m.end), maxWork
	m.walk(list, token, token)
	best := int32(-1)
	for _, h := range m.hits {
		best = max(best, h.End)
	}
	return best
}

// Within reports whether a list matches anywhere in a run of tokens.
func (m *Matcher) Within(list, first, last int32) bool {
	s := &m.states[m.stateOf[list]]
	if m.all&s.marks == 0 && s.marks != 0 {
		return false
	}
	if s.marks == 0 || last-first < 16 {
		for i := first; i < last; i++ {
			if m.List(list, i, last) > 0 {
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
		if m.List(list, i, last) > 0 {
			return true
		}
	}
	return false
}

// walk goes on from a state at token i; end is the token behind the last one that matched.
func (m *Matcher) walk(n, i, end int32) {
	s := &m.states[n]
	for _, r := range m.out[s.out.from:s.out.to] {
		m.hits = append(m.hits, Hit{Rule: r, End: end})
	}
	if s.more {
		m.goOn(s, n, i, end)
	}
}

// goOn is walk without what has matched so far.
func (m *Matcher) goOn(s *state, n, i, end int32) {
	if m.work--; m.work < 0 {
		return
	}
	for i < m.last && m.words[i].flags&passWord != 0 {
		if s.root {
			return // a pattern does not begin with a mark
		}
		i++
	}
	if i >= m.last {
		return
	}
	t := &m.words[i]
	if t.flags&overWord != 0 && !s.root {
		m.goOn(s, n, i+1, end)
	}
	if t.mask&s.needs|t.lists&s.lists == 0 {
		return
	}
	if t.mask&s.accepts != 0 {
		m.step(s, n, t, i)
	}
	if s.any != 0 && t.flags&fullWord != 0 {
		m.walk(s.any, i+1, i+1)
	}
	for k := s.ref.from; k < s.ref.to; k++ {
		if r := &m.refs[k]; r.bit&t.lists != 0 || r.any {
			m.reference(r.list, r.node, i)
		}
	}
	for _, g := range m.gaps[s.gap.from:s.gap.to] {
		m.skip(g, i, end)
	}
}

// step goes on behind token i by the edges of a state.
func (m *Matcher) step(s *state, n int32, t *word, i int32) {
	for k := range int32(t.n) {
		e := &m.entries[t.first+k]
		if t.flags>>e.caps&1 == 0 || s.accepts>>e.bit&1 == 0 {
			continue
		}
		if c := m.follow(s, n, e.symbol); c != 0 {
			if to := &m.states[c]; to.needs&t.nextMask|to.lists&t.nextLists != 0 {
				m.walk(c, i+1, i+1)
			}
		}
	}
}

// skip goes on behind a gap at token i.
func (m *Matcher) skip(g gap, i, end int32) {
	s := &m.states[g.node]
	open := s.needs&ended != 0
	for left := g.max; i < m.last; i++ {
		t := &m.words[i]
		if t.flags&passWord != 0 {
			continue
		}
		if t.mask&s.needs|t.lists&s.lists != 0 {
			m.goOn(s, g.node, i, end)
		}
		if open {
			m.walk(g.node, m.last, end)
		}
		if left--; left < 0 || t.flags&stopWord != 0 {
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

// Roots is a choice of roots, to be looked for together.
type Roots struct {
	has   []bool  // by root
	marks uint32  // of all of them
	open  []int32 // those that a match of any word may begin
}

// Choose makes it the choice of some roots of a set. It keeps its memory.
func (r *Roots) Choose(s *Set, roots ...int32) {
	m := s.machine
	r.has = sized(r.has, len(m.always))
	clear(r.has)
	r.marks, r.open = 0, r.open[:0]
	for _, n := range roots {
		r.has[n] = true
		r.marks |= m.states[n].marks
		if m.states[n].any != 0 || len(m.always[n]) > 0 {
			r.open = append(r.open, n)
		}
	}
}
