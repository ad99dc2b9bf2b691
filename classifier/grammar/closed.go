package grammar

import (
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// closed tags a closed-class word, or returns Other where the open classes shall decide.
func (a *Analysis) closed(i, last int32, prev Tag, w lexicon.Class) Tag {
	next := a.next(i, last)
	switch {
	case w.Is(lexicon.To):
		if i > a.begin && a.tokens[i-1].Word == a.according {
			return Preposition
		}
		if next.Is(lexicon.Base|lexicon.AuxBe|lexicon.AuxHave|lexicon.AuxDo) && !next.Is(lexicon.Determiner|lexicon.Possessive) && !a.capitalAt(i+1, last) &&
			!(next.Is(lexicon.Noun) && a.objectOfTo(i, last, prev)) {
			if prev == Gerund && i > a.begin+1 && a.Tags[i-2].IsVerb() && a.wants(i-2) {
				a.Tags[i-1] = Noun // wants | fracking | to stop
			}
			return To
		}
		if next.Is(lexicon.Adverb) && a.next(i+1, last).Is(lexicon.Base) {
			return To
		}
		if next.Is(lexicon.Determiner) && next.Is(lexicon.Coordinator) && a.next(i+1, last).Is(lexicon.Base) &&
			(prev.IsVerb() || a.next(i+2, last).Is(lexicon.Determiner|lexicon.Possessive)) {
			return To // agreed to either free them or, urged Israel to both end the raids and
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
			if next.Is(lexicon.Noun|lexicon.Adjective) && !next.Is(lexicon.Determiner|lexicon.Preposition|lexicon.To) || a.unknownLower(i+1, last) || next.Is(lexicon.Determiner) && a.ownThing(i+1, last) {
				return Possessive
			}
			if !prev.IsVerb() && prev != Preposition && next.Is(lexicon.Gerund) && i+2 < last && a.doc.Is(i+2, lexicon.Noun) && !a.doc.Is(i+2, lexicon.Determiner|lexicon.Preposition|lexicon.Adverb) {
				return Possessive // her grieving family
			}
			return Pronoun
		}
		return Possessive
	case w.Is(lexicon.PronRelative) && w.Is(lexicon.Subordinator):
		return a.that(i, last, prev, next)
	case w.Is(lexicon.PronRelative):
		if w.Is(lexicon.Determiner) && next.Is(lexicon.Noun) && !next.Is(lexicon.Verbal) && prev != Noun && prev != Proper &&
			!(prev == Preposition && i > a.begin+1 && (a.tokens[i-2].Char == ',' || a.doc.TokenText(i-1) == "during")) { // a vote, during which members spoke
			return Determiner
		}
		return Relative
	case w.Is(lexicon.PronSubject | lexicon.PronReflexive | lexicon.PronObject):
		return Pronoun
	case w.Is(lexicon.Subordinator) && (prev == Punct && next.Is(lexicon.Determiner) && !a.clauseFollows(i+1, last) || prev == Relative || prev == Have || prev == Be || next.Is(lexicon.PronOther) || prev == Pronoun && next.Is(lexicon.Past|lexicon.Participle) || i+1 < last && a.doc.TokenText(i+1) == "again") && (a.doc.Lexicon.Text(a.tokens[i].Word) == "once"):
		return Adverb // once more
	case w.Is(lexicon.WhAdverb):
		if w.Is(lexicon.Subordinator) {
			return Subordinator
		}
		if w.Is(lexicon.Adverb) && i+1 < last && a.doc.Tokens[i+1].Kind == text.Punct { // ", however, …"
			return Adverb
		}
		return Wh
	case w.Is(lexicon.Subordinator) && w.Is(lexicon.Participle) && prev == Noun && next.Is(lexicon.Preposition) && !next.Is(lexicon.Subordinator):
		return Participle // services provided at the clinic
	case w.Is(lexicon.Subordinator):
		if w.Is(lexicon.Participle) && (prev == Be || prev == Have) {
			return Other // has provided
		}
		if w.Is(lexicon.Preposition) && (!a.clauseFollows(i+1, last) || a.takenAs(i)) {
			if i > a.begin && (a.tokens[i-1].Word == a.long || a.tokens[i-1].Word == a.soon) && !next.Is(lexicon.Adjective|lexicon.Numeral) {
				return Subordinator // as soon as Hungary signs
			}
			return Preposition
		}
		if w.Is(lexicon.Adverb) && (i+1 == last || a.tokens[i+1].Kind == text.Punct) { // "…, though."
			return Adverb
		}
		return Subordinator
	case w.Is(lexicon.Coordinator) && !w.Is(lexicon.Preposition):
		if w.Is(lexicon.Determiner) && prev == Have && next.Is(lexicon.Participle) && !next.Is(lexicon.Noun) {
			return Adverb // have both rejected
		}
		if w.Is(lexicon.Determiner) && prev == To {
			return Adverb // to either free them or
		}
		if w.Is(lexicon.Determiner) && next.Is(lexicon.Noun|lexicon.Adjective) && !(w.Is(lexicon.Negation) && next.Is(lexicon.Verbal) && (prev == Noun || prev == Proper || prev == Pronoun || prev == Modal || prev == Do)) {
			return Determiner
		}
		if w.Is(lexicon.Determiner) || w.Is(lexicon.Adverb) && (prev == Negation || prev == Have || prev == Do) && !next.Is(lexicon.PronSubject) {
			return Adverb // both Hamas and Israel, has not yet signed, had done so
		}
		return Coordinator
	case w.Is(lexicon.Determiner):
		if w.Is(lexicon.PronOther) && (prev == Have || prev == Be || prev == Modal) && a.floats(i, prev, next) {
			return Adverb
		}
		if w.Is(lexicon.Adjective) && !w.Is(lexicon.PronOther) && (prev == Be || prev == Adverb) && next.Is(closedClasses) && !next.Is(lexicon.Noun|lexicon.Adjective|lexicon.Numeral) {
			return Adjective // is certain it will
		}
		if w.Is(lexicon.Negation) && i+1 < last && a.tokens[i+1].Word == a.longer {
			if t := a.noLonger(i, last, prev); t != Other {
				return t
			}
		}
		if w.Is(lexicon.Interjection) && (prev == Determiner || prev == Possessive) && a.ballot(i, last) {
			return Proper
		}
		if w.Is(lexicon.PronOther) && !a.nounFollows(i, last) {
			if w.Is(lexicon.Adverb) && (next.Is(lexicon.Adjective|lexicon.Adverb) || prev.IsVerb()) && !(i+1 < last && a.doc.TokenText(i+1) == "of") {
				return Adverb
			}
			return Pronoun // said each of them had
		}
		if w.Is(lexicon.Interjection) && (i+1 == last || a.tokens[i+1].Kind != text.Word) {
			return Interjection
		}
		return Determiner
	case w.Is(lexicon.Numeral) && w.Is(lexicon.Adverb) && (prev == Be || prev == Have) && next.Is(lexicon.Participle) && !next.Is(lexicon.Noun) && a.doc.TokenText(i) == "first":
		return Adverb // was first proposed by
	case w.Is(lexicon.Preposition):
		if a.approximates(i, last, prev) {
			return Adverb
		}
		if w.Is(lexicon.Verbal) && w.Is(lexicon.Gerund) && (prev == Be || prev == Negation && a.auxBefore(i) == Be) {
			return Other // is following
		}
		if w.Is(lexicon.Participle) && (prev == Be || prev == Have) {
			return Other // was given
		}
		if prev == Determiner && w.Is(lexicon.Noun) {
			if next.Is(lexicon.Noun) && !next.Is(lexicon.Determiner|lexicon.Preposition) {
				return Adjective // over the past year
			}
			return Noun // in the past
		}
		if prev == Adjective && w.Is(lexicon.Noun) && i+1 < last && a.doc.TokenText(i+1) == "of" {
			return Noun // a new round of talks
		}
		return Preposition
	case w.Is(lexicon.PronOther):
		if w.Is(lexicon.Numeral) && a.nounFollows(i, last) {
			return Number
		}
		return Pronoun
	case w.Is(lexicon.Numeral):
		if i == a.begin && w.Is(lexicon.Noun|lexicon.Adverb) && i+1 < last && a.tokens[i+1].Char == ',' {
			return Adverb // Second, we reject
		}
		if w.Is(lexicon.Noun) && !a.nounFollows(i, last) {
			return Noun
		}
		return Number
	case w.Is(lexicon.Interjection):
		if w.Is(lexicon.Noun | lexicon.Verbal | lexicon.Adjective | lexicon.Adverb) {
			return Other
		}
		if a.ballot(i, last) {
			return Proper
		}
		return Interjection
	}
	return Other
}

// noLonger tags the "no" of "no longer" where the two deny a verb; the "longer" is an adverb then, see openClass.
func (a *Analysis) noLonger(i, last int32, prev Tag) Tag {
	if prev != Preposition && i+2 < last && a.next(i+1, last).Is(lexicon.Verbal) {
		return Adverb // no longer supports
	}
	if a.tokens[i+1].Flags&text.Capital == 0 {
		switch prev {
		case Modal, Do, Be, Have, Pronoun, Noun, Proper:
			return Negation // is no longer there
		}
	}
	return Other
}

// ownThing reports whether the determiner at i, behind "her", stands before a noun that is hers: her own words, her most
// recent book.
func (a *Analysis) ownThing(i, last int32) bool {
	switch a.doc.Lexicon.Text(a.tokens[i].Word) {
	case "own", "other":
		return true
	case "most", "least", "many", "few":
		return a.nounFollows(i, last) && !a.next(i, last).Is(lexicon.Preposition)
	}
	return false
}

// ballot reports whether an interjection names what is voted for: a Yes vote, the No campaign.
func (a *Analysis) ballot(i, last int32) bool {
	return a.tokens[i].Flags&text.Capital != 0 && i+1 < last && a.tokens[i+1].Kind == text.Word && a.tokens[i+1].Class.Is(lexicon.Noun)
}

// approximators are the words that may approximate a number, see approximates.
var approximators = [...]string{"over", "around", "about", "under", "above", "up"}

// approximates reports whether what looks like a preposition tells how many there are: over 20,000 people.
func (a *Analysis) approximates(i, last int32, prev Tag) bool {
	if i+2 >= last || a.tokens[i+1].Kind != text.Number && !a.doc.Is(i+1, lexicon.Numeral) || prev != Punct && prev != Other && prev != Coordinator && prev != Subordinator {
		return false
	}
	if !slices.Contains(approximators[:], a.doc.Lexicon.Text(a.tokens[i].Word)) {
		return false
	}
	for j := i + 2; j < last && j < i+6; j++ {
		w := a.tokens[j].Class
		switch {
		case a.tokens[j].Kind == text.Number || w.Is(lexicon.Numeral):
		case a.tokens[j].Kind != text.Word || w.Is(lexicon.Time|lexicon.Month|lexicon.Aux) || w.Is(lexicon.Preposition) && !w.Is(lexicon.Adjective|lexicon.Noun):
			return false
		case w.Is(lexicon.Noun) && !w.Is(lexicon.Adjective):
			return true
		}
	}
	return false
}

// objectOfTo reports whether the ambiguous word behind "to" is a noun: "to work" is a verb, "response to talks" not.
func (a *Analysis) objectOfTo(i, last int32, prev Tag) bool {
	n := a.next(i, last)
	if n.Is(lexicon.Plural) && !n.Is(lexicon.Base) {
		return true
	}
	if !n.Is(lexicon.Noun) || i == 0 {
		return false
	}
	if prev.IsVerb() {
		switch a.doc.Lexicon.Text(a.tokens[i+1].Word) {
		case "court", "war", "trial", "prison", "print", "market":
			return true // gone to court
		}
		return false
	}
	if prev != Noun {
		return false
	}
	switch a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.tokens[i-1].Word).Noun) {
	case "access", "response", "reaction", "approach", "damage", "opposition", "visit", "exposure", "alternative", "solution", "key", "addition":
		return true // "access to water"
	}
	return false
}

