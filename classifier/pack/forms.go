package pack

import (
	"cmp"
	"math"
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file lays out what each form of a word can begin.

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
		all := m.gaps[s.gap]
		b.rule, b.needs, b.lists = behindGap, all.needs, all.lists
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
