package pack

import "slices"

// This file finds which nodes of a trie are one state.

// nodeEdges are the edges of all nodes of a trie, by symbol.
type nodeEdges struct {
	from []int32 // by node: where its edges begin; one more at the end
	all  []edge
}

func (e *nodeEdges) of(n int32) []edge { return e.all[e.from[n]:e.from[n+1]] }

// edges lays out the edges of each node.
func (t *trie) edges() *nodeEdges {
	e := &nodeEdges{from: make([]int32, len(t.nodes)+1), all: make([]edge, t.next.used)}
	for _, s := range t.next.slots {
		if s.to != 0 {
			e.from[s.from]++
		}
	}
	end := int32(0)
	for n, count := range e.from {
		end += count
		e.from[n] = end
	}
	for _, s := range t.next.slots { // backwards from where the next node's begin
		if s.to != 0 {
			e.from[s.from]--
			e.all[e.from[s.from]] = edge{s.symbol, s.to}
		}
	}
	for n := range t.nodes {
		if of := e.of(int32(n)); len(of) > 1 {
			slices.SortFunc(of, func(a, b edge) int { return int(a.symbol - b.symbol) })
		}
	}
	return e
}

// merging finds for each node the one whose state it shares.
type merging struct {
	*trie
	edges *nodeEdges
	same  []int32 // by node
}

// merge returns for each node the number of its state, and how many states there are. A node's children have higher numbers
// than it has, so going down from the highest meets them first. Roots and lists keep a state of their own, the roots in front.
func (t *trie) merge(edges *nodeEdges) (stateOf []int32, states int32) {
	m := merging{t, edges, make([]int32, len(t.nodes))}
	first := make(map[uint64]int32, len(t.nodes)/4) // by sum: the first node that is like this
	for i := int32(len(t.nodes)) - 1; i >= 0; i-- {
		m.same[i] = i
		if t.nodes[i].root {
			continue
		}
		for sum := m.sum(i); ; sum++ {
			k, ok := first[sum]
			if !ok {
				first[sum] = i
				break
			}
			if m.alike(i, k) {
				m.same[i] = k
				break
			}
		}
	}
	stateOf = make([]int32, len(t.nodes))
	for i, k := range m.same {
		if k == int32(i) {
			stateOf[i] = states
			states++
		}
	}
	for i, k := range m.same {
		stateOf[i] = stateOf[k]
	}
	return stateOf, states
}

// sum returns a number that is the same for nodes behind which all is alike, and hardly ever for others.
func (m *merging) sum(i int32) uint64 {
	n := &m.nodes[i]
	sum := add(uint64(uint32(n.rule)), m.same[n.any], 0)
	for at := n.rare; at != 0; at = m.rare[at-1].next {
		r := &m.rare[at-1]
		sum = add(sum, r.what<<2|int32(r.kind), m.same[r.node])
	}
	for _, e := range m.edges.of(i) {
		sum = add(sum, e.symbol, m.same[e.to])
	}
	return sum
}

func add(sum uint64, a, b int32) uint64 {
	sum = (sum ^ uint64(uint32(a))<<32 ^ uint64(uint32(b))) * 0x9E3779B97F4A7C15
	return sum ^ sum>>29
}

// alike reports whether all behind two nodes is alike.
func (m *merging) alike(i, k int32) bool {
	a, b := &m.nodes[i], &m.nodes[k]
	if a.rule != b.rule || m.same[a.any] != m.same[b.any] {
		return false
	}
	v, w := a.rare, b.rare
	for ; v != 0 && w != 0; v, w = m.rare[v-1].next, m.rare[w-1].next {
		if x, y := &m.rare[v-1], &m.rare[w-1]; x.kind != y.kind || x.what != y.what || m.same[x.node] != m.same[y.node] {
			return false
		}
	}
	return v == w && slices.EqualFunc(m.edges.of(i), m.edges.of(k), func(v, w edge) bool { return v.symbol == w.symbol && m.same[v.to] == m.same[w.to] })
}
