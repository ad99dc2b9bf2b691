package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file asks small questions of single words.
//
// What is asked in many places is not inlined, here and elsewhere in the package: the code that a sentence goes through is
// larger than the part of the processor's cache that holds code.

// before returns the last token before i that is no mark, no adverb and in no brackets, or None at the sentence's beginning.
//
//go:noinline
func (e *Engine) before(i int32) int32 {
	passed := false // brackets: one pair, so that a text of nothing else is read in linear time
	for i--; i >= e.first; i-- {
		switch t := e.g.Tags[i]; {
		case t == grammar.Mark, t == grammar.Adverb:
		case t == grammar.Punct && e.doc.Tokens[i].Char == ')' && !passed:
			if j := e.bracketBefore(i); j != None { // sued the Commission (FEC) | in a bid to
				i, passed = j, true
				continue
			}
			return i
		default:
			return i
		}
	}
	return None
}

// bracketBefore returns the bracket that the one at i closes, if only a few words stand between them, or None.
func (e *Engine) bracketBefore(i int32) int32 {
	for j := i - 1; j > e.first && j > i-8; j-- {
		switch e.doc.Tokens[j].Char {
		case '(':
			return j
		case ')':
			return None
		}
	}
	return None
}

func (e *Engine) isComma(i int32) bool { return e.doc.Punct(i) == ',' }

// isWord reports whether a token is one of some words.
//
//go:noinline
func (e *Engine) isWord(i int32, words ...string) bool {
	if i < 0 || i >= e.last {
		return false
	}
	t := e.doc.Lexicon.Text(e.doc.Tokens[i].Word)
	for _, w := range words {
		if len(t) == len(w) && t[0] == w[0] && t == w {
			return true
		}
	}
	return false
}

// vocabulary are the numbers of the words that are asked for most: to compare a number takes a fifth of what it takes to compare
// letters.
type vocabulary struct {
	a, alongside, an, as, away, before, both, by, can, cent, could, down, fewer, he, her, his, including, it, its, least, less, most, neither,
	no, nor, not, of, off, or, order, orders, per, percent, right, road, roads, she, so, than, that, the, their, them, they, this, to, well,
	what, whether, which, why, with, yet lexicon.ID
}

func newVocabulary(lex *lexicon.Lexicon) (v vocabulary) {
	for word, id := range map[string]*lexicon.ID{
		"a": &v.a, "alongside": &v.alongside, "an": &v.an, "as": &v.as, "away": &v.away, "before": &v.before, "both": &v.both, "by": &v.by, "can": &v.can,
		"cent": &v.cent, "could": &v.could, "down": &v.down, "fewer": &v.fewer, "he": &v.he, "her": &v.her, "his": &v.his, "including": &v.including,
		"it": &v.it, "its": &v.its, "least": &v.least, "less": &v.less, "most": &v.most, "neither": &v.neither, "no": &v.no, "nor": &v.nor, "not": &v.not,
		"of": &v.of, "off": &v.off, "or": &v.or, "order": &v.order, "orders": &v.orders, "per": &v.per, "percent": &v.percent, "right": &v.right,
		"road": &v.road, "roads": &v.roads, "she": &v.she, "so": &v.so, "than": &v.than, "that": &v.that, "the": &v.the, "their": &v.their,
		"them": &v.them, "they": &v.they, "this": &v.this, "to": &v.to, "well": &v.well, "what": &v.what, "whether": &v.whether, "which": &v.which,
		"why": &v.why, "with": &v.with, "yet": &v.yet,
	} {
		if *id = lex.Lookup(word); *id == 0 {
			*id = noWord
		}
	}
	return v
}

// noWord is the number of words that the lexicon lacks; no token has it.
const noWord = ^lexicon.ID(0)

// is reports whether a token is a word of the vocabulary.
//
//go:noinline
func (e *Engine) is(i int32, word lexicon.ID) bool {
	return i >= 0 && i < e.last && e.doc.Tokens[i].Word == word
}

// either reports whether a token is one of two words of the vocabulary.
//
//go:noinline
func (e *Engine) either(i int32, a, b lexicon.ID) bool {
	if i < 0 || i >= e.last {
		return false
	}
	w := e.doc.Tokens[i].Word
	return w == a || w == b
}

// inGroup reports whether a token is in a group of words.
func (e *Engine) inGroup(i int32, g lexicon.Group) bool {
	return i >= 0 && i < e.last && e.doc.Lexicon.In(e.doc.Tokens[i].Word, g)
}

// asksIn reports whether somebody's words in which a match stands end with a question mark there: "Why should we
// accept it?" she asked.
func (e *Engine) asksIn(m *match) bool {
	v := e.voice[m.first]
	if v == None {
		return false
	}
	for i := m.last; i < e.last && (e.voice[i] == v || e.g.Tags[i] == grammar.Mark); i++ {
		switch e.doc.Tokens[i].Char {
		case '?':
			return true
		case '.', '!', ';':
			return false
		}
	}
	return false
}

// questionMark returns the question mark with which the sentence at hand ends, or None.
func (e *Engine) questionMark() int32 {
	for i := e.last - 1; i >= e.first && i > e.last-4; i-- {
		if t := &e.doc.Tokens[i]; t.Kind == text.Punct {
			if t.Char == '?' {
				return i
			}
			break
		}
	}
	return None
}

// askedBy reports whether a match stands in the question that ends with a mark: not before the words of somebody that are one.
func (e *Engine) askedBy(mark int32, m *match) bool {
	return mark != None && (e.voice[mark] == None || e.voice[mark] == e.voice[m.first])
}
