package entity

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// lookBack is how many mentions before a pronoun or description are compared with it.
const lookBack = 48

// corefer goes through the mentions in order: it notes roles, and gives descriptions and pronouns their entity.
func (s *Set) corefer() {
	for i := range s.Mentions {
		m := &s.Mentions[i]
		switch m.Kind {
		case Name, Org, Place:
			if m.RoleFirst < m.RoleLast {
				s.addRole(m.Entity, m.RoleFirst, m.RoleLast, m.RoleLast-1)
			}
		case Title, Nominal, Document:
			if m.Entity == None {
				s.describeEntity(int32(i))
			}
		case Pronoun:
			s.pronounEntity(int32(i))
		}
		if m = &s.Mentions[i]; m.Entity != None {
			e := &s.Entities[m.Entity]
			if e.First == None {
				e.First = int32(i)
			}
			e.last = int32(i)
		}
	}
}

func (s *Set) addRole(entity, first, last, head int32) {
	e := &s.Entities[entity]
	if e.Role == "" {
		e.Role = s.doc.Slice(first, last)
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
	s.roles = append(s.roles, role{first, last, head, entity, e.roleList})
	e.roleList = int32(len(s.roles) - 1)
	if e.Kind == UnknownKind && s.class(head)&(lexicon.Role|lexicon.Relation|lexicon.Person) != 0 {
		e.Kind = Person
	}
}

// describeEntity finds or makes the entity of a description.
func (s *Set) describeEntity(i int32) {
	m := &s.Mentions[i]
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
	if m.Entity == None && s.definite(m) {
		var fit int
		m.Entity, fit = s.known(i)
		if m.Entity != None && m.Kind == Title && s.rules.public.has(key(s.lemma(m.Head))) {
			// a governor of whom nothing was said for long gives way to who is spoken of now
			far := s.Entities[m.Entity].last != None && m.sentence-s.Mentions[s.Entities[m.Entity].last].sentence > 5
			if fit <= 3 || fit <= 4 && far {
				if e, v := s.salient(i); e != None && v >= 44 {
					m.Entity = e
				}
			}
		}
		if m.Entity == None && m.Kind == Title {
			if m.Entity = s.actor(m); m.Entity == None && (s.rules.public.has(key(s.lemma(m.Head))) || s.fromAbroad(m)) {
				m.Entity, _ = s.salient(i)
			}
			if m.Entity == None {
				m.Entity = s.ahead(i)
			}
		}
	}
	if m.Entity == None && human {
		m.Entity = s.newDescribed(m)
	}
}

// owner returns whose text a description means: "Smith's statement", "the WHO guidelines".
func (s *Set) owner(m *Mention) int32 {
	if s.rules.words.has(s.key(s.doc, m.Head)) && int(m.Last)+1 < len(s.doc.Tokens) && s.doc.TokenText(m.Last) == "of" {
		if c := s.gr.ChunkOf[m.Last+1]; c != grammar.None { // the opinion of the Court
			if n := s.MentionAt(s.gr.Chunks[c].Head); n != nil && (n.Kind == Name || n.Kind == Org) {
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
			if (s.possessed(n.Last) || n.Kind == Pronoun) && s.rules.words.has(s.key(s.doc, m.Head)) && s.Entities[n.Entity].Kind == Person {
				return n.Entity
			}
		}
		return None
	}
	return None
}

// issuer returns who gives out a statement, by the verb that governs it: "the company released a statement".
func (s *Set) issuer(m *Mention) int32 {
	c := s.gr.ChunkOf[m.Head]
	if c == grammar.None || !s.rules.words.has(s.key(s.doc, m.Head)) {
		return None
	}
	ch := &s.gr.Chunks[c]
	if ch.Role != grammar.Object || ch.Clause == grammar.None {
		return None
	}
	cl := &s.gr.Clauses[ch.Clause]
	verb := s.doc.Lexicon.Word(s.doc.Tokens[cl.Head].Word).Verb
	if cl.Passive || cl.Negated || cl.Subject == grammar.None || !s.rules.issue.has(key(verb)) {
		return None
	}
	if n := s.MentionAt(s.gr.Chunks[cl.Subject].Head); n != nil && n.Quoted == m.Quoted && n.Head < m.Head {
		return n.Entity
	}
	return None
}

// salient returns the named person whom a title that nobody was given yet most likely means: the article's own
// subject of the last sentences. "The Republican nominee" goes to somebody whom no other role excludes.
func (s *Set) salient(i int32) (int32, int) {
	m := &s.Mentions[i]
	if m.Head > m.First && s.class(m.Head-1)&lexicon.Role != 0 && s.class(m.Head-1)&(lexicon.Demonym|lexicon.PlaceName|lexicon.Adjective) == 0 && !s.rules.party.has(s.key(s.doc, m.Head-1)) {
		return None, 0 // the auditor general
	}
	best, top := None, 0
	owner, foreign := s.possessor(m), false
	public := s.rules.public.has(key(s.lemma(m.Head)))
	for t := m.First; t < m.Head; t++ {
		p := s.doc.Lexicon.PlaceOf(s.doc.Tokens[t].Word)
		foreign = foreign || s.class(t)&lexicon.Demonym != 0 && p != nil && p.Kind == "country" && s.rules.like[key(s.lemma(m.Head))]&1 != 0
	}
	for j := i - 1; j >= 0 && j >= i-3*lookBack; j-- {
		c := &s.Mentions[j]
		d := int(m.sentence - c.sentence)
		if c.Entity == None || c.Quoted || c.Plural || d == 0 && !c.Subject {
			continue
		}
		e := &s.Entities[c.Entity]
		if c.Entity == owner || e.Kind != Person || !s.named(c.Entity) || clash(e.Gender, m.Gender) || s.excluded(m, e) || c.First >= m.First && c.Last <= m.Last {
			continue
		}
		country := s.sameCountry(m, e)
		if d > 6 && !country {
			continue
		}
		v := 40 - 6*min(d, 5) + int(min(e.Mentions, 8))
		if country {
			v += 12
		} else if foreign {
			continue
		}
		if c.Subject {
			v += 6
		}
		if c.Modifier {
			v -= 6
		}
		if !public && e.roleList != None {
			v -= 8
		}
		if v > top {
			best, top = c.Entity, v
		}
	}
	return best, top
}

// ahead returns the person whom the article introduces by name behind a title: "the mayor … Mayor Ann Lee".
func (s *Set) ahead(i int32) int32 {
	m := &s.Mentions[i]
	for j := i + 1; int(j) < len(s.Mentions) && j <= i+lookBack; j++ {
		c := &s.Mentions[j]
		if c.sentence-m.sentence > 8 {
			break
		}
		if c.Kind != Name || c.RoleFirst >= c.RoleLast {
			continue
		}
		r := role{first: c.RoleFirst, last: c.RoleLast, head: c.RoleLast - 1, entity: c.Entity, next: None}
		if s.lemma(r.head) == s.lemma(m.Head) && s.matches(m, &r) > 0 {
			return c.Entity
		}
	}
	return None
}

// fromAbroad reports whether a description is a way of naming again whom the sentence before named: "the Portuguese
// striker".
func (s *Set) fromAbroad(m *Mention) bool {
	if s.gr.Tags[m.First] != grammar.Determiner {
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
	n := 0
	for r := e.roleList; r != None && n < 8; r = s.roles[r].next {
		n++
		o := &s.roles[r]
		a, b := s.lemma(m.Head), s.lemma(o.head)
		if (a == b || s.rules.like[key(a)]&s.rules.like[key(b)] != 0) && s.matches(m, o) == 0 {
			return true
		}
		// the Israeli minister is no Palestinian negotiator
		for t := m.First; t < m.Head; t++ {
			if s.class(t)&lexicon.Demonym != 0 && s.placed(o.first, o.last) && !s.holds(o.first, o.last, t) {
				return true
			}
		}
	}
	return false
}

// newDescribed makes an entity for somebody without a name.
func (s *Set) newDescribed(m *Mention) int32 {
	end := m.Last
	if !m.Modifier && m.Gender != Neuter {
		end = s.extent(m.Last)
	}
	e := Entity{Name: s.description(m.First, end), Gender: m.Gender, Plural: m.Plural, First: None, roleList: None, last: None}
	switch {
	case m.Gender == Neuter && m.Kind == Document:
		e.Kind = Text
	case m.Gender == Neuter:
		e.Kind = Organization
	case m.Plural:
		e.Kind = Group
	default:
		e.Kind = Anonymous
	}
	s.Entities = append(s.Entities, e)
	return int32(len(s.Entities) - 1)
}

// description returns the words of a description without the article before and the possessive behind.
func (s *Set) description(first, last int32) string {
	if first < last-1 {
		switch s.doc.TokenText(first) {
		case "the", "The", "a", "A", "an", "An", "this", "This", "that", "That", "these", "These", "those", "Those":
			first++
		}
	}
	for last > first+1 && (s.doc.Tokens[last-1].Kind == text.Punct || s.doc.Tokens[last-1].Kind == text.Clitic || s.doc.Tokens[last-1].Kind == text.Mark) {
		last--
	}
	return s.doc.Slice(first, last)
}

// extent returns where a description ends with the phrases that depend on it: "a former executive at the Trump
// Organization".
func (s *Set) extent(from int32) int32 {
	end := from
	for end < from+16 && int(end)+1 < len(s.doc.Tokens) {
		t := s.gr.Tags[end]
		if t != grammar.Preposition && t != grammar.Coordinator || s.doc.Tokens[end].Kind != text.Word && s.doc.Tokens[end].Kind != text.Symbol {
			break
		}
		c := s.gr.ChunkOf[end+1]
		if c == grammar.None || s.gr.Chunks[c].First != end+1 || s.class(s.gr.Chunks[c].Head)&(lexicon.Weekday|lexicon.Month) != 0 {
			break
		}
		if t == grammar.Coordinator && s.class(s.gr.Chunks[c].Head)&(lexicon.Role|lexicon.Body) == 0 && s.doc.Tokens[s.gr.Chunks[c].Head].Flags&text.Capital == 0 {
			break
		}
		names := end > from && s.doc.Tokens[end-1].Flags&text.Capital != 0 && s.doc.Tokens[s.gr.Chunks[c].Head].Flags&text.Capital != 0
		if t == grammar.Coordinator && !names && s.verbBehind(s.gr.Chunks[c].Last) {
			break
		}
		end = s.gr.Chunks[c].Last
	}
	return end
}

func (s *Set) verbBehind(t int32) bool {
	return int(t) < len(s.gr.Tags) && s.gr.Tags[t].IsVerb() && s.gr.Tags[t] != grammar.Participle && s.gr.Tags[t] != grammar.Gerund
}

func (s *Set) char(t int32) byte {
	if t < 0 || int(t) >= len(s.doc.Tokens) || s.doc.Tokens[t].Kind != text.Punct {
		return 0
	}
	return s.doc.Tokens[t].Char
}

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
		if s.doc.Tokens[max(before-1, 0)].Kind != text.Number || s.char(before-2) != ',' {
			return None
		}
		if n = s.MentionAt(before - 3); n == nil || n.Kind != Name || n.Last != before-2 || n.Modifier {
			return None
		}
	}
	end := s.extent(m.Last)
	bare := s.gr.Tags[m.First] != grammar.Determiner && s.gr.Tags[m.First] != grammar.Possessive && s.doc.Tokens[m.First].Flags&text.Capital == 0
	if (s.verbBehind(end) || s.verbBehind(m.Last)) && !(bare && end > m.Last) {
		return None
	}
	if clash(s.Entities[n.Entity].Gender, m.Gender) {
		return None
	}
	first := m.First
	if s.gr.Tags[first] == grammar.Determiner {
		first++
	}
	s.addRole(n.Entity, first, end, m.Head)
	if n.RoleFirst >= n.RoleLast {
		n.RoleFirst, n.RoleLast = first, end
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
	if int(at) >= len(s.doc.Tokens) {
		return None
	}
	n := s.nameFrom(at)
	if n == nil || n.Kind != Name || n.Modifier || s.Entities[n.Entity].Kind == Organization || clash(s.Entities[n.Entity].Gender, m.Gender) {
		return None
	}
	if at == end { // the description stands right before the name
		if n.First != end {
			return None
		}
	} else if c := s.char(n.Last); int(n.Last) < len(s.gr.Tags) && s.gr.Tags[n.Last] == grammar.Preposition && s.gr.Tags[m.First] == grammar.Determiner {
		// another pollster, Ann Lee of Yale, said
	} else if c != ',' && c != '.' && c != '-' && c != ';' && c != ')' && int(n.Last) < len(s.doc.Tokens) {
		if s.gr.Tags[m.First] != grammar.Possessive && !s.verbBehind(n.Last) || s.doc.Tokens[m.First].Flags&text.SentStart == 0 {
			return None
		}
	}
	first := m.First
	if s.gr.Tags[first] == grammar.Determiner {
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

// predicate notes the role that somebody is said to have: "Smith is the president of the club".
func (s *Set) predicate(m *Mention) {
	c := s.gr.ChunkOf[m.Head]
	if c == grammar.None || m.Gender == Neuter || m.Plural {
		return
	}
	ch := &s.gr.Chunks[c]
	if ch.Role != grammar.Second && ch.Role != grammar.Object || ch.Clause == grammar.None {
		return
	}
	cl := &s.gr.Clauses[ch.Clause]
	if s.gr.Tags[cl.Head] != grammar.Be || cl.Negated || cl.Subject == grammar.None {
		return
	}
	if n := s.MentionAt(s.gr.Chunks[cl.Subject].Head); n != nil && (n.Kind == Name || n.Kind == Pronoun) && !n.Quoted && n.Entity != None &&
		s.Entities[n.Entity].Kind == Person && s.named(n.Entity) && !clash(s.Entities[n.Entity].Gender, m.Gender) {
		first := m.First
		if s.gr.Tags[first] == grammar.Determiner {
			first++
		}
		s.addRole(n.Entity, first, m.Last, m.Head)
		m.Entity = n.Entity
	}
}

// known finds whom a definite description means: by the roles that the article gave, by an earlier description with
// the same noun, by a body that has the word in its name.
func (s *Set) known(i int32) (entity int32, fit int) {
	m := &s.Mentions[i]
	if m.Gender == Neuter {
		return s.knownBody(i), 0
	}
	best, score := None, 0
	owner := s.possessor(m)
	if !m.Plural {
		n := 0
		for r := len(s.roles) - 1; r >= 0 && n < 96; r-- {
			n++
			o := &s.roles[r]
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
	lemma := s.lemma(m.Head)
	other := None
	for j := i - 1; j >= 0 && j >= i-lookBack; j-- {
		c := &s.Mentions[j]
		if c.Entity == None || c.Kind != Nominal && c.Kind != Title || c.Gender == Neuter {
			continue
		}
		if s.lemma(c.Head) == lemma && s.modifiersAgree(m, c) {
			if c.Plural == m.Plural {
				return c.Entity, 9
			}
			if other == None && m.Plural {
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

// nearness is larger for an entity whose last mention is nearer.
func (s *Set) nearness(i, last int32) int {
	if last == None {
		return 0
	}
	d := s.Mentions[i].sentence - s.Mentions[last].sentence
	return int(max(0, 7-d))
}

func (s *Set) lemma(t int32) lexicon.ID {
	if n := s.doc.Lexicon.Word(s.doc.Tokens[t].Word).Noun; n != 0 {
		return n
	}
	return s.doc.Tokens[t].Word
}

// modifiersAgree reports whether nothing in a description contradicts an earlier one with the same noun.
func (s *Set) modifiersAgree(m, c *Mention) bool {
	for t := m.First; t < m.Head; t++ {
		if tag := s.gr.Tags[t]; tag != grammar.Noun && tag != grammar.Proper && tag != grammar.Adjective || s.doc.Tokens[t].Word == 0 && tag != grammar.Proper {
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
	k, p := s.rules.one(s.key(s.doc, t)), s.doc.Lexicon.PlaceOf(s.doc.Tokens[t].Word)
	for u := first; u < last; u++ {
		if s.rules.one(s.key(s.doc, u)) == k || p != nil && s.doc.Lexicon.PlaceOf(s.doc.Tokens[u].Word) == p {
			return true
		}
	}
	return false
}

// matches says how well a description fits a role, 0: not.
func (s *Set) matches(m *Mention, r *role) int {
	e := &s.Entities[r.entity]
	if clash(e.Gender, m.Gender) {
		return 0
	}
	v := 0
	hm, hr := s.rules.one(key(s.lemma(m.Head))), s.rules.one(key(s.lemma(r.head)))
	switch {
	case hm == hr && hm != 0:
		v = 4
	case s.likeOf(m.Head, hm)&s.likeOf(r.head, hr) != 0:
		v = 2
	default:
		// the senator: the head of "Senate Majority Leader" is another
		return 0
	}
	if !s.complementAgrees(m, r) {
		return 0
	}
	own := 0
	for t := m.First; t < m.Head; t++ {
		tag := s.gr.Tags[t]
		if tag != grammar.Noun && tag != grammar.Proper && tag != grammar.Adjective || s.rules.former.has(s.key(s.doc, t)) {
			continue
		}
		place := s.class(t)&(lexicon.PlaceName|lexicon.Demonym) != 0
		switch {
		case s.holds(r.first, r.last, t):
			v += 2
		case place:
			if s.placed(r.first, r.last) || r.last > r.head+1 && hm == hr && s.doc.Lexicon.PlaceOf(s.doc.Tokens[t].Word) != nil {
				return 0 // the German chancellor is not the chancellor of the exchequer
			}
			if s.rules.party.has(hm) {
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
			if tag := s.gr.Tags[t]; (tag == grammar.Noun || tag == grammar.Proper || tag == grammar.Adjective) && s.class(t)&(lexicon.PlaceName|lexicon.Demonym) == 0 &&
				!s.rules.former.has(s.key(s.doc, t)) && !s.holds(m.First, m.Last, t) {
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
		if s.rules.former.has(s.key(s.doc, t)) {
			return true
		}
	}
	return false
}

// likeOf returns what a role may be called otherwise. Of ministers only the prime minister is a leader.
func (s *Set) likeOf(head int32, k key) uint8 {
	if head > 0 && k == s.rules.minister && !s.rules.first.has(s.key(s.doc, head-1)) {
		return 0
	}
	return s.rules.like[k]
}

// complementAgrees reports whether the country behind a description does not contradict a role: "the president of
// France" is not the U.S. president.
func (s *Set) complementAgrees(m *Mention, r *role) bool {
	if int(m.Last)+1 >= len(s.doc.Tokens) || s.doc.TokenText(m.Last) != "of" {
		return true
	}
	c := s.gr.ChunkOf[m.Last+1]
	if c == grammar.None {
		return true
	}
	h := s.gr.Chunks[c].Head
	return s.class(h)&(lexicon.PlaceName|lexicon.Demonym) == 0 || !s.placed(r.first, r.last) || s.holds(r.first, r.last, h)
}

// possessor returns the entity whom a description names as the one it belongs to: "his minister", "Smith's lawyer".
func (s *Set) possessor(m *Mention) int32 {
	for t := m.First; t < m.Head; t++ {
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

// knownBody finds the body or text that a description like "the ministry", "the report" means.
func (s *Set) knownBody(i int32) int32 {
	m := &s.Mentions[i]
	k := s.key(s.doc, m.Head)
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
	if e := s.recentBody(i); e != None {
		return e
	}
	lemma := s.lemma(m.Head)
	for j := i - 1; j >= 0 && j >= i-lookBack; j-- {
		c := &s.Mentions[j]
		if c.Kind != m.Kind || c.Gender != Neuter || s.lemma(c.Head) != lemma || c.Plural != m.Plural || !s.modifiersAgree(m, c) {
			continue
		}
		if c.Entity == None {
			c.Entity = s.newDescribed(c)
			s.Entities[c.Entity].First = j
		}
		return c.Entity
	}
	return None
}

// recentBody returns the body that the sentence before named, for "the group", "the Islamist movement".
func (s *Set) recentBody(i int32) int32 {
	m := &s.Mentions[i]
	if m.Kind == Document || m.Plural || !s.rules.bodies.has(s.key(s.doc, m.Head)) || !s.before(m.First+1) {
		return None
	}
	for t := m.First + 1; t < m.Head; t++ {
		if s.class(t)&lexicon.Demonym == 0 && !(s.class(t)&lexicon.Adjective != 0 && s.doc.Tokens[t].Flags&text.Capital != 0) {
			return None // the drug company is another
		}
	}
	media := s.rules.media.has(s.key(s.doc, m.Head))
	best, top := None, 0
	for j := i - 1; j >= 0 && j >= i-lookBack/2; j-- {
		c := &s.Mentions[j]
		d := int(m.sentence - c.sentence)
		if d > 2 {
			break
		}
		if c.Kind != Org || c.Quoted && !m.Quoted || c.Entity == None || s.char(c.First-1) == '(' {
			continue
		}
		if e := &s.Entities[c.Entity]; media && !(e.org != nil && e.org.Kind == "media" || s.rules.company.has(s.key(s.doc, c.Head))) {
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
			w := s.texts[i+1]
			return w == "of" || w == "for" || w == "on" || w == "in"
		}
	}
	return false
}

// bodyAgrees reports whether the words before the noun of a description stand in a body's name.
func (s *Set) bodyAgrees(m *Mention, e *Entity) bool {
	for t := m.First; t < m.Head; t++ {
		tag := s.gr.Tags[t]
		if tag == grammar.Possessive {
			return false
		}
		if tag != grammar.Noun && tag != grammar.Proper && tag != grammar.Adjective {
			continue
		}
		k := s.key(s.doc, t)
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
