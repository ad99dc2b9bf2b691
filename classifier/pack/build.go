package pack

import (
	"sync"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file lays a trie out as a machine.

// finish makes the machine of the trie. What can follow is shared: nodes behind which all is alike become one state.
// The lexicon and the forms of words are laid out meanwhile.
func (c *compiler) finish() (*machine, *lexicon.Lexicon) {
	m := &machine{}
	var lex *lexicon.Lexicon
	words := &c.words
	bits := make([]uint8, len(words.all))
	for i := range words.all {
		w := c.b.Word(words.all[i].word)
		bits[i] = bitOf(int32(i), &w)
	}
	var both sync.WaitGroup
	both.Go(func() {
		lex = c.b.Build()
		m.anti, m.pro, m.on = lex.Lookup("anti"), lex.Lookup("pro"), lex.Lookup("on")
		m.layForms(words, lex, bits)
	})
	t := c.trie.wait()
	t.root(c.roots - 1)
	edges := t.edges()
	stateOf, states := t.merge(edges)
	m.states = make([]state, states)
	m.stateOf = make([]int32, len(t.roots))
	for i, n := range t.roots {
		m.stateOf[i] = stateOf[n]
	}
	m.lay(t, edges, bits, stateOf)
	m.numberLists()
	done := make([]bool, len(m.states))
	for i := range m.states {
		m.look(int32(i), done)
	}
	m.lookBehindGaps()
	f := &firsts{machine: m, of: map[int32][]int32{}}
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
	lists := f.lists(len(words.all))
	both.Wait()
	m.markForms(lists, marks)
	m.room = maxPlaces
	m.learnt.Store(newAutomaton(m.room))
	return m, lex
}

// lay fills the states.
func (m *machine) lay(t *trie, edges *nodeEdges, bits []uint8, stateOf []int32) {
	filled := make([]bool, len(m.states))
	m.edges = make([]edge, 0, len(edges.all))
	for i := range t.nodes {
		at := stateOf[i]
		if filled[at] {
			continue
		}
		filled[at] = true
		n, s := &t.nodes[i], &m.states[at]
		s.root = n.root
		if n.any != 0 {
			s.any = stateOf[n.any]
		}
		s.edge.from = int32(len(m.edges))
		of := edges.of(int32(i))
		s.edge.n = int32(len(of))
		for _, e := range of {
			to := stateOf[e.to]
			s.needs |= 1 << bits[e.symbol]
			m.edges = append(m.edges, edge{e.symbol, to})
		}
		s.ref.from = int32(len(m.refs))
		s.gap = int32(len(m.gaps))
		s.out.from = int32(len(m.out))
		if n.rule > 0 {
			m.out = append(m.out, n.rule-1)
		}
		for next := n.rare; next != 0; next = t.rare[next-1].next {
			switch r := &t.rare[next-1]; r.kind {
			case rareGap:
				m.gaps = append(m.gaps, skip{max: r.what, to: stateOf[r.node]})
			case rareRef:
				m.refs = append(m.refs, listRef{list: m.stateOf[r.what], node: stateOf[r.node]})
			case rareRule:
				m.out = append(m.out, r.what)
			}
		}
		s.ref.n = int32(len(m.refs)) - s.ref.from
		s.gaps = uint8(int32(len(m.gaps)) - s.gap)
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
