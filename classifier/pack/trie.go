package pack

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// A trie holds all patterns of a set of packs. Its edges are symbols: a symbol is one way to write a word in a
// pattern (any form or this form, with or without capitals). Each form of the lexicon knows its symbols, so that a
// word that is in no pattern costs one look-up.
type trie struct {
	next  map[uint64]int32 // node<<32 | symbol → node
	nodes []node

	symbols map[symbolKey]int32
	first   []int32 // by lexicon.ID: where its entries begin in entries; one more than there are IDs
	entries []entry
}

type node struct {
	root bool  // where a pattern begins
	any  int32 // behind *, or 0
	gaps []gap
	refs []ref
	out  []int32 // rules that end here
}

type gap struct {
	max  int32
	node int32
}

type ref struct {
	list int32
	node int32
}

type symbolKey struct {
	word lexicon.ID
	form bool
	caps caps
}

// caps says what capitals a pattern's word asks for.
type caps uint8

const (
	anyCase caps = iota
	capital
	allCaps
)

type entry struct {
	symbol int32
	caps   caps
}

// A seq is a pattern without alternatives.
type seq []step

type step struct {
	symbol int32 // for a word
	list   int32 // for a reference; else -1
	gap    int32 // for a gap; else 0
	any    bool
}

func newTrie(lists int) *trie {
	return &trie{next: map[uint64]int32{}, nodes: make([]node, lists), symbols: map[symbolKey]int32{}}
}

func (t *trie) fresh() int32 {
	t.nodes = append(t.nodes, node{})
	return int32(len(t.nodes) - 1)
}

// add puts a sequence below a root and notes the rule at its end.
func (t *trie) add(root int32, s seq, rule int32) {
	n := root
	for _, st := range s {
		n = t.child(n, st)
	}
	if !slices.Contains(t.nodes[n].out, rule) {
		t.nodes[n].out = append(t.nodes[n].out, rule)
	}
}

func (t *trie) child(n int32, st step) int32 {
	switch {
	case st.any:
		if t.nodes[n].any == 0 {
			c := t.fresh()
			t.nodes[n].any = c
		}
		return t.nodes[n].any
	case st.gap > 0:
		for _, g := range t.nodes[n].gaps {
			if g.max == st.gap {
				return g.node
			}
		}
		c := t.fresh()
		t.nodes[n].gaps = append(t.nodes[n].gaps, gap{st.gap, c})
		return c
	case st.list >= 0:
		for _, r := range t.nodes[n].refs {
			if r.list == st.list {
				return r.node
			}
		}
		c := t.fresh()
		t.nodes[n].refs = append(t.nodes[n].refs, ref{st.list, c})
		return c
	}
	key := uint64(n)<<32 | uint64(uint32(st.symbol))
	c, ok := t.next[key]
	if !ok {
		c = t.fresh()
		t.next[key] = c
	}
	return c
}

// word returns the symbol of a word as a pattern has it, and adds the word to the lexicon where it is new.
func (t *trie) word(b *lexicon.Builder, w string, form bool) int32 {
	k := symbolKey{word: b.ID(w), form: form, caps: capsOf(w)}
	s, ok := t.symbols[k]
	if !ok {
		s = int32(len(t.symbols))
		t.symbols[k] = s
	}
	return s
}

// capsOf: a capital at the beginning asks for one in the text, two or more and no small letter for capitals only.
func capsOf(w string) caps {
	upper, lower := 0, 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	switch {
	case upper > 1 && lower == 0:
		return allCaps
	case upper > 0:
		return capital
	}
	return anyCase
}

// index gives each form of the finished lexicon its symbols.
func (t *trie) index(lex *lexicon.Lexicon) {
	byWord := map[lexicon.ID][]symbolKey{}
	for k := range t.symbols {
		byWord[k.word] = append(byWord[k.word], k)
	}
	t.first = make([]int32, lex.Len()+1)
	for id := range lexicon.ID(lex.Len()) {
		t.first[id] = int32(len(t.entries))
		if id == 0 {
			continue
		}
		w := lex.Word(id)
		begin := len(t.entries)
		for i, lemma := range [4]lexicon.ID{id, w.Verb, w.Verb2, w.Noun} {
			for _, k := range byWord[lemma] {
				if lemma == 0 || k.form && i > 0 {
					continue
				}
				e := entry{t.symbols[k], k.caps}
				if !slices.Contains(t.entries[begin:], e) {
					t.entries = append(t.entries, e)
				}
			}
		}
		slices.SortFunc(t.entries[begin:], func(a, b entry) int { return int(a.symbol - b.symbol) })
	}
	t.first[lex.Len()] = int32(len(t.entries))
}

