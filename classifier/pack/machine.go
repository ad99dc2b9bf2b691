package pack

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// A machine is a finished trie, laid out for matching: flat tables without a pointer, in which nearly every word of a
// text is turned away by one comparison of two masks.
type machine struct {
	states  []state
	stateOf []int32 // by node of the trie; rules name lists by their nodes
	edges   []edge  // of states with few edges, by state and symbol
	many    edgeTable
	refs    []listRef
	gaps    []gap
	out     []int32

	known    []knownForm // by lexicon.ID
	allForms []form      // 0: a word that no pattern has
	entries  []entry     // the symbols of forms
	starts   []start     // by entry
	always   [][]ref     // by root: the references that every word may begin

	listBits  []uint64 // by state: the bit of a list that others refer to; it stands for several where there are more than 64
	markOf    []uint32 // by state: of a root or a list for whole documents the mark of words that a match can begin with; else 0
	listMarks uint32   // the marks of lists for whole documents
	open      uint32   // the marks that every word has
	numbers   uint64   // the bits of the numbers among the forms

	anti, pro lexicon.ID // the prefixes that leave the word behind them a word
}

// state is a node of the trie. It fills a line of the processor's cache, and what most states have but one of stands in it.
type state struct {
	needs uint64 // the mask of the symbols on its edges, with anything and ended: without needs or lists ahead it leads nowhere
	lists uint64 // the bits of the lists that it refers to, and of those that these refer to
	any   int32  // behind *, or 0
	edge  run
	only  edge // where there is one
	ref   run
	out   run
	rule  int32 // where one ends here; else -1
	gap   int32
	gaps  uint8
	more  bool // something can follow
	root  bool // where a pattern begins
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

// start is a way to begin a match of a root with a symbol: the state behind the word, or behind the list that the word
// begins, and what must be ahead.
type start struct {
	needs, lists uint64
	root         int32
	list         int32 // 0: the word is all
	to           int32
	rule         int32 // the only one that ends there, where nothing goes on; or one of those below
}

const (
	manyRules = -1 // something goes on, or none or several end there
	behindGap = -2 // the same, and all goes on behind gaps: needs and lists tell what must come some time
)

// The starts of a symbol are in two parts: those of operators and anaphors, and those of the gates.
const startParts = 2

func startPart(root int32) uint8 {
	if root < firstGate {
		return 0
	}
	return 1
}

// knownForm says of a form of the lexicon which one of the machine's it is.
type knownForm struct {
	form  int32
	marks uint32 // the roots and lists that a match beginning with it may have
}

// form is what a form of the lexicon can be in patterns. Most have one symbol, which stands in it.
type form struct {
	mask, lists uint64 // of its symbols, and the bits of the lists that it can begin
	symbol      int32  // where kind has oneSymbol; else its first entry
	from        int32  // the symbol's starts; else how many entries there are
	starts      [startParts]uint16
	caps        caps
	kind        wordKind
}

// wordKind is what patterns ask of a token besides its symbols.
type wordKind uint8

const (
	passWord  wordKind = 1 << iota // a mark that patterns do not see
	fullWord                       // counts as a word for *
	stopWord                       // punctuation: gaps end before it
	overWord                       // an adverb, which patterns may pass over: calls again on
	oneSymbol                      // see form
)

// The forms of what no pattern names.
const (
	plainForm   int32 = iota // a word
	overForm                 // an adverb
	passForm                 // a comma, a quotation mark
	stopForm                 // a full stop
	foreignForm              // an address
)

// entry is a symbol of a form, with the capitals that it asks for.
type entry struct {
	symbol int32
	from   int32             // its starts
	starts [startParts]int32 // how many there are of each part
	caps   caps
	bit    uint8 // of masks
}

// Two bits of a mask have a meaning of their own. The others each stand for many symbols: a mask may promise what is
// not there, but never miss what is.
const (
	anything = 1 << 63 // every word has it
	ended    = 1 << 62 // what a state needs that needs no more; it is always ahead
)

// symbolBits are the other bits.
const symbolBits = ended - 1

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
	return uint8(functionBits + hash%(62-functionBits))
}

// numberBit returns the bit of a number, which it shares with others of its length.
func numberBit(s string) uint64 { return 1 << (len(s)*8%64 + int(s[0]&7)) }

// fewEdges is up to how many edges of a state are searched one by one.
const fewEdges = 8

