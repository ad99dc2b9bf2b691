package pack

import (
	"slices"

	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/text"
)

// A Matcher finds patterns in one document. It keeps its memory between documents and belongs to one goroutine.
//
// Begin goes over all words and notes their forms and what these can begin, which takes one look-up a word. The rest is
// known of the form.
type Matcher struct {
	*machine
	doc    *text.Document
	learnt *automaton
	words  []knownForm // by token, with a stop behind the last
	all    uint32      // the marks of all tokens together
	listed []listed    // the tokens with a mark of a list

	hits   []Hit
	begins []int32  // the tokens of a run with which a match may begin
	begun  []begun  // the matches that do
	one    [1]begun // the same, of a list

	openings [512]opening // the last ones of lists, in learnt
}

// listed is a token with a mark of a list.
type listed struct {
	token int32
	marks uint32
}

// Hit is a match: the rule whose pattern it is, and its tokens.
type Hit struct{ Rule, First, End int32 }

// Before orders hits by place, then by rule.
func (h Hit) Before(o Hit) bool {
	if h.First != o.First {
		return h.First < o.First
	}
	return h.End < o.End || h.End == o.End && h.Rule < o.Rule
}

// maxReach is how many tokens a match may span: between its words may stand any number of marks and adverbs.
const maxReach = 4000

// Find returns the matches of patterns below some roots in a run of tokens, each once, by First, End and Rule. They stand
// until the next call.
func (m *Matcher) Find(roots *Roots, first, last int32) []Hit {
	m.hits = m.hits[:0]
	m.begins = lists.Resize(m.begins, int(last-first))
	n, begins := 0, m.begins
	for i, w := range m.words[first:last] { // without a branch for each
		begins[n] = first + int32(i)
		if w.marks&roots.marks != 0 {
			n++
		}
	}
	for tokens := begins[:n]; ; m.renew() {
		m.enter(roots)
		done := m.begin(roots, tokens)
		if k := m.goOn(m.begun, last); k < len(m.begun) {
			done, _ = slices.BinarySearch(tokens, m.begun[k].token)
		}
		if tokens = tokens[done:]; len(tokens) == 0 {
			return m.hits
		}
	}
}

// begun is a match behind its first word. That is the last one, too, where nothing goes on with the second.
type begun struct {
	token int32
	at    placeID
}

// begin lists in m.begun the matches that begin at tokens and end with them or go on with the next one. It returns with how
// many tokens it came to an end: not with all where the automaton is full.
func (m *Matcher) begin(roots *Roots, tokens []int32) (done int) {
	m.begun = lists.Resize(m.begun, len(tokens)+1)
	done, n := m.beginKnown(roots, tokens, 0, 0)
	for done < len(tokens) {
		token := tokens[done]
		at := m.learnt.way(m.machine, roots.place, m.words[token].form)
		if at == unknown {
			break
		}
		if roots.openings == nil { // there are too many choices of roots
			m.begun[n] = begun{token, at}
			done, n = done+1, n+1
			continue
		}
		roots.openings[m.words[token].form].Store(uint32(at))
		done, n = m.beginKnown(roots, tokens, done, n)
	}
	m.begun = m.begun[:n]
	return done
}

// beginKnown is begin for the tokens from k on, up to the first of which it is not known where it leads; it lists behind n. It
// calls nothing and decides nothing in between, so that the processor can wait for the memory of several tokens.
func (m *Matcher) beginKnown(roots *Roots, tokens []int32, k, n int) (stop, listed int) {
	if roots.openings == nil {
		return k, n
	}
	words, forms, openings, places, list := m.words, m.allForms, roots.openings, m.learnt.places, m.begun
	for ; k < len(tokens); k++ {
		token := int(tokens[k])
		at := placeID(openings[words[token].form].Load())
		if at == unknown {
			break
		}
		f, p := &forms[words[token+1].form], &places[at/number%maxPlaces] // as ends; of another sentence, where the token is the last
		at |= isLast * when(f.mask&p.needs|f.lists&p.lists == 0) * when(placeID(p.others[f.kind%otherKinds].Load()) == nowhere)
		list[n] = begun{int32(token), at}
		if at&(hasEnds|isLast) != isLast {
			n++
		}
	}
	return k, n
}