// A Matcher finds patterns in one document. It keeps its memory between documents and belongs to one goroutine.
type Matcher struct {
	trie *trie
	doc  *text.Document
	ids  []lexicon.ID // of the tokens, numbers too
	emit func(rule, end int32)
	last int32
	work int // steps left for the match at hand
}

// maxWork bounds the steps that patterns may take from one token, so that gaps cannot make a text slow.
const maxWork = 4000

// Begin prepares the matcher for a document that was read with the set's lexicon.
func (m *Matcher) Begin(s *Set, doc *text.Document) {
	m.trie, m.doc = s.trie, doc
	m.ids = m.ids[:0]
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		id := t.Word
		if t.Kind == text.Number {
			id = doc.Lexicon.Lookup(doc.Text[t.Start:t.End])
		}
		if t.Flags&text.Hyphen != 0 && t.Head != 0 && (id == 0 || s.trie.first[id] == s.trie.first[id+1]) && t.Flags&text.Capital != 0 {
			id = t.Head // US-brokered, Israeli-Lebanese
		}
		if head := doc.Lexicon.Text(t.Head); t.Tail != 0 && (id == 0 || s.trie.first[id] == s.trie.first[id+1] || id == t.Head) && (head == "anti" || head == "pro") {
			id = t.Tail // anti-whaling
		}
		m.ids = append(m.ids, id)
	}
}

// At calls emit for each rule whose pattern begins at a token and ends before last; end is the token behind it.
func (m *Matcher) At(token, last int32, emit func(rule, end int32)) {
	id := m.ids[token]
	if (id == 0 || m.trie.first[id] == m.trie.first[id+1]) && len(m.trie.nodes[rootNode].refs) == 0 {
		return
	}
	m.emit, m.last, m.work = emit, last, maxWork
	m.walk(rootNode, token, token)
}

// List reports the longest match of a list that begins at a token and ends before last: the token behind it, or -1.
func (m *Matcher) List(list, token, last int32) int32 {
	best := int32(-1)
	m.last, m.work = last, maxWork
	m.emit = func(_, end int32) { best = max(best, end) }
	m.walk(list, token, token)
	return best
}

// Within reports whether a list matches anywhere in a run of tokens.
func (m *Matcher) Within(list, first, last int32) bool {
	for i := first; i < last; i++ {
		if m.List(list, i, last) > 0 {
			return true
		}
	}
	return false
}

// walk goes on from a node at token i; end is the token behind the last one that matched.
func (m *Matcher) walk(n, i, end int32) {
	if m.work--; m.work < 0 {
		return
	}
	nd := &m.trie.nodes[n]
	for _, r := range nd.out {
		m.emit(r, end)
	}
	for i < m.last && m.passOver(i) {
		if nd.root {
			return // a pattern does not begin with a mark
		}
		i++
	}
	if i >= m.last {
		return
	}
	tok := &m.doc.Tokens[i]
	if id := m.ids[i]; id != 0 {
		for _, e := range m.trie.entries[m.trie.first[id]:m.trie.first[id+1]] {
			if e.caps == capital && tok.Flags&text.Capital == 0 || e.caps == allCaps && tok.Flags&text.AllCaps == 0 {
				continue
			}
			if c, ok := m.trie.next[uint64(n)<<32|uint64(uint32(e.symbol))]; ok {
				m.walk(c, i+1, i+1)
			}
		}
	}
	word := tok.Kind == text.Word || tok.Kind == text.Number || tok.Kind == text.Clitic || tok.Kind == text.Symbol
	if nd.any != 0 && word {
		m.walk(nd.any, i+1, i+1)
	}
	for _, r := range nd.refs {
		m.reference(r, i)
	}
	for _, g := range nd.gaps {
		for skip, j := int32(0), i; j < m.last; j++ {
			m.walk(g.node, j, end)
			if m.passOver(j) {
				continue
			}
			if skip++; skip > g.max || m.doc.Tokens[j].Kind == text.Punct {
				break
			}
		}
	}
}

// reference goes on behind each match of a list at token i.
func (m *Matcher) reference(r ref, i int32) {
	var ends [8]int32
	n := 0
	outer := m.emit
	m.emit = func(_, end int32) {
		if n < len(ends) && !slices.Contains(ends[:n], end) {
			ends[n] = end
			n++
		}
	}
	m.walk(r.list, i, i)
	m.emit = outer
	for _, e := range ends[:n] {
		m.walk(r.node, e, e)
	}
}

// passOver reports whether a token is a mark that patterns do not see.
func (m *Matcher) passOver(i int32) bool {
	t := &m.doc.Tokens[i]
	return t.Kind == text.Mark || t.Kind == text.Punct && strings.IndexByte(",()[]", t.Char) >= 0
}
