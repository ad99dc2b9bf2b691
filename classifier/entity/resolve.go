package entity

import (
	"strings"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// Context tells Resolve what stands around a source.
type Context struct {
	Speaker int32 // the entity whose words were reported last before this source, or None
	Beside  bool  // the source stands beside a quotation
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
	if s.several(first, last) {
		return Resolution{s.describedBy(first, last, Group), ByName, "several"}
	}
	m := s.headMention(first, last)
	if m == None {
		return s.undescribed(first, last)
	}
	r := s.resolve(m, first, last, ctx)
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

// resident returns the person whose home a place at a token ends: "Ann Lee, 59, of Ashton, Md.", or None.
func (s *Set) resident(t int32) int32 {
	home, from := false, max(t-12, 0)
	for t--; t >= from; t-- {
		m := s.MentionAt(t)
		switch {
		case s.char(t) == ',' || s.doc.Tokens[t].Kind == text.Number:
		case m != nil && m.Kind == Name && home && s.Entities[m.Entity].Kind == Person && m.Last == t+1:
			return m.Entity
		case s.doc.TokenText(t) == "of":
			home = true
		case !home && s.doc.Tokens[t].Flags&text.Capital != 0:
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

// headMention returns the mention that a source is about: the name or noun that heads its first noun phrase, or the
// name in apposition to it.
func (s *Set) headMention(first, last int32) int32 {
	end := min(last, first+64)
	for t := first; t < end; t++ {
		c := s.gr.ChunkOf[t]
		if c == grammar.None {
			if m := s.mentionOf[t]; m != None {
				return m
			}
			continue
		}
		ch := &s.gr.Chunks[c]
		if ch.Head >= last {
			return s.lastName(t, last)
		}
		m := s.mentionOf[ch.Head]
		if m == None {
			m = s.lastName(t, ch.Head+1)
		}
		// a name with "of" or "and" inside: the phrase goes on where it ends
		for m != None && s.Mentions[m].Last > ch.Last && s.Mentions[m].Kind != Pronoun && s.Mentions[m].Last <= last {
			c2 := s.gr.ChunkOf[s.Mentions[m].Last-1]
			if c2 == grammar.None || s.gr.Chunks[c2].Head >= last || s.gr.Chunks[c2].Head < ch.Last {
				break
			}
			ch = &s.gr.Chunks[c2]
			if n := s.mentionOf[ch.Head]; n != None {
				m = n
			}
		}
		if m != None && s.Mentions[m].Modifier && s.Mentions[m].Kind != Pronoun && s.Mentions[m].Last < end && s.possessed(s.Mentions[m].Last) && ch.Last < end && s.gr.ChunkOf[ch.Last] != grammar.None {
			t = ch.Last - 1
			continue // the phrase behind the possessive
		}
		if n := s.behind(m, ch.Last, end); n != None {
			return n
		}
		return m
	}
	return None
}

// lastName returns the last name between two tokens, or the last other mention.
func (s *Set) lastName(first, last int32) int32 {
	m := None
	for t := first; t < last; t++ {
		n := s.mentionOf[t]
		if n == None {
			continue
		}
		if k := s.Mentions[n].Kind; m == None || k == Name || k == Org || k == Place {
			m = n
		}
	}
	return m
}

// behind returns the person whose name stands in a source behind its head: "her lawyer, Ann Lee", "the Institute of
// Physics researcher Ann Lee".
func (s *Set) behind(head, from, end int32) int32 {
	if head != None && s.Mentions[head].Kind == Name {
		return None
	}
	body := head != None && (s.Mentions[head].Kind == Org || s.Mentions[head].Kind == Place)
	comma := false
	for t := from; t < end; t++ {
		if s.char(t) == '(' {
			for u := t; u < end && u < t+24; u++ {
				if s.char(u) == ')' {
					t = u
					break
				}
			}
		}
		if s.char(t) == ',' || s.char(t) == ')' {
			body = body && s.char(t) != ')' // the source begins inside a bracket
			if body {
				return None
			}
			comma = true
			continue
		}
		c := s.gr.ChunkOf[t]
		if c == grammar.None {
			if s.gr.Tags[t] == grammar.Relative || s.gr.Tags[t] == grammar.Coordinator || s.gr.Tags[t].IsVerb() && s.gr.Tags[t] != grammar.VerbBase && comma {
				return None
			}
			comma = comma && (s.gr.Tags[t] == grammar.Mark || s.gr.Tags[t] == grammar.VerbBase)
			continue
		}
		ch := &s.gr.Chunks[c]
		if n := s.mentionOf[ch.Head]; n != None && s.Mentions[n].Kind == Name && !s.Mentions[n].Modifier {
			x := &s.Mentions[n]
			if comma && s.Entities[x.Entity].Kind != Organization || body && s.class(x.First-1)&(lexicon.Role|lexicon.Person) != 0 {
				return n
			}
		}
		if comma && s.gr.ChunkOf[max(ch.Last-1, 0)] == c && ch.Prep == grammar.None && int(ch.Last) < len(s.doc.Tokens) && s.gr.ChunkOf[ch.Last] != grammar.None {
			t = ch.Last - 1 // the grammar cut a long phrase in two
			continue
		}
		comma = false
		t = ch.Last - 1
	}
	return None
}

// several reports whether a source names two persons or bodies joined by "and".
func (s *Set) several(first, last int32) bool {
	for t := first + 1; t+1 < last && t < first+12; t++ {
		if s.gr.Tags[t] == grammar.Punct || s.gr.Tags[t] == grammar.Relative || s.gr.Tags[t] == grammar.Preposition {
			return false
		}
		if s.gr.Tags[t] == grammar.Coordinator && s.doc.Tokens[t].Kind == text.Word {
			a, b := s.mentionOf[t-1], s.mentionOf[t+1]
			if a == None || a == b || s.doc.TokenText(t+1) == "other" || s.doc.TokenText(t+1) == "others" {
				return false
			}
			if m := &s.Mentions[a]; m.Kind != Name && !m.Plural && s.gr.Tags[m.First] == grammar.Determiner {
				// the former first lady and senator: one person
				c := s.gr.ChunkOf[t+1]
				return c == grammar.None || s.gr.Tags[t+1] == grammar.Determiner || s.gr.Tags[t+1] == grammar.Possessive || s.class(s.gr.Chunks[c].Head)&lexicon.Plural != 0 ||
					s.class(s.gr.Chunks[c].Head)&lexicon.Role == 0 || s.mentionOf[s.gr.Chunks[c].Head] != None && s.Mentions[s.mentionOf[s.gr.Chunks[c].Head]].Kind == Name
			}
			return true
		}
	}
	return false
}

// describedBy returns the entity whose name are the words of the source, and makes it where there is none yet.
func (s *Set) describedBy(first, last int32, k Kind) int32 {
	name := s.description(first, s.descriptionEnd(first, last))
	for i := len(s.Entities) - 1; i >= 0 && i >= len(s.Entities)-2*lookBack; i-- {
		if strings.EqualFold(s.Entities[i].Name, name) {
			return int32(i)
		}
	}
	s.Entities = append(s.Entities, Entity{Name: name, Kind: k, Plural: k == Group, First: None, roleList: None, last: None})
	return int32(len(s.Entities) - 1)
}

// descriptionEnd cuts a source before a relative clause, a comma or a time.
func (s *Set) descriptionEnd(first, last int32) int32 {
	for t := first + 1; t < last; t++ {
		c := s.gr.ChunkOf[t]
		if k := s.char(t); k != 0 && k != '/' || s.gr.Tags[t] == grammar.Relative || t > first+24 || s.gr.Tags[t] == grammar.Gerund && c == grammar.None {
			return t
		}
		if c == grammar.None || s.gr.Chunks[c].Head != t || s.class(t)&(lexicon.Weekday|lexicon.Month) == 0 || s.possessed(t+1) {
			continue
		}
		// officials in Paris on Tuesday
		from := s.gr.Chunks[c].First
		if from > first+1 && s.gr.Tags[from-1] == grammar.Preposition {
			from--
		}
		if from > first {
			return from
		}
	}
	return last
}

// participle returns where a participle with what depends on it ends that stands at a token: "a memo posted online by
// her office". It is the token itself where none does.
func (s *Set) participle(t int32) int32 {
	if int(t) >= len(s.gr.Tags) || s.gr.Tags[t] != grammar.Participle {
		return t
	}
	end := t
	for u := t; int(u) < len(s.gr.Tags) && u < t+12; u++ {
		if c := s.gr.ChunkOf[u]; c != grammar.None {
			u = s.gr.Chunks[c].Last - 1
			end = u + 1
			continue
		}
		if g := s.gr.Tags[u]; g != grammar.Participle && g != grammar.Adverb && g != grammar.Preposition {
			break
		}
	}
	return end
}

// undescribed resolves a source without a known name or noun.
func (s *Set) undescribed(first, last int32) Resolution {
	for t := first; t < last && t < first+8; t++ {
		if s.aged(t) {
			if e := s.recentBefore(first); e != None {
				return Resolution{e, ByNominal, "nominal.age"}
			}
		}
	}
	h := first
	if c := s.gr.ChunkOf[first]; c != grammar.None {
		h = min(s.gr.Chunks[c].Head, last-1)
	}
	if w := s.doc.TokenText(h); last == h+1 && (w == "percent" || w == "%" || w == "number" || w == "majority" || s.gr.Tags[h] == grammar.Number) {
		last = s.extent(last) // 63 percent of voters
	}
	return Resolution{s.describedBy(first, last, s.kindOf(h)), ByNominal, "nominal.new"}
}

// kindOf tells from the noun that heads a description what it describes.
func (s *Set) kindOf(h int32) Kind {
	c := s.class(h)
	w := s.doc.TokenText(h)
	switch {
	case c&lexicon.Plural != 0 || s.gr.Tags[h] == grammar.Number || w == "percent" || w == "%" || w == "majority" || w == "number":
		return Group
	case c&human != 0:
		return Anonymous
	case c&lexicon.Document != 0 && c&lexicon.Body == 0:
		return Text
	case c&lexicon.Body != 0 || s.doc.Tokens[h].Flags&text.Capital != 0:
		return Organization
	case c&lexicon.Noun != 0:
		return UnknownKind
	}
	return Anonymous
}

// recentBefore returns the last person who is mentioned by name before a token.
func (s *Set) recentBefore(t int32) int32 {
	lo, hi := 0, len(s.Mentions)
	for lo < hi {
		if m := (lo + hi) / 2; s.Mentions[m].Head < t {
			lo = m + 1
		} else {
			hi = m
		}
	}
	for j := lo - 1; j >= 0 && j >= lo-lookBack; j-- {
		if c := &s.Mentions[j]; c.Kind == Name && c.Entity != None && s.Entities[c.Entity].Kind == Person && !c.Quoted {
			return c.Entity
		}
	}
	return None
}

// resolvePronoun finds who a pronoun that speaks is.
func (s *Set) resolvePronoun(i, first, last int32, ctx Context) Resolution {
	m := &s.Mentions[i]
	switch s.pronoun(m.Head) {
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
		e, _ := s.antecedent(i, speaker)
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
			if c := s.gr.ChunkOf[t]; c != grammar.None {
				m.Entity = s.describedBy(s.gr.Chunks[c].First, s.gr.Chunks[c].Last, s.kindOf(s.gr.Chunks[c].Head))
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
