package attribution

import (
	"sort"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// cue is a word or words that may report.
type cue struct {
	first, last int32 // the words: a verb group with its adverbs, a noun, "according to"
	head        int32 // the word that reports
	clause      int32 // of the verb group, or None
	lex         *lexicon.Cue
	pos         byte // v verb, n noun, a adjective, p phrase
	done        bool

	// what is behind it and before it, once that was asked
	complement   complement
	accepted     shapeSet // the shapes in which what the complement holds is a statement
	judged       bool     // accepted is known
	at           int32    // where the complement begins
	asked        int32    // the end of the unit for which that holds, or 0
	subject      Span
	subjectRule  string
	subjectKnown bool
}

// collect finds the cues of all units, before the first is read: so the processor has the instructions at hand.
func (f *Finder) collect() {
	f.found = f.found[:0]
	verb, word := 0, 0
	for i := range f.units {
		if u := &f.units[i]; u.turn == noTurn && !u.sole {
			u.cues.First = int32(len(f.found))
			verb, word = f.collectIn(u, verb, word)
			u.cues.Last = int32(len(f.found))
		}
	}
}

// collectIn finds the cues of a unit outside quotations, in order: they begin with a verb group or one of the CueWords. It
// looks at these from two indexes on, and returns the first that it has not looked at.
func (f *Finder) collectIn(u *unit, k, w int) (int, int) {
	clauses, words := f.g.Clauses, f.d.CueWords
	verb, word := u.last, u.last // where the next of each is
	if k < len(clauses) {
		verb = clauses[k].First
	}
	if w < len(words) {
		word = words[w]
	}
	quoted := !u.quotes.Empty()
	for end := u.first; ; {
		i := min(verb, word)
		if i >= u.last {
			break
		}
		isWord := word == i
		if isWord {
			if w++; w < len(words) {
				word = words[w]
			} else {
				word = u.last
			}
		}
		clause := int32(k)
		if verb == i {
			if k++; k < len(clauses) {
				verb = clauses[k].First
			} else {
				verb = u.last
			}
		}
		if i < end || quoted && f.q.Of[i] >= 0 {
			continue
		}
		if isWord && f.cueAt(i, u) || !isWord && f.verbCueAt(i, clause, u) {
			end = f.found[len(f.found)-1].last
		}
	}
	return k, w
}

// addCue lists a cue.
func (f *Finder) addCue(first, last, head, clause int32, lex *lexicon.Cue, pos byte) *cue {
	c := longer(&f.found)
	c.first, c.last, c.head, c.clause, c.lex, c.pos = first, last, head, clause, lex, pos
	c.done, c.judged, c.asked, c.subjectKnown = false, false, 0, false
	return c
}

// cuesFrom returns the index of the first cue that does not begin before token k.
func (f *Finder) cuesFrom(k int32) int {
	return sort.Search(len(f.cues), func(m int) bool { return f.cues[m].first >= k })
}

// subjectOf finds the noun phrase that is the subject of the verb group of a cue.
func (f *Finder) subjectOf(c *cue, u *unit) (Span, string) {
	if !c.subjectKnown {
		c.subject, c.subjectRule = f.subjectBefore(c.first, u.first)
		c.subjectKnown = true
	}
	return c.subject, c.subjectRule
}

// regionEnd returns the token behind the quotation that holds token i, its mark included.
func (f *Finder) regionEnd(i int32) int32 {
	return f.q.List[f.q.Of[i]].End()
}

// regionStart returns the first token of the quotation that holds token i, its mark included.
func (f *Finder) regionStart(i int32) int32 {
	return f.q.List[f.q.Of[i]].Start()
}

// accordingTo is the cue of "according to X, …" and "per X, …".
var accordingTo = &lexicon.Cue{Lemma: "according_to", Pos: 'p', Kind: lexicon.SpeechCue, Takes: lexicon.TakesThat | lexicon.TakesQuote}

// inView is the cue of "in her view", "by his own account".
var inView = &lexicon.Cue{Lemma: "in_the_view_of", Pos: 'p', Kind: lexicon.SpeechCue, Takes: lexicon.TakesThat | lexicon.TakesQuote}

// viewAt returns the preposition before somebody's view where the noun at i is one and the phrase stands at the beginning or
// end of a unit, or between commas where nothing is reported before it: in Ann Lee's view, by his own account. It is None
// elsewhere.
func (f *Finder) viewAt(i int32, u *unit) int32 {
	k := f.g.ChunkOf[i]
	if k == grammar.None || f.g.Chunks[k].Head != i || f.g.Chunks[k].Last != i+1 {
		return None
	}
	ch := &f.g.Chunks[k]
	p := ch.Prep
	if p == grammar.None || p < u.first || p != ch.First-1 || f.word(p) != "in" && f.word(p) != "by" {
		return None
	}
	switch f.word(i) {
	case "view", "opinion", "words", "judgment", "judgement", "estimation", "reckoning", "account", "admission", "assessment", "analysis", "estimate":
	default:
		return None
	}
	whose := false
	for j := ch.First; j < i; j++ {
		whose = whose || f.g.Tags[j] == grammar.Possessive
	}
	begins := p == u.first || p == u.first+1 && f.g.Tags[u.first] == grammar.Coordinator
	closed := i+1 >= u.last || f.char(i+1) == '.'
	switch {
	case !whose || f.word(i) == "words" && !closed:
	case begins && f.char(i+1) == ',', closed && p > u.first && f.opensAside(p-1):
		return p
	case f.char(i+1) == ',' && f.char(p-1) == ',' && int(u.cues.First) == len(f.found):
		return p
	}
	return None
}

// anyVerb is the cue that a verb is which stands at the side of a quotation: "X," beamed Smith.
var anyVerb = &lexicon.Cue{Pos: 'v', Kind: lexicon.SpeechCue, Takes: lexicon.TakesQuote, Weak: true}

// afterSpeech reports whether a verb stands right behind a quotation that ends like speech, with a name in front of it
// or behind: "X," Smith beamed.
func (f *Finder) afterSpeech(v, first int32) bool {
	if v > first && f.q.Of[v-1] >= 0 {
		return f.closedQuote(v-1) && !f.closedByStop(v-1) && !f.nameBehind(v+1, int32(len(f.d.Tokens))).Empty()
	}
	if v == first || f.q.Of[v-1] >= 0 {
		return false
	}
	c := f.g.ChunkOf[v-1]
	if c == grammar.None || f.g.Chunks[c].First <= first {
		return false
	}
	i := f.g.Chunks[c].First - 1
	if f.q.Of[i] < 0 || !f.personal(f.g.Chunks[c].First, v) {
		return false
	}
	if v+1 < int32(len(f.d.Tokens)) && f.char(v+1) == '.' { // "Who?" Ann Lee posed.
		return f.closedQuote(i) && !f.closedByStop(i)
	}
	return f.closedByComma(i)
}

// closedByStop reports whether a full stop ends the quotation whose last token, its mark included, is i.
func (f *Finder) closedByStop(i int32) bool {
	for ; i > 0 && f.d.Tokens[i].Kind == text.Mark; i-- {
	}
	return f.char(i) == '.'
}

// cueAt lists the cue that begins at token i, and reports whether there is one.
func (f *Finder) cueAt(i int32, u *unit) bool {
	switch w := f.d.Tokens[i].Word; {
	case w == 0:
	case w == f.terms.according:
		if i+1 < u.last && f.word(i+1) == "to" {
			f.addCue(i, i+2, i, None, accordingTo, 'p')
			return true
		}
	case w == f.terms.per:
		if i == u.first && i+1 < u.last && f.d.Tokens[i+1].Kind == text.Word {
			f.addCue(i, i+1, i, None, accordingTo, 'p')
			return true
		}
	}
	if k := f.g.ClauseOf[i]; k != grammar.None {
		return f.g.Clauses[k].First == i && f.verbCueAt(i, k, u)
	}
	t := &f.d.Tokens[i]
	if t.Kind != text.Word {
		return false
	}
	if t.Class&lexicon.Preposition != 0 || t.Word == f.terms.based {
		if lex, end := f.phraseCue(i, u.last); lex != nil && !lex.Weak && f.isPhrase(i) {
			f.addCue(i, end, i, None, lex, 'p')
			return true
		}
	}
	if f.g.Tags[i] == grammar.Noun && t.Class&lexicon.CueNoun != 0 && t.Flags&text.AllCaps == 0 {
		if p := f.viewAt(i, u); p != None {
			f.addCue(p, i+1, i, None, inView, 'p')
			return true
		}
		f.addCue(i, i+1, i, None, f.d.Lexicon.NounCue(t.Word), 'n')
		return true
	}
	return false
}

// verbCueAt lists the cue that is the verb group of clause k, which begins at token i, perhaps with what follows.
func (f *Finder) verbCueAt(i, k int32, u *unit) bool {
	cl := &f.g.Clauses[k]
	t, tag := &f.d.Tokens[cl.Head], f.g.Tags[cl.Head]
	if !t.Class.Is(lexicon.CueVerb|lexicon.CueLead) && tag != grammar.Be && u.quotes.Empty() && !(tag == grammar.Participle && cl.Passive) {
		return false // most verbs
	}
	last := min(cl.Last, u.last)
	if !u.quotes.Empty() {
		for j := i; j < last; j++ {
			if f.q.Of[j] >= 0 {
				last = j
			}
		}
	}
	if cl.Head >= last {
		return false
	}
	if i == cl.Head && t.Class&lexicon.Adverb != 0 && i > u.first && f.d.Is(i-1, lexicon.PronObject) && !f.d.Is(i-1, lexicon.PronSubject) {
		return false // called her | back
	}
	if last-1 > cl.Head && f.g.Tags[last-1] == grammar.Negation && last < u.last && f.g.Tags[last] == grammar.Determiner {
		last-- // said | not all roads were shut
	}
	var verb *lexicon.Cue
	if t.Class&lexicon.CueVerb != 0 {
		verb = f.d.Lexicon.VerbCue(t.Word)
	}
	if lex, end := f.phraseCue(cl.Head, u.last); lex != nil && end >= last {
		if i == cl.Head && f.isPhrase(i) {
			if !lex.Weak {
				f.addCue(i, end, i, None, lex, 'p')
			}
			return !lex.Weak
		}
		many := f.addCue(i, end, cl.Head, k, lex, 'v')
		if verb == nil || f.reports(many, u) {
			return true
		}
		if single := (cue{first: i, last: last, head: cl.Head, clause: k, lex: verb, pos: 'v'}); !f.reports(&single, u) {
			return true
		}
		f.found = f.found[:len(f.found)-1]
	}
	switch {
	case verb != nil:
		f.addCue(i, last, cl.Head, k, verb, 'v')
		return true
	case cl.Finite && cl.Head == i && !auxTags.has(tag) && f.afterSpeech(i, u.first):
		f.addCue(i, last, cl.Head, k, anyVerb, 'v')
		return true
	case tag == grammar.Participle && cl.Passive && cl.Finite && t.Class&lexicon.CueVerb == 0 && f.d.Lexicon.AdjectiveCue(t.Word) != nil:
		f.addCue(i, last, cl.Head, k, f.d.Lexicon.AdjectiveCue(t.Word), 'a') // was concerned
		return true
	case tag == grammar.Be: // was adamant that
		j := last
		for j < u.last && f.g.Tags[j] == grammar.Adverb {
			j++
		}
		if j < u.last && f.q.Of[j] < 0 {
			if lex := f.d.Lexicon.AdjectiveCue(f.d.Tokens[j].Word); lex != nil && f.g.Tags[j] != grammar.Determiner {
				f.addCue(i, j+1, j, k, lex, 'a')
				return true
			}
		}
	}
	return false
}

// isPhrase reports whether a cue of several words that begins at i is no verb: "according to", "in the words of".
func (f *Finder) isPhrase(i int32) bool {
	switch f.word(i) {
	case "based":
		return true
	}
	return f.d.Is(i, lexicon.Preposition) && !f.g.Tags[i].IsVerb()
}

// phraseCue finds the longest cue of several words that begins at token i, whose first word may be inflected.
func (f *Finder) phraseCue(i, last int32) (*lexicon.Cue, int32) {
	t := &f.d.Tokens[i]
	if !t.Class.Is(lexicon.CueLead) {
		return nil, 0
	}
	if t.Class.Is(lexicon.FirstCue) {
		if c, end := f.phraseFrom(t.Word, i, last); c != nil {
			return c, end
		}
	}
	if lemma := f.d.Lexicon.Word(t.Word).Verb; t.Class.Is(lexicon.Verbal) && lemma != t.Word && f.d.Lexicon.Word(lemma).Is(lexicon.FirstCue) {
		return f.phraseFrom(lemma, i, last)
	}
	return nil, 0
}

func (f *Finder) phraseFrom(first lexicon.ID, i, last int32) (found *lexicon.Cue, end int32) {
	p := f.d.Lexicon.Phrases()
	if i+1 >= last || !p.Pair(first, f.d.Tokens[i+1].Word) {
		return nil, 0
	}
	node, e := p.Step(0, first)
	for j := i + 1; node >= 0 && j < last && f.q.Of[j] < 0; j++ {
		node, e = p.Step(node, f.d.Tokens[j].Word)
		if node >= 0 && e.Kind == lexicon.CuePhrase {
			found, end = f.d.Lexicon.PhraseCue(e), j+1
		}
	}
	return found, end
}

// word returns the form of token i in lower case, or "" for one that the lexicon lacks.
func (f *Finder) word(i int32) string {
	if i < 0 || int(i) >= len(f.d.Tokens) {
		return ""
	}
	return f.d.Lexicon.Text(f.d.Tokens[i].Word)
}

// is reports whether token i is one of the terms: the same as asking word, but cheaper.
func (f *Finder) is(i int32, term lexicon.ID) bool {
	return uint(i) < uint(len(f.d.Tokens)) && f.d.Tokens[i].Word == term && term != 0
}

// char returns the mark that a punctuation token is, or 0.
func (f *Finder) char(i int32) byte { return f.d.Punct(i) }
