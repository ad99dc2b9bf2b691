package grammar

import (
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// inTitleCase reports whether a sentence is written Like a Headline, so that its capitals make no names. list are its
// words with a capital.
func (a *Analysis) inTitleCase(first, last int32, list []int32) bool {
	const most, least = 40, 4 // tokens of a headline; its words
	if last-first > most || len(list) < least {
		return false
	}
	words, capitals, common := 0, 0, 0
	for i := first; i < last; i++ {
		t := &a.tokens[i]
		if t.Kind != text.Word || t.End-t.Start < 4 || t.Flags&text.Stop != 0 {
			continue
		}
		words++
		if t.Flags&text.Capital != 0 {
			capitals++
			if t.Class.Is(lexicon.Verbal|lexicon.Noun|lexicon.Adverb) && !t.Class.Is(lexicon.GivenName|lexicon.PlaceName|lexicon.OrgName|lexicon.Role|lexicon.Body) {
				common++
			}
		} else if (words-capitals)*4 > len(list) {
			return false // four in five have a capital, or more
		}
	}
	return words >= least && capitals*10 >= words*8 && common >= 2
}

// noteNames remembers the words that stand with a capital inside sentences: at the beginning of one they are names, too.
func (a *Analysis) noteNames() {
	for _, id := range a.noted {
		a.named[id/64] = 0
	}
	if n := a.doc.Lexicon.Len()/64 + 1; len(a.named) < n {
		a.named = make([]uint64, n)
	}
	capitals := a.doc.Capitals
	a.noted = lists.Resize(a.noted, len(capitals))
	n, k := 0, 0
	for pi := range a.doc.Paragraphs {
		p := &a.doc.Paragraphs[pi]
		for ; k < len(capitals) && capitals[k] < p.Last; k++ {
			if p.Kind != text.Body {
				continue
			}
			i := capitals[k]
			t := &a.tokens[i]
			if t.Flags&(text.SentStart|text.AllCaps) != 0 {
				continue
			}
			if b := &a.tokens[i-1]; b.Kind == text.Word && b.Flags&text.Capital == 0 || b.Kind == text.Punct && b.Char == ',' {
				a.named[t.Word/64] |= 1 << (t.Word % 64) // whether it was there is not asked: the answer would have to be waited for
				a.noted[n] = t.Word
				n++
			}
		}
	}
	a.noted = a.noted[:n]
}

// isNoted reports whether a word of the lexicon stands with a capital inside a sentence.
func (a *Analysis) isNoted(word lexicon.ID) bool { return a.named[word/64]>>(word%64)&1 != 0 }

// nameLike reports whether a closed-class word is written as a name here: "US", "Will Smith", "May said".
func (a *Analysis) nameLike(i, first, last int32, w lexicon.Class) bool {
	tok := &a.tokens[i]
	if tok.Flags&text.Capital == 0 {
		return false
	}
	if tok.Flags&text.AllCaps != 0 && w.Is(lexicon.CapsOnly) {
		return true
	}
	if w.Is(lexicon.Numeral) && i > first && a.Tags[i-1] == Proper && tok.Flags&text.SentStart == 0 {
		return true // BBC One
	}
	if !w.Is(lexicon.GivenName|lexicon.Month|lexicon.PlaceName|lexicon.OrgName) || w.Is(lexicon.CapsOnly) {
		return false
	}
	if a.titled && i+1 < last && a.tokens[i+1].Class.Is(lexicon.Base|lexicon.AuxBe|lexicon.Adverb) {
		return false // Senate Will Reject
	}
	if i > first && a.tokens[i-1].Kind == text.Word && tok.Flags&text.SentStart == 0 {
		return true // a capital inside a sentence
	}
	return w.Is(lexicon.GivenName) && i+1 < last && a.capital(i+1) && !a.tokens[i+1].Class.Is(lexicon.Pronoun|lexicon.Determiner)
}

func (a *Analysis) capital(i int32) bool {
	t := &a.tokens[i]
	return t.Kind == text.Word && t.Flags&text.Capital != 0
}

// isName decides whether a capitalised word of an open class is a name.
func (a *Analysis) isName(i, first, last int32, w lexicon.Class, prev Tag) bool {
	tok := &a.tokens[i]
	const adjectival = lexicon.Demonym
	if w.Is(adjectival) && w.Is(lexicon.Adjective) && i+1 < last && tok.Flags&text.AllCaps == 0 {
		n := &a.tokens[i+1]
		nw := n.Class
		if n.Kind == text.Word && (n.Flags&text.Capital != 0 || nw.Is(lexicon.Noun|lexicon.Adjective)) {
			return false // Israeli officials
		}
	}
	inner := i > first && !a.opens(i, first)
	if inner && !a.titled {
		return true
	}
	// at the sentence's beginning the capital says nothing
	if a.isNoted(tok.Word) && !w.Is(lexicon.Demonym) {
		return true
	}
	common := lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Adverb
	if a.doc.Is(i, lexicon.PlaceName|lexicon.OrgName) || w.Is(lexicon.Month|lexicon.Weekday) || w.Is(lexicon.Honorific) && !w.Is(common) {
		return true
	}
	if tok.Flags&(text.AllCaps|text.Stop|text.Initial) != 0 && !w.Is(lexicon.Noun|lexicon.Verbal|lexicon.Adjective|lexicon.Adverb) {
		return true
	}
	if w.Is(lexicon.Adjective) && !w.Is(lexicon.Adverb|lexicon.Noun|lexicon.Verbal|lexicon.Demonym) && a.subjectHere(i+1, last) {
		return true // Northern, which runs the trains, has
	}
	next := i+1 < last && a.capital(i+1)
	if w.Is(lexicon.CueVerb) && w.Is(lexicon.Past) && a.leadsQuote(i, last) {
		return false
	}
	if w.Is(lexicon.GivenName) {
		return next || !w.Is(lexicon.Noun|lexicon.Verbal|lexicon.Adjective|lexicon.Adverb)
	}
	if next && !a.titled && !w.Is(lexicon.Adverb|lexicon.Adjective|lexicon.Gerund) && w.Is(lexicon.Role|lexicon.Body|lexicon.Noun) {
		return true // State Department, Senator Smith
	}
	if n := i + 1; next && !a.titled && w.Is(lexicon.Participle) && !w.Is(lexicon.Base|lexicon.CueVerb) {
		if nw := a.tokens[n].Class; nw.Is(lexicon.Noun) && !nw.Is(lexicon.PlaceName|lexicon.GivenName|lexicon.Demonym|lexicon.Honorific|lexicon.Role) {
			return true // United Nations, Associated Press
		}
	}
	return !w.Is(lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Adverb)
}

// leadsQuote reports whether a verb at a sentence's beginning tells whose the quotation at the sentence's end is: Said
// Ann Lee, who was there, "X".
func (a *Analysis) leadsQuote(i, last int32) bool {
	c := a.doc.Lexicon.VerbCue(a.tokens[i].Word)
	if c == nil || c.Kind > lexicon.WritingCue || c.Takes&lexicon.TakesQuote == 0 {
		return false
	}
	for j := i + 2; j < last && j < i+40; j++ {
		if t := &a.tokens[j]; t.Kind == text.Mark && t.Flags&(text.SpaceBefore|text.SpaceAfter) == text.SpaceBefore {
			b := &a.tokens[j-1]
			return b.Kind == text.Punct && (b.Char == ',' || b.Char == ':')
		}
	}
	return false
}

// subjectHere reports whether the verb of a subject before token i stands there, or a relative clause behind a comma.
func (a *Analysis) subjectHere(i, last int32) bool {
	if i+1 >= last {
		return false
	}
	t := &a.doc.Tokens[i]
	if t.Kind == text.Punct && t.Char == ',' {
		return a.doc.Tokens[i+1].Class.Is(lexicon.PronRelative) && !a.doc.Tokens[i+1].Class.Is(lexicon.Subordinator)
	}
	return t.Class.Is(lexicon.AuxHave)
}

// opens reports whether a token is the first word of its sentence, or of a quotation or clause behind a colon.
func (a *Analysis) opens(i, first int32) bool {
	for j := i - 1; j >= first; j-- {
		t := &a.tokens[j]
		if t.Kind == text.Mark || t.Kind == text.Punct && (t.Char == '(' || t.Char == '[' || t.Char == '~') {
			if j < i-1 || t.Flags&text.SpaceBefore != 0 || j == first {
				if t.Kind == text.Mark {
					return true
				}
				continue
			}
			if t.Kind == text.Mark && t.Flags&text.SpaceAfter != 0 && a.tokens[j-1].Kind == text.Punct && a.tokens[j-1].Char == ',' {
				return false // "…," Trump said
			}
			return true
		}
		return t.Kind == text.Punct && t.Char == ':'
	}
	return true
}

func (a *Analysis) capitalAt(i, last int32) bool { return i < last && a.capital(i) }
