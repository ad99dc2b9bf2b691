package classifier

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// warnings tells what may make the answers for this article worse.
func (p *pipeline) warnings(a *Article) []Warning {
	var out []Warning
	if p.foreign() {
		out = append(out, Warning{
			Code: "language_doubtful", Serious: true,
			Message: "the text does not look like English; only English can be read",
		})
	}
	open := 0
	for i := range p.quotes.List {
		if q := &p.quotes.List[i]; q.Left && q.Next < 0 {
			open++
		}
	}
	if open > 0 {
		out = append(out, Warning{
			Code:    "unbalanced_quotation_marks",
			Message: "a quotation is opened and never closed; it was read to the end of its paragraph",
		})
	}
	return out
}

// foreign reports whether too few words of a text are English. In English prose of any kind more than a quarter of
// the words are of the closed classes (the, of, he, not …).
func (p *pipeline) foreign() bool {
	const enough, closed = 20, lexicon.Determiner | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator | lexicon.Aux | lexicon.To
	words, known := 0, 0
	many := min(2000, len(p.doc.Tokens)) // at most so many words are looked at
	for i := range p.doc.Tokens {
		t := &p.doc.Tokens[i]
		word, common := 0, 0 // no decisions: they could not be foreseen
		if t.Kind == text.Word {
			word = 1
		}
		if t.Class&closed != 0 {
			common = word
		}
		if t.Flags&text.AllCaps != 0 {
			common = 0
		}
		words += word
		known += common
		if known*8 >= many {
			return false
		}
		if words == many {
			break
		}
	}
	return words >= enough && known*8 < words
}
