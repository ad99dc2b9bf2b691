package grammar

import "github.com/stance-dev/stance/classifier/text"

// The usual noun phrases – determiners, adjectives, numbers, then nouns or names – are read by a table of states. It
// gives up on everything else, and chunkAt reads that.

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
	phraseEnds   // from here on: no state
	andBehind    // ends, unless the coordinator is a sign: Johnson & Johnson
	unusual
)

var phraseNext = func() (next [phraseEnds][32]phraseState) {
	for s := range next {
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
	next[phraseStart][Existential] = unusual
	next[phraseStart][Determiner], next[afterDeterminer][Determiner] = afterDeterminer, afterDeterminer
	next[phraseStart][Possessive] = afterPossessive
	for _, s := range []phraseState{phraseStart, afterDeterminer, afterPossessive, afterAdjective} {
		next[s][Adjective] = afterAdjective
	}
	next[afterPossessive][Determiner] = afterDeterminer // his own words
	next[afterAdjective][Determiner] = phraseEnds
	return next
}()

// phraseAt returns the end and the head of the noun phrase that begins at i, as chunkAt does, where it is a usual one.
func (a *Analysis) phraseAt(i, last int32) (end, head int32, ok bool) {
	tags := a.Tags[:min(last, i+longestPhrase)]
	s, exit := phraseStart, phraseEnds
	j := int(i)
	if tags[j] == Possessive && a.tokens[j].Kind == text.Clitic {
		return i, None, true
	}
	for j < len(tags) {
		next := phraseNext[s][tags[j]&31]
		if next >= phraseEnds {
			exit = next
			break
		}
		s = next
		j++
	}
	if exit == unusual || exit == andBehind && a.tokens[j].Kind == text.Symbol {
		return 0, None, false
	}
	end, head = int32(j), None
	if s >= headNoun {
		head = end - 1
		if s == numberBehind {
			for tags[head] == Number {
				head--
			}
		}
	}
	return end, head, true
}
