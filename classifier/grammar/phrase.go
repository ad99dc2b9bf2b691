package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// The usual noun phrases – determiners, adjectives, numbers, then nouns or names – are read by a table of states. It
// gives up on everything else, and phrase reads that.

// phraseState is how far a noun phrase has been read. From headNoun on it has a head.
type phraseState uint8

const (
	outside phraseState = iota
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

// phraseNext tells the state behind a tag. It has more rows than there are states, so that no index can be too large.
var phraseNext = func() (next [16][32]phraseState) {
	for s := range phraseEnds {
		for t := range next[s] {
			next[s][t] = phraseEnds
		}
		// what may continue a phrase, by rules of its own
		for _, t := range []Tag{Possessive, Adverb, Mark, Pronoun, Participle, Gerund, Coordinator, Punct, Adjective, Determiner} {
			next[s][t] = unusual
		}
		next[s][Noun], next[s][Proper], next[s][Number] = headNoun, headProper, headNumber
	}
	for _, s := range []phraseState{headNoun, headProper, headNumber, numberBehind} {
		for _, t := range []Tag{Pronoun, Determiner, Participle, Gerund, Adverb, Punct} {
			next[s][t] = phraseEnds
		}
		next[s][Coordinator] = andBehind
	}
	next[headNoun][Adjective] = phraseEnds
	for _, s := range []phraseState{headNoun, headProper, numberBehind} {
		next[s][Number] = numberBehind
	}
	for t, s := range next[outside] {
		if s == phraseEnds {
			next[outside][t] = outside
		}
	}
	for _, t := range []Tag{Adverb, Mark, Participle, Gerund, Coordinator, Punct} { // none begins with these
		next[outside][t] = outside
	}
	next[outside][Pronoun], next[outside][Existential] = pronoun, pronoun
	for t := range next[pronoun] {
		next[pronoun][t] = phraseEnds
	}
	next[pronoun][Noun], next[pronoun][Possessive] = goesOn, goesOn
	next[outside][Determiner], next[afterDeterminer][Determiner] = afterDeterminer, afterDeterminer
	next[outside][Possessive] = mayBegin
	for _, s := range []phraseState{outside, afterDeterminer, afterPossessive, afterAdjective} {
		next[s][Adjective] = afterAdjective
	}
	next[afterPossessive][Determiner] = afterDeterminer // his own words
	next[afterAdjective][Determiner] = phraseEnds
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
		next := phraseEnds // at the sentence's end
		for ; uint(i) < uint(len(tags)); i++ {
			if next = phraseNext[s&15][tags[i]&31]; next >= phraseEnds {
				break
			}
			if s == outside {
				begin = i
			}
			s = next
			of[i] = int32(n) | (int32(s)-1)>>31 // None outside
		}
		switch {
		case i >= len(tags) && s == outside:
			begin = i
			break read
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
		// the classes of some words have rules of their own
		if tokens[begin].Class&lexicon.Weekday|tokens[head].Class&(lexicon.Time|lexicon.Weekday) != 0 || i-begin > longestPhrase || n >= len(chunks) {
			break
		}
		before := begin - 1 // the last token before the phrase that is no mark or adverb
		for before >= int(first) && (1<<Mark|1<<Adverb)>>(tags[before]&63)&1 != 0 {
			before--
		}
		prep := None
		if before >= int(first) {
			if tags[before] == Preposition {
				prep = int32(before)
			}
			if tags[before] == Coordinator && before > int(first) && of[before-1] != None { // over American and Israeli objections
				p := chunks[of[before-1]].Prep
				if i >= len(tags) || !tags[i].IsVerb() || p != None && tokens[p].Word == a.betweenTwo {
					prep = p
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
	a.Chunks = chunks[:n]
	return int32(begin)
}
