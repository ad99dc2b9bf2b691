package pack

import (
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file lays out what each form of a word can begin.

// layForms gives each form of the finished lexicon its symbols. It does not ask where they lead.
func (m *machine) layForms(words *symbols, lex *lexicon.Lexicon, bits []uint8) {
	m.known = make([]knownForm, lex.Len())
	m.allForms = append(make([]form, 0, 3*len(words.all)), []form{
		plainWord:   {mask: anything, kind: plainWord},
		overWord:    {mask: anything, kind: overWord},
		passMark:    {kind: passMark},
		stopMark:    {kind: stopMark},
		foreignWord: {mask: anything | foreign, kind: foreignWord},
	}...)
	m.entries = make([]entry, 0, 3*len(words.all))
	var entries []entry
	for _, id := range frequentFirst(lex) {
		w := lex.Word(id)
		over := w.Is(lexicon.Adverb) && (!w.Is(notAdverb) || w.Is(lexicon.Time)) || w.Is(lexicon.Weekday)
		if over {
			m.known[id].form = int32(overWord)
		}
		both := over || id == m.on && w.Is(lexicon.PackWord)
		if !w.Is(lexicon.PackWord) {
			continue
		}
		entries = entries[:0]
		for i, lemma := range [4]lexicon.ID{id, w.Verb, w.Verb2, w.Noun} {
			if lemma == 0 {
				continue
			}
			for s := words.firstOf(lemma); s >= 0; s = words.nextOf(s) {
				k := &words.all[s]
				if k.form && i > 0 {
					continue
				}
				e := entry{symbol: s, caps: k.caps}
				if !slices.Contains(entries, e) {
					entries = append(entries, e)
				}
			}
		}
		if len(entries) == 0 {
			continue
		}
		slices.SortFunc(entries, func(a, b entry) int { return int(a.symbol - b.symbol) })
		lay := func(cased caps) { // the form as patterns see it with some capitals
			f := form{mask: anything, entries: int32(len(m.entries)), kind: plainWord, step: 1}
			for _, e := range entries {
				if e.caps&^cased == 0 {
					f.mask |= 1 << bits[e.symbol]
					f.symbols++
					m.entries = append(m.entries, e)
				}
			}
			if both { // the one before is for where it stays, in a hyphenated word, on no day
				f.step = 2
				m.allForms = append(m.allForms, f)
				f.kind = overWord
			}
			m.allForms = append(m.allForms, f)
		}
		n := int32(len(m.allForms))
		if over {
			n++
		}
		if asksForCapitals := slices.ContainsFunc(entries, func(e entry) bool { return e.caps != anyCase }); asksForCapitals {
			m.known[id].form = ^n
			for cased := anyCase; cased <= capital|allCaps; cased++ {
				lay(cased)
			}
		} else {
			m.known[id].form = n
			lay(anyCase)
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

// firsts tells with which symbols the matches of lists begin.
type firsts struct {
	*machine
	of map[int32][]int32
}

// lists returns for each symbol the bits of the lists that it can begin.
func (f *firsts) lists(symbols int) []uint64 {
	bits := make([]uint64, symbols)
	for i := range f.states {
		if f.listBits[i] != 0 {
			for _, x := range f.list(int32(i)) {
				bits[x] |= f.listBits[i]
			}
		}
	}
	return bits
}

// list returns the symbols of a list, without what any word at all may begin.
func (f *firsts) list(list int32) []int32 {
	if known, ok := f.of[list]; ok {
		return known
	}
	s := &f.states[list]
	var all []int32
	for _, e := range f.edgesOf(s) {
		all = append(all, e.symbol)
	}
	for _, r := range f.refsOf(s) {
		if !r.any {
			all = append(all, f.list(r.list)...)
		}
	}
	slices.Sort(all)
	all = slices.Compact(all)
	f.of[list] = all
	return all
}

// maxRootMarks is how many of the 32 marks are for roots.
const maxRootMarks = 16

// mark gives a state a mark, which it may share with others, and notes it for the symbols that a match may begin with.
func (m *machine) mark(f *firsts, n int32, number int, marks []uint32) {
	if m.markOf[n] != 0 {
		return
	}
	m.markOf[n] = 1 << number
	if m.states[n].needs&anything != 0 {
		m.open |= m.markOf[n]
	}
	for _, x := range f.list(n) {
		marks[x] |= m.markOf[n]
	}
}

// markForms gives each form the bits of the lists that its symbols can begin, and their marks.
func (m *machine) markForms(lists []uint64, marks []uint32) {
	ofForm := make([]uint32, len(m.allForms))
	for i := range m.allForms {
		f := &m.allForms[i]
		ofForm[i] = m.open
		for _, e := range m.entriesOf(f) {
			f.lists |= lists[e.symbol]
			ofForm[i] |= marks[e.symbol]
		}
	}
	for id := range m.known {
		n := m.known[id].form
		if n < 0 { // with all capitals it has all symbols
			n = ^n
			n += int32(capital|allCaps) * int32(m.allForms[n].step)
		}
		m.known[id].marks = ofForm[n]
	}
}

// inGap returns how many words of a gap a form takes behind passed others: 1; 0 where patterns pass over it anyway, as over
// adverbs at the beginning of a gap; -1 where no gap runs over it.
func (f *form) inGap(passed int32) int32 {
	switch {
	case f.kind == stopMark:
		return -1
	case f.kind == passMark || f.kind == overWord && passed == 0:
		return 0
	}
	return 1
}
