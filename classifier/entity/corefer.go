package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// lookBack is how many mentions before a pronoun or description are compared with it.
const lookBack = 48

// corefer goes through the mentions in order: it notes roles, and gives descriptions and pronouns their entity.
func (s *Set) corefer() {
	s.pronouns = lists.Resize(s.pronouns, len(s.Mentions)+8)
	clear(s.pronouns)
	for i := range s.Mentions { // none is added meanwhile
		m := &s.Mentions[i]
		switch m.Kind {
		case Pronoun:
			s.pronounEntity(int32(i), m)
		case Title, Nominal, Document:
			if m.Entity == None {
				s.describeEntity(int32(i), m)
			}
		default: // names
			if m.rank&roleRank != 0 {
				s.addRole(m.Entity, m.RoleFirst, m.RoleLast, m.RoleLast-1)
			}
		}
		if m.Entity == None {
			continue
		}
		e := &s.Entities[m.Entity]
		first := e.First
		if first == None {
			first = int32(i)
		}
		e.First, e.last = first, int32(i)
		s.fit(int32(i), m, e)
	}
}

// private reports whether all that the article says of somebody's work is that he holds no public office.
func (s *Set) private(entity int32) bool {
	r := s.Entities[entity].roleList
	if r == None {
		return false
	}
	for ; r != None; r = s.roles[r].next {
		if o := &s.roles[r]; o.like != 0 || s.rules.hasKey(o.noun, publicList) || s.class(o.head)&lexicon.Role == 0 {
			return false
		}
	}
	return true
}

// describeEntity finds or makes the entity of a description.
func (s *Set) describeEntity(i int32, m *Mention) {
	human := m.Gender != Neuter
	if human && !m.Plural {
		if e := s.apposedTo(m); e != None {
			m.Entity = e
			return
		}
		if e := s.apposedBy(m); e != None {
			m.Entity = e
			return
		}
	}
	s.predicate(m)
	if m.Kind == Document {
		if m.Entity = s.owner(m); m.Entity != None {
			return
		}
	}
	called := human && !m.Plural && m.Head == m.First+1 && s.before(m.Head) && s.on(m.Head, sourceList) // the source
	if m.Entity == None && called {
		m.Entity = s.unnamedSpeaker(i, m, 1)
	}
	if m.Entity == None && (m.Kind == Title || s.definite(m)) {
		var fit int
		m.Entity, fit = s.known(i, m)
		if m.Entity != None && m.Kind == Title && s.rules.has(m.lemma, publicList) {
			// a governor of whom nothing was said for long gives way to who is spoken of now
			far := s.Entities[m.Entity].last != None && m.sentence-s.Mentions[s.Entities[m.Entity].last].sentence > 5
			if fit <= 3 || fit <= 4 && far {
				if e, v := s.salient(i, m); e != None && v >= 44 {
					m.Entity = e
				}
			}
		}
		if m.Entity == None && m.Kind == Title {
			if m.Entity = s.actor(m); m.Entity == None && (s.rules.has(m.lemma, publicList) && !s.ofBody(m) || s.fromAbroad(m)) {
				if m.Entity, _ = s.salient(i, m); m.Entity != None && s.private(m.Entity) {
					m.Entity = None // the architect is not the mayor
				}
			}
			if m.Entity == None {
				m.Entity = s.ahead(i, m)
			}
		}
	}
	if m.Entity == None && human && m.Subject && !m.Plural && m.sentence <= 2 && m.Kind != Title {
		m.Entity = s.leadOf(i, m)
	}
	if m.Entity == None && human && s.epithet(m) {
		if e, v := s.salient(i, m); v >= 36 {
			m.Entity = e
		}
	}
	if m.Entity == None && called {
		m.Entity = s.unnamedSpeaker(i, m, 3)
	}
	if m.Entity == None && human && !m.Plural && s.rules.has(m.lemma, tradeList) && s.before(m.First+1) {
		m.Entity = s.recentBody(i, m) // the retailer
	}
	if m.Entity == None && human {
		m.Entity = s.newDescribed(m)
	}
}

