package pack

import (
	"sync/atomic"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// A machine is a finished trie, laid out for matching in flat tables without a pointer: states that share what can follow,
// with masks of the words that lead on. Matchers go by what an automaton has learnt of it.
type machine struct {
	states  []state
	stateOf []int32 // by root; rules name lists by the numbers of their roots
	edges   []edge  // by state and symbol
	refs    []listRef
	gaps    []skip
	out     []int32

	known    []knownForm // by lexicon.ID
	allForms []form      // 0: a word that no pattern has
	entries  []entry     // the symbols of forms

	listBits  []uint64 // by state: the bit of a list that others refer to; it stands for several where there are more than 64
	markOf    []uint32 // by state: of a root or a list for whole documents the mark of words that a match can begin with; else 0
	listMarks uint32   // the marks of lists for whole documents
	open      uint32   // the marks that every word has
	numbers   uint64   // the bits of the numbers among the forms

	anti, pro lexicon.ID // the prefixes that leave the word behind them a word
	on        lexicon.ID // which patterns pass over with a weekday behind it

	learnt atomic.Pointer[automaton] // see there
	room   placeID                   // for each
}

// state is a node of the trie.
type state struct {
	needs uint64 // the mask of the symbols on its edges, with anything and ended: without needs or lists ahead it leads nowhere
	lists uint64 // the bits of the lists that it refers to, and of those that these refer to
	any   int32  // behind *, or 0
	edge  run
	ref   run
	out   run
	gap   int32
	gaps  uint8 // how many skips: see skip
	more  bool  // something can follow
	root  bool  // where a pattern begins
}

// run is a part of a table.
type run struct{ from, n int32 }

type edge struct{ symbol, to int32 }

// listRef is a reference to a list and the state behind it.
type listRef struct {
	list, node int32
	bit        uint64 // of the list
	any        bool   // every word may begin it
}

// skip is a gap: how many words it passes at most, the state behind it and what that needs.
type skip struct {
	needs, lists uint64
	max, to      int32
}

// knownForm says of a form of the lexicon which one of the machine's it is.
type knownForm struct {
	form  int32  // negative, the complement of the first of several, where patterns ask for capitals: see formOf
	marks uint32 // the roots and lists that a match beginning with it may have
}

// form is what a form of the lexicon can be in patterns.
type form struct {
	mask, lists uint64 // of its symbols, and the bits of the lists that it can begin
	entries     int32  // the first of its entries
	symbols     uint8  // how many these are
	kind        wordKind
	step        uint8   // of one that is there for several capitals: how far apart these stand
	_           [8]byte // two fit into a line of the cache, and fewer instructions find one
}

// wordKind is what patterns ask of a token besides its symbols.
type wordKind uint8

const (
	plainWord   wordKind = iota // counts as a word for *
	overWord                    // it does, too: an adverb, which patterns may pass over: calls again on
	passMark                    // a mark that patterns do not see: a comma, a quotation mark
	stopMark                    // punctuation: no * takes it, and no gap passes it
	foreignWord                 // an address, which no pattern but a gap takes
	firstForm                   // the number of the first form that a pattern names; those before it stand for all words of a kind

	otherKinds = foreignWord // see place
)

// isWord reports whether * takes it.
func (k wordKind) isWord() bool { return k <= overWord }

// entry is a symbol of a form, with the capitals that it asks for.
type entry struct {
	symbol int32
	caps   caps
}

// Three bits of a mask have a meaning of their own. The others each stand for many symbols: a mask may promise what is
// not there, but never miss what is.
const (
	anything = 1 << 63 // every word has it
	ended    = 1 << 62 // what a state needs that needs no more; it is always ahead
	foreign  = 1 << 61 // an address has it, and a place of an automaton
)

// symbolBits are the other bits.
const symbolBits = foreign - 1

// functionBits is how many bits the symbols of words have that nearly every sentence has.
const functionBits = 20

// functionWord are the classes of these words.
const functionWord = lexicon.Determiner | lexicon.Preposition | lexicon.Coordinator | lexicon.Subordinator | lexicon.Aux | lexicon.Pronoun |
	lexicon.To | lexicon.Negation

// bitOf returns the bit of a symbol.
func bitOf(symbol int32, w *lexicon.Word) uint8 {
	hash := uint32(symbol) * 0x9E3779B1 >> 16
	if w.Is(functionWord) {
		return uint8(hash % functionBits)
	}
	return uint8(functionBits + hash%(61-functionBits))
}

// numberBit returns the bit of a number, which it shares with others of its length.
func numberBit(s string) uint64 { return 1 << (len(s)*8%64 + int(s[0]&7)) }

func (m *machine) edgesOf(s *state) []edge   { return m.edges[s.edge.from : s.edge.from+s.edge.n] }
func (m *machine) refsOf(s *state) []listRef { return m.refs[s.ref.from : s.ref.from+s.ref.n] }
func (m *machine) gapsOf(s *state) []skip    { return m.gaps[s.gap : s.gap+int32(s.gaps)] }
func (m *machine) entriesOf(f *form) []entry {
	return m.entries[f.entries : f.entries+int32(f.symbols)]
}
func (m *machine) outOf(s *state) []int32 { return m.out[s.out.from : s.out.from+s.out.n] }

// follow returns the state behind a symbol, or 0: nothing leads to the first root.
func (m *machine) follow(s *state, symbol int32) int32 {
	edges := m.edgesOf(s)
	from, to := 0, len(edges)
	for from < to {
		if middle := (from + to) / 2; edges[middle].symbol < symbol {
			from = middle + 1
		} else {
			to = middle
		}
	}
	if from == len(edges) || edges[from].symbol != symbol {
		return 0
	}
	return edges[from].to
}