// when is 1 where a condition holds, else 0, without a decision.
func when(condition bool) (n placeID) {
	if condition {
		n = 1
	}
	return n
}

// ends reports whether nothing goes on from a place with a form.
func ends(f *form, p *place) bool {
	return f.mask&p.needs|f.lists&p.lists == 0 && placeID(p.others[f.kind%otherKinds].Load()) == nowhere
}

// end adds the matches from a token on that a place ends.
func (m *Matcher) end(at placeID, first, end int32) {
	for _, r := range m.learnt.ends[at/number%maxPlaces] {
		m.hits = append(m.hits, Hit{Rule: r, First: first, End: end})
	}
}

// enter finds where the matches of roots begin.
func (m *Matcher) enter(roots *Roots) {
	for roots.in != m.learnt {
		if place := m.learnt.start(m.machine, roots.roots...); place != unknown {
			roots.in, roots.place, roots.openings = m.learnt, place, m.learnt.openingsOf(place, len(m.allForms))
			return
		}
		m.renew()
	}
}

// goOn adds the matches that have begun and end before last, in order. It returns with how many it came to an end: not with all
// where the automaton is full or crowded.
func (m *Matcher) goOn(list []begun, last int32) (done int) {
	for k := range list {
		at, token, from := list[k].at, list[k].token, len(m.hits)
		if at&hasEnds != 0 {
			m.end(at, token, token+1)
		}
		if at&isLast == 0 && m.learnt.crowded.Load() {
			m.hits = m.hits[:from]
			return k
		}
		end := min(last, token+maxReach)
		for i := token + 1; at&isLast == 0 && i < end; i++ {
			var to placeID
			if i, at, to = m.walk(i, end, at); to == unknown {
				if i == end {
					break
				}
				if to = m.learnt.learn(m.machine, at, m.words[i].form); to == unknown {
					m.hits = m.hits[:from]
					return k
				}
			}
			if at = to; at&hasEnds != 0 {
				m.end(at, token, i+1)
			}
		}
	}
	return len(list)
}

// walk goes from a place over words from token i on, as far as it is known where they lead and nothing ends there. It returns the
// token that it stopped at, the place before it, and where it leads; unknown behind the last word, too. It calls nothing and
// stands apart, so that what it needs stays in registers.
//
//go:noinline
func (m *Matcher) walk(first, last int32, at placeID) (stop int32, before, to placeID) {
	words, forms, places, ways := m.words[:last], m.allForms, m.learnt.places, m.learnt.ways.Load()
	i := int(first)
	for ; uint(i) < uint(len(words)); i++ {
		n := words[i].form
		f, p := &forms[n], &places[at/number%maxPlaces]
		if f.mask&p.needs|f.lists&p.lists != 0 {
			to = ways.find(at, uint32(n))
		} else {
			to = placeID(p.others[f.kind%otherKinds].Load())
		}
		if to&(hasEnds|isLast) != 0 || to == unknown {
			return int32(i), at, to
		}
		at = to
	}
	return int32(i), at, unknown
}

// renew takes an empty automaton instead of the full one, which others may have done before.
func (m *Matcher) renew() {
	if m.machine.learnt.Load() == m.learnt { // a new one is a megabyte
		m.machine.learnt.CompareAndSwap(m.learnt, newAutomaton(m.room))
	}
	m.goByNewest()
}

// goByNewest goes by what the machine has learnt now. Nothing shall keep an older automaton in memory.
func (m *Matcher) goByNewest() {
	if a := m.machine.learnt.Load(); a != m.learnt {
		m.learnt = a
		clear(m.openings[:])
	}
}

// List reports the longest match of a list that begins at a token and ends before last: the token behind it, or -1.
func (m *Matcher) List(list, token, last int32) int32 {
	list = m.stateOf[list]
	w := m.words[token]
	if marks := m.markOf[list]; w.marks&marks == 0 && marks != 0 || !m.canBegin(&m.states[list], w.form) {
		return -1
	}
	return m.longest(list, token, last)
}

