package grammar

import (
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// tag gives each token of a sentence its part of speech, from left to right, from what its form can be, the tag
// before it and the form behind it.
func (a *Analysis) tag(first, last int32) {
	prev := Punct // the last tag that was not a mark or adverb
	a.finite, a.verb = false, Other
	a.stopped = a.endsWithStop(first, last)
	a.titled = a.inTitleCase(first, last)
	for i := first; i < last; i++ {
		t := a.tagOne(i, first, last, prev)
		a.Tags[i] = t
		switch t {
		case VerbPast, VerbPresent, Modal, Be, Have, Do:
			a.finite = !a.doc.Is(i, lexicon.CueVerb) // "said talks had failed": a new clause may begin without a word
		case Punct, Subordinator, Relative, Wh, Coordinator:
			a.finite = false
		case Pronoun:
			if w := a.doc.Tokens[i].Class; w.Is(lexicon.PronSubject) && !w.Is(lexicon.PronObject) {
				a.finite = false
			}
		}
		if t >= VerbPast && t <= VerbBase {
			a.verb = t
		}
		if t != Mark && t != Adverb || prev == Other {
			prev = t
		}
	}
}

// inTitleCase reports whether a sentence is written Like a Headline, so that its capitals make no names.
func (a *Analysis) inTitleCase(first, last int32) bool {
	const most = 40 // tokens of a headline
	if last-first > most {
		return false
	}
	words, capitals, common := 0, 0, 0
	for i := first; i < last; i++ {
		t := &a.doc.Tokens[i]
		if t.Kind != text.Word || t.End-t.Start < 4 || t.Flags&text.Stop != 0 {
			continue
		}
		words++
		if t.Flags&text.Capital != 0 {
			capitals++
			if t.Class.Is(lexicon.Verbal|lexicon.Noun|lexicon.Adverb) && !t.Class.Is(lexicon.GivenName|lexicon.PlaceName|lexicon.OrgName|lexicon.Role|lexicon.Body) {
				common++
			}
		}
	}
	return words >= 4 && capitals*10 >= words*8 && common >= 2
}

// endsWithStop reports whether a sentence ends like one; a headline does not.
func (a *Analysis) endsWithStop(first, last int32) bool {
	for i := last - 1; i >= first && i >= last-3; i-- {
		t := &a.doc.Tokens[i]
		if t.Kind == text.Punct && (t.Char == '.' || t.Char == '!' || t.Char == '?' || t.Char == '~' || t.Char == ':') || t.Flags&text.Stop != 0 {
			return true
		}
	}
	return false
}

// noteNames remembers the words that stand with a capital inside sentences: at the beginning of one they are names, too.
func (a *Analysis) noteNames() {
	for _, id := range a.noted {
		a.named[id] = false
	}
	a.noted = a.noted[:0]
	if n := a.doc.Lexicon.Len(); len(a.named) < n {
		a.named = make([]bool, n)
	}
	for pi := range a.doc.Paragraphs {
		p := &a.doc.Paragraphs[pi]
		if p.Kind != text.Body {
			continue
		}
		for i := p.First + 1; i < p.Last; i++ {
			t := &a.doc.Tokens[i]
			if t.Word != 0 && t.Kind == text.Word && t.Flags&(text.Capital|text.SentStart|text.AllCaps) == text.Capital && !a.named[t.Word] {
				if b := &a.doc.Tokens[i-1]; b.Kind == text.Word && b.Flags&text.Capital == 0 || b.Kind == text.Punct && b.Char == ',' {
					a.named[t.Word] = true
					a.noted = append(a.noted, t.Word)
				}
			}
		}
	}
}

func (a *Analysis) tagOne(i, first, last int32, prev Tag) Tag {
	tok := &a.doc.Tokens[i]
	switch tok.Kind {
	case text.Punct:
		return Punct
	case text.Mark:
		return Mark
	case text.Number:
		return Number
	case text.Handle, text.URL:
		return Proper
	case text.Symbol:
		switch tok.Char {
		case '&':
			return Coordinator
		case '$':
			return Number
		case '%':
			return Noun
		}
		return Other
	case text.Clitic:
		return a.clitic(i, last, prev)
	}
	w := tok.Class
	if i+1 < last && a.doc.Tokens[i+1].Kind == text.Clitic && !w.Is(lexicon.Aux) && a.doc.Is(i+1, lexicon.Negation) {
		return Modal // the wo of won't, the ca of can't
	}
	if tok.Word == 0 {
		return a.unknown(i, first, last, prev)
	}
	const closed = lexicon.Determiner | lexicon.Possessive | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator |
		lexicon.Subordinator | lexicon.Aux | lexicon.Negation | lexicon.To | lexicon.ExThere | lexicon.WhAdverb | lexicon.Numeral | lexicon.Interjection
	if w.Is(closed) && !a.nameLike(i, first, last, w) {
		if t := a.closed(i, last, prev, w); t != Other {
			return t
		}
	}
	if tok.Flags&text.Capital != 0 && a.isName(i, first, last, w, prev) {
		return Proper
	}
	return a.openClass(i, last, prev, w)
}

// nameLike reports whether a closed-class word is written as a name here: "US", "Will Smith", "May said".
func (a *Analysis) nameLike(i, first, last int32, w lexicon.Class) bool {
	tok := &a.doc.Tokens[i]
	if tok.Flags&text.Capital == 0 {
		return false
	}
	if tok.Flags&text.AllCaps != 0 && w.Is(lexicon.CapsOnly) {
		return true
	}
	if !w.Is(lexicon.GivenName|lexicon.Month|lexicon.PlaceName|lexicon.OrgName) || w.Is(lexicon.CapsOnly) {
		return false
	}
	if a.titled && i+1 < last && a.doc.Tokens[i+1].Class.Is(lexicon.Base|lexicon.AuxBe|lexicon.Adverb) {
		return false // Senate Will Reject
	}
	if i > first && a.doc.Tokens[i-1].Kind == text.Word && tok.Flags&text.SentStart == 0 {
		return true // a capital inside a sentence
	}
	return w.Is(lexicon.GivenName) && i+1 < last && a.capital(i+1) && !a.doc.Tokens[i+1].Class.Is(lexicon.Pronoun|lexicon.Determiner)
}

func (a *Analysis) capital(i int32) bool {
	t := &a.doc.Tokens[i]
	return t.Kind == text.Word && t.Flags&text.Capital != 0
}

// isName decides whether a capitalised word of an open class is a name.
func (a *Analysis) isName(i, first, last int32, w lexicon.Class, prev Tag) bool {
	tok := &a.doc.Tokens[i]
	const adjectival = lexicon.Demonym
	if w.Is(adjectival) && w.Is(lexicon.Adjective) && i+1 < last && tok.Flags&text.AllCaps == 0 {
		n := &a.doc.Tokens[i+1]
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
	if a.named[tok.Word] && !w.Is(lexicon.Demonym) {
		return true
	}
	common := lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Adverb
	if a.doc.Is(i, lexicon.PlaceName|lexicon.OrgName) || w.Is(lexicon.Month|lexicon.Weekday) || w.Is(lexicon.Honorific) && !w.Is(common) {
		return true
	}
	if tok.Flags&(text.AllCaps|text.Stop|text.Initial) != 0 && !w.Is(lexicon.Noun|lexicon.Verbal|lexicon.Adjective|lexicon.Adverb) {
		return true
	}
	next := i+1 < last && a.capital(i+1)
	if w.Is(lexicon.GivenName) {
		return next || !w.Is(lexicon.Noun|lexicon.Verbal|lexicon.Adjective|lexicon.Adverb)
	}
	if next && !a.titled && !w.Is(lexicon.Adverb|lexicon.Adjective|lexicon.Gerund) && w.Is(lexicon.Role|lexicon.Body|lexicon.Noun) {
		return true // State Department, Senator Smith
	}
	return !w.Is(lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Adverb)
}

// opens reports whether a token is the first word of its sentence, or of a quotation or clause behind a colon.
func (a *Analysis) opens(i, first int32) bool {
	for j := i - 1; j >= first; j-- {
		t := &a.doc.Tokens[j]
		if t.Kind == text.Mark || t.Kind == text.Punct && (t.Char == '(' || t.Char == '[' || t.Char == '~') {
			if j < i-1 || t.Flags&text.SpaceBefore != 0 || j == first {
				if t.Kind == text.Mark {
					return true
				}
				continue
			}
			if t.Kind == text.Mark && t.Flags&text.SpaceAfter != 0 && a.doc.Tokens[j-1].Kind == text.Punct && a.doc.Tokens[j-1].Char == ',' {
				return false // "…," Trump said
			}
			return true
		}
		return t.Kind == text.Punct && (t.Char == ':' || t.Char == '-' && false)
	}
	return true
}

func (a *Analysis) clitic(i, last int32, prev Tag) Tag {
	w := a.doc.Tokens[i].Class
	if w.Is(lexicon.Negation) {
		return Negation
	}
	t := a.doc.TokenText(i)
	switch t[len(t)-1] | 0x20 {
	case 's':
		if i+1 < last && a.sIsVerb(i, prev) {
			return Be
		}
		return Possessive
	case 'e':
		if strings.HasSuffix(strings.ToLower(t), "ve") {
			return Have
		}
		return Be
	case 'm':
		return Be
	}
	return Modal // 'd, 'll
}

// sIsVerb reports whether 's is "is" or "has": behind a pronoun, or behind a noun with no noun to possess.
func (a *Analysis) sIsVerb(i int32, prev Tag) bool {
	before := a.doc.Tokens[i-1].Class
	switch {
	case before.Is(lexicon.PronSubject | lexicon.ExThere | lexicon.WhAdverb | lexicon.PronRelative):
		return true
	case before.Is(lexicon.PronOther) && !before.Is(lexicon.Noun):
		n := a.doc.Tokens[i+1].Class
		return a.doc.Is(i-1, lexicon.Determiner) || !n.Is(lexicon.Noun)
	case prev == Proper || prev == Noun:
		next := &a.doc.Tokens[i+1]
		n := next.Class
		return next.Kind == text.Word && next.Flags&text.Capital == 0 &&
			(n.Is(lexicon.Determiner|lexicon.Negation|lexicon.Preposition) && !n.Is(lexicon.Adjective|lexicon.PronOther) ||
				n.Is(lexicon.Gerund) && !n.Is(lexicon.Noun|lexicon.Adjective))
	}
	return false
}

// closed tags a closed-class word, or returns Other where the open classes shall decide.
func (a *Analysis) closed(i, last int32, prev Tag, w lexicon.Class) Tag {
	next := a.next(i, last)
	switch {
	case w.Is(lexicon.To):
		if next.Is(lexicon.Base|lexicon.AuxBe|lexicon.AuxHave|lexicon.AuxDo) && !next.Is(lexicon.Determiner|lexicon.Possessive) && !a.capitalAt(i+1, last) &&
			!(next.Is(lexicon.Noun) && a.objectOfTo(i, last, prev)) {
			return To
		}
		if next.Is(lexicon.Adverb) && a.next(i+1, last).Is(lexicon.Base) {
			return To
		}
		return Preposition
	case w.Is(lexicon.Modal):
		if w.Is(lexicon.Noun) && (prev == Determiner || prev == Possessive || prev == Adjective) && !w.Is(lexicon.Negation) {
			return Noun // the will, a can
		}
		return Modal
	case w.Is(lexicon.AuxBe):
		return Be
	case w.Is(lexicon.AuxHave):
		return Have
	case w.Is(lexicon.AuxDo):
		return Do
	case w.Is(lexicon.ExThere):
		if next.Is(lexicon.AuxBe|lexicon.Modal) || next.Is(lexicon.AuxHave) {
			return Existential
		}
		return Adverb
	case w.Is(lexicon.Negation) && !w.Is(lexicon.Determiner|lexicon.Coordinator):
		if w.Is(lexicon.PronOther) {
			return Pronoun
		}
		return Negation
	case w.Is(lexicon.Possessive):
		if w.Is(lexicon.PronObject) { // her
			if next.Is(lexicon.Noun|lexicon.Adjective) && !next.Is(lexicon.Determiner|lexicon.Preposition|lexicon.To) || a.unknownLower(i+1, last) {
				return Possessive
			}
			return Pronoun
		}
		return Possessive
	case w.Is(lexicon.PronRelative) && w.Is(lexicon.Subordinator):
		return a.that(i, last, prev, next)
	case w.Is(lexicon.PronRelative):
		if w.Is(lexicon.Determiner) && next.Is(lexicon.Noun) && !next.Is(lexicon.Verbal) && prev != Noun && prev != Proper {
			return Determiner
		}
		return Relative
	case w.Is(lexicon.PronSubject | lexicon.PronReflexive | lexicon.PronObject):
		return Pronoun
	case w.Is(lexicon.WhAdverb):
		if w.Is(lexicon.Subordinator) {
			return Subordinator
		}
		return Wh
	case w.Is(lexicon.Subordinator):
		if w.Is(lexicon.Preposition) && !a.clauseFollows(i+1, last) {
			return Preposition
		}
		if w.Is(lexicon.Adverb) && (i+1 == last || a.doc.Tokens[i+1].Kind == text.Punct) { // "…, though."
			return Adverb
		}
		return Subordinator
	case w.Is(lexicon.Coordinator) && !w.Is(lexicon.Preposition):
		if w.Is(lexicon.Determiner) && next.Is(lexicon.Noun|lexicon.Adjective) {
			return Determiner
		}
		return Coordinator
	case w.Is(lexicon.Determiner):
		if w.Is(lexicon.PronOther) && !a.nounFollows(i, last) {
			if w.Is(lexicon.Adverb) && (next.Is(lexicon.Adjective|lexicon.Adverb) || prev.IsVerb()) {
				return Adverb
			}
			return Pronoun
		}
		if w.Is(lexicon.Interjection) && (i+1 == last || a.doc.Tokens[i+1].Kind != text.Word) {
			return Interjection
		}
		return Determiner
	case w.Is(lexicon.Preposition):
		if w.Is(lexicon.Verbal) && w.Is(lexicon.Gerund) && prev == Be {
			return Other // is following
		}
		return Preposition
	case w.Is(lexicon.PronOther):
		if w.Is(lexicon.Numeral) && a.nounFollows(i, last) {
			return Number
		}
		return Pronoun
	case w.Is(lexicon.Numeral):
		if w.Is(lexicon.Noun) && !a.nounFollows(i, last) {
			return Noun
		}
		return Number
	case w.Is(lexicon.Interjection):
		if w.Is(lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Adverb) {
			return Other
		}
		return Interjection
	}
	return Other
}

// objectOfTo reports whether the ambiguous word behind "to" is a noun: "to work" is a verb, "response to talks" not.
func (a *Analysis) objectOfTo(i, last int32, prev Tag) bool {
	n := a.next(i, last)
	if n.Is(lexicon.Plural) && !n.Is(lexicon.Base) {
		return true
	}
	if prev != Noun || !n.Is(lexicon.Noun) || i == 0 {
		return false
	}
	switch a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.doc.Tokens[i-1].Word).Noun) {
	case "access", "response", "reaction", "approach", "damage", "opposition", "visit", "exposure", "alternative", "solution", "key", "addition":
		return true // "access to water"
	}
	return false
}

