package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// salient returns the named person whom a title that nobody was given yet most likely means: the article's own
// subject of the last sentences. "The Republican nominee" goes to somebody whom no other role excludes.
func (s *Set) salient(i int32, m *Mention) (int32, int) {
	if m.Head > m.First && s.class(m.Head-1)&lexicon.Role != 0 && s.class(m.Head-1)&(lexicon.Demonym|lexicon.PlaceName|lexicon.Adjective) == 0 && !s.on(m.Head-1, partyList) {
		return None, 0 // the auditor general
	}
	best, top := None, 0
	owner, foreign := s.possessor(m), false
	epithet, party := s.rules.has(m.lemma, epithetList), s.partyIn(m.First, m.Last)
	public, heads := epithet || s.rules.has(m.lemma, publicList), s.rules.likes(key(m.lemma))&1 != 0
	placed, national := s.placed(m.First, m.Head), 0
	if placed {
		national = 12
	}
	for t := m.First; t < m.Head && placed && heads; t++ {
		p := s.placeAt(t)
		foreign = foreign || s.class(t)&lexicon.Demonym != 0 && p != nil && p.Kind == "country"
	}
	for j := i - 1; j >= 0 && j >= i-3*lookBack; j-- {
		c := &s.Mentions[j]
		d := int(m.sentence - c.sentence)
		if d > 6 && !placed || top >= 40-6*min(d, 5)+national+8+6+12 {
			break // it cannot be better, nor can those before it
		}
		if c.Entity == None || c.Quoted || c.Plural || d == 0 && !c.Subject {
			continue
		}
		e := &s.Entities[c.Entity]
		if c.Entity == owner || e.Kind != Person || !s.named(c.Entity) || clash(e.Gender, m.Gender) || c.First >= m.First && c.Last <= m.Last {
			continue
		}
		if c.Modifier && !e.full && !s.possessed(c.Last) {
			continue // the Ganesh festival
		}
		if d == 0 && c.clause == m.clause && m.clause != None && !m.Modifier {
			continue // Ann Lee accused the governor
		}
		country := placed && s.sameCountry(m, e)
		if d > 6 && !country {
			continue
		}
		v := 40 - 6*min(d, 5) + int(min(e.Mentions, 8))
		if country {
			v += national
		} else if foreign {
			continue
		}
		if c.Subject {
			v += 6
		}
		if c.Modifier {
			v -= 6
		}
		if (!public || epithet && d > 1) && e.roleList != None {
			v -= 8
		}
		if party != 0 && s.ofParty(party, e) {
			v += 12
		}
		if v > top && heads && s.serves(e) {
			v -= 12
		}
		if v > top && epithet && s.otherwise(m, e) {
			v -= 12 // a defender is no winger
		}
		if v > top && !s.excluded(m, e) {
			best, top = c.Entity, v
		}
	}
	return best, top
}

// epithet reports whether a description names again whom the sentence before named: the Pole, the 45-year-old, the Arsenal
// midfielder.
func (s *Set) epithet(m *Mention) bool {
	if m.Plural || !m.Subject || !s.before(m.First+1) {
		return false
	}
	if int(m.Last) < len(s.tokens) {
		switch s.doc.TokenText(m.Last) {
		case "of", "who", "from", "in", "at", "for", "with", "whose":
			return false // the driver of the car
		}
	}
	c := s.class(m.Head)
	if s.doc.TokenText(m.Head) == "member" && s.partyIn(m.First, m.Head) != 0 {
		return true // the Labour member
	}
	if c&lexicon.Demonym != 0 || s.aged(m.Head) || s.rules.has(m.lemma, epithetList) {
		return true
	}
	if c&(lexicon.Role|lexicon.Relation) == 0 {
		return false
	}
	for t := m.First + 1; t < m.Head; t++ {
		if s.possessed(t) {
			return false // the First Minister's spokesman
		}
	}
	for t := m.First + 1; t < m.Head; t++ {
		if s.tokens[t].Flags&text.Capital != 0 && s.class(t)&(lexicon.Demonym|lexicon.PlaceName) == 0 || s.aged(t) {
			return true // the Ferrari driver
		}
	}
	return false
}

