package pack

import (
	"unicode"
	"unicode/utf8"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// A symbol is one way to write a word in a pattern: any form or this form, with or without capitals.
type symbol struct {
	word lexicon.ID
	next int32 // one more than the number of another symbol of the word, or 0
	form bool
	caps caps
}

// symbols are all of a set of packs, by their numbers.
type symbols struct {
	all   []symbol
	first []int32 // by word: one more than the number of its newest symbol, or 0
}

// caps says what capitals a pattern's word asks for.
type caps uint8

const (
	anyCase caps = iota
	capital
	allCaps
)

// of returns the symbol of a word as a pattern has it.
func (x *symbols) of(id lexicon.ID, cased caps, form bool) int32 {
	if n := int(id) + 1 - len(x.first); n > 0 {
		x.first = append(x.first, make([]int32, n)...)
	}
	first := &x.first[id]
	for at := *first; at != 0; at = x.all[at-1].next {
		if s := &x.all[at-1]; s.form == form && s.caps == cased {
			return at - 1
		}
	}
	x.all = append(x.all, symbol{word: id, next: *first, form: form, caps: cased})
	*first = int32(len(x.all))
	return *first - 1
}

// firstOf returns the newest symbol of a word, or -1, and nextOf the one before.
func (x *symbols) firstOf(id lexicon.ID) int32 {
	if int(id) >= len(x.first) {
		return -1
	}
	return x.first[id] - 1
}

func (x *symbols) nextOf(s int32) int32 { return x.all[s].next - 1 }

// word returns the word of a symbol.
func (x *symbols) word(s int32) lexicon.ID { return x.all[s].word }

// anyCase reports whether a symbol asks for no capital.
func (x *symbols) anyCase(s int32) bool { return x.all[s].caps == anyCase }

// markWords gives every form that a pattern can match the class by which readers tell it from others.
func (x *symbols) markWords(b *lexicon.Builder) {
	in := make([]bool, b.Len())
	for i := range x.all {
		in[x.all[i].word] = true
	}
	for id := lexicon.ID(1); int(id) < b.Len(); id++ {
		if w := b.Word(id); in[id] || in[w.Verb] || in[w.Verb2] || in[w.Noun] {
			b.Mark(id, lexicon.PackWord)
		}
	}
}

// capsOf: a capital at the beginning asks for one in the text, two or more and no small letter for capitals only. Behind a small
// letter capitals ask for nothing: d'Ivoire, mRNA.
func capsOf(w string) caps {
	if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
		return anyCase
	}
	upper, lower := 0, 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			upper++
		} else if unicode.IsLower(r) {
			lower++
		}
	}
	switch {
	case upper > 1 && lower == 0:
		return allCaps
	case upper > 0:
		return capital
	}
	return anyCase
}
