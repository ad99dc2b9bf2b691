package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

func (s *Set) addRole(entity, first, last, head int32) {
	e := &s.Entities[entity]
	if e.Role == "" {
		e.Role = s.doc.Slice(s.otherRole(first), last)
	}
	// the head is the last noun of the phrase before "of"
	for t := first; t < last; t++ {
		if w := s.doc.TokenText(t); (w == "of" || w == "for" || w == "at" || w == "in") && t > first {
			head = t - 1
			break
		}
	}
	if e.Gender == AnyGender && s.class(head)&human != 0 {
		e.Gender = genderOf(s.class(head))
	}
	s.roles = append(s.roles, s.role(first, last, head, entity, e.roleList))
	e.roleList = int32(len(s.roles) - 1)
	if e.Kind == UnknownKind && s.class(head)&(lexicon.Role|lexicon.Relation|lexicon.Person) != 0 {
		e.Kind = Person
	}
}

// predicate notes the role that somebody is said to have: "Smith is the president of the club".
func (s *Set) predicate(m *Mention) {
	c := s.chunkOf[m.Head]
	if c == grammar.None || m.Gender == Neuter || m.Plural {
		return
	}
	ch := &s.chunks[c]
	if ch.Role != grammar.Second && ch.Role != grammar.Object || ch.Clause == grammar.None {
		return
	}
	cl := &s.clauses[ch.Clause]
	if s.tags[cl.Head] != grammar.Be || cl.Negated || cl.Subject == grammar.None {
		return
	}
	if n := s.MentionAt(s.chunks[cl.Subject].Head); n != nil && (n.Kind == Name || n.Kind == Pronoun) && !n.Quoted && n.Entity != None &&
		s.Entities[n.Entity].Kind == Person && s.named(n.Entity) && !clash(s.Entities[n.Entity].Gender, m.Gender) {
		first := m.First
		if s.tags[first] == grammar.Determiner {
			first++
		}
		s.addRole(n.Entity, first, m.Last, m.Head)
		m.Entity = n.Entity
	}
}

func (s *Set) lemma(t int32) lexicon.ID { return s.lemmaOf(&s.tokens[t]) }

func (s *Set) lemmaOf(t *text.Token) lexicon.ID {
	if n := s.doc.Lexicon.Word(t.Word).Noun; n != 0 {
		return n
	}
	return t.Word
}

// modifiersAgree reports whether nothing in a description contradicts an earlier one with the same noun.
func (s *Set) modifiersAgree(m, c *Mention) bool {
	for t := m.First; t < m.Head; t++ {
		if tag := s.tags[t]; tag != grammar.Noun && tag != grammar.Proper && tag != grammar.Adjective || s.tokens[t].Word == 0 && tag != grammar.Proper {
			continue
		}
		if !s.holds(c.First, c.Last, t) {
			return false
		}
	}
	return true
}

// holds reports whether the tokens from first to last hold the word at t, or the name of the same country.
func (s *Set) holds(first, last, t int32) bool {
	k, p := s.rules.one(s.key(t)), s.placeAt(t)
	body := None
	if m := s.mentionOf[t]; m != None && s.Mentions[m].Kind == Org {
		body = s.Mentions[m].Entity
	}
	for u := first; u < last; u++ {
		if m := s.mentionOf[u]; body != None && m != None && s.Mentions[m].Entity == body {
			return true // LNP, Liberal National Party
		}
		if s.rules.one(s.key(u)) == k || p != nil && s.placeAt(u) == p {
			return true
		}
	}
	return false
}

// placeAt returns the place that the word at t names or belongs to, or nil.
func (s *Set) placeAt(t int32) *lexicon.Place {
	if k := &s.tokens[t]; k.Class&(lexicon.PlaceName|lexicon.Demonym) != 0 {
		return s.doc.Lexicon.PlaceOf(k.Word)
	}
	return nil
}