// that tells the three uses of "that" apart.
func (a *Analysis) that(i, last int32, prev Tag, next lexicon.Class) Tag {
	if i+1 >= last || a.doc.Tokens[i+1].Kind == text.Punct && a.doc.Tokens[i+1].Char != '-' {
		return Pronoun
	}
	if a.doc.Tokens[i+1].Kind == text.Clitic { // that's
		if prev == Noun {
			return Relative
		}
		return Pronoun
	}
	verbNext := next.Is(lexicon.Aux) || next.Is(lexicon.Past|lexicon.Third) && !next.Is(lexicon.Noun)
	if prev == Noun && verbNext {
		return Relative
	}
	if (prev == Noun || prev == Proper) && !a.reports(i-1) {
		if verbNext || next.Is(lexicon.Verbal) && !next.Is(lexicon.Noun) {
			return Relative
		}
		if next.Is(lexicon.Pronoun|lexicon.Determiner|lexicon.Possessive) || a.capitalAt(i+1, last) {
			return Subordinator
		}
		return Relative
	}
	if prev.IsVerb() || prev == Noun || prev == Proper || prev == Adjective || prev == Pronoun {
		if verbNext && (prev == VerbPast || prev == VerbPresent) {
			return Pronoun // "said that was wrong"
		}
		if next.Is(lexicon.Noun) && !next.Is(lexicon.Plural) && !next.Is(lexicon.Determiner) && !a.reports(i-1) {
			return Determiner
		}
		return Subordinator
	}
	if verbNext {
		return Pronoun
	}
	if prev == Preposition || prev == To || prev == Coordinator && next.Is(lexicon.Noun) && !next.Is(lexicon.Plural) {
		return Determiner
	}
	if prev == Punct && next.Is(lexicon.Noun) && !next.Is(lexicon.Plural) {
		return Determiner
	}
	return Subordinator
}

