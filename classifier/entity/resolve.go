package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// Context tells Resolve what stands around a source.
type Context struct {
	Speaker int32 // the entity whose words were reported last before this source, or None
	Near    bool  // the last statement ends in the same paragraph or the one before
}

// Resolution says who a source is.
type Resolution struct {
	Entity int32 // never None
	By     By
	Rule   string // "name", "pronoun.speaker"
}

// By says how a source was resolved.
type By uint8

const (
	ByName     By = iota + 1
	ByTitle       // a title or role of somebody whom the article names
	ByPronoun     // "he", "who"
	ByNominal     // a description: "the officials"
	ByActor       // a role whose holder at the article's date ActorSource knows
	Unresolved    // a pronoun of which nobody is known
)

// Resolve returns the entity of a source, the tokens from first to last, and makes one where the source is unnamed.
// It must be called in the order of the text, with a range that is not empty.
func (s *Set) Resolve(first, last int32, ctx Context) Resolution {
	if n := s.joinedRoles(first, last); n != None {
		return Resolution{s.Mentions[n].Entity, ByName, "name"}
	}
	if n := s.portfolio(first, last); n != None {
		return Resolution{s.Mentions[n].Entity, ByName, "name"}
	}
	if s.several(first, last) {
		if m := s.MentionAt(first); m != nil {
			s.spoke = m.sentence
		}
		return Resolution{s.describedBy(first, last, Group), ByName, "several"}
	}
	m := s.headMention(first, last)
	if m == None || s.Mentions[m].Kind == Document && s.Mentions[m].Last > last { // the French | proposal
		return s.undescribed(first, last)
	}
	r := s.resolve(m, first, last, ctx)
	if x := &s.Mentions[m]; x.Entity != None {
		s.fit(m, x, &s.Entities[x.Entity])
		if x.Kind == Name && !x.Subject && !x.Modifier {
			x.Subject, x.place = true, speechPlace // over an apposition, which the grammar did not see
			x.setRank()
		}
	}
	s.spoke = s.Mentions[m].sentence
	return r
}

// resolve returns the entity of a source with the head mention m.
func (s *Set) resolve(m, first, last int32, ctx Context) Resolution {
	x := &s.Mentions[m]
	switch x.Kind {
	case Place:
		if e := s.resident(x.First); e != None {
			return Resolution{e, ByName, "name.home"}
		}
		return Resolution{x.Entity, ByName, "name"}
	case Name, Org:
		if x.Last == last-1 && s.tokens[x.Last].Kind == text.Clitic && s.possessed(x.Last) {
			s.nameEndsInS(x, last)
		}
		return Resolution{x.Entity, ByName, "name"}
	case Pronoun:
		return s.resolvePronoun(m, first, last, ctx)
	case Title:
		if e := x.Entity; e != None && s.named(e) {
			return Resolution{e, ByTitle, "title.role"}
		}
		if e := x.Entity; e != None && s.Entities[e].ActorID != "" {
			return Resolution{e, ByActor, "title.actor"}
		}
	}
	if x.Kind == Title && (x.Entity == None || !s.named(x.Entity)) {
		if e := s.laterNamed(m, x); e != None {
			x.Entity = e
			return Resolution{e, ByTitle, "title.role"}
		}
	}
	if e := x.Entity; e != None && s.named(e) {
		if x.Kind == Document {
			return Resolution{e, ByNominal, "document.owner"}
		}
		return Resolution{e, ByNominal, "nominal.role"}
	}
	if x.Entity == None {
		x.Entity = s.newDescribed(x)
		s.Entities[x.Entity].First = m
	}
	e := &s.Entities[x.Entity]
	if e.First == m || e.First == None {
		e.Name = s.description(first, s.participle(s.descriptionEnd(first, max(last, x.Last))))
		return Resolution{x.Entity, ByNominal, "nominal.new"}
	}
	return Resolution{x.Entity, ByNominal, "nominal.again"}
}

// nameEndsInS gives an entity that speaks with a possessive behind its name that as a part of it: Moody's said.
func (s *Set) nameEndsInS(x *Mention, last int32) {
	e := &s.Entities[x.Entity]
	if e.full && e.Kind == Person || e.ActorID != "" || e.Name != s.doc.Slice(x.First, x.Last) {
		return
	}
	e.Name = s.doc.Slice(x.First, last)
	if e.Kind == UnknownKind || e.Kind == Person {
		e.Kind = Organization
	}
}

