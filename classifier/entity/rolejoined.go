package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// otherRole moves the start of a role over "and" to another one of the same person, who has no article of his own: Acme
// president and chief executive Tom Lee.
func (s *Set) otherRole(f int32) int32 {
	if f < 2 || s.tags[f-1] != grammar.Coordinator || s.doc.TokenText(f-1) != "and" {
		return f
	}
	c := s.chunkOf[f-2]
	if c == grammar.None || s.chunks[c].Last != f-1 || s.chunks[c].Prep != grammar.None || s.chunks[c].Head != f-2 {
		return f
	}
	if k := s.class(f - 2); k&lexicon.Role == 0 || k&lexicon.Plural != 0 {
		return f
	}
	if s.tokens[f].Flags&text.Capital != 0 && s.tokens[f-2].Flags&text.Capital == 0 {
		return f // a baker and | Mayor Ann Lee
	}
	first := s.chunks[c].First
	for first < f-2 && s.tags[first] == grammar.Determiner {
		if w := s.doc.TokenText(first); w == "a" || w == "an" {
			return f
		}
		first++
	}
	return first
}

// roleOverLetters returns the role that stands before its letters in brackets before a name: Provincial Police Officer (PPO)
// Tom Lee.
func (s *Set) roleOverLetters(name int32) (first, last int32, ok bool) {
	i := name - 4
	if i < 0 || s.char(name-1) != ')' || s.char(name-3) != '(' || s.tokens[name-2].Flags&text.AllCaps == 0 || s.class(i)&lexicon.Role == 0 {
		return 0, 0, false
	}
	c := s.chunkOf[i]
	if c == grammar.None || s.chunks[c].Last != i+1 {
		return 0, 0, false
	}
	first = s.chunks[c].First
	for first < i && s.tags[first] == grammar.Determiner {
		first++
	}
	return first, i + 1, true
}
