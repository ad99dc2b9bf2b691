package pack

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// This file lays out what each form may begin below the roots. A root refers to many lists, and a word begins few: so
// the starts of a form tell at once behind which words, lists and gaps it goes on.

// starts makes the machine's table of starts.
type starts struct {
	*machine
	bySymbol [][]start
	caps     []caps // by symbol
	runs     map[string][startParts]int32
	key      []byte
	rest     map[int32]int32 // by state: the one that is all but its gaps
}

func (t *trie) capsOfSymbols() []caps {
	all := make([]caps, len(t.symbols))
	for k, s := range t.symbols {
		all[s] = k.caps
	}
	return all
}

// newStarts collects what each symbol begins below the roots. A list's words that stand alone are passed over at once.
func newStarts(m *machine, firsts *firsts, roots int, caps []caps) *starts {
	s := &starts{machine: m, bySymbol: make([][]start, len(caps)), caps: caps, runs: map[string][startParts]int32{}, rest: map[int32]int32{}}
	m.starts = make([]start, 1) // 0 is no run
	m.always = make([][]ref, roots)
	for n := range int32(roots) {
		root := m.states[n]
		for _, e := range m.edgesOf(&root) {
			s.word(e.symbol, n, e.to)
		}
		for _, r := range m.refsOf(&root) {
			if r.any {
				m.always[n] = append(m.always[n], ref{r.list, r.node})
				continue
			}
			s.list(firsts.list(r.list), n, r)
		}
	}
	return s
}

// list adds what the words of a list begin.
func (s *starts) list(all []first, root int32, r listRef) {
	for i := 0; i < len(all); {
		symbol, one := all[i].symbol, start{root: root, to: r.node, what: r.list, kind: listStart}
		longer := false
		for ; i < len(all) && all[i].symbol == symbol; i++ {
			one.needs |= all[i].needs
			one.lists |= all[i].lists
			if all[i].ends {
				one.needs |= s.states[r.node].needs
				one.lists |= s.states[r.node].lists
			}
			longer = longer || all[i].more()
		}
		if !longer {
			s.word(symbol, root, r.node)
			continue
		}
		s.add(symbol, one)
	}
}

// word adds that a symbol leads from a root to a state.
func (s *starts) word(symbol, root, to int32) {
	state := s.states[to]
	if state.gaps > 0 {
		all := &s.gaps[state.gap]
		s.add(symbol, start{needs: all.needs, lists: all.lists, root: root, to: state.gap, what: int32(state.gaps), kind: gapStart, max: uint8(all.max)})
		to = s.withoutGaps(to)
		state = s.states[to]
	}
	one := start{needs: state.needs, lists: state.lists, root: root, to: to, what: noRule}
	if state.rule >= 0 {
		one.what = state.rule
		one.needs &^= ended
	}
	if state.more || state.out.n > 0 {
		s.add(symbol, one)
	}
}

// withoutGaps returns the state that is all of a state but its gaps.
func (s *starts) withoutGaps(n int32) int32 {
	if to, ok := s.rest[n]; ok {
		return to
	}
	to, rest := int32(len(s.states)), s.states[n]
	rest.gaps = 0
	if rest.any == 0 && !slices.ContainsFunc(s.refsOf(&rest), func(r listRef) bool { return r.any }) {
		rest.needs &^= anything
	}
	rest.more = rest.needs&^ended|rest.lists != 0
	s.states = append(s.states, rest)
	s.rest[n] = to
	return to
}

func (s *starts) add(symbol int32, one start) {
	one.caps = s.caps[symbol]
	s.bySymbol[symbol] = append(s.bySymbol[symbol], one)
}

// of returns the runs of a form, by its symbols. Forms with the same symbols share them.
func (s *starts) of(entries []entry) [startParts]int32 {
	s.key = s.key[:0]
	for _, e := range entries {
		s.key = binary.LittleEndian.AppendUint32(s.key, uint32(e.symbol))
	}
	if known, ok := s.runs[string(s.key)]; ok {
		return known
	}
	var all []start
	for _, e := range entries {
		all = append(all, s.bySymbol[e.symbol]...)
	}
	slices.SortFunc(all, func(a, b start) int {
		return cmp.Or(cmp.Compare(rank(a.root), rank(b.root)), cmp.Compare(a.kind, b.kind), cmp.Compare(a.what, b.what), cmp.Compare(a.to, b.to), cmp.Compare(a.caps, b.caps))
	})
	var runs [startParts]int32
	for _, one := range slices.Compact(all) {
		part := startPart(one.root)
		if runs[part] == 0 {
			runs[part] = int32(len(s.starts))
		} else {
			s.starts[len(s.starts)-1].last = false
		}
		one.last = true
		s.starts = append(s.starts, one)
	}
	s.runs[string(s.key)] = runs
	return runs
}

// rank is the order of roots in a run: anaphors come before operators, so that who asks for them alone is soon done.
func rank(root int32) int32 {
	switch root {
	case OperatorRoot:
		return AnaphorRoot
	case AnaphorRoot:
		return OperatorRoot
	}
	return root
}