// ofBody reports whether a description tells that it is of something that was spoken of: its leader.
func (s *Set) ofBody(m *Mention) bool {
	switch s.doc.TokenText(m.First) {
	case "its", "Its", "their", "Their":
		return true
	}
	return false
}

// newDescribed makes an entity for somebody without a name.
func (s *Set) newDescribed(m *Mention) int32 {
	end := m.Last
	if !m.Modifier && m.Gender != Neuter {
		end = s.extent(m.Last)
	}
	k := Anonymous
	switch {
	case m.Gender == Neuter && m.Kind == Document:
		k = Text
	case m.Gender == Neuter:
		k = Organization
	case m.Plural:
		k = Group
	}
	s.newEntity(s.description(m.First, end), k, m.Gender).Plural = m.Plural
	return int32(len(s.Entities) - 1)
}

// description returns the words of a description without the article before and the possessive behind, but "a friend of
// Mr. Garner's".
func (s *Set) description(first, last int32) string {
	if first < last-1 {
		switch s.doc.TokenText(first) {
		case "the", "The", "a", "A", "an", "An", "THE", "AN", "this", "This", "that", "That", "these", "These", "those", "Those":
			first++
		}
	}
	for first < last-1 && s.tokens[first].Kind == text.Mark {
		first++
	}
	for last > first+1 && (s.tokens[last-1].Kind == text.Punct || s.tokens[last-1].Kind == text.Clitic || s.tokens[last-1].Kind == text.Mark) {
		if c := s.chunkOf[last-1]; s.tokens[last-1].Kind == text.Clitic && c != grammar.None && s.chunks[c].Prep > first && s.doc.TokenText(s.chunks[c].Prep) == "of" {
			break
		}
		last--
	}
	return s.doc.Slice(first, last)
}

// known finds whom a definite description means: by the roles that the article gave, by an earlier description with
// the same noun, by a body that has the word in its name.
func (s *Set) known(i int32, m *Mention) (entity int32, fit int) {
	if m.Gender == Neuter {
		return s.knownBody(i, m), 0
	}
	best, score := None, 0
	owner := s.possessor(m)
	if !m.Plural && len(s.roles) > 0 {
		noun := s.rules.one(key(m.lemma))
		like := s.likeOf(m.Head, noun)
		n := 0
		for r := len(s.roles) - 1; r >= 0 && n < 96; r-- {
			n++
			o := &s.roles[r]
			if o.noun != noun && o.like&like == 0 {
				continue
			}
			if v := s.matches(m, o); v > 0 && (owner == None || o.entity != owner) {
				v = v*8 + s.nearness(i, s.Entities[o.entity].last)
				if v > score {
					best, score = o.entity, v
				}
			}
		}
		if best != None && score/8 >= 4 {
			return best, score / 8
		}
	}
	other := None
	for j := m.alike; j != None && j >= i-lookBack; j = s.Mentions[j].alike {
		c := &s.Mentions[j]
		if c.lemma != m.lemma || c.Entity == None || c.Kind != Nominal && c.Kind != Title || c.Gender == Neuter {
			continue
		}
		if s.modifiersAgree(m, c) {
			if c.Plural == m.Plural {
				return c.Entity, 9
			}
			if other == None && m.Plural && !c.Quoted && !s.named(c.Entity) {
				other = c.Entity
			}
		}
	}
	if best != None {
		return best, score / 8
	}
	if other != None {
		return other, 9
	}
	aged := false
	for t := m.First; t <= m.Head; t++ {
		aged = aged || s.aged(t)
	}
	if aged || s.class(m.Head)&lexicon.Person != 0 && m.Gender != AnyGender && !m.Plural {
		return s.recentPerson(i, m.Gender), 9
	}
	return None, 0
}
