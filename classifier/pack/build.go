package pack

import (
	"encoding/binary"
	"slices"
	"sync"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file lays a trie out as a machine.

// finish makes the machine of the trie. What can follow is shared: nodes behind which all is alike become one state.
// The lexicon is built meanwhile.
func (c *compiler) finish() (*machine, *lexicon.Lexicon) {
	m := &machine{}
	var lex *lexicon.Lexicon
	var both sync.WaitGroup
	both.Go(func() { lex = c.b.Build() })
	t := c.trie.wait()
	t.root(c.roots - 1)
	edges := t.edges()
	stateOf := m.merge(t, edges)
	both.Wait()
	words := &c.words
	bits := make([]uint8, len(words.all))
	for i := range words.all {
		bits[i] = bitOf(int32(i), lex.Word(words.all[i].word))
	}
	m.lay(t, edges, bits, stateOf)
	m.numberLists()
	done := make([]bool, len(m.states))
	for i := range m.states {
		m.look(int32(i), done)
	}
	m.lookBehindGaps()
	f := &firsts{machine: m, of: map[int32][]int32{}}
	m.anti, m.pro, m.on = lex.Lookup("anti"), lex.Lookup("pro"), lex.Lookup("on")
	m.layForms(words, lex, bits, f.lists(len(words.all)))
	m.markOf = make([]uint32, len(m.states))
	marks := make([]uint32, len(words.all))
	roots := int(firstGate) + len(c.set.Gates)
	ofRoots := min(roots, maxRootMarks) // lists have others: most words begin something below a root
	for n := range int32(roots) {
		m.mark(f, n, int(n)%ofRoots, marks)
	}
	for i, l := range c.documentLists() {
		m.mark(f, m.stateOf[l], ofRoots+i%(32-ofRoots), marks)
		m.listMarks |= m.markOf[m.stateOf[l]]
	}
	m.layMarks(marks)
	m.room = maxPlaces
	m.learnt.Store(newAutomaton(m.room))
	return m, lex
}

// edges returns the edges of each node, by symbol.
func (t *trie) edges() [][]edge {
	edges := make([][]edge, len(t.nodes))
	counts := make([]int32, len(t.nodes))
	for _, s := range t.next.slots {
		if s.to != 0 {
			counts[s.from]++
		}
	}
	slab := make([]edge, t.next.used)
	for n, count := range counts {
		edges[n], slab = slab[:0:count], slab[count:]
	}
	for _, s := range t.next.slots {
		if s.to != 0 {
			edges[s.from] = append(edges[s.from], edge{s.symbol, s.to})
		}
	}
	for _, of := range edges {
		if len(of) > 1 {
			slices.SortFunc(of, func(a, b edge) int { return int(a.symbol - b.symbol) })
		}
	}
	return edges
}

// merge gives every node its state. A node's children have higher numbers than it has, so going down from the highest
// meets them first. Roots and lists keep a state of their own, the roots in front.
func (m *machine) merge(t *trie, edges [][]edge) (stateOf []int32) {
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
	stateOf = make([]int32, len(t.nodes))
	states := int32(0)
	for i, k := range same {
		if k == int32(i) {
			stateOf[i] = states
			states++
		}
	}
	for i, k := range same {
		stateOf[i] = stateOf[k]
	}
	m.states = make([]state, states)
	m.stateOf = make([]int32, len(t.roots))
	for i, n := range t.roots {
		m.stateOf[i] = stateOf[n]
	}
	return stateOf
}

// lay fills the states.
func (m *machine) lay(t *trie, edges [][]edge, bits []uint8, stateOf []int32) {
	filled := make([]bool, len(m.states))
	for i := range t.nodes {
		at := stateOf[i]
		if filled[at] {
			continue
		}
		filled[at] = true
		n, s, more := &t.nodes[i], &m.states[at], t.rareOf(int32(i))
		s.root = n.root
		if n.any != 0 {
			s.any = stateOf[n.any]
		}
		s.edge.from = int32(len(m.edges))
		s.edge.n = int32(len(edges[i]))
		for _, e := range edges[i] {
			to := stateOf[e.to]
			s.needs |= 1 << bits[e.symbol]
			m.edges = append(m.edges, edge{e.symbol, to})
		}
		s.ref.from = int32(len(m.refs))
		for _, r := range more.refs {
			m.refs = append(m.refs, listRef{list: m.stateOf[r.list], node: stateOf[r.node]})
		}
		s.ref.n = int32(len(more.refs))
		s.gap = int32(len(m.gaps))
		for _, g := range more.gaps {
			m.gaps = append(m.gaps, skip{max: g.max, to: stateOf[g.node]})
		}
		s.gaps = uint8(int32(len(m.gaps)) - s.gap)
		s.out.from = int32(len(m.out))
		m.out = t.appendOut(m.out, int32(i))
		s.out.n = int32(len(m.out)) - s.out.from
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

// lookBehindGaps notes with the gaps what the states behind them need.
func (m *machine) lookBehindGaps() {
	for i := range m.states {
		gaps := m.gapsOf(&m.states[i])
		for k := range gaps {
			g := &gaps[k]
			g.needs, g.lists = m.states[g.to].needs, m.states[g.to].lists
		}
	}
}
