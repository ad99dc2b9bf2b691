package pack

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// A trie collects all patterns of a set of packs. Its edges are symbols: a symbol is one way to write a word in a
// pattern (any form or this form, with or without capitals). A machine is made of it for matching.
type trie struct {
	next  edgeTable
	nodes []node
	rare  []rare

	symbols map[symbolKey]int32
	words   []lexicon.ID // by symbol
	lower   []bool       // by symbol: it asks for no capital
}

// A node is small: there are a hundred thousand while packs are loaded.
type node struct {
	root bool  // where a pattern begins
	any  int32 // behind *, or 0
	rule int32 // one more than a rule that ends here, or 0
	rare int32 // one more than the index of what few nodes have, or 0
}

type rare struct {
	gaps []gap
	refs []ref
	out  []int32 // the other rules that end here
}

// rareOf returns what few nodes have of a node; an empty one where it has nothing.
func (t *trie) rareOf(n int32) rare {
	if at := t.nodes[n].rare; at > 0 {
		return t.rare[at-1]
	}
	return rare{}
}

// more returns it to be added to.
func (t *trie) more(n int32) *rare {
	if t.nodes[n].rare == 0 {
		t.rare = append(t.rare, rare{})
		t.nodes[n].rare = int32(len(t.rare))
	}
	return &t.rare[t.nodes[n].rare-1]
}

// appendOut appends the rules that end at a node.
func (t *trie) appendOut(out []int32, n int32) []int32 {
	if t.nodes[n].rule == 0 {
		return out
	}
	return append(append(out, t.nodes[n].rule-1), t.rareOf(n).out...)
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

// A seq is a pattern without alternatives.
type seq []step

type step struct {
	symbol int32 // for a word
	list   int32 // for a reference; else -1
	gap    int32 // for a gap; else 0
	any    bool
}

// newTrie makes a trie whose first nodes are roots.
func newTrie(roots int) *trie {
	t := &trie{next: newEdgeTable(18), nodes: make([]node, roots, 10<<14), rare: make([]rare, 0, 3<<14), symbols: make(map[symbolKey]int32, 1<<14)}
	for i := range t.nodes {
		t.nodes[i].root = true
	}
	return t
}

func (t *trie) fresh() int32 {
	t.nodes = append(t.nodes, node{})
	return int32(len(t.nodes) - 1)
}

// list makes a list that has no name.
func (t *trie) list() int32 {
	n := t.fresh()
	t.nodes[n].root = true
	return n
}

// add puts a sequence below a root and notes the rule at its end.
func (t *trie) add(root int32, s seq, rule int32) {
	n := root
	for _, st := range s {
		n = t.child(n, st)
	}
	switch at := &t.nodes[n]; {
	case at.rule == 0:
		at.rule = rule + 1
	case at.rule != rule+1 && !slices.Contains(t.rareOf(n).out, rule):
		more := t.more(n)
		more.out = append(more.out, rule)
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
		for _, g := range t.rareOf(n).gaps {
			if g.max == st.gap {
				return g.node
			}
		}
		c, more := t.fresh(), t.more(n)
		more.gaps = append(more.gaps, gap{st.gap, c})
		return c
	case st.list >= 0:
		for _, r := range t.rareOf(n).refs {
			if r.list == st.list {
				return r.node
			}
		}
		c, more := t.fresh(), t.more(n)
		more.refs = append(more.refs, ref{st.list, c})
		return c
	}
	to := t.next.at(n, st.symbol)
	if *to == 0 { // no edge leads to the first root
		*to = t.fresh()
	}
	return *to
}

// word returns the symbol of a word as a pattern has it.
func (t *trie) word(id lexicon.ID, w string, form bool) int32 {
	k := symbolKey{word: id, form: form, caps: capsOf(w)}
	s, ok := t.symbols[k]
	if !ok {
		s = int32(len(t.symbols))
		t.symbols[k] = s
		t.words = append(t.words, k.word)
		t.lower = append(t.lower, k.caps == anyCase)
	}
	return s
}

// markWords gives every form that a pattern can match the class by which readers tell it from others.
func (t *trie) markWords(b *lexicon.Builder) {
	in := make([]bool, b.Len())
	for k := range t.symbols {
		in[k.word] = true
	}
	for id := lexicon.ID(1); int(id) < b.Len(); id++ {
		if w := b.Word(id); in[id] || in[w.Verb] || in[w.Verb2] || in[w.Noun] {
			b.Mark(id, lexicon.PackWord)
		}
	}
}

// capsOf: a capital at the beginning asks for one in the text, two or more and no small letter for capitals only. Behind a small
// letter capitals ask for nothing: d'Ivoire, mRNA.
func capsOf(w string) caps {
	if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
		return anyCase
	}
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
