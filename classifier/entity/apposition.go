package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// extent returns where a description ends with the phrases that depend on it: "a former executive at the Trump
// Organization".
func (s *Set) extent(from int32) int32 {
	end := from
	for end < from+16 && int(end)+1 < len(s.tokens) {
		t := s.tags[end]
		if t != grammar.Preposition && t != grammar.Coordinator || s.tokens[end].Kind != text.Word && s.tokens[end].Kind != text.Symbol {
			break
		}
		c := s.chunkOf[end+1]
		if c == grammar.None || s.chunks[c].First != end+1 || s.class(s.chunks[c].Head)&(lexicon.Weekday|lexicon.Month) != 0 {
			break
		}
		if t == grammar.Coordinator && s.class(s.chunks[c].Head)&(lexicon.Role|lexicon.Body) == 0 && s.tokens[s.chunks[c].Head].Flags&text.Capital == 0 {
			break
		}
		if m := s.MentionAt(s.chunks[c].Head); t == grammar.Coordinator && m != nil && m.Kind == Name && (m.RoleFirst < m.RoleLast || s.class(m.First)&lexicon.GivenName != 0) {
			break // the minister | and Ann Lee
		}
		names := end > from && s.tokens[end-1].Flags&text.Capital != 0 && s.tokens[s.chunks[c].Head].Flags&text.Capital != 0
		if t == grammar.Coordinator && !names && s.verbBehind(s.chunks[c].Last) {
			break
		}
		end = s.chunks[c].Last
	}
	return end
}

func (s *Set) verbBehind(t int32) bool {
	return int(t) < len(s.tags) && s.tags[t].IsVerb() && s.tags[t] != grammar.Participle && s.tags[t] != grammar.Gerund
}

func (s *Set) char(t int32) byte { return s.doc.Punct(t) }

// apposedTo returns the person behind whose name a description stands between commas: "Sunshine, a former executive,".
func (s *Set) apposedTo(m *Mention) int32 {
	before := m.First - 1
	if c := s.char(before); c != ',' && c != '(' && c != '-' {
		return None
	}
	n := s.MentionAt(before - 1)
	if n == nil && s.char(before-1) == ',' {
		return None
	}
	if n == nil || n.Kind != Name || n.Last != before || n.Modifier || s.Entities[n.Entity].Kind == Organization {
		// Jane Doe, 45, a teacher
		if s.tokens[max(before-1, 0)].Kind != text.Number || s.char(before-2) != ',' {
			return None
		}
		if n = s.MentionAt(before - 3); n == nil || n.Kind != Name || n.Last != before-2 || n.Modifier {
			return None
		}
	}
	end := s.extent(m.Last)
	bare := s.tags[m.First] != grammar.Determiner && s.tags[m.First] != grammar.Possessive && s.tokens[m.First].Flags&text.Capital == 0
	if (s.verbBehind(end) || s.verbBehind(m.Last)) && !(bare && end > m.Last) {
		return None
	}
	if clash(s.Entities[n.Entity].Gender, m.Gender) {
		return None
	}
	first := m.First
	if s.tags[first] == grammar.Determiner {
		first++
	}
	s.addRole(n.Entity, first, end, m.Head)
	if n.RoleFirst >= n.RoleLast {
		n.RoleFirst, n.RoleLast = first, end
		n.setRank()
	}
	return n.Entity
}

// apposedBy returns the person whose name stands behind a description: "the company's president, John Smith,".
func (s *Set) apposedBy(m *Mention) int32 {
	end := s.extent(m.Last)
	if s.char(end) != ',' && end != m.Last {
		return None
	}
	at := end
	if s.char(end) == ',' {
		at++
	}
	// with its title: "her lawyer, Mr. Smith"
	if int(at) >= len(s.tokens) {
		return None
	}
	n := s.nameFrom(at)
	if n == nil || n.Kind != Name || n.Modifier || s.Entities[n.Entity].Kind == Organization || clash(s.Entities[n.Entity].Gender, m.Gender) {
		return None
	}
	if at == end { // the description stands right before the name
		if n.First != end || s.tokens[end].Flags&text.SentStart != 0 {
			return None
		}
	} else if c := s.char(n.Last); int(n.Last) < len(s.tags) && s.tags[n.Last] == grammar.Preposition && s.tags[m.First] == grammar.Determiner {
		// another pollster, Ann Lee of Yale, said
	} else if c != ',' && c != '.' && c != '-' && c != ';' && c != ')' && int(n.Last) < len(s.tokens) {
		if s.tags[m.First] != grammar.Possessive && !s.verbBehind(n.Last) || s.tokens[m.First].Flags&text.SentStart == 0 {
			return None
		}
	}
	first := m.First
	if s.tags[first] == grammar.Determiner {
		first++
	}
	s.addRole(n.Entity, first, end, m.Head)
	return n.Entity
}

// nameFrom returns the mention of a name that begins at a token, perhaps with its title, or nil. Names behind the
// mention that is being read are listed already.
func (s *Set) nameFrom(t int32) *Mention {
	n := s.MentionAt(t)
	if n == nil {
		return nil
	}
	if n.First == t || n.RoleFirst == t && n.RoleLast > t || t < n.First && s.mentionOf[max(t-1, 0)] != s.mentionOf[t] && n.RoleFirst >= n.RoleLast {
		return n
	}
	return nil
}
