package entity

import "github.com/stance-dev/stance/classifier/grammar"

// pronounEntity gives a pronoun its entity, as far as the words before it tell.
func (s *Set) pronounEntity(i int32, m *Mention) {
	switch m.form {
	case heForm, sheForm, itForm, theyForm:
		e, _ := s.antecedent(i, m, None)
		m.Entity = e
		if e != None && m.Gender != Neuter && !m.Quoted {
			if t := &s.Entities[e]; t.Gender == AnyGender && t.Kind != Group {
				t.Gender = m.Gender
			}
		}
	case whoForm:
		m.Entity = s.relative(i, m)
	}
}

// relative returns whom "who" means: the noun phrase right before it.
func (s *Set) relative(i int32, m *Mention) int32 {
	for t := m.First - 1; t >= 0 && t >= m.First-4; t-- {
		if s.tags[t] == grammar.Punct || s.tags[t] == grammar.Preposition || s.tags[t] == grammar.Mark {
			continue
		}
		if n := s.MentionAt(t); n != nil {
			if o := s.member(n); o != None {
				return o
			}
			return n.Entity
		}
		break
	}
	if c := s.clauseSubject(m.First); c != None {
		if n := s.MentionAt(s.chunks[c].Head); n != nil && n.Head < m.Head {
			return n.Entity
		}
	}
	for j := i - 1; j >= 0 && j >= i-6 && s.Mentions[j].sentence == m.sentence; j-- {
		if c := &s.Mentions[j]; c.Kind != Pronoun && c.Kind != Place && !c.Modifier && c.Entity != None {
			return c.Entity
		}
	}
	return None
}

// member returns the person named before a body or place to which he belongs, or None: Ann Lee of the works committee, | who.
func (s *Set) member(n *Mention) int32 {
	if n.Kind != Place && n.Gender != Neuter && (n.Entity == None || s.Entities[n.Entity].Kind != Organization) {
		return None
	}
	t := n.First - 1
	for t > 0 && (s.tags[t] == grammar.Determiner || s.tags[t] == grammar.Adjective) {
		t--
	}
	if t < 1 || s.tags[t] != grammar.Preposition {
		return None
	}
	switch s.doc.TokenText(t) {
	case "of", "from", "at":
		if p := s.MentionAt(t - 1); p != nil && p.Kind == Name && p.Entity != None && s.Entities[p.Entity].Kind == Person {
			return p.Entity
		}
	}
	return None
}

// clauseSubject returns the subject chunk of the relative clause that a token opens, or None.
func (s *Set) clauseSubject(marker int32) int32 {
	for t := marker + 1; int(t) < len(s.clauseOf) && t < marker+6; t++ {
		if c := s.clauseOf[t]; c != grammar.None {
			cl := &s.clauses[c]
			if cl.Marker == marker && !cl.OwnSubject {
				return cl.Subject
			}
			return None
		}
	}
	return None
}

// tagged reports whether a pronoun with its verb stands beside what it says: "X, he said, Y". Whom X names is another.
func (s *Set) tagged(m *Mention, clause int32) bool {
	cl := &s.clauses[clause]
	if s.char(m.First-1) != ',' || cl.First != m.Last {
		return false
	}
	switch s.char(cl.Last) {
	case '.':
		return true
	case ',':
		return int(cl.Last)+1 < len(s.tokens) && !s.quoted(cl.Last+1)
	}
	return false
}

// namedBefore lists the entities that the words of a sentence before mention i name, and returns how many.
func (s *Set) namedBefore(i int32, list []int32) int {
	n := 0
	for j := i - 1; j >= 0 && n < len(list) && s.Mentions[j].sentence == s.Mentions[i].sentence; j-- {
		if c := &s.Mentions[j]; c.Kind != Pronoun && c.Entity != None {
			list[n] = c.Entity
			n++
		}
	}
	return n
}

// told returns the entity of the name right behind the verb whose subject a pronoun is: in "he told Smith" he is not
// Smith.
func (s *Set) told(m *Mention, clause int32) int32 {
	if clause == None || !m.Subject {
		return None
	}
	h := s.clauses[clause].Head
	for t := h + 1; int(t) < len(s.mentionOf) && t <= h+3; t++ {
		if x := s.mentionOf[t]; x != None && h > m.Head {
			if n := &s.Mentions[x]; n.Kind == Name && (!n.Modifier || s.possessed(n.Last)) {
				return n.Entity
			}
			return None
		}
		if g := s.tags[t]; g == grammar.Punct || g == grammar.Mark || g == grammar.Subordinator {
			return None
		}
	}
	return None
}

func (s *Set) reflexive(t int32) bool {
	w := s.doc.TokenText(t)
	return len(w) > 6
}
