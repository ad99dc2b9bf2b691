package pack

import "slices"

// A trie collects all patterns of a set of packs. Its edges are symbols. A machine is made of it for matching.
type trie struct {
	next  edgeTable
	nodes []node
	rare  []rare
	roots []int32 // the nodes where patterns begin, those of lists among them, by number
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
	list int32 // the number of its root
	node int32
}

// A seq is a pattern without alternatives.
type seq []step

type step struct {
	symbol int32 // for a word
	list   int32 // for a reference the number of the list's root; else -1
	gap    int32 // for a gap; else 0
	any    bool
}

func newTrie() *trie {
	return &trie{next: newEdgeTable(18), nodes: make([]node, 0, 10<<14), rare: make([]rare, 0, 3<<14)}
}

func (t *trie) fresh() int32 {
	t.nodes = append(t.nodes, node{})
	return int32(len(t.nodes) - 1)
}

// root returns the node of a root. Roots begin in the order of their numbers.
func (t *trie) root(number int32) int32 {
	for int(number) >= len(t.roots) {
		n := t.fresh()
		t.nodes[n].root = true
		t.roots = append(t.roots, n)
	}
	return t.roots[number]
}

// add puts a sequence below a root and notes the rule at its end.
func (t *trie) add(root int32, s seq, rule int32) {
	n := t.root(root)
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
