package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// The usual noun phrases – determiners, adjectives, numbers, then nouns or names – are read by a table of states. It
// gives up on everything else, and phrase reads that.

// phraseState is how far a noun phrase has been read. From headNoun on it has a head. A tag fits into its lowest bits.
type phraseState uint16

const (
	outside phraseState = iota << 5
	afterDeterminer
	afterPossessive
	afterAdjective
	headNoun
	headProper
	headNumber
	numberBehind // the head is a noun or name before one or more numbers: Article 50
	pronoun      // stands alone, unless it is a determiner, too
	phraseEnds   // from here on: no state
	mayBegin     // a possessive that begins one if it is no clitic
	goesOn       // ends, unless the pronoun is a determiner, too
	andBehind    // ends, unless the coordinator is a sign: Johnson & Johnson
	unusual
)

// phraseNext tells the state behind a state and a tag. It is larger than needed, so that no index can be too large.
var phraseNext = func() (next [1 << 9]phraseState) {
	set := func(to phraseState, from []phraseState, tags ...Tag) {
		for _, s := range from {
			for _, t := range tags {
				next[s|phraseState(t)] = to
			}
		}
	}
	headless := []phraseState{outside, afterDeterminer, afterPossessive, afterAdjective}
	headed := []phraseState{headNoun, headProper, headNumber, numberBehind}
	for i := range next {
		next[i] = phraseEnds
	}
	for _, from := range [][]phraseState{headless, headed} {
		// what may continue a phrase, by rules of its own
		set(unusual, from, Possessive, Adverb, Mark, Pronoun, Participle, Gerund, Coordinator, Punct, Adjective, Determiner)
		set(headNoun, from, Noun)
		set(headProper, from, Proper)
		set(headNumber, from, Number)
	}
	set(phraseEnds, headed, Pronoun, Determiner, Participle, Gerund, Adverb, Punct)
	set(andBehind, headed, Coordinator)
	set(phraseEnds, headed[:1], Adjective)
	set(numberBehind, []phraseState{headNoun, headProper, numberBehind}, Number)
	set(afterDeterminer, headless[:2], Determiner)
	set(afterDeterminer, []phraseState{afterPossessive}, Determiner) // his own words
	set(phraseEnds, []phraseState{afterAdjective}, Determiner)
	set(afterAdjective, headless, Adjective)
	set(goesOn, []phraseState{pronoun}, Noun, Possessive)
	for t := range phraseState(32) {
		if next[t] == phraseEnds {
			next[t] = outside
		}
	}
	set(outside, headless[:1], Adverb, Mark, Participle, Gerund, Coordinator, Punct) // none begins with these
	set(pronoun, headless[:1], Pronoun, Existential)
	set(mayBegin, headless[:1], Possessive)
	return next
}()

// possessed holds a bit for each tag that surely begins what is possessed, see startsRest.
const possessed uint64 = 1<<Noun | 1<<Proper | 1<<Adjective | 1<<Number

// usualPhrases adds the usual noun phrases of a sentence from i on up to one that phrase has to read, and returns where
// that begins. Each tag takes one step in the table, and only where a phrase ends is more to do. It calls nothing and
// stands apart, so that what it needs stays in registers.
//
//go:noinline
func (a *Analysis) usualPhrases(from, first, last int32) int32 {
	tags, tokens := a.Tags[:last], a.tokens[:last]
	of := a.ChunkOf[:len(tags)]
	chunks, n := a.Chunks[:cap(a.Chunks)], len(a.Chunks)
	s, begin, i := outside, int(from), int(from)
read:
	for {
		var next phraseState
		for out := (int(s) - 1) >> 31; ; i++ { // -1 outside
			if uint(i) >= uint(len(tags)) {
				if s == outside {
					begin = i
					break read
				}
				next = phraseEnds
				break
			}
			if next = phraseNext[(s|phraseState(tags[i]))&(1<<9-1)]; next >= phraseEnds {
				break
			}
			begin += (i - begin) & out
			s = next
			out = (int(s) - 1) >> 31
			of[i] = int32(n | out)
		}
		switch {
		case next == phraseEnds:
		case next == mayBegin:
			if tokens[i].Kind != text.Clitic {
				begin, s, of[i] = i, afterPossessive, int32(n)
			}
			i++
			continue
		case next == goesOn && tokens[begin].Class.Is(lexicon.Determiner), next == andBehind && tokens[i].Kind == text.Symbol:
			break read
		case next == unusual:
			switch t, mark := tags[i], tokens[i].Char; {
			case t == Possessive && s >= headNoun && tokens[i].Kind == text.Clitic && i+1 < len(tags) && possessed>>(tags[i+1]&63)&1 != 0: // Israel's goal
				s, of[i] = afterPossessive, int32(n)
				i++
				continue
			case t == Mark && s >= headNoun && mark != text.CloseSingle && mark != text.StraightSingle: // ends it
			case t == Punct && s == afterAdjective && (mark != ',' || i+2 >= len(tags) || tags[i+1] != Adjective): // more is needed
			default:
				break read
			}
		}
		if s < headNoun { // no phrase
			for ; begin < i; begin++ {
				of[begin] = None
			}
			s = outside
			continue
		}
		head := i - 1
		if i-begin > 1 { // the classes of some words have rules of their own
			if tokens[begin].Class&lexicon.Weekday|tokens[head].Class&(lexicon.Time|lexicon.Weekday) != 0 || i-begin > longestPhrase {
				break
			}
		}
		if n >= len(chunks) {
			break
		}
		before := begin - 1 // the last token before the phrase that is no mark or adverb
		for before >= int(first) && (1<<Mark|1<<Adverb)>>(tags[before]&63)&1 != 0 {
			before--
		}
		prep := None
		if before >= int(first) {
			switch tags[before] {
			case Punct:
				if tokens[before].Char == ')' {
					break read // genetically modified (GM) crops
				}
			case Preposition:
				if tags[begin] == Number || tokens[begin].Word == a.leastMost[0] || tokens[begin].Word == a.leastMost[1] {
					break read // at least ten states
				}
				prep = int32(before)
			case Coordinator:
				if before > int(first) && of[before-1] != None { // over American and Israeli objections
					p := chunks[of[before-1]].Prep
					if i >= len(tags) || !tags[i].IsVerb() || p != None && tokens[p].Word == a.betweenTwo {
						prep = p
					}
				}
			}
		}
		if s == numberBehind {
			for tags[head] == Number {
				head--
			}
		}
		c := &chunks[n]
		c.First, c.Last, c.Head, c.Prep, c.Clause, c.Role = int32(begin), int32(i), int32(head), prep, None, NoRole
		n++
		s, begin = outside, i
	}
	for k := begin; k < i; k++ {
		of[k] = None
	}
	a.Chunks = a.Chunks[:n]
	return int32(begin)
}
