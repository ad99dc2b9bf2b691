package entity

import (
	"math/bits"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// role is a description that the article gives of an entity.
type role struct {
	first, last int32 // tokens, half-open, without a determiner
	head        int32
	entity      int32
	next        int32      // of the same entity, or None
	lemma       lexicon.ID // of the head
	noun        key        // the same for words that name the same: GOP, Republican
	like        uint16     // what it may be called otherwise
}

func (s *Set) role(first, last, head, entity, next int32) role {
	l := s.lemma(head)
	noun := s.rules.one(key(l))
	return role{first, last, head, entity, next, l, noun, s.likeOf(head, noun)}
}

// describing are the classes of nouns that mean persons, bodies and texts.
const describing = lexicon.Role | lexicon.Relation | lexicon.People | lexicon.Person | lexicon.Body | lexicon.Document

const human = lexicon.Role | lexicon.Relation | lexicon.People | lexicon.Person

// chain notes a description as the last one with its lemma, so that a later one with the same noun finds it without
// asking all mentions between them.
func (s *Set) chain(m *Mention) {
	last := &s.described[int(m.lemma)%len(s.described)]
	m.alike, *last = *last, s.made-1
}

// findMentions lists names, descriptions and pronouns in the order of their heads.
func (s *Set) findMentions() {
	lists.Fill(s.described[:], None)
	s.Mentions, s.made = lists.Resize(s.Mentions, s.listDue()), 0
	clear(s.Mentions)
	s.sentence, s.paragraph = 0, 0
	var end int32 // of the sentence
	sentence, paragraph, k, name := -1, int32(-1), 0, s.dueName(0)
	for w, due := range s.due {
		for ; due != 0; due &= due - 1 {
			t := int32(w<<6 + bits.TrailingZeros64(due))
			for t >= end {
				sentence++
				sent := &s.doc.Sentences[sentence]
				end = sent.Last
				if !s.quoted(sent.First) || !s.quoted(sent.Last-1) || s.quoteOf[sent.First] != s.quoteOf[sent.Last-1] {
					s.sentence++
					if sent.Para != paragraph {
						s.paragraph++
						paragraph = sent.Para
					}
				}
			}
			if name == t {
				s.mentionName(&s.names[s.dueNames[k]])
				k++
				name = s.dueName(k)
				continue
			}
			switch c := s.chunkOf[t]; {
			case s.tags[t] == grammar.Pronoun || c == grammar.None || s.chunks[c].Head != t:
				s.mentionPronoun(t, c)
			default:
				s.describe(c)
			}
		}
	}
	s.Mentions = s.Mentions[:s.made]
}

// dueName returns where the k-th name begins that is due, or None behind the last one.
func (s *Set) dueName(k int) int32 {
	if k == len(s.dueNames) {
		return None
	}
	return s.names[s.dueNames[k]].first
}

// listDue fills s.due: where a name begins; and elsewhere the nouns of noun phrases that may describe somebody, the
// pronouns that head one, the relatives and the possessives. Most noun phrases are about things; no decision is made for
// them. It returns how many mentions there are at most.
func (s *Set) listDue() int {
	s.due = lists.Resize(s.due, len(s.tokens)/64+1)
	clear(s.due)
	tokens, chunks, due := s.tokens, s.chunks, s.due
	tags := s.tags[:len(tokens)]
	for i := range chunks {
		h := uint32(chunks[i].Head)
		due[h>>6] |= uint64(when(tokens[h].Class&(describing|lexicon.Demonym) != 0)|when(tags[h] == grammar.Pronoun)) << (h & 63)
	}
	for _, t := range s.doc.Joined { // the 45-year-old
		if c := s.chunkOf[t]; c != grammar.None && chunks[c].Head == t && s.aged(t) {
			due[t>>6] |= 1 << (t & 63)
		}
	}
	for _, t := range s.links {
		if tags[t] == grammar.Relative || tokens[t].Kind == text.Word {
			due[t>>6] |= 1 << (t & 63)
		}
	}
	var last int32 // the end of the name before
	s.dueNames = s.dueNames[:0]
	for i := range s.names {
		if x := &s.names[i]; x.entity != None && x.first >= last {
			s.notDue(max(x.roleFirst, last), x.roleLast) // they belong to the name behind them: Secretary of State Jane Roe
			s.notDue(x.first+1, x.last)
			due[x.first>>6] |= 1 << (x.first & 63)
			s.dueNames = append(s.dueNames, int32(i))
			last = x.last
		}
	}
	n := 0
	for _, d := range due {
		n += bits.OnesCount64(d)
	}
	return n
}

// notDue takes tokens from s.due.
func (s *Set) notDue(first, last int32) {
	due := s.due
	for t := first; t < last; t++ {
		due[t>>6] &^= 1 << (t & 63)
	}
}

// mention lists a new mention, in a chunk or nil. The caller fills in more of it and calls settle.
func (s *Set) mention(first, last, head int32, k MentionKind, entity int32, ch *grammar.Chunk) *Mention {
	m := &s.Mentions[s.made]
	s.made++
	m.First, m.Last, m.Head, m.Kind, m.Entity = first, last, head, k, entity
	m.Quoted, m.sentence, m.paragraph, m.clause = s.quoted(head), s.sentence, s.paragraph, None
	if ch != nil {
		m.clause = ch.Clause
	}
	return m
}

// settle notes the words of the last mention as its own.
func (s *Set) settle(m *Mention) {
	if m.Subject && m.clause != None {
		m.place = s.placeIn(&s.clauses[m.clause])
	}
	m.setRank()
	s.own(m.First, m.Last)
}

// own notes the tokens that belong to no mention yet as those of the last one.
func (s *Set) own(first, last int32) {
	of, i := s.mentionOf, s.made-1
	for t := first; t < last; t++ {
		if of[t] == None {
			of[t] = i
		}
	}
}

func (s *Set) mentionName(x *name) {
	e := &s.Entities[x.entity]
	c, ch := s.chunkAt(x.bare - 1)
	m := s.mention(x.first, x.last, x.bare-1, Name, x.entity, ch)
	m.Gender, m.Modifier = e.Gender, x.modifier
	switch {
	case e.place != nil:
		m.Kind = Place
	case e.Kind == Organization:
		m.Kind = Org
	case e.Kind == Text:
		m.Kind, m.lemma = Document, s.lemma(m.Head)
		s.chain(m)
	}
	if x.bare != x.last {
		c, ch = s.chunkAt(x.last - 1)
	}
	if ch != nil {
		if ch.Head >= x.last {
			m.Modifier = true
		}
		m.Subject = !m.Modifier && (ch.Role == grammar.Subject || s.inverted(ch) || s.visiting(ch))
	}
	if s.possessed(x.last) {
		m.Modifier = true
		m.Subject = false
	}
	m.RoleFirst, m.RoleLast = x.roleFirst, x.roleLast
	if m.Kind == Name && e.Kind != UnknownKind || x.titled {
		if f, l, ok := s.roleBefore(x, c); ok {
			m.RoleFirst, m.RoleLast = f, l
		} else if f, l, ok := s.roleOverLetters(x.first); ok && m.RoleFirst >= m.RoleLast {
			m.RoleFirst, m.RoleLast = f, l
		}
	}
	if m.Kind == Org && e.org == nil && x.first >= 2 && s.possessed(x.first-1) {
		// Norway's Foreign Ministry
		if o := s.MentionAt(x.first - 2); o != nil && o.Kind == Place && o.Last == x.first-1 && s.commonWords(e) {
			e.Name = s.doc.Slice(o.First, x.last)
		}
	}
	s.settle(m)
	s.own(m.RoleFirst, m.RoleLast)
	if x.titled {
		for t := x.first - 1; t >= 0 && s.mentionOf[t] == None && s.on(t, plainList); t-- {
			s.own(t, t+1) // Mr.
		}
	}
}

// chunkAt returns the chunk that holds a token, by index and itself, or None and nil.
func (s *Set) chunkAt(t int32) (int32, *grammar.Chunk) {
	c := s.chunkOf[t]
	if c == grammar.None {
		return c, nil
	}
	return c, &s.chunks[c]
}

// commonWords reports whether the name of a body is made of words that many bodies have: Foreign Ministry.
func (s *Set) commonWords(e *Entity) bool {
	for _, k := range s.keys[e.keyFirst:e.keyLast] {
		if k&hashed != 0 || s.doc.Lexicon.Word(lexicon.ID(k)).Class&(lexicon.PlaceName|lexicon.Demonym|lexicon.OrgName) != 0 {
			return false
		}
	}
	return e.keyFirst < e.keyLast
}

// visiting reports whether a noun phrase that seems the object of a gerund is the subject of its sentence: "Visiting
// coach Lee, however, said".
func (s *Set) visiting(ch *grammar.Chunk) bool {
	g := ch.First - 1
	return g >= 0 && s.tags[g] == grammar.Gerund && s.tokens[g].Flags&text.SentStart != 0 && s.class(ch.First)&lexicon.Role != 0 &&
		(s.verbBehind(ch.Last) || s.char(ch.Last) == ',')
}

// inverted reports whether a noun phrase is the subject behind its verb: "said Smith".
func (s *Set) inverted(ch *grammar.Chunk) bool {
	if ch.Role != grammar.Object || ch.Clause == grammar.None {
		return false
	}
	cl := &s.clauses[ch.Clause]
	return !cl.OwnSubject && cl.Head == ch.First-1 && s.class(cl.Head)&lexicon.CueVerb != 0 && cl.First > 0 &&
		(s.tags[cl.First-1] == grammar.Mark || s.tags[cl.First-1] == grammar.Punct)
}

// possessed reports whether the possessive 's or ' stands at a token.
func (s *Set) possessed(t int32) bool {
	if uint(t) >= uint(len(s.tags)) || s.tags[t] != grammar.Possessive {
		return false
	}
	k := &s.tokens[t]
	return (k.Kind == text.Clitic || k.Kind == text.Mark) && k.Flags&text.SpaceBefore == 0
}

// roleBefore returns the role that stands before a name in its noun phrase: "chief negotiator Saeb Erekat".
func (s *Set) roleBefore(x *name, c int32) (first, last int32, ok bool) {
	start := x.first
	if x.roleFirst < x.roleLast {
		start = x.roleFirst
	}
	if c == grammar.None {
		return 0, 0, false
	}
	f := s.chunks[c].First
	if f >= start {
		return 0, 0, false
	}
	for f < start && (s.tags[f] == grammar.Determiner || s.tags[f] == grammar.Mark || s.class(f)&lexicon.Time != 0 && s.class(f)&(lexicon.Role|lexicon.Adjective) == 0) {
		f++ // this week inspector Roe
	}
	l := x.first
	if x.roleFirst < x.roleLast {
		l = x.roleLast
		// "the reason President Smith left": what stands before the title must describe it
		for t := start - 1; t >= f; t-- {
			if k := &s.tokens[t]; k.Kind == text.Word && k.Flags&text.Capital == 0 &&
				s.class(t)&(lexicon.Adjective|lexicon.Role|lexicon.Body|lexicon.People) == 0 && s.tags[t] != grammar.Possessive && s.tags[t] != grammar.Participle {
				f = t + 1
				break
			}
		}
		if f >= start {
			return 0, 0, false
		}
	}
	for l > f && (s.tokens[l-1].Kind != text.Word || s.on(l-1, plainList) && s.tokens[l-1].Flags&text.Capital != 0) {
		l--
	}
	if f >= l || s.class(l-1)&(lexicon.Role|lexicon.Relation|lexicon.Person|lexicon.Honorific) == 0 && x.roleFirst >= x.roleLast {
		return 0, 0, false
	}
	// "of" before the phrase belongs to it: secretary of state John Kerry
	if f >= 2 && s.doc.TokenText(f-1) == "of" && s.class(f-2)&lexicon.Role != 0 && l == x.first {
		if pc := s.chunkOf[f-2]; pc != grammar.None {
			f = s.chunks[pc].First
			for f < l && s.tags[f] == grammar.Determiner {
				f++
			}
		}
	}
	return f, l, true
}

// describe lists a noun phrase that describes a person, body, group or text.
func (s *Set) describe(c int32) {
	ch := &s.chunks[c]
	h := ch.Head
	noun := &s.tokens[h]
	cl := classOf(noun)
	if cl&(describing|lexicon.Demonym) == 0 && !s.aged(h) {
		return
	}
	native := cl&describing == 0 && cl&lexicon.Demonym != 0 && cl&lexicon.Plural == 0 && cl&lexicon.Noun == 0 // the Spaniard
	if native && (!s.before(ch.First+1) || ch.Role != grammar.Subject && !s.inverted(ch)) {
		return
	}
	m := s.mention(s.phraseFirst(ch), ch.Last, h, Nominal, None, ch)
	m.lemma, m.Gender, m.Subject = s.lemmaOf(noun), genderOf(cl), ch.Role == grammar.Subject || s.inverted(ch)
	s.chain(m)
	m.Plural = cl&lexicon.Plural != 0 || cl&lexicon.People != 0 && cl&lexicon.Body == 0
	if native || cl&human == 0 && s.aged(h) {
		// a person, man or woman
	} else if cl&human == 0 || cl&human == lexicon.People && cl&lexicon.Body != 0 && cl&lexicon.Demonym == 0 && !s.aged(h) {
		m.Gender = Neuter
		if cl&lexicon.Document != 0 && cl&lexicon.Body == 0 {
			m.Kind = Document
		}
	} else if cl&lexicon.Role != 0 && !m.Plural && s.definite(m) {
		m.Kind = Title
	}
	if ch.First > 0 && s.is(ch.First-1, s.rules.as) && (s.tags[ch.First-1] == grammar.Preposition || s.tags[ch.First] != grammar.Determiner) {
		m.Modifier, m.Subject = true, false // her term as president
	}
	if s.possessed(ch.Last) || s.possessed(ch.Last-1) {
		m.Modifier, m.Subject = true, false
	}
	s.settle(m)
}

// phraseFirst returns where a noun phrase begins when a name with "of" or "and" inside stands at its beginning, so
// that the grammar sees two: "a Department of State spokesman".
func (s *Set) phraseFirst(ch *grammar.Chunk) int32 {
	f := ch.First
	for range 3 {
		m := s.MentionAt(f)
		if m == nil || m.First >= f {
			break
		}
		f = m.First
		if _, ch := s.chunkAt(f); ch != nil {
			f = ch.First
		}
	}
	return f
}

// aged reports whether a word is an age that stands for somebody: the 45-year-old.
func (s *Set) aged(t int32) bool {
	k := &s.tokens[t]
	if k.Flags&text.Hyphen == 0 || k.Flags&text.Digits == 0 {
		return false
	}
	w := s.doc.Text[k.Start:k.End]
	return len(w) > 9 && (w[len(w)-9:] == "-year-old" || w[len(w)-10:] == "-year-olds")
}

// definite reports whether a description means somebody known: the official, this man, Israel's president, or a
// title that begins with a capital.
func (s *Set) definite(m *Mention) bool {
	d := s.tags[m.First]
	switch d {
	case grammar.Determiner:
		switch s.doc.TokenText(m.First) {
		case "the", "The", "this", "This", "that", "That", "these", "These", "those", "Those", "both", "Both":
			return true
		}
		return false
	case grammar.Possessive:
		return true
	case grammar.Number:
		return false
	}
	for t := m.First; t < m.Head; t++ {
		if s.possessed(t) {
			return true
		}
	}
	return s.tokens[m.Head].Flags&text.Capital != 0 && !s.opens(m.Head) || m.First < m.Head && s.tokens[m.Head].Flags&text.Capital != 0
}
