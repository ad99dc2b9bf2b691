package entity

import (
	"encoding/binary"
	"math/bits"
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// This file finds whom a pronoun means among the mentions before it.

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

// setRank must be called again where one of these changes.
func (m *Mention) setRank() {
	m.rank = rank(when(!m.Subject)*uint8(lowRank) | when(m.Modifier)*uint8(modifierRank) | when(m.RoleFirst < m.RoleLast)*uint8(roleRank))
}

// pronoun is one whose antecedent is looked for, and what counts for it.
type pronoun struct {
	*Mention
	other   int32                // whom it does not mean, or None
	others  []int32              // nor these
	speaker int32                // who spoke last, or None
	subject int                  // what is added for a subject
	place   [speechPlace + 1]int // and by the place of the clause whose subject it is
	spoke   int                  // for the last speaker
	unknown int                  // what is taken off where the gender is not known
}

// What is added at most for how often somebody is named, and for a name.
const often, aName = 3, 3

// antecedent returns whom he, she, it or they, mention i, means, and how sure that is. Speaker is who spoke last, or None. It goes
// back from mention to mention that the pronoun may mean; most are turned away by what their sentence and rank let them be
// worth.
func (s *Set) antecedent(i int32, m *Mention, speaker int32) (int32, int) {
	clause := m.clause
	speaks := clause != None && m.Subject && s.class(s.clauses[clause].Head)&lexicon.CueVerb != 0
	p := pronoun{Mention: m, other: s.told(m, clause), speaker: speaker, subject: 8, place: [...]int{0, 2, 2}}
	if m.Subject {
		p.subject += 2
	}
	if speaks {
		p.place[speechPlace] = 5
	}
	if speaker != None {
		p.spoke = max(0, 7-2*int(m.sentence-s.spoke))
	}
	if p.spoke > 0 && speaks && s.on(s.clauses[clause].Head, moreList) {
		p.spoke += 10 // he added
	}
	if m.Gender == Masculine || m.Gender == Feminine {
		p.unknown = 6
	}
	var others [4]int32 // whom the words beside which he stands name
	if speaks && s.tagged(m, clause) {
		p.others = others[:s.namedBefore(i, others[:])]
	}
	low := p.subject + p.place[speechPlace]
	most := 40 + low + p.spoke + often + aName                                                                            // of a mention in the same sentence
	less := [ranks]int{0, low, 7, low + 7, -2 * introduced, low - 2*introduced, 7 - 2*introduced, low + 7 - 2*introduced} // by rank
	best, top := None, 0
	sentence, d := m.sentence, 0   // of the mentions looked at
	can, asked := most, roleRank-1 // a role counts in the sentence before only
	want := uint64(onlyOf(m)) * ones
	for end := i; end > max(0, i-lookBack); end -= 8 {
		may := binary.LittleEndian.Uint64(s.pronouns[s.made-end:]) & want
		for ; may != 0; may &= may - 1 {
			j := end - 1 - int32(bits.TrailingZeros64(may)/8)
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
			if can-less[c.rank&asked&(ranks-1)] <= top {
				continue
			}
			if v := s.worth(&p, c, j, d, top); v > top {
				best, top = c.Entity, v
			}
		}
	}
	return best, top
}

// worth says how well mention i, which stands d sentences before, fits a pronoun, 0: not. Top is the best one so far.
func (s *Set) worth(p *pronoun, c *Mention, i int32, d, top int) int {
	e := &s.Entities[c.Entity]
	switch {
	case c.Entity == p.other || !s.agrees(p.Mention, c, e) || slices.Contains(p.others, c.Entity):
		return 0
	case d > 0 && !c.Subject && e.Kind == Anonymous:
		return 0
	case c.clause == p.clause && p.clause != None && c.Subject && !p.Modifier && !s.reflexive(p.Head):
		return 0 // he saw him
	}
	v := 40 - 7*min(d, 4) + p.place[c.place] + min(int(e.Mentions)/2, often) - 3*min(max(int(p.paragraph-c.paragraph), 1)-1, 4)
	if c.Subject {
		v += p.subject
	}
	switch c.Kind {
	case Name:
		v += aName
	case Pronoun:
		v += 2
	case Nominal:
		if e.Kind != Anonymous {
			break
		}
		if c.place != innerPlace && d <= 1 && p.paragraph == c.paragraph {
			v -= 2
		} else {
			v -= 10
		}
	}
	if c.Modifier {
		v -= 7
		if c.Kind == Name && !s.possessed(c.Last) {
			v -= 5
		}
	}
	if e.Kind == UnknownKind {
		v -= 8
	}
	if p.Plural {
		if e.Kind == Organization {
			v -= 10
		} else if !c.Plural && !e.Plural && e.Kind != Group {
			v -= 12
		}
	}
	if e.Gender == AnyGender {
		v -= p.unknown
	}
	if c.Entity == p.speaker {
		v += p.spoke
	}
	if d == 1 && c.rank&roleRank != 0 && c.Kind == Name && e.First == i && !(c.Subject && c.place == innerPlace && p.spoke > 0) {
		v += introduced
		if top == 0 {
			v += introduced
		}
	}
	return v
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
	by := fitting[when(m.Plural)][e.Kind&7][e.Gender&3] | byThey*pronounSet(when(e.Plural)|when(m.place == speechPlace))
	s.pronouns[s.made-1-i] = byte(by | by<<unquoted*pronounSet(when(!m.Quoted)))
}

// fitting holds the pronouns that may mean one of an entity of a kind and gender, and those that may mean several.
var fitting = func() (t [2][8][4]pronounSet) {
	for kind := range agreeing {
		for gender, may := range agreeing[kind] {
			t[0][kind][gender] = pronounSet(may >> Masculine)
			if k := Kind(kind); k == Group || k == Organization {
				t[0][kind][gender] |= byThey
			}
			t[1][kind][gender] = byThey
		}
	}
	return t
}()

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