// resident returns the person whose home a place at a token ends: "Ann Lee, 59, of Ashton, Md.", or None.
func (s *Set) resident(t int32) int32 {
	home, from := false, max(t-12, 0)
	for t--; t >= from; t-- {
		m := s.MentionAt(t)
		switch {
		case s.char(t) == ',' || s.tokens[t].Kind == text.Number:
		case m != nil && m.Kind == Name && home && s.Entities[m.Entity].Kind == Person && m.Last == t+1:
			return m.Entity
		case s.doc.TokenText(t) == "of":
			home = true
		case !home && s.tokens[t].Flags&text.Capital != 0:
		default:
			return None
		}
	}
	return None
}

// named reports whether an entity has a name of its own.
func (s *Set) named(e int32) bool {
	t := &s.Entities[e]
	return t.keyFirst < t.keyLast
}

// actor asks the packs who holds the role of a title.
func (s *Set) actor(m *Mention) int32 {
	if s.Actors == nil {
		return None
	}
	name, id, ok := s.Actors.Holder(s.description(m.First, m.Last), s.Date)
	if !ok {
		return None
	}
	for i := range s.Entities {
		if s.Entities[i].ActorID == id || s.Entities[i].Name == name {
			m.Entity = int32(i)
			s.Entities[i].ActorID = id
			return m.Entity
		}
	}
	s.Entities = append(s.Entities, Entity{Name: name, Kind: Person, ActorID: id, First: None, roleList: None, last: None})
	m.Entity = int32(len(s.Entities) - 1)
	return m.Entity
}

// resolvePronoun finds who a pronoun that speaks is.
func (s *Set) resolvePronoun(i, first, last int32, ctx Context) Resolution {
	m := &s.Mentions[i]
	switch m.form {
	case heForm, sheForm, itForm, theyForm:
		if s.reflexive(m.Head) && first > 0 && s.mentionOf[first-1] != None { // the president himself
			if e := s.Mentions[s.mentionOf[first-1]].Entity; e != None {
				m.Entity = e
				return Resolution{e, ByName, "name.himself"}
			}
		}
		speaker := None
		if ctx.Near {
			speaker = ctx.Speaker
		}
		e, _ := s.antecedent(i, m, speaker)
		if m.Plural && speaker != None && s.Entities[speaker].Plural && s.Entities[speaker].First == None && m.sentence-s.spoke <= 1 {
			e = speaker // Smith and Jones said …. They
		}
		if e == None {
			if ctx.Speaker != None && s.agrees(m, &Mention{}, &s.Entities[ctx.Speaker]) {
				e = ctx.Speaker
			} else {
				e = s.describedBy(first, last, Anonymous)
				s.Entities[e].Gender = m.Gender
				m.Entity = e
				return Resolution{e, Unresolved, "pronoun.unknown"}
			}
		}
		m.Entity = e
		rule := "pronoun.subject"
		if e == ctx.Speaker {
			rule = "pronoun.speaker"
		}
		return Resolution{e, ByPronoun, rule}
	case whoForm:
		if m.Entity != None {
			return Resolution{m.Entity, ByPronoun, "pronoun.relative"}
		}
		for t := first - 1; t >= 0 && t >= first-3; t-- {
			if c := s.chunkOf[t]; c != grammar.None && s.class(s.chunks[c].Head)&(lexicon.Month|lexicon.Weekday) == 0 {
				m.Entity = s.describedBy(s.chunks[c].First, s.chunks[c].Last, s.kindOf(s.chunks[c].Head))
				return Resolution{m.Entity, ByPronoun, "pronoun.relative"}
			}
		}
	case selfForm:
		if ctx.Speaker != None {
			m.Entity = ctx.Speaker
			return Resolution{ctx.Speaker, ByPronoun, "pronoun.first"}
		}
	}
	k := Anonymous
	if s.class(m.Head)&lexicon.Plural != 0 {
		k = Group
	}
	e := s.describedBy(first, last, k)
	m.Entity = e
	return Resolution{e, ByNominal, "pronoun.indefinite"}
}
