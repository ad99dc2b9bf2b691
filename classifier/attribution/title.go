package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file tells the titles of works from what somebody says.

// title reports whether the words of quotation r are written like a title: all longer ones with a capital.
func (f *Finder) title(r int32) bool {
	if r < 0 {
		return false
	}
	g := &f.q.List[r]
	words, capitals := 0, 0
	for i := g.First; i < g.Last; i++ {
		t := &f.d.Tokens[i]
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		words++
		if t.Kind == text.Number || t.Flags&text.Capital != 0 {
			capitals++
		}
		if t.Flags&text.Capital == 0 && t.Kind == text.Word && t.End-t.Start > 3 {
			return false
		}
		if f.d.Is(i, lexicon.PronSubject) && f.g.ClauseOf[i] == grammar.None && i+1 < g.Last && f.finiteTag(i+1) && f.d.Tokens[i+1].Flags&text.Capital == 0 {
			return false // "We won"
		}
	}
	return capitals > 0 && words < 14 // not: called the plan "a con"
}

// titled reports whether the quotation at i is written like a title and the word before it, not before first, is a noun
// for a work: said in his book, | "The Long Road".
func (f *Finder) titled(i, first int32) bool {
	j := i - 1
	if f.char(j) == ',' {
		j--
	}
	return j >= first && f.q.Of[j] < 0 && f.g.Tags[j].IsNominal() && f.d.Is(j, lexicon.StopQuote|lexicon.WorkNoun|lexicon.Document) && f.title(f.q.Of[i])
}

// work reports whether the quotation at i is the title of a work or a name for something: a memo titled "X", on the
// channel's "Morning Call".
func (f *Finder) work(i, first int32) bool {
	if i <= first || f.q.Of[i-1] >= 0 {
		return false
	}
	if f.d.Is(i-1, lexicon.StopQuote) && !f.g.Tags[i-1].IsNominal() {
		return true
	}
	if f.titled(i, first) {
		return true
	}
	return (f.g.Tags[i-1] == grammar.Possessive && i > first+1 && f.g.Tags[i-2] == grammar.Proper || f.word(i-1) == "on") && f.words(f.q.Of[i]) > 1 && f.title(f.q.Of[i])
}