// reports reports whether the word at i can introduce a that-clause: "claim", "said", "fears".
func (a *Analysis) reports(i int32) bool {
	return i >= 0 && a.doc.Tokens[i].Class.Is(lexicon.CueVerb|lexicon.CueNoun)
}

// next returns what the token behind i, over marks, can be.
func (a *Analysis) next(i, last int32) lexicon.Class {
	for i++; i < last; i++ {
		if t := &a.doc.Tokens[i]; t.Kind != text.Mark {
			return t.Class
		}
	}
	return 0
}

// byFollows reports whether the token behind i, over marks, is "by".
func (a *Analysis) byFollows(i, last int32) bool {
	for i++; i < last; i++ {
		if t := &a.doc.Tokens[i]; t.Kind != text.Mark {
			return t.Word == a.by
		}
	}
	return false
}

func (a *Analysis) capitalAt(i, last int32) bool { return i < last && a.capital(i) }

func (a *Analysis) unknownLower(i, last int32) bool {
	return i < last && a.doc.Tokens[i].Kind == text.Word && a.doc.Tokens[i].Word == 0 && a.doc.Tokens[i].Flags&text.Capital == 0
}

// nounFollows reports whether the words behind i lead to a noun: a determiner there has something to determine.
func (a *Analysis) nounFollows(i, last int32) bool {
	for j := i + 1; j < last && j < i+5; j++ {
		t := &a.doc.Tokens[j]
		if t.Kind == text.Mark {
			continue
		}
		if t.Kind == text.Number || t.Kind == text.Symbol {
			continue
		}
		if t.Kind != text.Word {
			return false
		}
		w := t.Class
		switch {
		case t.Word == 0 || t.Flags&text.Capital != 0:
			return true
		case w.Is(lexicon.Determiner) && j == i+1 && !w.Is(lexicon.PronRelative):
			continue // all these things
		case w.Is(lexicon.Aux | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator | lexicon.Possessive | lexicon.To):
			return w.Is(lexicon.PronOther) && w.Is(lexicon.Noun)
		case w.Is(lexicon.Noun):
			return !(w.Is(lexicon.Third|lexicon.Past) && j == i+1 && !w.Is(lexicon.Plural))
		case w.Is(lexicon.Adjective | lexicon.Adverb | lexicon.Numeral | lexicon.Determiner | lexicon.Participle | lexicon.Gerund):
			continue
		}
		return false
	}
	return false
}

// clauseFollows reports whether a subject and a finite verb begin at i, within a few words.
func (a *Analysis) clauseFollows(i, last int32) bool {
	noun := false
	for j := i; j < last && j < i+9; j++ {
		t := &a.doc.Tokens[j]
		w := t.Class
		switch {
		case t.Kind == text.Mark:
		case t.Kind == text.Punct:
			return false
		case w.Is(lexicon.PronSubject) && t.Flags&text.AllCaps == 0 && !w.Is(lexicon.PronObject):
			return true
		case w.Is(lexicon.Modal|lexicon.AuxDo) || w.Is(lexicon.AuxBe|lexicon.AuxHave) && !w.Is(lexicon.Gerund):
			return noun
		case w.Is(lexicon.Past|lexicon.Third) && !w.Is(lexicon.Noun|lexicon.Adjective):
			return noun
		case w.Is(lexicon.Coordinator|lexicon.Subordinator) && !w.Is(lexicon.Preposition|lexicon.Determiner):
			return false
		case w.Is(lexicon.Noun|lexicon.Pronoun) || t.Flags&text.Capital != 0 || t.Word == 0:
			noun = true
		}
	}
	return false
}