// finish makes the machine of a trie. What can follow is shared: nodes behind which all is alike become one state.
func (t *trie) finish(lex *lexicon.Lexicon, roots int, lists []int32) *machine {
	m := &machine{}
	edges := t.edges()
	bits := make([]uint8, len(t.symbols))
	for i, word := range t.words {
		bits[i] = bitOf(int32(i), lex.Word(word))
	}
	m.merge(t, edges)
	m.lay(t, edges, bits)
	m.numberLists()
	done := make([]bool, len(m.states))
	for i := range m.states {
		m.look(int32(i), done)
	}
	f := &firsts{machine: m, of: map[int32][]first{}}
	m.layForms(t, lex, bits, f.lists(len(t.symbols)))
	m.layStarts(f, roots, len(t.symbols))
	m.markOf = make([]uint32, len(m.states))
	marks := make([]uint32, len(t.symbols))
	for n := range int32(roots) {
		m.mark(f, n, int(n), marks)
	}
	for i, l := range lists {
		m.mark(f, m.stateOf[l], roots+i, marks)
		m.listMarks |= m.markOf[m.stateOf[l]]
	}
	m.layMarks(marks)
	m.anti, m.pro = lex.Lookup("anti"), lex.Lookup("pro")
	return m
}

// edges returns the edges of each node, by symbol.
func (t *trie) edges() [][]edge {
	all := make([]uint64, 0, len(t.next))
	for k := range t.next {
		all = append(all, k)
	}
	slices.Sort(all)
	slab := make([]edge, len(all))
	for i, k := range all {
		slab[i] = edge{int32(uint32(k)), t.next[k]}
	}
	edges := make([][]edge, len(t.nodes))
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j]>>32 == all[i]>>32 {
			j++
		}
		edges[all[i]>>32] = slab[i:j:j]
		i = j
	}
	return edges
}

// merge gives every node its state. A node's children have higher numbers than it has, so going down from the highest
// meets them first. Roots and lists keep a state of their own, the roots in front.
func (m *machine) merge(t *trie, edges [][]edge) {
	same := make([]int32, len(t.nodes)) // the node whose state it shares
	first := make(map[string]int32, len(t.nodes)/4)
	var key []byte
	put := func(xs ...int32) {
		for _, x := range xs {
			key = binary.AppendVarint(key, int64(x))
		}
	}
	for i := int32(len(t.nodes)) - 1; i >= 0; i-- {
		n := &t.nodes[i]
		if n.root {
			same[i] = i
			continue
		}
		key = key[:0]
		more := t.rareOf(i)
		put(same[n.any], int32(len(more.gaps)), int32(len(more.refs)), n.rule, int32(len(more.out))) // no node: 0
		for _, g := range more.gaps {
			put(g.max, same[g.node])
		}
		for _, r := range more.refs {
			put(r.list, same[r.node])
		}
		put(more.out...)
		for _, e := range edges[i] {
			put(e.symbol, same[e.to])
		}
		k, ok := first[string(key)]
		if !ok {
			k = i
			first[string(key)] = i
		}
		same[i] = k
	}
	m.stateOf = make([]int32, len(t.nodes))
	states := int32(0)
	for i, k := range same {
		if k == int32(i) {
			m.stateOf[i] = states
			states++
		}
	}
	for i, k := range same {
		m.stateOf[i] = m.stateOf[k]
	}
	m.states = make([]state, states)
}

