package pack

import (
	"slices"
	"strings"
	"time"
)

// roleKey brings the ways to write an office together: "Prime Minister of Israel", "the Israeli prime minister".
func roleKey(s string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.NewReplacer("’s", "", "'s", "").Replace(s)), func(r rune) bool { return r == ' ' || r == ',' || r == '.' })
	words = slices.DeleteFunc(words, func(w string) bool { return w == "the" || w == "of" })
	slices.Sort(words)
	return strings.Join(words, " ")
}

// Holder returns who held an office at a date: his name and id. With the zero time, it answers only where one alone ever did.
func (s *Set) Holder(role string, at time.Time) (name, id string, ok bool) {
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
func (s *Set) Surname(word string) bool { return s.surnames[word] }

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
			s.surnames[a.Name.Value[strings.LastIndexByte(a.Name.Value, ' ')+1:]] = true
		}
		for _, r := range a.Roles {
			for _, title := range append([]Text{r.Title}, r.Aliases...) {
				key := roleKey(title.Value)
				s.offices[key] = append(s.offices[key], office{a, r.From.Time, r.To.Time})
			}
		}
	}
}
