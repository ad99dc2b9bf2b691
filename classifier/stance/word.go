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

// before returns the last token before i that is no mark and no adverb, or None at the sentence's beginning.
//
//go:noinline
func (e *Engine) before(i int32) int32 {
	for i--; i >= e.first; i-- {
		if t := e.g.Tags[i]; t != grammar.Mark && t != grammar.Adverb {
			return i
		}
	}
	return None
}

func (e *Engine) isComma(i int32) bool {
	return i != None && e.g.Tags[i] == grammar.Punct && e.doc.Tokens[i].Char == ','
}

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

// isQuestion reports whether the sentence at hand ends with a question mark.
func (e *Engine) isQuestion() bool {
	for i := e.last - 1; i >= e.first && i > e.last-4; i-- {
		if t := &e.doc.Tokens[i]; t.Kind == text.Punct {
			return t.Char == '?'
		}
	}
	return false
}