// lay fills the states.
func (m *machine) lay(t *trie, edges [][]edge, bits []uint8) {
	filled := make([]bool, len(m.states))
	hashed := 0
	for i := range t.nodes {
		if len(edges[i]) > fewEdges {
			hashed += len(edges[i]) // shared ones are counted twice; the table is no larger for it than a trie's
		}
	}
	m.many = newEdgeTable(hashed)
	for i := range t.nodes {
		at := m.stateOf[i]
		if filled[at] {
			continue
		}
		filled[at] = true
		n, s, more := &t.nodes[i], &m.states[at], t.rareOf(int32(i))
		s.root = n.root
		if n.any != 0 {
			s.any = m.stateOf[n.any]
		}
		s.edge.from = int32(len(m.edges))
		s.edge.n = int32(len(edges[i]))
		if s.edge.n == 1 {
			s.only = edge{edges[i][0].symbol, m.stateOf[edges[i][0].to]}
		}
		for _, e := range edges[i] {
			to := m.stateOf[e.to]
			s.needs |= 1 << bits[e.symbol]
			m.edges = append(m.edges, edge{e.symbol, to})
			if s.edge.n > fewEdges {
				m.many.insert(at, e.symbol, to)
			}
		}
		s.ref.from = int32(len(m.refs))
		for _, r := range more.refs {
			m.refs = append(m.refs, listRef{list: m.stateOf[r.list], node: m.stateOf[r.node]})
		}
		s.ref.n = int32(len(more.refs))
		s.gap = int32(len(m.gaps))
		for _, g := range more.gaps {
			m.gaps = append(m.gaps, gap{g.max, m.stateOf[g.node]})
		}
		s.gaps = uint8(len(more.gaps))
		s.out.from = int32(len(m.out))
		m.out = t.appendOut(m.out, int32(i))
		s.out.n = int32(len(m.out)) - s.out.from
		s.rule = -1
		if s.out.n == 1 {
			s.rule = n.rule - 1
		}
	}
}

// numberLists gives the lists that patterns refer to their bits.
func (m *machine) numberLists() {
	m.listBits = make([]uint64, len(m.states))
	n := 0
	for _, r := range m.refs {
		if m.listBits[r.list] == 0 {
			m.listBits[r.list] = 1 << (n % 64)
			n++
		}
	}
}

// look tells what can come next in a state. Lists do not contain themselves, so it ends.
func (m *machine) look(n int32, done []bool) {
	s := &m.states[n]
	if done[n] {
		return
	}
	done[n] = true
	if s.any != 0 || s.gaps > 0 {
		s.needs |= anything
	}
	if s.out.n > 0 {
		s.needs |= ended
	}
	for k := range s.ref.n {
		r := &m.refs[s.ref.from+k]
		m.look(r.list, done)
		l := &m.states[r.list]
		r.bit, r.any = m.listBits[r.list], l.needs&anything != 0
		s.needs |= l.needs & anything
		s.lists |= l.lists | r.bit
	}
	s.more = s.needs&^ended|s.lists != 0
}

// layForms gives each form of the finished lexicon its symbols.
func (m *machine) layForms(t *trie, lex *lexicon.Lexicon, bits []uint8, lists []uint64) {
	byWord := map[lexicon.ID][]symbolKey{}
	for k := range t.symbols {
		byWord[k.word] = append(byWord[k.word], k)
	}
	m.known = make([]knownForm, lex.Len())
	m.allForms = []form{
		plainForm:   {mask: anything, kind: fullWord},
		overForm:    {mask: anything, kind: fullWord | overWord},
		passForm:    {kind: passWord},
		stopForm:    {kind: stopWord}, // no * takes it, and no gap passes it
		foreignForm: {mask: anything},
	}
	for _, id := range frequentFirst(lex) {
		w := lex.Word(id)
		over := w.Is(lexicon.Adverb) && !w.Is(notAdverb)
		if over {
			m.known[id].form = overForm
		}
		if !w.Is(lexicon.PackWord) {
			continue
		}
		begin := len(m.entries)
		for i, lemma := range [4]lexicon.ID{id, w.Verb, w.Verb2, w.Noun} {
			if lemma == 0 {
				continue
			}
			for _, k := range byWord[lemma] {
				if k.form && i > 0 {
					continue
				}
				e := entry{symbol: t.symbols[k], caps: k.caps, bit: bits[t.symbols[k]]}
				if !slices.Contains(m.entries[begin:], e) {
					m.entries = append(m.entries, e)
				}
			}
		}
		slices.SortFunc(m.entries[begin:], func(a, b entry) int { return int(a.symbol - b.symbol) })
		if len(m.entries) == begin {
			continue
		}
		f := form{mask: anything, symbol: int32(begin), from: int32(len(m.entries) - begin), kind: fullWord}
		for _, e := range m.entries[begin:] {
			f.mask |= 1 << e.bit
			f.lists |= lists[e.symbol]
		}
		m.known[id].form = int32(len(m.allForms))
		m.allForms = append(m.allForms, f)
		if over { // the one before is for where it stays, in a hyphenated word
			f.kind |= overWord
			m.known[id].form++
			m.allForms = append(m.allForms, f)
		}
		if s := lex.Text(id); s[0] >= '0' && s[0] <= '9' {
			m.numbers |= numberBit(s)
		}
	}
}

