package stance

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/stance-dev/stance/classifier/lexicon"
)

//go:embed nations.txt
var nationsText string

// nations maps the codes of nations.txt to the names that they stand for, in lower case.
var nations = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(nationsText) {
		if code, names, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			m[code] = strings.Split(strings.ToLower(names), "|")
		}
	}
	return m
})

// isAuthor reports whether some words name the author of a speech: by name, by the country that a code stands for, or
// as "my country", "our delegation".
func (e *Engine) isAuthor(s Span) bool {
	t := strings.TrimPrefix(strings.ToLower(e.doc.Slice(s.First, s.Last)), "the ")
	a := strings.TrimPrefix(strings.ToLower(e.in.Author), "the ")
	if a == "" {
		return false
	}
	if t == a || len(t) > 4 && strings.Contains(a, t) {
		return true
	}
	for _, n := range nations()[e.in.Author] {
		n = strings.TrimPrefix(n, "the ")
		if t == n || len(n) > 3 && (strings.HasSuffix(t, " of "+n) || strings.HasPrefix(t, n+" 's ") || strings.HasPrefix(t, n+"'s ") || strings.HasPrefix(t, n+"’s ") || strings.HasPrefix(t, n+", ")) {
			return true
		}
	}
	return false
}

// firstPerson reports whether some words mean the one who speaks: we, I, my country, our delegation.
func (e *Engine) firstPerson(s Span) bool {
	return e.inGroup(s.First, lexicon.FirstPerson) && e.doc.TokenText(s.First) != "US"
}
