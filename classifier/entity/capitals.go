package entity

import (
	"strings"
	"unicode"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// spelling returns a name as the article gives it, but a person's that is set in capitals as one writes it: THERESA May, in
// the first words of a report, is Theresa May. A word counts as set in capitals where the name has a given name.
func (s *Set) spelling(x *name) string {
	n := s.doc.Slice(x.first, x.bare)
	if x.bare-x.first < 2 {
		return n
	}
	var classes lexicon.Class
	for i := x.first; i < x.bare; i++ {
		classes |= s.class(i)
	}
	if classes&lexicon.GivenName == 0 {
		return n
	}
	caps := false
	for i := x.first; i < x.bare && !caps; i++ {
		caps = s.setInCapitals(i)
	}
	if !caps {
		return n // nearly always
	}
	var b strings.Builder
	at := s.tokens[x.first].Start
	for i := x.first; i < x.bare; i++ {
		t := &s.tokens[i]
		w := n[t.Start-at : t.End-at]
		if i > x.first {
			b.WriteString(n[s.tokens[i-1].End-at : t.Start-at])
		}
		if s.setInCapitals(i) {
			w = lowered(w)
		}
		b.WriteString(w)
	}
	return b.String()
}

// setInCapitals reports whether a word is all capitals, and no initials or number: CYRUS, not JK or XII.
func (s *Set) setInCapitals(i int32) bool {
	t := &s.tokens[i]
	if t.End-t.Start < 3 || t.Kind != text.Word || t.Flags&text.Stop != 0 {
		return false
	}
	if c := s.doc.Text[t.Start+1]; t.Flags&text.AllCaps == 0 && c != '\'' && c < 0x80 && (c < 'A' || c > 'Z') {
		return false // nearly always
	}
	w := s.doc.TokenText(i)
	return strings.ToUpper(w) == w && strings.Trim(w, "IVX") != "" && !s.on(i, suffixList)
}

// lowered writes a name in capitals with a capital at the beginning of each part: O'Neill, Anne-Marie, McDonald.
func lowered(w string) string {
	r := []rune(w)
	for i := 1; i < len(r); i++ {
		if unicode.IsLetter(r[i-1]) && !(i == 2 && r[0] == 'M' && r[1] == 'c') {
			r[i] = unicode.ToLower(r[i])
		}
	}
	return string(r)
}
