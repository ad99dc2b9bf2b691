package grammar

import (
	"math/bits"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// findVerb gives a sentence without a finite verb one, where a word that was taken for a noun can be it: "The militant
// group calls off its truce".
func (a *Analysis) findVerb(first, last int32) {
	below, infinitive := false, false // inside a clause that cannot stand alone; behind a to
	const matters uint64 = 1<<Be | 1<<Have | 1<<Do | 1<<VerbPast | 1<<VerbPresent | 1<<Modal | 1<<To | 1<<VerbBase |
		1<<Subordinator | 1<<Relative | 1<<Wh | 1<<Punct
	tags := a.Tags[:last]
	for i := first; i < last; i++ {
		t := tags[i]
		if matters>>(t&63)&1 == 0 {
			continue
		}
		switch t {
		case Be, Have, Do:
			if a.nonFinite(i) {
				continue
			}
			if !below && !(infinitive && (a.Tags[i-1] == To || a.Tags[i-1] == Adverb)) {
				return
			}
		case VerbPast, VerbPresent, Modal:
			if !below {
				return
			}
		case To:
			infinitive = true
		case VerbBase:
			if !infinitive {
				return
			}
		case Subordinator, Relative, Wh:
			below = true
		case Punct:
			below, infinitive = false, false
			if c := a.tokens[i].Char; c == ':' && i < first+12 { // "Middle East: …"
				first = i + 1
			}
		}
	}
	for i := first + 1; i+1 < last; i++ {
		w := a.tokens[i].Class
		if a.Tags[i] != Noun && !(a.Tags[i] == Participle && w.Is(lexicon.Base)) && !(a.Tags[i] == Adverb && (a.Tags[i+1] == Determiner || a.doc.Is(i, lexicon.Base) && (a.Tags[i+1] == Noun || a.Tags[i+1] == Proper || a.Tags[i+1] == Adjective))) && !(a.Tags[i] == Adjective && w.Is(lexicon.Past) && a.Tags[i+1] != Noun && a.Tags[i+1] != Proper) || !w.Is(lexicon.Past|lexicon.Third|lexicon.Base) || a.tokens[i].Flags&text.Capital != 0 {
			continue
		}
		before, head := a.Tags[i-1], i-1
		if before == Adverb && i-1 > first {
			before, head = a.Tags[i-2], i-2
		}
		quantified := before == Determiner && a.doc.Is(i-1, lexicon.PronOther) && i-1 > first && (a.Tags[i-2] == Noun || a.Tags[i-2] == Proper) // "and China all call"
		if before == Adjective && a.doc.Is(i-1, lexicon.Noun) && i-1 > first {                                                                  // the lecturers' union | votes to
			switch a.Tags[i+1] {
			case To, Preposition, Determiner:
				a.Tags[i-1], before = Noun, Noun
			}
		}
		if before == Punct && i > first+1 && a.afterInsertion(i, first) {
			before = Noun // the quartet – France, Egypt … – | calls on
		}
		if before == Punct && a.tokens[i-1].Char == ')' && i > first+3 && a.tokens[i-3].Char == '(' && (a.Tags[i-4] == Proper || a.Tags[i-4] == Noun) && w.Is(lexicon.Third|lexicon.Base) {
			before = Noun // the Relief and Works Agency (UNRWA) | calls on
		}
		throng := before == Number && (i-1 == first || i-3 == first && a.doc.TokenText(i-2) == "of") && a.doc.Lexicon.In(a.tokens[i-1].Word, lexicon.Throng) // Tens of thousands | protest in
		if before != Noun && before != Proper && before != Pronoun && !quantified && !throng {
			continue
		}
		if w.Is(lexicon.Base) && !w.Is(lexicon.Past) && before == Noun && !quantified && a.Tags[i-1] != Punct && !a.doc.Is(head, lexicon.Plural|lexicon.People) && !a.secondOfTwo(i, first) {
			continue // talks: the subject is plural
		}
		switch a.Tags[i+1] {
		case Preposition, Determiner, Possessive, Proper, To, Subordinator, Adjective, Number, Noun, Mark, Adverb, Gerund:
		default:
			continue
		}
		if w.Is(lexicon.Past) {
			a.Tags[i] = VerbPast
		} else {
			a.Tags[i] = VerbPresent
		}
		if quantified {
			a.Tags[i-1] = Adverb
		}
		return
	}
}

// repair mends tags that only the whole sentence can tell: of two finite verbs with one subject between no
// conjunction the first is a participle when its form can be one ("the bill passed in May was rejected").
func (a *Analysis) repair(first, last int32) {
	tags := a.Tags[:last]
	behind := first // what stands before has been looked at
	for from := first; from < last; from += 8 {
		for m := mendable(eight(tags, int(from))); m != 0; m &= m - 1 {
			i := from + int32(bits.TrailingZeros64(m)>>3)
			if i >= last {
				return
			}
			if i < behind {
				continue
			}
			if t := tags[i]; t == VerbPresent || t == VerbBase {
				a.nounInstead(i, first, last)
				continue
			}
			if i+1 < last && gerundAt(tags[i+1]) && a.describedGerund(i, first, last) {
				tags[i], tags[i+1] = Adjective, Noun
			}
			if i == first && tags[i] == VerbPast && a.frontedParticiple(first, last) {
				tags[i] = Participle
				continue
			}
			if tags[i] == VerbPast && a.opensClause(i, first, last) {
				behind = a.closeClause(i, first, last)
			}
		}
	}
}

// gerundAt reports whether a tag may be that of the noun behind a participle, see describedGerund.
func gerundAt(t Tag) bool { return t == Gerund || t == Adjective }

// mendable returns the highest bit of the byte of each of eight tags that repair has to look at: VerbPast, VerbPresent and
// VerbBase, and what describedGerund may take for an adjective. It does not know the tag behind the eight.
func mendable(x uint64) uint64 {
	adjectives := ^others(x, Adjective)
	gerunds := (adjectives|^others(x, Gerund))>>8 | 1<<63
	// forms from VerbPast to Participle differ in two bits
	forms, participles := ^others(x&^(each*uint64(VerbPast^Participle)), VerbPast), ^others(x, Participle)
	return (forms&^participles | (participles|adjectives)&gerunds) & tops
}

// frontedParticiple reports whether a past form that opens a sentence tells what was done to the subject behind the comma: "Backed by
// Egypt, the truce took hold".
func (a *Analysis) frontedParticiple(first, last int32) bool {
	if first+1 >= last || a.tokens[first+1].Word != a.by || !a.tokens[first].Class.Is(lexicon.Participle) {
		return false
	}
	comma := false
	for i := first + 2; i < last; i++ {
		switch a.Tags[i] {
		case Punct:
			if a.tokens[i].Char != ',' {
				return false
			}
			comma = true
		case VerbPast, VerbPresent, Modal, Be, Have, Do:
			return comma
		case Subordinator, Relative:
			return false
		}
	}
	return false
}

// secondVerb gives a title its second verb: "EU slams the settlements, | hails the truce".
func (a *Analysis) secondVerb(first, last int32) {
	if first == last || a.Tags[last-1] == Punct || a.Tags[last-1] == Mark {
		return
	}
	third := false
	for i := first + 1; i+1 < last; i++ {
		switch a.Tags[i] {
		case VerbPresent:
			third = third || a.doc.Is(i, lexicon.Third)
		case Noun:
			if third && a.tokens[i-1].Char == ',' && a.tokens[i].Class.Is(lexicon.Third) && !a.coordinated(i, last) {
				switch a.Tags[i+1] {
				case Noun, Proper, Determiner, Possessive, Adjective:
					a.Tags[i] = VerbPresent
				}
			}
		}
	}
}

// coordinated reports whether a coordinator stands behind a token before the next mark.
func (a *Analysis) coordinated(i, last int32) bool {
	for i++; i < last && a.Tags[i] != Punct; i++ {
		if a.Tags[i] == Coordinator {
			return true
		}
	}
	return false
}

// nounInstead makes a noun of a verb behind a word before which none can stand, and reports whether it did: the rights
// group, whose shops were. Or an adjective: who last month said.
func (a *Analysis) nounInstead(i, first, last int32) bool {
	if t := a.Tags[i]; t != VerbPresent && t != VerbBase || i == first {
		return false
	}
	if a.tokens[i].Word == a.last && a.Tags[i-1] == Relative && i+1 < last && a.doc.Is(i+1, lexicon.Time) {
		a.Tags[i] = Adjective // who last month said
		return true
	}
	before := a.tokens[i-1].Word
	if before != a.rights && (before != a.whose || i+1 >= last || !a.Tags[i+1].IsVerb()) || !a.doc.Is(i, lexicon.Noun) {
		return false
	}
	a.Tags[i] = Noun
	return true
}

// opensClause reports whether the past form at i may be a participle that describes the noun before it. It mends one that
// surely is.
func (a *Analysis) opensClause(i, first, last int32) bool {
	if !a.tokens[i].Class.Is(lexicon.Participle) {
		return false
	}
	if i > first+2 && i < first+7 && a.Tags[first] == Preposition && a.Tags[first+1] == Determiner && a.Tags[i-1] == Noun && a.doc.Is(i-1, lexicon.Document|lexicon.CueNoun) && a.onePhrase(first+2, i) {
		a.Tags[i] = Participle // In a statement | released Thursday, the mayor
		return false
	}
	return !a.speaks(i) && i > first && (a.Tags[i-1] == Noun || a.Tags[i-1] == Proper) &&
		i+1 < last && (a.Tags[i+1] == Preposition || a.dated(i+1, last)) &&
		!a.doc.Lexicon.Phrases().Pair(a.doc.Lexicon.Word(a.tokens[i].Word).Verb, a.tokens[i+1].Word) && !a.objectBefore(i, first)
}

// closeClause looks behind a past form that may be a participle for the verb that makes it one, or a sign that it is
// none. It repairs what it passes and returns where it stopped.
func (a *Analysis) closeClause(open, first, last int32) int32 {
	for i := open + 1; i < last; i++ {
		if a.nounInstead(i, first, last) {
			continue
		}
		if i+1 < last && gerundAt(a.Tags[i+1]) && a.describedGerund(i, first, last) {
			a.Tags[i], a.Tags[i+1] = Adjective, Noun
		}
		switch t := a.Tags[i]; t {
		case VerbPast:
			if a.opensClause(i, first, last) && a.infinitiveBehind(open, i) {
				a.Tags[i] = Participle // agreed on Monday to look into crimes | committed in
				continue
			}
			a.Tags[open] = Participle
			if !a.opensClause(i, first, last) {
				return i + 1
			}
			open = i
		case Modal, Be, Have, Do, VerbPresent:
			if a.Tags[i-1] != To && !(t == Be && a.doc.Is(i, lexicon.Gerund)) && !(a.takesClause(open) && a.newSubject(open+2, i)) {
				a.Tags[open] = Participle
			}
			return i + 1
		case Punct, Coordinator, Subordinator, Relative, Pronoun, Wh, Existential:
			return i + 1
		case Gerund: // "responded by saying Japan should": a clause of its own
			if a.reports(i) {
				return i + 1
			}
		}
	}
	return last
}

// infinitiveBehind reports whether a past form has an infinitive that stands behind no more than a time or place before last.
func (a *Analysis) infinitiveBehind(i, last int32) bool {
	for j := i + 1; j+1 < last && j < i+6; j++ {
		switch a.Tags[j] {
		case To:
			return a.Tags[j+1] == VerbBase
		case Preposition, Determiner, Noun, Proper, Adjective, Number:
		default:
			return false
		}
	}
	return false
}

// onePhrase reports whether nothing but the words of a noun phrase stands between two tokens.
func (a *Analysis) onePhrase(i, last int32) bool {
	for ; i < last; i++ {
		if t := a.Tags[i]; t != Noun && t != Adjective && t != Proper && t != Number {
			return false
		}
	}
	return true
}

// dated reports whether a day or month stands at i, and the sentence's verb right behind it: a bill passed (last) Thursday | says. In
// "she met Monday with" it opens nothing.
func (a *Analysis) dated(i, last int32) bool {
	if a.Tags[i] == Adjective || a.Tags[i] == Determiner {
		i++
	}
	if i+1 >= last || !a.doc.Is(i, lexicon.Weekday|lexicon.Month) {
		return false
	}
	switch a.Tags[i+1] {
	case VerbPast, VerbPresent, Be, Have, Do, Modal:
		return true
	}
	return false
}

// speaks reports whether a past form is that of a verb of speech that is no participle behind a noun: said, replied.
func (a *Analysis) speaks(i int32) bool {
	c := a.doc.Lexicon.VerbCue(a.tokens[i].Word)
	return c != nil && c.Kind == lexicon.SpeechCue && c.Takes&lexicon.TakesQuote != 0 && (c.Takes&lexicon.TakesObject == 0 || c.Lemma == "say")
}

// newSubject reports whether a noun phrase of its own begins between i and the verb behind it, right behind a time: reported
// on Wednesday | the guard had.
func (a *Analysis) newSubject(i, verb int32) bool {
	for j := i + 1; j < verb; j++ {
		switch a.Tags[j] {
		case Determiner, Possessive:
			return a.tokens[j-1].Class&(lexicon.Weekday|lexicon.Month|lexicon.Time) != 0 || a.tokens[j-1].Kind == text.Number
		}
	}
	return false
}

// secondOfTwo reports whether the noun phrase that ends at i is joined to another: "Harper and his counterpart | sign".
func (a *Analysis) secondOfTwo(i, first int32) bool {
	for j := i - 1; j > first && j > i-6; j-- {
		switch a.Tags[j] {
		case Noun, Proper, Adjective, Determiner, Possessive:
		case Coordinator:
			return a.Tags[j-1] == Noun || a.Tags[j-1] == Proper
		default:
			return false
		}
	}
	return false
}

// afterInsertion reports whether what stands between the sentence's first noun phrase and i is put in between marks, and
// the form at i fits that noun phrase.
func (a *Analysis) afterInsertion(i, first int32) bool {
	mark := a.tokens[i-1].Char
	if mark != ',' && mark != '-' {
		return false
	}
	for j := first; j < i-1; j++ {
		switch t := a.Tags[j]; {
		case t == Noun || t == Pronoun || t == Proper:
			plural := a.doc.Is(j, lexicon.Plural) || a.doc.TokenText(j) == "We"
			if j+1 < i && (a.Tags[j+1] == Noun || a.Tags[j+1] == Proper || a.Tags[j+1] == Possessive) {
				continue
			}
			for k := j + 1; k < i-1; k++ {
				if a.Tags[k] == Punct {
					return a.tokens[k].Char == mark && (a.doc.Is(i, lexicon.Past) || a.doc.Is(i, lexicon.Base) == plural)
				}
			}
			return false
		case t == Preposition && mark == '-': // the quartet of mediators – … –
			for j++; j < i-1 && a.Tags[j] != Punct; j++ {
			}
			return j < i-1 && a.tokens[j].Char == mark && a.doc.Is(i, lexicon.Third|lexicon.Base)
		case t == Preposition || t == Punct:
			return false
		}
	}
	return false
}

// describedGerund reports whether a past participle stands before a gerund that is a noun: oppose | assisted dying.
func (a *Analysis) describedGerund(i, first, last int32) bool {
	if t := a.Tags[i]; t != VerbPast && t != Participle && t != Adjective || !a.doc.Is(i, lexicon.Participle) {
		return false
	}
	if !gerundAt(a.Tags[i+1]) || !a.doc.Is(i+1, lexicon.Gerund) {
		return false
	}
	if a.doc.Lexicon.Compound(a.tokens[i].Word, a.tokens[i+1].Word) {
		return true // a pack knows it as a noun
	}
	behind := Punct
	if i+2 < last {
		behind = a.Tags[i+2]
	}
	switch behind {
	case Determiner, Possessive, Pronoun, Proper, Number, Adjective:
		return false // it has an object
	}
	if i == first {
		return behind >= VerbPast && behind <= Do && behind != VerbBase && behind != Participle && behind != Gerund || behind == Noun
	}
	switch a.Tags[i-1] {
	case VerbPast, VerbPresent, VerbBase, Preposition, Determiner, Possessive, Adjective:
		return true
	}
	return false
}