// canBegin reports whether a form may lead on from a state; nothing says no in vain.
func (m *Matcher) canBegin(s *state, form int32) bool {
	f := &m.allForms[form]
	return f.mask&s.needs|f.lists&s.lists != 0
}

// longest is List for a state.
func (m *Matcher) longest(list, token, last int32) int32 {
	for m.hits = m.hits[:0]; ; m.renew() {
		at := m.openingOf(list, m.words[token].form)
		if at == unknown {
			continue
		}
		if at&isLast == 0 && ends(&m.allForms[m.words[token+1].form], m.learnt.at(at)) {
			at |= isLast
		}
		if m.one[0] = (begun{token, at}); m.goOn(m.one[:], last) == 1 {
			break
		}
	}
	if len(m.hits) == 0 {
		return -1
	}
	return m.hits[len(m.hits)-1].End
}

// opening is where the first word of a list's matches leads; its place is unknown in one that is empty.
type opening struct {
	list, form int32
	at         placeID
}

// opening returns where the opening of a list stands, or would.
func (m *Matcher) opening(list, form int32) *opening {
	return &m.openings[uint32(31*list+form)%uint32(len(m.openings))]
}

// openingOf returns where a form leads from the beginning of a list; unknown where the automaton is full. It is asked for the
// same few again and again: "the", where a list holds "the Strip".
func (m *Matcher) openingOf(list, form int32) placeID {
	o := m.opening(list, form)
	if o.at == unknown || o.list != list || o.form != form {
		at := m.learnt.startOf(m.machine, list)
		if at != unknown {
			at = m.learnt.way(m.machine, at, form)
		}
		if at == unknown {
			return unknown
		}
		*o = opening{list, form, at}
	}
	return o.at
}

// Within reports whether a list matches anywhere in a run of tokens.
func (m *Matcher) Within(list, first, last int32) bool {
	n := m.stateOf[list]
	marks := m.markOf[n]
	if m.all&marks == 0 && marks != 0 {
		return false
	}
	if marks == 0 || last-first < 16 {
		s := &m.states[n]
		for i := first; i < last; i++ {
			if m.canBegin(s, m.words[i].form) && m.longest(n, i, last) > 0 {
				return true
			}
		}
		return false
	}
	at := 0
	if first > 0 {
		at, _ = slices.BinarySearchFunc(m.listed, first, func(l listed, first int32) int { return int(l.token - first) })
	}
	for at = m.likely(n, at, last); at < len(m.listed); at = m.likely(n, at+1, last) {
		if m.longest(n, m.listed[at].token, last) > 0 {
			return true
		}
	}
	return false
}

// likely returns the next of the listed tokens before last from which a list may match for all that is known at once, or
// where there is none, how many are listed. It calls nothing.
//
//go:noinline
func (m *Matcher) likely(list int32, at int, last int32) int {
	marks, s := m.markOf[list], &m.states[list]
	words, forms, places := m.words, m.allForms, m.learnt.places
	for ; uint(at) < uint(len(m.listed)); at++ {
		l := &m.listed[at]
		if l.token >= last {
			break
		}
		if l.marks&marks == 0 {
			continue
		}
		w := words[l.token].form
		if f := &forms[w]; f.mask&s.needs|f.lists&s.lists == 0 {
			continue
		}
		o := m.opening(list, w)
		if o.list != list || o.form != w || o.at&hasEnds != 0 {
			return at
		}
		if o.at&isLast == 0 && !ends(&forms[words[l.token+1].form], &places[o.at/number%maxPlaces]) {
			return at
		}
	}
	return len(m.listed)
}

// Starts reports whether a list matches from one of the tokens of a run on, up to last at most.
func (m *Matcher) Starts(list, first, end, last int32) bool {
	for i := first; i < end; i++ {
		if m.List(list, i, last) > 0 {
			return true
		}
	}
	return false
}
