package entity

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// headMention returns the mention that a source is about: the name or noun that heads its first noun phrase, or the
// name in apposition to it.
func (s *Set) headMention(first, last int32) int32 {
	end := min(last, first+64)
	for t := first; t < end; t++ {
		c := s.chunkOf[t]
		if c == grammar.None {
			if m := s.mentionOf[t]; m != None {
				return m
			}
			continue
		}
		ch := &s.chunks[c]
		if ch.Head >= last {
			if m := s.mentionOf[last-1]; (m == None || s.Mentions[m].Kind == Pronoun) && s.class(last-1)&(lexicon.Role|lexicon.Relation) != 0 && s.tokens[last-1].Flags&text.Capital == 0 {
				return None // her spokesman | 's response: somebody else than she
			}
			return s.lastName(t, last)
		}
		m := s.mentionOf[ch.Head]
		if m == None {
			m = s.lastName(t, ch.Head+1)
		}
		// a name with "of" or "and" inside: the phrase goes on where it ends
		for m != None && s.Mentions[m].Last > ch.Last && s.Mentions[m].Kind != Pronoun && s.Mentions[m].Last <= last {
			c2 := s.chunkOf[s.Mentions[m].Last-1]
			if c2 == grammar.None || s.chunks[c2].Head >= last || s.chunks[c2].Head < ch.Last {
				break
			}
			ch = &s.chunks[c2]
			if n := s.mentionOf[ch.Head]; n != None {
				m = n
			}
		}
		if m != None && s.Mentions[m].Modifier && s.Mentions[m].Kind != Pronoun && s.Mentions[m].Last < end && s.possessed(s.Mentions[m].Last) && ch.Last < end && s.chunkOf[ch.Last] != grammar.None {
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
	if head != None && (s.Mentions[head].Kind == Name || s.Mentions[head].Plural) {
		return None // her lawyers, Ann Lee and Bob Roe
	}
	body := head != None && (s.Mentions[head].Kind == Org || s.Mentions[head].Kind == Place)
	comma, neuter := false, head != None && s.Mentions[head].Kind == Nominal && s.Mentions[head].Gender == Neuter
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
		c := s.chunkOf[t]
		if comma && s.tags[t] == grammar.Preposition {
			return None // the government, in a letter by the clerk, Ann Lee,
		}
		if c == grammar.None {
			if s.tags[t] == grammar.Relative || s.tags[t] == grammar.Coordinator || s.tags[t].IsVerb() && s.tags[t] != grammar.VerbBase && comma {
				return None
			}
			comma = comma && (s.tags[t] == grammar.Mark || s.tags[t] == grammar.VerbBase)
			continue
		}
		ch := &s.chunks[c]
		if n := s.mentionOf[ch.Head]; n != None && s.Mentions[n].Kind == Name && !s.Mentions[n].Modifier {
			x := &s.Mentions[n]
			if comma && ch.Last < end && s.tags[ch.Last] == grammar.Coordinator && s.tags[from] == grammar.Preposition {
				return None // the owner of Ardent, Bolt and Crane
			}
			if comma && (s.Entities[x.Entity].Kind != Organization) || body && s.class(x.First-1)&(lexicon.Role|lexicon.Person) != 0 {
				return n
			}
		}
		if n := s.mentionOf[ch.Head]; !comma && n != None && s.Mentions[n].Kind == Name && !s.Mentions[n].Modifier && s.Mentions[n].First > ch.First && s.tags[from] == grammar.Preposition &&
			(t == from+1 && s.doc.TokenText(from) == "of" || s.Mentions[n].RoleFirst >= s.Mentions[n].RoleLast && head != None && !s.on(s.Mentions[head].Head, aideList)) && head != None && s.class(s.Mentions[head].Head)&lexicon.Role != 0 && s.Entities[s.Mentions[n].Entity].Kind == Person {
			return n // the Mayor of Calderby Ann Lee
		}
		if n := s.mentionOf[ch.Head]; comma && neuter && n != None && s.Mentions[n].Kind == Org && !s.Mentions[n].Modifier {
			return n // the rebel group, the Free Army,
		}
		if comma && s.chunkOf[max(ch.Last-1, 0)] == c && ch.Prep == grammar.None && int(ch.Last) < len(s.tokens) && s.chunkOf[ch.Last] != grammar.None {
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
		if s.tags[t] == grammar.Punct || s.tags[t] == grammar.Relative || s.tags[t] == grammar.Preposition {
			return false
		}
		if s.tags[t] == grammar.Coordinator && s.tokens[t].Kind == text.Word {
			a, b := s.mentionOf[t-1], s.mentionOf[t+1]
			if a == None || a == b || s.doc.TokenText(t+1) == "other" || s.doc.TokenText(t+1) == "others" {
				return false
			}
			if m := &s.Mentions[a]; m.Kind != Name && !m.Plural && s.tags[m.First] == grammar.Determiner {
				// the former first lady and senator: one person
				c := s.chunkOf[t+1]
				return c == grammar.None || s.tags[t+1] == grammar.Determiner || s.tags[t+1] == grammar.Possessive || s.class(s.chunks[c].Head)&lexicon.Plural != 0 ||
					s.class(s.chunks[c].Head)&lexicon.Role == 0 || s.mentionOf[s.chunks[c].Head] != None && s.Mentions[s.mentionOf[s.chunks[c].Head]].Kind == Name
			}
			return true
		}
	}
	return false
}

// portfolio returns the person before whose name the fields of an office stand that "and" joins, or None: Work and Pensions
// Secretary Ann Lee.
func (s *Set) portfolio(first, last int32) int32 {
	m := s.mentionOf[last-1]
	if m == None || last < first+5 || s.tags[first] == grammar.Determiner {
		return None
	}
	n := &s.Mentions[m]
	if n.Kind != Name || n.RoleFirst >= n.RoleLast || n.RoleLast > n.First || n.First <= first+3 {
		return None
	}
	and := int32(None)
	for i := first; i < n.RoleLast-1; i++ {
		c := s.class(i)
		switch {
		case s.doc.TokenText(i) == "and":
			and = i
		case s.char(i) == ',':
		case s.tokens[i].Flags&text.Capital == 0 || c&(lexicon.GivenName|lexicon.PlaceName|lexicon.Demonym|lexicon.Honorific) != 0 && c&lexicon.Noun == 0 || c&lexicon.Role != 0 && i > first:
			return None
		case c&(lexicon.Noun|lexicon.Adjective) == 0 || c&(lexicon.OrgName|lexicon.People) != 0:
			return None
		}
	}
	if and == None || and+1 >= n.RoleLast-1 || s.class(n.RoleLast-1)&lexicon.Role == 0 {
		return None
	}
	return m
}

// joinedRoles returns the person before whose name roles stand that "and" joins: "chairman and chief executive Ann Lee". Roles
// without an article are those of one person; behind an article the last one must not look like a title.
func (s *Set) joinedRoles(first, last int32) int32 {
	for t := first + 1; t+1 < last && t < first+12; t++ {
		switch s.tags[t] {
		case grammar.Punct, grammar.Relative:
			return None
		case grammar.Coordinator:
		default:
			continue
		}
		m := s.MentionAt(t - 1)
		if m == nil || m.Kind == Name || m.Plural || m.Last != t || s.class(m.Head)&(lexicon.Role|lexicon.Relation|lexicon.Person) == 0 || s.tags[t+1] == grammar.Determiner || s.tags[t+1] == grammar.Possessive {
			return None
		}
		c := s.chunkOf[t+1]
		if c == grammar.None {
			return None
		}
		i := s.mentionOf[s.chunks[c].Head]
		if i == None || s.Mentions[i].Kind != Name || s.Mentions[i].Modifier {
			return None
		}
		n := &s.Mentions[i]
		if n.RoleFirst >= n.RoleLast || n.RoleFirst < t || s.tags[m.First] == grammar.Determiner && s.tokens[n.RoleLast-1].Flags&text.Capital != 0 {
			return None
		}
		if m.Entity == None || !s.named(m.Entity) {
			f := m.First
			if s.tags[f] == grammar.Determiner {
				f++
			}
			m.Entity = n.Entity
			s.addRole(n.Entity, f, m.Last, m.Head)
			s.fit(s.mentionOf[t-1], m, &s.Entities[m.Entity])
		}
		return i
	}
	return None
}

// describedBy returns the entity whose name are the words of the source, and makes it where there is none yet.
func (s *Set) describedBy(first, last int32, k Kind) int32 {
	name := s.description(first, s.descriptionEnd(first, last))
	for i := len(s.Entities) - 1; i >= 0 && i >= len(s.Entities)-2*lookBack; i-- {
		if w := s.Entities[i].Name; mayEqual(w, name) && strings.EqualFold(w, name) {
			return int32(i)
		}
	}
	s.Entities = append(s.Entities, Entity{Name: name, Kind: k, Plural: k == Group, First: None, roleList: None, last: None})
	return int32(len(s.Entities) - 1)
}

// mayEqual reports whether two strings may be the same in any case: their ends do not tell them apart.
func mayEqual(a, b string) bool {
	if a == "" || b == "" {
		return a == b
	}
	return sameLetter(a[0], b[0]) && sameLetter(a[len(a)-1], b[len(b)-1])
}

// sameLetter reports whether two bytes may belong to the same letter in any case.
func sameLetter(a, b byte) bool { return (a^b)&^0x20 == 0 || (a|b) >= utf8.RuneSelf }

// descriptionEnd cuts a source before a relative clause, a comma or a time.
func (s *Set) descriptionEnd(first, last int32) int32 {
	for t := first + 1; t < last; t++ {
		c := s.chunkOf[t]
		if s.char(t) == ',' && s.tags[t-1] == grammar.Proper && s.namesFill(t+1, last) {
			continue // the leaders of Malta, Norway and Chile
		}
		if k := s.char(t); k != 0 && k != '/' || s.tags[t] == grammar.Relative || t > first+24 || s.tags[t] == grammar.Gerund && c == grammar.None {
			return t
		}
		if c == grammar.None || s.chunks[c].Head != t || s.class(t)&(lexicon.Weekday|lexicon.Month) == 0 || s.possessed(t+1) {
			continue
		}
		// officials in Paris on Tuesday
		from := s.chunks[c].First
		if from > first+1 && s.tags[from-1] == grammar.Preposition {
			from--
		}
		if from > first {
			return from
		}
	}
	return last
}

// namesFill reports whether names between commas, the last one behind "and", fill a source from token t to its end.
func (s *Set) namesFill(t, last int32) bool {
	and := false
	for ; t < last; t++ {
		switch {
		case s.tags[t] == grammar.Coordinator:
			and = true
		case s.tags[t] != grammar.Proper && s.char(t) != ',':
			return false
		}
	}
	return and
}

// participle returns where a participle with what depends on it ends that stands at a token: "a memo posted online by
// her office". It is the token itself where none does.
func (s *Set) participle(t int32) int32 {
	if int(t) >= len(s.tags) || s.tags[t] != grammar.Participle {
		return t
	}
	end := t
	for u := t; int(u) < len(s.tags) && u < t+12; u++ {
		if c := s.chunkOf[u]; c != grammar.None {
			u = s.chunks[c].Last - 1
			end = u + 1
			continue
		}
		if g := s.tags[u]; g != grammar.Participle && g != grammar.Adverb && g != grammar.Preposition {
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
	if c := s.chunkOf[first]; c != grammar.None {
		h = min(s.chunks[c].Head, last-1)
	}
	if w := s.doc.TokenText(h); last == h+1 && (w == "percent" || w == "%" || w == "number" || w == "majority" || s.tags[h] == grammar.Number) {
		last = s.extent(last) // 63 percent of voters
	}
	return Resolution{s.describedBy(first, last, s.kindOf(h)), ByNominal, "nominal.new"}
}

// kindOf tells from the noun that heads a description what it describes.
func (s *Set) kindOf(h int32) Kind {
	c := s.class(h)
	w := s.doc.TokenText(h)
	switch {
	case c&lexicon.Plural != 0 || s.tags[h] == grammar.Number || w == "percent" || w == "%" || w == "majority" || w == "number":
		return Group
	case c&human != 0:
		return Anonymous
	case c&lexicon.Document != 0 && c&lexicon.Body == 0:
		return Text
	case c&lexicon.Body != 0 || s.tokens[h].Flags&text.Capital != 0:
		return Organization
	case c&lexicon.Noun != 0:
		return UnknownKind
	}
	return Anonymous
}

// recentBefore returns the last person who is mentioned by name before a token.
func (s *Set) recentBefore(t int32) int32 {
	lo := sort.Search(len(s.Mentions), func(m int) bool { return s.Mentions[m].Head >= t })
	for j := lo - 1; j >= 0 && j >= lo-lookBack; j-- {
		if c := &s.Mentions[j]; c.Kind == Name && c.Entity != None && s.Entities[c.Entity].Kind == Person && !c.Quoted {
			return c.Entity
		}
	}
	return None
}
