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
	const enough = 20
	rest := p.doc.Tokens
	many := min(2000, len(rest)) // at most so many words are looked at
	if closedAmong(rest[:many], (many+7)/8) {
		return false
	}
	words, known := 0, 0
	for len(rest) > 0 && words < many {
		block := rest[:min(32, many-words, len(rest))]
		rest = rest[len(block):]
		for i := range block {
			if block[i].Kind == text.Word {
				words++
			}
			known += closed(&block[i])
		}
		if known*8 >= many {
			return false
		}
	}
	return words >= enough && known*8 < words
}

// closedAmong reports whether so many of the tokens are of the closed classes: most texts need not be counted any further.
func closedAmong(tokens []text.Token, enough int) bool {
	for len(tokens) > 0 && enough > 0 {
		n := min(64, len(tokens))
		for i := range tokens[:n] {
			enough -= closed(&tokens[i])
		}
		tokens = tokens[n:]
	}
	return enough <= 0
}

// closed returns 1 for a word of the closed classes, else 0. It makes no decisions: they could not be foreseen.
func closed(t *text.Token) int {
	const classes = lexicon.Determiner | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator | lexicon.Aux | lexicon.To
	of, n := t.Class&classes, 0
	if t.Kind != text.Word {
		of = 0
	}
	if of != 0 {
		n = 1
	}
	return n &^ int(t.Flags/text.AllCaps)
}
