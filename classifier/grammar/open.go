package grammar

import (
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// openClass tags a word of the open classes by what it can be and what stands before and behind it. What it says whatever
// stands behind is in surelyBehind, too: a rule that changes that changes both, see TestSure.
func (a *Analysis) openClass(i, last int32, prev Tag, w lexicon.Class) Tag {
	if prev == Proper && a.capitalAt(i+1, last) && a.doc.Lexicon.In(a.tokens[i].Word, lexicon.NameParticle) {
		return Proper // Ann van Loon, whatever else the word can be
	}
	if prev == Possessive && a.friendOf(i, last, w) {
		return VerbPast
	}
	if prev == Adjective && a.finalSaid(i, last, w) {
		a.Tags[i-1] = Noun
		return VerbPast
	}
	if w.Is(lexicon.Third) && w.Is(lexicon.Noun) && (prev == Adjective || prev == Noun) && !a.state.finite() && a.next(i, last).Is(lexicon.Determiner) && a.doc.Lexicon.In(a.tokens[i].Word, lexicon.Linking) {
		if prev == Adjective && a.doc.Is(i-1, lexicon.Noun) {
			a.Tags[i-1] = Noun
		}
		return VerbPresent // our objective remains a truce
	}
	verb := w.Is(lexicon.Verbal)
	noun := w.Is(lexicon.Noun)
	if w.Is(lexicon.Participle) && i+1 < last && a.doc.Lexicon.Compound(a.tokens[i].Word, a.tokens[i+1].Word) &&
		!(w.Is(lexicon.Past) && !a.state.finite() && (prev == Noun || prev == Proper || prev == Pronoun) && !a.finiteAhead(i, last)) { // but: Malta legalised abortion
		return Adjective // assisted suicide, which a pack names
	}
	if prev == Determiner && w.Is(lexicon.Gerund) && i+1 < last && a.doc.Lexicon.Text(a.tokens[i+1].Word) == "of" {
		return Noun // the growing of
	}
	if verb && noun && (prev == Noun || prev == Proper || prev == Adjective || prev == Gerund) && i > 0 && a.doc.Lexicon.Compound(a.tokens[i-1].Word, a.tokens[i].Word) &&
		!(prev == Proper && (a.object(i+1, last) || w.Is(lexicon.Third) && !a.finiteAhead(i, last))) &&
		!(prev == Noun && w.Is(lexicon.Base) && !a.state.finite() && a.doc.Is(i-1, lexicon.Plural) && a.endsAt(i+1, last)) { // until the settlements stop
		return Noun
	}
	if noun && verb && prev == Noun && w.Is(lexicon.Third) && i+1 < last && a.doc.Lexicon.Text(a.tokens[i+1].Word) == "between" {
		return Noun // the failure of peace talks between
	}
	adj := w.Is(lexicon.Adjective)
	switch a.tokens[i].Word {
	case a.long:
		if (prev == Have || !a.state.finite() && (prev == Noun || prev == Proper || prev == Pronoun) && a.object(i+2, last)) && a.next(i, last).Is(lexicon.Participle) {
			return Adverb // has long resisted, the party long resisted the
		}
		if prev == Pronoun && !a.state.finite() && i+1 < last && a.doc.TokenText(i+1) == "for" {
			return VerbPresent // we long for
		}
	case a.far:
		if prev == Have && a.next(i, last).Is(lexicon.Participle) && (a.doc.TokenText(i-1) == "so" || a.doc.TokenText(i-1) == "thus") {
			return Adverb // has so far resisted
		}
	case a.ground:
		if n := a.next(i, last); prev != To && prev != Modal && n.Is(lexicon.Noun) && !n.Is(lexicon.Determiner|lexicon.Preposition) {
			return Noun // a major ground offensive
		}
	case a.then:
		if prev == Determiner {
			return Adjective // the then mayor
		}
		return Adverb
	case a.longer:
		if prev == Negation && a.tokens[i].Flags&text.Capital == 0 || a.state.afterAdverb() && a.doc.Is(i-1, lexicon.Negation) {
			return Adverb // see noLonger
		}
	}
	if !verb && !noun && !adj {
		if w.Is(lexicon.Adverb) {
			return Adverb
		}
		if a.tokens[i].Flags&text.Capital != 0 {
			return Proper
		}
		return a.bySuffix(a.doc.TokenText(i), prev)
	}
	if verb && !noun && !adj && w.Is(lexicon.Base|lexicon.Third) && !w.Is(lexicon.Past) && (prev == Determiner || prev == Possessive || prev == Adjective || w.Is(lexicon.Third) && (prev >= VerbPast && prev <= Gerund || prev == Preposition)) {
		return Noun // a filibuster, issues tenders: the lexicon knows the verb only
	}
	if noun && !verb && !adj && w.Is(lexicon.Adverb) && prev >= VerbPast && prev <= Gerund && (a.object(i+1, last) || a.next(i, last).Is(lexicon.Adjective|lexicon.Noun)) {
		return Adverb // brushed aside the objections
	}
	if a.state.afterAdverb() && w.Is(lexicon.Past) && w.Is(lexicon.Participle) && (prev == Other || prev == Punct || prev == Subordinator) && a.next(i, last).Is(lexicon.Noun) && a.finiteAhead(i, last) {
		return Adjective // Heavily subsidised farmers are
	}
	if verb && a.state.afterAdverb() && i > a.begin+1 && a.doc.Is(i-1, lexicon.Negation) && i+1 < last && a.doc.TokenText(i+1) == "nor" { // neither backs nor
		if t := a.verbForm(i, last, prev, w); t != Other {
			return t
		}
	}
	if verb && (!noun && !adj && !w.Is(lexicon.Adverb) || a.verbHere(i, last, prev, w)) {
		if t := a.verbForm(i, last, prev, w); t != Other {
			return t
		}
	}
	switch {
	case w.Is(lexicon.Adverb) && !noun && (prev == Proper || prev == Noun || prev == Pronoun) && !a.state.finite() && a.next(i, last).Is(lexicon.Past) && !a.next(i, last).Is(lexicon.Base|lexicon.Noun):
		return Adverb // Lee later scrapped
	case w.Is(lexicon.Adverb) && !noun && adj && prev == Have && a.next(i, last).Is(lexicon.Participle) && (strings.HasSuffix(a.doc.TokenText(i), "ly") || !a.next(i, last).Is(lexicon.Noun|lexicon.Adjective)):
		return Adverb // have likely rejected
	case w.Is(lexicon.Adverb) && !noun && (!adj || prev == Modal && a.next(i, last).Is(lexicon.Base) || !a.nounFollows(i, last) || prev != Determiner && a.next(i, last).Is(lexicon.Gerund) && a.doc.Lexicon.Text(a.tokens[i].Word) == "still"):
		return Adverb
	case w.Is(lexicon.Adverb) && !noun && !adj:
		return Adverb
	case noun && adj:
		if w.Is(lexicon.Role|lexicon.Person) && (prev == Noun || prev == Proper) && a.capitalAt(i+1, last) {
			return Noun // EU foreign policy chief Josep Borrell
		}
		if prev == Noun && w.Is(lexicon.Role|lexicon.Body) && a.nounFollows(i, last) {
			return Noun // the law firm boss, a bus company chief executive
		}
		if w.Is(lexicon.Demonym) && w.Is(lexicon.Plural) && i+2 < last && a.next(i, last).Is(lexicon.Base) && a.tokens[i+2].Kind == text.Word && !a.next(i+1, last).Is(lexicon.Preposition) && !a.finiteAhead(i, last) {
			return Noun // many Scots support a vote
		}
		if a.nounFollows(i, last) && !a.verbFollows(i, last) || prev == Be {
			return Adjective
		}
		return Noun
	case adj:
		return Adjective
	case noun:
		return Noun
	}
	return Adjective // a participle before its noun
}

// friendOf reports whether a verb follows a possessive that ends its noun phrase: "a friend of Mr. Garner's | described
// him".
func (a *Analysis) friendOf(i, last int32, w lexicon.Class) bool {
	if !w.Is(lexicon.Past) || !w.Is(lexicon.CueVerb) || w.Is(lexicon.Noun) || i+1 >= last || a.tokens[i-1].Kind != text.Clitic && a.tokens[i-1].Kind != text.Mark {
		return false
	}
	if a.endsAt(i+1, last) {
		return a.speaks(i) // "X," Moody's said.
	}
	next := a.next(i, last)
	return next.Is(lexicon.PronSubject|lexicon.PronObject|lexicon.Determiner) && !next.Is(lexicon.Noun)
}

// demanded reports whether only a noun phrase stands between a word and "that" behind a verb of demanding.
func (a *Analysis) demanded(i int32) bool {
	for j := i - 1; j > 0 && j > i-7; j-- {
		switch a.Tags[j] {
		case Noun, Proper, Adjective, Determiner, Possessive, Number, Pronoun:
		case Subordinator:
			return a.doc.TokenText(j) == "that" && a.doc.Lexicon.In(a.tokens[j-1].Word, lexicon.Demanding|lexicon.Recommending)
		default:
			return false
		}
	}
	return false
}

// asked reports whether nothing but those who are asked stands between a word and a verb of demanding: "demanded Israel
// halt raids", "insists the government and Labour end the levy".
func (a *Analysis) asked(i int32) bool {
	for j := i - 1; j > a.begin && j > i-7; j-- {
		switch a.Tags[j] {
		case Noun, Proper, Adjective, Determiner, Possessive, Coordinator:
		case VerbPast, VerbPresent, VerbBase, Gerund:
			return j < i-1 && a.doc.Lexicon.In(a.tokens[j].Word, lexicon.Demanding|lexicon.Recommending)
		default:
			return false
		}
	}
	return false
}

// complying reports whether a word that could be a noun is a verb for what somebody is mostly asked to do.
func complying(w string) bool {
	switch w {
	case "halt", "stop", "end", "cease", "release", "lift", "free", "freeze", "pause", "open", "drop", "exit", "return", "scrap", "cut",
		"curb", "limit", "ban", "reverse", "stay", "leave", "honour", "honor", "respect", "share", "pay", "face", "answer", "account":
		return true
	}
	return false
}

// pluralIs reports whether a plural stands before a singular verb, so that it is not its subject: cutting | taxes is.
func (a *Analysis) pluralIs(i, last int32) bool {
	for j := i; j+1 < last && j < i+5; j++ {
		t := &a.tokens[j]
		if t.Kind != text.Word || !t.Class.Is(lexicon.Noun|lexicon.Adjective) || t.Class.Is(closedClasses) {
			return false
		}
		if t.Class.Is(lexicon.Plural) && !t.Class.Is(lexicon.People) {
			switch a.doc.TokenText(j + 1) {
			case "is", "was", "has", "isn", "wasn", "hasn":
				return true
			}
		}
	}
	return false
}

// gathering reports whether a form in -ing is a noun for people who come together to hear something.
func gathering(s string) bool {
	return s == "briefing" || s == "meeting" || s == "hearing" || s == "gathering"
}

// finalSaid reports whether a verb of speech has for its subject an adjective with its article: "…," the accused | said.
func (a *Analysis) finalSaid(i, last int32, w lexicon.Class) bool {
	if !w.Is(lexicon.Past) || !w.Is(lexicon.CueVerb) || w.Is(lexicon.Noun) || i < 3 || a.Tags[i-1] != Adjective || !a.speaks(i) ||
		a.next(i, last).Is(lexicon.Noun|lexicon.Adjective) {
		return false
	}
	for j := i - 2; j > 0 && j > i-5; j-- {
		switch {
		case a.Tags[j] == Proper:
		case a.Tags[j] == Determiner:
			k := a.doc.Tokens[j-1].Kind
			return k == text.Mark || k == text.Punct
		default:
			return false
		}
	}
	return false
}

// listAhead returns how far the verb may be whose subject a noun at i is: farther where nouns are joined there: air | raids and
// ground | attacks on the town in the north drew anger.
func (a *Analysis) listAhead(i, last int32) int32 {
	if a.next(i, last).Is(lexicon.Coordinator) || i > a.begin+1 && a.Tags[i-2] == Coordinator {
		return 20
	}
	return 12
}
