package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// owner returns whose text a description means: "Smith's statement", "the WHO guidelines".
func (s *Set) owner(m *Mention) int32 {
	if s.on(m.Head, wordsList) && int(m.Last)+1 < len(s.tokens) && s.doc.TokenText(m.Last) == "of" {
		if c := s.chunkOf[m.Last+1]; c != grammar.None { // the opinion of the Court
			if n := s.MentionAt(s.chunks[c].Head); n != nil && (n.Kind == Name || n.Kind == Org) {
				return n.Entity
			}
		}
	}
	if e := s.issuer(m); e != None {
		return e
	}
	for t := m.Head - 1; t >= m.First; t-- {
		n := s.MentionAt(t)
		if n == nil || n.Entity == None {
			continue
		}
		switch n.Kind {
		case Org:
			if n.Last == m.Head || s.possessed(n.Last) {
				return n.Entity
			}
		case Name, Pronoun:
			if (s.possessed(n.Last) || n.Kind == Pronoun) && s.on(m.Head, wordsList) && s.Entities[n.Entity].Kind == Person {
				return n.Entity
			}
		}
		return None
	}
	return None
}

// issuer returns who gives out a statement, by the verb that governs it: "the company released a statement".
func (s *Set) issuer(m *Mention) int32 {
	c := s.chunkOf[m.Head]
	if c == grammar.None || !s.on(m.Head, wordsList) {
		return None
	}
	ch := &s.chunks[c]
	if ch.Role != grammar.Object || ch.Clause == grammar.None {
		return None
	}
	cl := &s.clauses[ch.Clause]
	verb := s.doc.Lexicon.Word(s.tokens[cl.Head].Word).Verb
	if cl.Passive || cl.Negated || cl.Subject == grammar.None || !s.rules.has(verb, issueList) {
		return None
	}
	if n := s.MentionAt(s.chunks[cl.Subject].Head); n != nil && n.Quoted == m.Quoted && n.Head < m.Head {
		return n.Entity
	}
	return None
}

// knownBody finds the body or text that a description like "the ministry", "the report" means.
func (s *Set) knownBody(i int32, m *Mention) int32 {
	k := s.key(m.Head)
	if m.Kind != Document && !m.Plural {
		n := 0
		for l := s.index.first(k); l != None && n < maxLinks; l = s.index.links[l].next {
			n++
			e := &s.Entities[s.index.links[l].entity]
			if !s.index.links[l].last && !s.heads(k, e) {
				continue // the state is no State Department
			}
			if e.Kind == Organization && e.place == nil && s.bodyAgrees(m, e) {
				return s.index.links[l].entity
			}
		}
	}
	if e := s.recentBody(i, m); e != None {
		return e
	}
	for j := m.alike; j != None && j >= i-lookBack; j = s.Mentions[j].alike {
		c := &s.Mentions[j]
		if c.lemma != m.lemma || c.Kind != m.Kind || c.Gender != Neuter || c.Plural != m.Plural || !s.modifiersAgree(m, c) {
			continue
		}
		if c.Entity == None {
			c.Entity = s.newDescribed(c)
			s.Entities[c.Entity].First = j
			s.fit(j, c, &s.Entities[c.Entity])
		}
		return c.Entity
	}
	return None
}

// recentBody returns the body that the sentence before named, for "the group", "the Islamist movement".
func (s *Set) recentBody(i int32, m *Mention) int32 {
	if m.Kind == Document || m.Plural || !s.on(m.Head, bodiesList) || !s.before(m.First+1) {
		return None
	}
	for t := m.First + 1; t < m.Head; t++ {
		if s.class(t)&(lexicon.Demonym|lexicon.OrgName|lexicon.PlaceName) == 0 && !(s.class(t)&lexicon.Adjective != 0 && s.tokens[t].Flags&text.Capital != 0) {
			return None // the drug company is another
		}
	}
	media, trade := s.on(m.Head, mediaList), s.on(m.Head, tradeList)
	best, top := None, 0
	for j := i - 1; j >= 0 && j >= i-lookBack/2; j-- {
		c := &s.Mentions[j]
		d := int(m.sentence - c.sentence)
		if d > 2 {
			break
		}
		if c.Kind != Org && !(c.Kind == Name && s.Entities[c.Entity].Kind == UnknownKind && !s.Entities[c.Entity].full) || c.Quoted && !m.Quoted || c.Entity == None || s.char(c.First-1) == '(' || s.char(c.First-1) == ':' { // (NYSE: ABC)
			continue
		}
		if e := &s.Entities[c.Entity]; c.First >= m.First || trade && e.org != nil && e.org.Kind != "company" && e.org.Kind != "media" || e.Kind == UnknownKind && e.Mentions < 2 && s.tokens[c.First].Flags&text.SentStart != 0 {
			continue // the UN agency is not the UN, a party no retailer
		} else if media && !(e.org != nil && e.org.Kind == "media" || s.on(c.Head, companyList)) {
			continue
		}
		v := 20 - 6*d
		if c.Subject {
			v += 4
		}
		if c.Modifier {
			v -= 2
		}
		if v > top {
			best, top = c.Entity, v
		}
	}
	return best
}

// heads reports whether a word heads a name with "of", "for", "on": the commission, Commission on Debates.
func (s *Set) heads(k key, e *Entity) bool {
	for i := e.keyFirst; i+1 < e.keyLast; i++ {
		if s.keys[i] == k {
			w := s.word(i + 1)
			return w == "of" || w == "for" || w == "on" || w == "in"
		}
	}
	return false
}

// bodyAgrees reports whether the words before the noun of a description stand in a body's name.
func (s *Set) bodyAgrees(m *Mention, e *Entity) bool {
	for t := m.First; t < m.Head; t++ {
		tag := s.tags[t]
		if tag == grammar.Possessive {
			return false
		}
		if tag != grammar.Noun && tag != grammar.Proper && tag != grammar.Adjective {
			continue
		}
		k := s.key(t)
		found := false
		for _, x := range s.keys[e.keyFirst:e.keyLast] {
			found = found || x == k
		}
		if !found {
			return false
		}
	}
	return true
}