// takenAs reports whether "as" at i tells what something is taken for: recognition of Israel | as a state is vital.
func (a *Analysis) takenAs(i int32) bool {
	if a.doc.TokenText(i) != "as" {
		return false
	}
	for j := i - 1; j > a.begin && j > i-5; j-- {
		switch a.Tags[j] {
		case Noun, Proper, Adjective, Determiner:
		case Preposition:
			return a.doc.TokenText(j) == "of" && a.doc.Lexicon.In(a.tokens[j-1].Word, lexicon.TakingAs)
		case VerbBase, Gerund:
			return a.doc.Lexicon.In(a.tokens[j].Word, lexicon.TakingAs) // the decision to name Ann Lee | as envoy was wrong
		default:
			return false
		}
	}
	return false
}

// reports reports whether the word at i can introduce a that-clause: "claim", "said", "fears".
func (a *Analysis) reports(i int32) bool {
	return i >= 0 && a.tokens[i].Class.Is(lexicon.CueVerb|lexicon.CueNoun)
}

// floats reports whether "all" or "each" stands between an auxiliary and its verb: have all urged, will each vote, were all told.
func (a *Analysis) floats(i int32, aux Tag, next lexicon.Class) bool {
	form := lexicon.Participle
	switch aux {
	case Modal:
		form = lexicon.Base | lexicon.AuxBe | lexicon.AuxHave
	case Be:
		form |= lexicon.Gerund
	}
	if !next.Is(form) || next.Is(lexicon.Noun) && !next.Is(lexicon.CueVerb) {
		return false
	}
	s := a.doc.TokenText(i)
	return s == "all" || s == "each"
}
