package pack

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// possessive is what roleKey leaves out.
var possessive = strings.NewReplacer("’s", "", "'s", "")

// roleKey brings the ways to write an office together: "Prime Minister of Israel", "the Israeli prime minister".
func roleKey(s string) string {
	words := strings.FieldsFunc(strings.ToLower(possessive.Replace(s)), between)
	words = slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "of" })
	slices.Sort(words)
	return strings.Join(words, " ")
}

func between(r rune) bool { return r == ' ' || r == ',' || r == '.' }

// roleSum is a number that is the same for all roles with the same roleKey, and cheap: nearly every description of an
// article is no office that a pack lists.
func roleSum(s string) uint64 {
	sum, word := uint64(0), uint64(0)
	for i, r := range s {
		switch {
		case between(r):
			sum += scatter(word)
			word = 0
		case r == '\'' || r == '’', r == 's' && i > 0 && (s[i-1] == '\'' || strings.HasSuffix(s[:i], "’")):
			// "'s" counts for nothing, nor does an apostrophe elsewhere
		default:
			word = addLetter(word, r)
		}
	}
	return sum + scatter(word)
}

func addLetter(word uint64, r rune) uint64 { return word*1099511628211 + uint64(unicode.ToLower(r)) }

var (
	theSum = addLetter(addLetter(addLetter(0, 't'), 'h'), 'e')
	ofSum  = addLetter(addLetter(0, 'o'), 'f')
)

// scatter spreads the number of a word over all bits, so that sums of them differ. Of no word, "the" and "of" it is 0.
func scatter(word uint64) uint64 {
	if word == theSum || word == ofSum {
		return 0
	}
	word *= 0x9E3779B97F4A7C15
	return word ^ word>>31
}

// officeSums is how many roleSums are told apart.
const officeSums = 4096

// Holder returns who held an office at a date: his name and id. With the zero time, it answers only where one alone ever did.
func (s *Set) Holder(role string, at time.Time) (name, id string, ok bool) {
	if sum := roleSum(role); s.officeBits[sum%officeSums/64]>>(sum%64)&1 == 0 {
		return "", "", false
	}
	key := roleKey(role)
	for _, h := range s.offices[key] {
		switch {
		case !at.IsZero() && (!h.from.IsZero() && at.Before(h.from) || !h.to.IsZero() && !at.Before(h.to.AddDate(0, 0, 1))):
			continue
		case at.IsZero() && len(s.offices[key]) > 1:
			return "", "", false
		}
		return h.actor.Name.Value, h.actor.ID.Value, true
	}
	return "", "", false
}

// Surname reports whether a word is the last name of a person whom a pack lists: Trump, May.
func (s *Set) Surname(word string) bool {
	return word != "" && s.initials[word[0]] && s.surnames[word] // nearly all words begin otherwise
}

// office is a role that an actor held.
type office struct {
	actor    *Actor
	from, to time.Time
}

func (s *Set) indexActors() {
	s.offices, s.surnames = map[string][]office{}, map[string]bool{}
	for i := range s.Actors {
		a := &s.Actors[i]
		if a.Kind.Value == "person" || a.Kind.Value == "" {
			if name := a.Name.Value[strings.LastIndexByte(a.Name.Value, ' ')+1:]; name != "" {
				s.surnames[name], s.initials[name[0]] = true, true
			}
		}
		for _, r := range a.Roles {
			for _, title := range append([]Text{r.Title}, r.Aliases...) {
				sum := roleSum(title.Value)
				s.officeBits[sum%officeSums/64] |= 1 << (sum % 64)
				key := roleKey(title.Value)
				s.offices[key] = append(s.offices[key], office{a, r.From.Time, r.To.Time})
			}
		}
	}
}
