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
	phraseStart phraseState = iota
	afterDeterminer
	afterPossessive
	afterAdjective
	headNoun
	headProper
	headNumber
	numberBehind // the head is a noun or name before one or more numbers: Article 50
	pronoun      // stands alone, unless it is a determiner, too
	phraseEnds   // from here on: no state
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
	for _, t := range []Tag{Adverb, Mark, Participle, Gerund, Coordinator, Punct} { // none begins with these
		next[phraseStart][t] = phraseEnds
	}
	next[phraseStart][Pronoun], next[phraseStart][Existential] = pronoun, pronoun
	for t := range next[pronoun] {
		next[pronoun][t] = phraseEnds
	}
	next[phraseStart][Determiner], next[afterDeterminer][Determiner] = afterDeterminer, afterDeterminer
	next[phraseStart][Possessive] = afterPossessive
	for _, s := range []phraseState{phraseStart, afterDeterminer, afterPossessive, afterAdjective} {
		next[s][Adjective] = afterAdjective
	}
	next[afterPossessive][Determiner] = afterDeterminer // his own words
	next[afterAdjective][Determiner] = phraseEnds
	return next
}()

// usualPhrases adds the usual noun phrases of a sentence from i on up to one that phrase has to read, and returns where
// that begins. It calls nothing and stands apart, so that what it needs stays in registers.
//
//go:noinline
func (a *Analysis) usualPhrases(from, first, last int32) int32 {
	tags, tokens, of := a.Tags[:last], a.tokens[:last], a.ChunkOf[:last]
	chunks, n := a.Chunks[:cap(a.Chunks)], len(a.Chunks)
	i := int(from)
	for n < len(chunks) {
		for uint(i) < uint(len(tags)) && phraseNext[phraseStart][tags[i]&31] == phraseEnds {
			i++
		}
		if i >= len(tags) {
			break
		}
		// the classes of some words have rules of their own
		tok := &tokens[i]
		classes := tok.Class & lexicon.Weekday
		limit := min(len(tags), i+longestPhrase)
		s, exit := phraseNext[phraseStart][tags[i]&31], phraseEnds
		j := i + 1
		if s >= phraseEnds {
			break
		}
		if s == afterPossessive && tok.Kind == text.Clitic {
			i++
			continue
		}
		for ; uint(j) < uint(limit); j++ {
			exit = phraseNext[s&15][tags[j]&31]
			if exit >= phraseEnds {
				break
			}
			s = exit
		}
		if s < headNoun && exit != unusual {
			i++ // no phrase
			continue
		}
		if s == pronoun {
			classes |= tok.Class & lexicon.Determiner
		}
		head := j - 1
		classes |= tokens[head].Class & (lexicon.Time | lexicon.Weekday)
		before := i - 1 // the last token before the phrase that is no mark or adverb
		for before >= int(first) && (tags[before] == Mark || tags[before] == Adverb) {
			before--
		}
		prep := None
		if before >= int(first) {
			if tags[before] == Preposition {
				prep = int32(before)
			} else if tags[before] == Coordinator {
				break
			}
		}
		if classes != 0 || exit == unusual || exit == andBehind && tokens[j].Kind == text.Symbol {
			break
		}
		if s == numberBehind {
			for tags[head] == Number {
				head--
			}
		}
		c := &chunks[n]
		c.First, c.Last, c.Head, c.Prep, c.Clause, c.Role = int32(i), int32(j), int32(head), prep, None, NoRole
		for ; i < j; i++ {
			of[i] = int32(n)
		}
		n++
	}
	a.Chunks = chunks[:n]
	return int32(i)
}
