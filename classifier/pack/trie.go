package pack

// A trie collects all patterns of a set of packs. Its edges are symbols. A machine is made of it for matching. While packs are
// loaded there are a hundred thousand nodes, without a pointer, so that the collector of garbage does not read them.
type trie struct {
	next  edgeTable
	nodes []node
	rare  []rare
	roots []int32 // the nodes where patterns begin, those of lists among them, by number
}

type node struct {
	root bool  // where a pattern begins
	any  int32 // behind *, or 0
	rule int32 // one more than a rule that ends here, or 0
	rare int32 // one more than the index of the first of what few nodes have, or 0
}

// rare is what few nodes have; those of a node are chained by kind and number.
type rare struct {
	kind rareKind
	what int32 // the width of a gap, the number of a list's root, a rule
	node int32 // where it leads
	next int32 // one more than the index of the next one, or 0
}

type rareKind uint8

const (
	rareGap  rareKind = iota
	rareRef           // a reference to a list
	rareRule          // another rule that ends here
)

// rareOf returns what a node has of a kind and number, and adds it where it has it not; the caller sets where it leads then.
func (t *trie) rareOf(n int32, kind rareKind, what int32) *rare {
	before, at := int32(0), t.nodes[n].rare
	for at != 0 {
		r := &t.rare[at-1]
		if r.kind == kind && r.what == what {
			return r
		}
		if r.kind > kind || r.kind == kind && r.what > what {
			break
		}
		before, at = at, r.next
	}
	t.rare = append(t.rare, rare{kind: kind, what: what, next: at})
	if before == 0 {
		t.nodes[n].rare = int32(len(t.rare))
	} else {
		t.rare[before-1].next = int32(len(t.rare))
	}
	return &t.rare[len(t.rare)-1]
}

// A seq is a pattern without alternatives.
type seq []step

type step struct {
	kind stepKind
	what int32 // the symbol of a word, the number of a list's root, the width of a gap
}

type stepKind uint8

const (
	wordStep stepKind = iota
	listStep
	gapStep
	anyStep // any word
)

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
	if at := &t.nodes[n]; at.rule == 0 {
		at.rule = rule + 1
	} else if at.rule != rule+1 {
		t.rareOf(n, rareRule, rule)
	}
}

// child returns the node behind a step.
func (t *trie) child(n int32, st step) int32 {
	var to *int32
	switch st.kind {
	case anyStep:
		to = &t.nodes[n].any
	case gapStep:
		to = &t.rareOf(n, rareGap, st.what).node
	case listStep:
		to = &t.rareOf(n, rareRef, st.what).node
	case wordStep:
		to = t.next.at(n, st.what)
	}
	if *to == 0 { // nothing leads to the first root
		*to = int32(len(t.nodes)) // first: to may lie among the nodes
		t.fresh()
	}
	return *to
}