// serves reports whether the article gives somebody a role at another's side: his adviser, her husband.
func (s *Set) serves(e *Entity) bool {
	n := 0
	for r := e.roleList; r != None && n < 8; r = s.roles[r].next {
		n++
		if s.rules.has(s.roles[r].lemma, aideList) {
			return true
		}
	}
	return false
}

// otherwise reports whether the article gives somebody another of the roles by which people are called again.
func (s *Set) otherwise(m *Mention, e *Entity) bool {
	n := 0
	for r := e.roleList; r != None && n < 8; r = s.roles[r].next {
		n++
		if l := s.roles[r].lemma; l != m.lemma && s.rules.has(l, epithetList) {
			return true
		}
	}
	return false
}

// ahead returns the person whom the article introduces by name behind a title: "the mayor … Mayor Ann Lee".
func (s *Set) ahead(i int32, m *Mention) int32 {
	owner := s.possessor(m)
	for j := i + 1; int(j) < len(s.Mentions) && j <= i+lookBack; j++ {
		c := &s.Mentions[j]
		if c.sentence-m.sentence > 8 {
			break
		}
		if c.Kind != Name || c.RoleFirst >= c.RoleLast {
			continue
		}
		if l := s.lemma(c.RoleLast - 1); l != m.lemma && (owner == None || s.rules.likes(key(l))&s.rules.likes(key(m.lemma)) == 0 || s.ownerIn(c.RoleFirst, c.RoleLast) != owner) {
			continue
		}
		if r := s.role(c.RoleFirst, c.RoleLast, c.RoleLast-1, c.Entity, None); s.matches(m, &r) > 0 {
			return c.Entity
		}
	}
	return None
}

// unnamedSpeaker returns the last one without a name who is the subject of a verb of speech in the n sentences before: "a
// senior police source told … the official said".
func (s *Set) unnamedSpeaker(i int32, m *Mention, n int32) int32 {
	for j := i - 1; j >= 0 && j >= i-lookBack/2 && m.sentence-s.Mentions[j].sentence <= n; j-- {
		c := &s.Mentions[j]
		if c.Entity == None || c.Kind != Nominal || c.Quoted || c.Plural || c.place != speechPlace || c.sentence == m.sentence {
			continue
		}
		if e := &s.Entities[c.Entity]; e.Kind == Anonymous && !clash(e.Gender, m.Gender) {
			return c.Entity
		}
	}
	return None
}

// laterNamed returns the person to whom the sentences behind a title give the same role: "the transport secretary said …
// Ann Lee, the transport secretary, said".
func (s *Set) laterNamed(i int32, m *Mention) int32 {
	if s.tags[m.First] == grammar.Possessive {
		return None // his foreign minister
	}
	for r := range s.roles[:min(len(s.roles), 96)] {
		o := &s.roles[r]
		if o.first <= m.Last || o.lemma != m.lemma || o.last-o.first < m.Last-m.First-1 || s.Entities[o.entity].First <= i || !s.named(o.entity) {
			continue
		}
		if n := s.Entities[o.entity].First; s.Mentions[n].sentence-m.sentence > 8 {
			continue
		}
		if s.matches(m, o) >= 4 && s.modifiersHeld(m, o) {
			return o.entity
		}
	}
	return None
}

// modifiersHeld reports whether a role has all the words before the noun of a description, and at least one.
func (s *Set) modifiersHeld(m *Mention, r *role) bool {
	n := 0
	for t := m.First + 1; t < m.Head; t++ {
		if !s.holds(r.first, r.last, t) {
			return false
		}
		n++
	}
	return n > 0
}

// leadOf returns the person whom the sentences behind the lead name with the role by which the lead called him: "a rebel
// leader said … rebel leader Ann Lee told reporters".
func (s *Set) leadOf(i int32, m *Mention) int32 {
	if d := s.doc.TokenText(m.First); d != "a" && d != "an" && d != "A" && d != "An" || s.class(m.Head)&lexicon.Role == 0 {
		return None
	}
	for j := i + 1; int(j) < len(s.Mentions) && j <= i+lookBack/2 && s.Mentions[j].sentence-m.sentence <= 3; j++ {
		c := &s.Mentions[j]
		if c.Kind != Name || c.RoleFirst >= c.RoleLast || c.sentence == m.sentence || s.lemma(c.RoleLast-1) != m.lemma {
			continue
		}
		for t := m.First + 1; t < m.Head; t++ {
			if !s.holds(c.RoleFirst, c.RoleLast, t) {
				return None
			}
		}
		return c.Entity
	}
	return None
}

