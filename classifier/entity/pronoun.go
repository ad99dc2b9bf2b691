package entity

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// pronounEntity gives a pronoun its entity, as far as the words before it tell.
func (s *Set) pronounEntity(i int32) {
	m := &s.Mentions[i]
	switch m.form {
	case heForm, sheForm, itForm, theyForm:
		e, _ := s.antecedent(i, None)
		m.Entity = e
		if e != None && m.Gender != Neuter && !m.Quoted {
			if t := &s.Entities[e]; t.Gender == AnyGender && t.Kind != Group {
				t.Gender = m.Gender
			}
		}
	case whoForm:
		m.Entity = s.relative(i)
	}
}

// relative returns whom "who" means: the noun phrase right before it.
func (s *Set) relative(i int32) int32 {
	m := &s.Mentions[i]
	for t := m.First - 1; t >= 0 && t >= m.First-4; t-- {
		if s.tags[t] == grammar.Punct || s.tags[t] == grammar.Preposition || s.tags[t] == grammar.Mark {
			continue
		}
		if n := s.MentionAt(t); n != nil {
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

// introduced is what is added for somebody who was introduced with a role in the sentence before; twice for the first.
const introduced = 5

// far is so many sentences that no antecedent stands back that far.
const far = 9

// rank says what a mention can be worth to a pronoun before anything else is asked about it.
type rank uint8

const (
	lowRank      rank = 1 << iota // no subject
	modifierRank                  // describes another noun
	roleRank                      // introduced with a role
	ranks
)

func (m *Mention) setRank() {
	m.rank = lowRank
	if m.Subject {
		m.rank = 0
	}
	if m.Modifier {
		m.rank |= modifierRank
	}
	if m.RoleFirst < m.RoleLast {
		m.rank |= roleRank
	}
}

// antecedent returns whom he, she, it or they means, and how sure that is. Speaker is who spoke last, or None. It goes
// back from mention to mention; most are turned away by what their sentence and rank let them be worth.
func (s *Set) antecedent(i, speaker int32) (int32, int) {
	m := &s.Mentions[i]
	clause := m.clause
	speaks := clause != None && m.Subject && s.class(s.clauses[clause].Head)&lexicon.CueVerb != 0
	other := s.told(m, clause)
	subject, reports, spoke := 8, 2, 0 // what is added for a subject, for one of a main clause that reports, for the last speaker
	if m.Subject {
		subject += 2
	}
	if speaks {
		reports = 5
	}
	if speaker != None {
		spoke = max(0, 7-2*int(m.sentence-s.spoke))
	}
	const often, name = 3, 3
	var others [4]int32 // whom the words beside which he stands name
	n := 0
	if speaks && s.tagged(m, clause) {
		n = s.namedBefore(i, others[:])
	}
	most := 40 + subject + reports + spoke + often + name // of a mention in the same sentence
	low := subject + reports
	less := [ranks]int{0, low, 7, low + 7, -2 * introduced, low - 2*introduced, 7 - 2*introduced, low + 7 - 2*introduced} // by rank
	best, top := None, 0
	sentence, d := m.sentence, 0   // of the mentions looked at
	can, asked := most, roleRank-1 // a role counts in the sentence before only
	want := uint64(onlyOf(m)) * ones
	for end := i; end > max(0, i-lookBack); end -= 8 {
		for may := binary.LittleEndian.Uint64(s.pronouns[end:]) & want; may != 0; {
			back := bits.LeadingZeros64(may)
			may &^= 1 << 63 >> back
			j := end - 1 - int32(back/8)
			c := &s.Mentions[j]
			if c.sentence != sentence {
				sentence = c.sentence
				d = int(m.sentence - sentence)
				can, asked = most-7*min(d, 4), roleRank-1
				if d == 1 {
					asked = ranks - 1
				} else if d >= far || top >= can {
					return best, top // it cannot be better, nor can those before it
				}
			}
			if can-less[c.rank&asked] <= top || c.Entity == other {
				continue
			}
			e := &s.Entities[c.Entity]
			if !s.agrees(m, c, e) || n > 0 && slices.Contains(others[:n], c.Entity) {
				continue
			}
			if d > 0 && !c.Subject && e.Kind == Anonymous {
				continue
			}
			if !m.Modifier && c.Subject && clause != None && c.clause == clause && !s.reflexive(m.Head) {
				continue // he saw him
			}
			v := 40 - 7*min(d, 4)
			if c.Subject {
				v += subject
				switch c.place {
				case speechPlace:
					v += reports
				case mainPlace:
					v += 2
				}
			}
			switch {
			case c.Kind == Name:
				v += name
			case c.Kind == Pronoun:
				v += 2
			case c.Kind == Nominal && e.Kind == Anonymous:
				if c.place != innerPlace && d <= 1 && m.paragraph == c.paragraph {
					v -= 2
				} else {
					v -= 10
				}
			}
			if p := int(m.paragraph - c.paragraph); p > 1 {
				v -= 3 * min(p-1, 4)
			}
			if c.Modifier {
				v -= 7
				if c.Kind == Name && !s.possessed(c.Last) {
					v -= 5
				}
			}
			if c.Kind == Name && e.First == j && c.RoleFirst < c.RoleLast && d == 1 {
				v += introduced
				if top == 0 {
					v += introduced
				}
			}
			if e.Kind == UnknownKind {
				v -= 8
			}
			if m.Plural && e.Kind == Organization {
				v -= 10
			} else if m.Plural && !c.Plural && !e.Plural && e.Kind != Group {
				v -= 12
			}
			if e.Gender == AnyGender && m.Gender != AnyGender && m.Gender != Neuter {
				v -= 6
			}
			if c.Entity == speaker {
				v += spoke
			}
			v += min(int(e.Mentions)/2, often)
			if v > top {
				best, top = c.Entity, v
			}
		}
	}
	return best, top
}

// pronounSet are the pronouns that may mean a mention: he, she, it, they; and the same again for those outside of
// quotation marks, which do not mean what stands inside.
type pronounSet uint8

const (
	byHe pronounSet = 1 << iota
	_               // she
	_               // it
	byThey
	unquoted = 4
)

// onlyOf returns the set of one pronoun.
func onlyOf(m *Mention) pronounSet {
	n := m.form - heForm
	if !m.Quoted {
		n += unquoted
	}
	return byHe << (n & 7)
}

// fit notes by which pronouns mention i may be meant, whatever comes to be known of its entity: genders that are not known
// yet fit all of them. It must be called whenever a mention was given an entity.
func (s *Set) fit(i int32, m *Mention, e *Entity) {
	by := fitting[e.Kind&7][e.Gender&3]
	if m.Plural {
		by = byThey
	}
	if e.Plural || m.place == speechPlace {
		by |= byThey
	}
	if !m.Quoted {
		by |= by << unquoted
	}
	s.pronouns[i+8] = byte(by)
}

// fitting holds the pronouns that may mean one of an entity of a kind and gender.
var fitting = func() (t [8][4]pronounSet) {
	for kind := range agreeing {
		for gender, may := range agreeing[kind] {
			t[kind][gender] = pronounSet(may >> Masculine)
			if k := Kind(kind); k == Group || k == Organization {
				t[kind][gender] |= byThey
			}
		}
	}
	return t
}()

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

// agrees reports whether a pronoun can mean the entity of an earlier mention.
func (s *Set) agrees(m, c *Mention, e *Entity) bool {
	if m.Plural {
		// a spokesperson … they
		return c.Plural || e.Plural || e.Kind == Group || e.Kind == Organization && c.Kind != Place ||
			m.Subject && c.place == speechPlace && e.Gender == AnyGender && (e.Kind == Person || e.Kind == Anonymous) && m.sentence-c.sentence == 1
	}
	return !c.Plural && agreeing[e.Kind][e.Gender]>>m.Gender&1 != 0
}

// agreeing holds the genders of pronouns for one that can mean an entity of a kind and gender: a bit for each.
var agreeing = func() (t [Text + 1][Neuter + 1]uint8) {
	for kind := range t {
		for gender := range t[kind] {
			k, g := Kind(kind), Gender(gender)
			if k == Group {
				continue
			}
			bits := uint8(1 << AnyGender)
			if k == Organization || k == Text || k == UnknownKind && g == AnyGender {
				bits |= 1 << Neuter
			}
			for _, p := range [2]Gender{Masculine, Feminine} {
				if k != Organization && k != Text && g != Neuter && !clash(g, p) {
					bits |= 1 << p
				}
			}
			t[kind][gender] = bits
		}
	}
	return t
}()