// frequentFirst returns all IDs, those of words that nearly every sentence has in front: what is asked for often then
// stands together.
func frequentFirst(lex *lexicon.Lexicon) []lexicon.ID {
	ids := make([]lexicon.ID, 0, lex.Len())
	for _, frequent := range []bool{true, false} {
		for id := lexicon.ID(1); int(id) < lex.Len(); id++ {
			if lex.Word(id).Is(functionWord) == frequent {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// layStarts notes for each symbol what it may begin below the roots: a root refers to many lists, and a word begins
// few. A list's words that stand alone are passed over at once.
func (m *machine) layStarts(firsts *firsts, roots, symbols int) {
	m.always = make([][]ref, roots)
	bySymbol := make([][]start, symbols)
	for n := range int32(roots) {
		s := &m.states[n]
		for _, e := range m.edgesOf(s) {
			bySymbol[e.symbol] = append(bySymbol[e.symbol], start{needs: m.states[e.to].needs, lists: m.states[e.to].lists, root: n, to: e.to})
		}
		for _, r := range m.refsOf(s) {
			if r.any {
				m.always[n] = append(m.always[n], ref{r.list, r.node})
				continue
			}
			all := firsts.list(r.list)
			for i := 0; i < len(all); {
				symbol, one := all[i].symbol, start{root: n, to: r.node}
				for ; i < len(all) && all[i].symbol == symbol; i++ {
					one.needs |= all[i].needs
					one.lists |= all[i].lists
					if all[i].ends {
						one.needs |= m.states[r.node].needs
						one.lists |= m.states[r.node].lists
					}
					if all[i].more() {
						one.list = r.list
					}
				}
				bySymbol[symbol] = append(bySymbol[symbol], one)
			}
		}
	}
	of := make([]entry, symbols)
	for i := range m.entries { // in the order of the forms
		e := &m.entries[i]
		if all := bySymbol[e.symbol]; len(all) > 0 {
			of[e.symbol] = m.addStarts(all)
			bySymbol[e.symbol] = nil
		}
		e.from, e.starts = of[e.symbol].from, of[e.symbol].starts
	}
	for i := range m.allForms {
		f := &m.allForms[i]
		if f.from != 1 { // as many entries
			continue
		}
		if e := &m.entries[f.symbol]; max(e.starts[0], e.starts[1]) <= math.MaxUint16 {
			f.symbol, f.from, f.caps = e.symbol, e.from, e.caps
			f.starts = [startParts]uint16{uint16(e.starts[0]), uint16(e.starts[1])}
			f.kind |= oneSymbol
		}
	}
}

// addStarts puts the starts of a symbol into the table.
func (m *machine) addStarts(all []start) entry {
	e := entry{from: int32(len(m.starts))}
	slices.SortFunc(all, func(a, b start) int {
		return cmp.Or(cmp.Compare(a.root, b.root), cmp.Compare(a.list, b.list), cmp.Compare(a.to, b.to))
	})
	for _, b := range slices.Compact(all) {
		b.rule = manyRules
		if b.list == 0 {
			m.sharpen(&b)
		}
		m.starts = append(m.starts, b)
		e.starts[startPart(b.root)]++
	}
	return e
}

// sharpen tells of a start that is one word what is known of its state.
func (m *machine) sharpen(b *start) {
	s := &m.states[b.to]
	switch {
	case !s.more && s.out.n == 1:
		b.rule = m.out[s.out.from]
	case s.needs == anything && s.any == 0 && s.lists == 0:
		b.rule, b.needs = behindGap, 0
		for _, g := range m.gapsOf(s) {
			to := &m.states[g.node]
			b.needs |= to.needs
			b.lists |= to.lists
		}
	}
}

// firsts tells with which words the matches of lists begin.
type firsts struct {
	*machine
	of map[int32][]first
}

// first is a word with which a match of a list begins.
type first struct {
	symbol       int32
	to           int32  // the state behind it, or 0: inside a list that the list refers to
	ends         bool   // it is a match
	needs, lists uint64 // what longer matches need next; 0: there are none
}

func (f *first) more() bool { return f.needs|f.lists != 0 }

// lists returns for each symbol the bits of the lists that it can begin.
func (f *firsts) lists(symbols int) []uint64 {
	bits := make([]uint64, symbols)
	for i := range f.states {
		if f.listBits[i] != 0 {
			for _, x := range f.list(int32(i)) {
				bits[x.symbol] |= f.listBits[i]
			}
		}
	}
	return bits
}

// list returns the words of a list, by symbol, without what any word at all may begin.
func (f *firsts) list(list int32) []first {
	if known, ok := f.of[list]; ok {
		return known
	}
	s := &f.states[list]
	var all []first
	add := func(symbol, to int32) {
		n := &f.states[to]
		all = append(all, first{symbol, to, n.out.n > 0, n.needs &^ ended, n.lists})
	}
	for _, e := range f.edgesOf(s) {
		add(e.symbol, e.to)
	}
	for _, r := range f.refsOf(s) {
		if r.any {
			continue
		}
		for _, x := range f.list(r.list) {
			if x.ends {
				add(x.symbol, r.node)
			}
			if x.more() {
				all = append(all, first{symbol: x.symbol, needs: x.needs, lists: x.lists})
			}
		}
	}
	slices.SortFunc(all, func(a, b first) int { return cmp.Or(cmp.Compare(a.symbol, b.symbol), cmp.Compare(a.to, b.to)) })
	all = slices.Compact(all)
	f.of[list] = all
	return all
}

// mark gives a state a mark, which it shares with others where there are more than 32, and notes it for the symbols that
// a match may begin with.
func (m *machine) mark(f *firsts, n int32, number int, marks []uint32) {
	if m.markOf[n] != 0 {
		return
	}
	m.markOf[n] = 1 << (number % 32)
	if m.states[n].needs&anything != 0 {
		m.open |= m.markOf[n]
	}
	for _, x := range f.list(n) {
		marks[x.symbol] |= m.markOf[n]
	}
}

// layMarks gives each form of the lexicon the marks of its symbols.
func (m *machine) layMarks(marks []uint32) {
	ofForm := make([]uint32, len(m.allForms))
	for i, f := range m.allForms {
		ofForm[i] = m.open
		if f.kind&oneSymbol != 0 {
			ofForm[i] |= marks[f.symbol]
			continue
		}
		for _, e := range m.entries[f.symbol : f.symbol+f.from] {
			ofForm[i] |= marks[e.symbol]
		}
	}
	for id := range m.known {
		m.known[id].marks = ofForm[m.known[id].form]
	}
}

func (m *machine) edgesOf(s *state) []edge   { return m.edges[s.edge.from : s.edge.from+s.edge.n] }
func (m *machine) refsOf(s *state) []listRef { return m.refs[s.ref.from : s.ref.from+s.ref.n] }
func (m *machine) gapsOf(s *state) []gap     { return m.gaps[s.gap : s.gap+int32(s.gaps)] }
func (m *machine) outOf(s *state) []int32    { return m.out[s.out.from : s.out.from+s.out.n] }

// follow returns the state behind a symbol, or 0.
func (m *machine) follow(s *state, n, symbol int32) int32 {
	if s.edge.n == 1 {
		if s.only.symbol == symbol {
			return s.only.to
		}
		return 0
	}
	if s.edge.n > fewEdges {
		return m.many.find(n, symbol)
	}
	for _, e := range m.edgesOf(s) {
		if e.symbol == symbol {
			return e.to
		}
	}
	return 0
}

// edgeTable is a hash table of edges.
type edgeTable struct {
	slots []edgeSlot
	mask  uint32
}

type edgeSlot struct {
	node, symbol, to int32 // to is 0 in an empty slot: nothing leads to the root
}

func newEdgeTable(n int) edgeTable {
	size := 2
	for size < 2*n {
		size *= 2
	}
	return edgeTable{make([]edgeSlot, size), uint32(size - 1)}
}

func (t *edgeTable) at(node, symbol int32) uint32 {
	return uint32((uint64(uint32(node))<<32|uint64(uint32(symbol)))*0x9E3779B97F4A7C15>>32) & t.mask
}

func (t *edgeTable) insert(node, symbol, to int32) {
	i := t.at(node, symbol)
	for t.slots[i].to != 0 {
		i = (i + 1) & t.mask
	}
	t.slots[i] = edgeSlot{node, symbol, to}
}

func (t *edgeTable) find(node, symbol int32) int32 {
	for i := t.at(node, symbol); ; i = (i + 1) & t.mask {
		if s := &t.slots[i]; s.to == 0 || s.node == node && s.symbol == symbol {
			return s.to
		}
	}
}