// fromAbroad reports whether a description is a way of naming again whom the sentence before named: "the Portuguese
// striker".
func (s *Set) fromAbroad(m *Mention) bool {
	if s.tags[m.First] != grammar.Determiner {
		return false
	}
	for t := m.First; t < m.Head; t++ {
		if s.class(t)&lexicon.Demonym != 0 {
			return true
		}
	}
	return false
}

// sameCountry reports whether a description and a role that the article gives somebody have the same country.
func (s *Set) sameCountry(m *Mention, e *Entity) bool {
	for t := m.First; t < m.Head; t++ {
		if s.class(t)&(lexicon.Demonym|lexicon.PlaceName) == 0 {
			continue
		}
		n := 0
		for r := e.roleList; r != None && n < 8; r = s.roles[r].next {
			n++
			if s.holds(s.roles[r].first, s.roles[r].last, t) {
				return true
			}
		}
	}
	return false
}

// excluded reports whether a role that the article gives somebody contradicts a description.
func (s *Set) excluded(m *Mention, e *Entity) bool {
	n, party := 0, s.partyIn(m.First, m.Head)
	for r := e.roleList; r != None && n < 8; r = s.roles[r].next {
		n++
		o := &s.roles[r]
		a, b := m.lemma, o.lemma
		if party != 0 {
			if p := s.partyIn(o.first, o.last); p != 0 && p != party {
				return true
			} else if p == 0 && m.Head-m.First <= 2 {
				continue // the party's leader may be minister, too
			}
		}
		if (a == b || s.rules.likes(key(a))&s.rules.likes(key(b)) != 0 && !s.rules.has(a, epithetList)) && s.matches(m, o) == 0 {
			return true
		}
		// the Israeli minister is no Palestinian negotiator
		for t := m.First; t <= m.Head; t++ {
			if s.class(t)&lexicon.Demonym != 0 && s.placed(o.first, o.last) && !s.holds(o.first, o.last, t) && (t < m.Head || s.ofCountry(t)) {
				return true
			}
		}
	}
	return false
}

// ofCountry reports whether a demonym is that of a country: a Texan may be a U.S. senator.
func (s *Set) ofCountry(t int32) bool {
	p := s.placeAt(t)
	return p != nil && p.Kind == "country"
}

// ofParty reports whether a role that the article gives somebody names a party.
func (s *Set) ofParty(party key, e *Entity) bool {
	n := 0
	for r := e.roleList; r != None && n < 8; r = s.roles[r].next {
		n++
		if s.partyIn(s.roles[r].first, s.roles[r].last) == party {
			return true
		}
	}
	return false
}

// partyIn returns what stands for the party that is named among the tokens, or 0.
func (s *Set) partyIn(first, last int32) key {
	for t := first; t < last; t++ {
		if k := s.rules.one(s.key(t)); s.rules.hasKey(k, partyList|aliasedList) {
			return k
		}
		if m := s.mentionOf[t]; m != None && s.Mentions[m].Kind == Org {
			if e := &s.Entities[s.Mentions[m].Entity]; e.org != nil && e.org.Kind == "party" {
				return hashOf(e.org.Name)
			}
		}
	}
	return 0
}

// nearness is larger for an entity whose last mention is nearer.
func (s *Set) nearness(i, last int32) int {
	if last == None {
		return 0
	}
	d := s.Mentions[i].sentence - s.Mentions[last].sentence
	return int(max(0, 7-d))
}

// recentPerson returns the last person before mention i whose gender does not clash.
func (s *Set) recentPerson(i int32, g Gender) int32 {
	for j := i - 1; j >= 0 && j >= i-lookBack/2; j-- {
		c := &s.Mentions[j]
		if c.Entity == None || c.Plural || c.Gender == Neuter || c.Modifier && c.Kind != Name || s.Mentions[i].sentence-c.sentence > 3 {
			continue
		}
		if e := &s.Entities[c.Entity]; e.Kind == Person && !clash(e.Gender, g) {
			return c.Entity
		}
	}
	return None
}