// matches says how well a description fits a role, 0: not.
func (s *Set) matches(m *Mention, r *role) int {
	e := &s.Entities[r.entity]
	if clash(e.Gender, m.Gender) {
		return 0
	}
	v := 0
	hm, hr := s.rules.one(key(m.lemma)), r.noun
	switch {
	case hm == hr && hm != 0:
		v = 4
	case r.like != 0 && s.likeOf(m.Head, hm)&r.like != 0:
		v = 2
	default:
		// the senator: the head of "Senate Majority Leader" is another
		return 0
	}
	if !s.complementAgrees(m, r) || hm != hr && int(m.Last) < len(s.tokens) && s.doc.TokenText(m.Last) == "of" {
		return 0 // the boss of the ferries is not the prime minister
	}
	if int(m.Last)+1 < len(s.tokens) && s.doc.TokenText(m.Last) == "for" && s.tags[m.Last+1] == grammar.Proper && !s.holds(r.first, r.last, m.Last+1) {
		return 0 // the minister for Leith is not the minister for Fife
	}
	own := 0
	for t := m.First; t < m.Head; t++ {
		tag := s.tags[t]
		if tag != grammar.Noun && tag != grammar.Proper && tag != grammar.Adjective || s.on(t, formerList) || hm == hr && s.on(t, looseList) {
			continue
		}
		place := s.class(t)&(lexicon.PlaceName|lexicon.Demonym) != 0
		switch {
		case s.holds(r.first, r.last, t):
			v += 2
		case place:
			if s.placed(r.first, r.last) || r.last > r.head+1 && hm == hr && s.placeAt(t) != nil {
				return 0 // the German chancellor is not the chancellor of the exchequer
			}
			if s.rules.hasKey(hm, partyList) {
				return 0 // the Texas Republican is not any Republican
			}
			v--
		default:
			own++
		}
	}
	if own > 0 && hm != hr {
		return 0
	}
	if own > 0 {
		// the foreign minister is not the prime minister
		for t := r.first; t < r.head; t++ {
			if tag := s.tags[t]; (tag == grammar.Noun || tag == grammar.Proper || tag == grammar.Adjective) && s.class(t)&(lexicon.PlaceName|lexicon.Demonym) == 0 &&
				!s.on(t, formerList) && !s.on(t, looseList) && !s.holds(m.First, m.Last, t) {
				return 0
			}
		}
	}
	if s.formerly(r.first, r.head) != s.formerly(m.First, m.Head) {
		v--
	}
	return max(v-own, 0)
}

// formerly reports whether "former" or the like stands among the tokens.
func (s *Set) formerly(first, last int32) bool {
	for t := first; t < last; t++ {
		if s.on(t, formerList) {
			return true
		}
	}
	return false
}

// likeOf returns what a role may be called otherwise. Of ministers only the prime minister is a leader.
func (s *Set) likeOf(head int32, k key) uint16 {
	if head <= 0 || k != s.rules.minister {
		return s.rules.likes(k)
	}
	switch w := s.tokens[head-1].Word; {
	case w == s.rules.chief:
		return s.rules.likes(k) | s.rules.likes(s.rules.cm)
	case !s.on(head-1, firstList):
		return 0
	case w == s.rules.prime:
		return s.rules.likes(k) | s.rules.likes(s.rules.pm)
	}
	return s.rules.likes(k)
}

// complementAgrees reports whether the country behind a description does not contradict a role: "the president of
// France" is not the U.S. president.
func (s *Set) complementAgrees(m *Mention, r *role) bool {
	if int(m.Last)+1 >= len(s.tokens) || s.doc.TokenText(m.Last) != "of" {
		return true
	}
	c := s.chunkOf[m.Last+1]
	if c == grammar.None {
		return true
	}
	h := s.chunks[c].Head
	return s.class(h)&(lexicon.PlaceName|lexicon.Demonym) == 0 || !s.placed(r.first, r.last) || s.holds(r.first, r.last, h)
}

// possessor returns the entity whom a description names as the one it belongs to: "his minister", "Smith's lawyer".
func (s *Set) possessor(m *Mention) int32 {
	return s.ownerIn(m.First, m.Head)
}

// ownerIn is possessor for a role, by its tokens.
func (s *Set) ownerIn(first, last int32) int32 {
	for t := first; t < last; t++ {
		if n := s.MentionAt(t); n != nil && (n.Kind == Pronoun || s.possessed(n.Last)) {
			return n.Entity
		}
	}
	return None
}

// placed reports whether a country stands among the tokens.
func (s *Set) placed(first, last int32) bool {
	for t := first; t < last; t++ {
		if s.class(t)&(lexicon.PlaceName|lexicon.Demonym) != 0 {
			return true
		}
	}
	return false
}
