package corpus

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writer is the state of one article.
type writer struct {
	random  uint64
	topic   string
	style   style
	cast    [5]person
	left    map[string][]int // by key: the choices not taken yet
	british bool
}

type person struct {
	first, last string
	role        string // "Israeli Housing Minister"
	short       string // "housing minister"
	female      bool
	named       bool // the article has named this one before
}

// style is how an article is set.
type style struct{ open, close, innerOpen, innerClose, apostrophe, paragraph, dash string }

var styles = []style{
	{`"`, `"`, "'", "'", "'", "\n\n", " -- "},
	{"“", "”", "‘", "’", "’", "\n\n", "—"},
	{"‘", "’", "“", "”", "’", "\n\n", " – "}, // British
	{"“", "”", "‘", "’", "’", "\n", "—"},
	{`"`, `"`, "'", "'", "'", "\r\n\r\n", " - "},
	{"'", "'", `"`, `"`, "'", "\n\n", " – "}, // British, typed
	{"''", "''", "'", "'", "'", "\n\n", " -- "},
	{"“", "”", "‘", "’", "'", "\n \n", " – "},
	{"«", "»", "‹", "›", "’", "\n\n", "—"},
}

func newWriter(i int) *writer {
	g := phrases()
	w := &writer{random: uint64(i), left: map[string][]int{}}
	w.topic = g.topics[i%len(g.topics)]
	at := i % (len(styles) + 6) // the first two styles are the most frequent
	if at >= len(styles) {
		at %= 2
	}
	w.style, w.british = styles[at], styles[at].open == "‘" || styles[at].open == "'"
	for k := range w.cast {
		p := &w.cast[k]
		p.female = w.below(2) == 0
		p.first = w.pick("male")
		if p.female {
			p.first = w.pick("female")
		}
		p.last = w.pick("last")
		p.role, p.short, _ = strings.Cut(w.pick("role"), " | ")
	}
	return w
}

// next is splitmix64: the same numbers on every machine and with every version of Go.
func (w *writer) next() uint64 {
	w.random += 0x9E3779B97F4A7C15
	z := w.random
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (w *writer) below(n int) int { return int(w.next() % uint64(n)) }

// between returns a number whose logarithm is spread evenly.
func (w *writer) between(lo, hi int) int {
	x := float64(w.next()>>11) / (1 << 53)
	return int(float64(lo) * math.Pow(float64(hi)/float64(lo), x))
}

// pick returns one of the choices of a key; all have their turn before one comes again.
func (w *writer) pick(key string) string {
	c, left := phrases().choices(w.topic, key), w.left[key]
	if len(left) == 0 {
		for i := range c {
			left = append(left, i)
		}
	}
	k := w.below(len(left))
	i := left[k]
	left[k] = left[len(left)-1]
	w.left[key] = left[:len(left)-1]
	return c[i]
}

// article writes about size bytes.
func (w *writer) article(size int) string {
	var b strings.Builder
	b.WriteString(w.set(w.fill(w.pick("lead"))))
	for b.Len() < size {
		kind := "para"
		switch w.below(20) {
		case 0:
			kind = "transcript"
		case 1:
			kind = "post"
		case 2, 3:
			kind = "furniture"
		}
		b.WriteString(w.style.paragraph)
		b.WriteString(w.set(w.fill(w.pick(kind))))
	}
	return b.String()
}

// fill replaces the slots of a text; speaker A and B are two of the cast, the same within the text.
func (w *writer) fill(text string) string {
	a := w.below(len(w.cast))
	b := (a + 1 + w.below(len(w.cast)-1)) % len(w.cast)
	var out strings.Builder
	w.expand(&out, text, a, b)
	return out.String()
}

func (w *writer) expand(out *strings.Builder, text string, a, b int) {
	for {
		before, rest, ok := strings.Cut(text, "{")
		out.WriteString(before)
		if !ok {
			return
		}
		slot, after, _ := strings.Cut(rest, "}")
		text = after
		name, attribute, _ := strings.Cut(slot, ".")
		switch name {
		case "A":
			out.WriteString(w.mention(&w.cast[a], attribute))
		case "B":
			out.WriteString(w.mention(&w.cast[b], attribute))
		default:
			var inner strings.Builder
			w.expand(&inner, w.pick(strings.ToLower(name)), a, b)
			s := inner.String()
			if name != strings.ToLower(name) {
				s = capitalised(s)
			}
			out.WriteString(s)
		}
	}
}

// mention names a person: in full with the role the first time, then by one of the shorter ways.
func (w *writer) mention(p *person, attribute string) string {
	pronouns := [...]string{"he", "him", "his"}
	if p.female {
		pronouns = [...]string{"she", "her", "her"}
	}
	switch attribute {
	case "he":
		return pronouns[0]
	case "He":
		return capitalised(pronouns[0])
	case "him":
		return pronouns[1]
	case "his":
		return pronouns[2]
	case "full":
		return p.first + " " + p.last
	case "last":
		return p.last
	case "LAST":
		return strings.ToUpper(p.last)
	case "role":
		return p.short
	}
	if !p.named {
		p.named = true
		if strings.Contains(p.role, " of ") || w.below(3) == 0 {
			return p.first + " " + p.last + ", the " + p.role + ","
		}
		return p.role + " " + p.first + " " + p.last
	}
	switch w.below(6) {
	case 0:
		return "the " + p.short
	case 1:
		return p.first + " " + p.last
	case 2:
		if w.british {
			title := "Mr "
			if p.female {
				title = "Ms "
			}
			return title + p.last
		}
	}
	return p.last
}

// set turns the marks of phrases.txt into those of the article and mends what the slots have put together.
func (w *writer) set(s string) string {
	s = strings.NewReplacer(",,", ",", ",.", ".", ",;", ";", ",?", "?", ",:", ":", ",,,", ",").Replace(s)
	s = strings.NewReplacer("“", w.style.open, "”", w.style.close, "‘", w.style.innerOpen, "’", w.style.innerClose,
		"'", w.style.apostrophe, " — ", w.style.dash, "¶", w.style.paragraph).Replace(s)
	return capitalised(s)
}

// capitalised puts the first letter of a text, which may stand behind a mark, into upper case.
func capitalised(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
