package entity

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// maxFamilies is how many surnames that several persons share are looked at closely.
const maxFamilies = 8

// family is the person whom a surname means that several persons of the article share.
type family struct {
	surname key
	entity  int32
}

// family returns whom a bare surname means where several persons have it: who is named most often in full, whom the
// pronouns behind the surname fit, who comes first. It returns None where too many surnames are shared.
func (s *Set) family(surname key) int32 {
	for _, f := range s.families {
		if f.surname == surname {
			return f.entity
		}
	}
	if len(s.families) == maxFamilies {
		return None
	}
	she := s.pronounsBehind(surname)
	best, top := None, 0
	n := 0
	for l := s.index.first(surname); l != None && n < maxLinks; l = s.index.links[l].next {
		n++
		k := s.index.links[l]
		e := &s.Entities[k.entity]
		if !k.last || !e.full || e.Kind != Person {
			continue
		}
		v := 100 + 2*int(min(e.Mentions, 20))
		switch {
		case e.Gender == Feminine:
			v += 3 * she
		case e.Gender == Masculine:
			v -= 3 * she
		}
		if v >= top { // the links go from the last person to the first
			best, top = k.entity, v
		}
	}
	s.families = append(s.families, family{surname, best})
	return best
}

// pronounsBehind counts how often "she" rather than "he" follows the bare surname in its sentence, at most ±10.
func (s *Set) pronounsBehind(surname key) int {
	n := 0
	for i := range s.names {
		x := &s.names[i]
		if x.words != 1 || x.titled || s.key(x.last-1) != surname {
			continue
		}
		end := int32(len(s.tokens))
		if i+1 < len(s.names) {
			end = s.names[i+1].first
		}
		for t := x.last; t < min(x.last+12, end); t++ {
			if s.tokens[t].Flags&text.SentStart != 0 || s.quoted(t) {
				break
			}
			if s.class(t)&(lexicon.PronSubject|lexicon.Possessive|lexicon.PronReflexive) == 0 {
				continue
			}
			switch s.pronoun(t) {
			case heForm:
				n--
			case sheForm:
				n++
			default:
				continue
			}
			break
		}
	}
	return max(-10, min(10, n))
}
