package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// This file tells whether a word that can be a verb is one where it stands.

// verbHere decides whether a word that can be a verb and something else is a verb here.
func (a *Analysis) verbHere(i, last int32, prev Tag, w lexicon.Class) bool {
	next := a.next(i, last)
	nextTok := i + 1
	if w.Is(lexicon.Adverb) && w.Is(lexicon.Base) && prev != To && prev != Modal && prev != Do && !w.Is(lexicon.Past) &&
		!(prev == Negation && (a.auxBefore(i) == Modal || a.auxBefore(i) == Do)) {
		return (prev == Pronoun || (prev == Noun && a.doc.Is(i-1, lexicon.Plural) || prev == Proper && a.endsInS(i-1)) && !a.state.finite() && next.Is(lexicon.Determiner)) && a.object(nextTok, last) // even, still, back, just
	}
	if w.Is(lexicon.Gerund) && w.Is(lexicon.CueVerb) && w.Is(lexicon.Noun) && next.Is(lexicon.Preposition) && i > a.begin && a.doc.TokenText(i-1) == "as" {
		return true // quoted as saying on Monday, as saying by the agency
	}
	if w.Is(lexicon.Gerund) && w.Is(lexicon.Noun) && nextTok+1 < last && (prev == Preposition || prev == Punct || prev == Other) && a.doc.TokenText(nextTok) == "out" && !a.next(nextTok, last).Is(lexicon.Preposition) {
		return true // by ruling out a tax
	}
	if w.Is(lexicon.Gerund) && prev == Negation && next.Is(lexicon.To) && a.doc.TokenText(i) == "going" {
		return true // are not going to be
	}
	if w.Is(lexicon.Gerund) && w.Is(lexicon.Adjective) && (prev.IsVerb() || prev == Other) && next.Is(lexicon.Plural) && !(prev == Be && w.Is(lexicon.CueVerb)) {
		return false // accepts binding limits, developing countries
	}
	switch prev {
	case To, Modal, Do:
		return w.Is(lexicon.Base)
	case Punct, Coordinator, Noun, Proper:
		if next.Is(lexicon.Honorific) && a.tokens[nextTok].Flags&text.Stop != 0 && a.doc.TokenText(i) == "state" {
			return false // Bob Roe, state Rep. Ann Lee
		}
	}
	switch prev {
	case Negation:
		if t := a.auxBefore(i); w.Is(lexicon.Third) && (t == Noun || t == Proper || t == Pronoun) {
			return true // no longer supports
		}
		return w.Is(lexicon.Base) && !(w.Is(lexicon.Adjective) && a.auxBefore(i) == Be) || w.Is(lexicon.Participle|lexicon.Gerund) && (!w.Is(lexicon.Adjective) || a.auxBefore(i) == Have || w.Is(lexicon.Participle) && a.auxBefore(i) == Be && a.bare(i))
	case Determiner, Possessive, Adjective, Number:
		if prev == Number && w.Is(lexicon.Past) && !a.byShare(i, w) && (!w.Is(lexicon.Adjective) || w.Is(lexicon.CueVerb) && a.object(nextTok, last)) { // four in 10 said they
			return true
		}
		return false
	case Preposition: // by saying that
		if w.Is(lexicon.Adjective) && w.Is(lexicon.Gerund) && !w.Is(lexicon.Noun|lexicon.CueVerb) && next.Is(lexicon.Plural) && !next.Is(lexicon.Base|lexicon.Determiner) && a.doc.TokenText(i) == "overwhelming" {
			return false // in overwhelming numbers
		}
		if i > a.begin+1 && a.tokens[i-2].Word == a.according && next.Is(lexicon.Plural) {
			return false // according to corroborating sources
		}
		return w.Is(lexicon.Gerund) && (!w.Is(lexicon.Noun) || next.Is(lexicon.To) && a.next(i+1, last).Is(lexicon.Base) || w.Is(lexicon.CueVerb) && (a.object(nextTok, last) || a.endsAt(nextTok, last) && a.doc.TokenText(i-1) == "as" || nextTok < last && a.tokens[nextTok].Char == ':' && a.tokens[nextTok].Kind == text.Punct) ||
			next.Is(lexicon.Determiner|lexicon.Possessive) && !next.Is(lexicon.Noun|lexicon.PronObject) || a.numbered(nextTok, last) ||
			i > a.begin && a.tokens[i-1].Word == a.by && !w.Is(lexicon.Adjective) && next.Is(lexicon.PlaceName) && a.capitalAt(nextTok, last)) // from mining the sea, by bombing Gaza
	case Have:
		return w.Is(lexicon.Participle)
	case Be:
		if w.Is(lexicon.Participle) {
			return !next.Is(lexicon.Noun) || next.Is(lexicon.Determiner|lexicon.Preposition|lexicon.Weekday) ||
				next.Is(lexicon.Adjective) && (a.bare(nextTok) || a.next(nextTok, last).Is(lexicon.Preposition|lexicon.Subordinator)) // was shot dead by
		}
		return w.Is(lexicon.Gerund) && (!w.Is(lexicon.Noun|lexicon.Adjective) || a.object(nextTok, last) || a.onwards(nextTok, last) || next.Is(lexicon.Preposition|lexicon.Noun|lexicon.Plural) ||
			w.Is(lexicon.CueVerb) && next.Is(lexicon.Subordinator|lexicon.WhAdverb)) // is questioning whether
	case Relative:
		return w.Is(lexicon.Past | lexicon.Third | lexicon.Base)
	case Pronoun:
		if i > 0 && a.doc.Is(i-1, lexicon.PronSubject) || i > 1 && !a.state.finite() && a.Tags[i-1] == Adverb && a.doc.Is(i-2, lexicon.PronSubject) && w.Is(lexicon.Past|lexicon.Base) {
			return w.Is(lexicon.Past | lexicon.Third | lexicon.Base) // he then recorded calls
		}
		return w.Is(lexicon.Past|lexicon.Third|lexicon.Base) && a.object(nextTok, last)
	case Noun, Proper:
		if w.Is(lexicon.Gerund) && !w.Is(lexicon.Past) { // a law limiting emissions
			if i > 0 && w.Is(lexicon.Noun) && a.doc.Is(i-1, lexicon.Weekday) { // Monday evening
				return false
			}
			if w.Is(lexicon.Noun) && next.Is(lexicon.PronRelative) && gathering(a.doc.TokenText(i)) {
				return false // told a press briefing that
			}
			if i > 0 && a.Tags[i-1] == Adverb && (prev == Noun || prev == Proper) || a.doc.TokenText(i) == "saying" && nextTok < last && a.tokens[nextTok].Kind == text.Word {
				return true // countries still building, with its leader saying
			}
			if prev == Noun && next.Is(lexicon.Preposition) && a.doc.Is(i-1, lexicon.People|lexicon.Person|lexicon.Role) && a.doc.Is(i-1, lexicon.Plural|lexicon.People) {
				return true // families living under
			}
			return !w.Is(lexicon.Noun) && prev == Noun || !w.Is(lexicon.Noun|lexicon.Adjective) || a.object(nextTok, last) || a.numbered(nextTok, last) || prev == Proper && !w.Is(lexicon.Noun) && w.Is(lexicon.CueVerb)
		}
		if w.Is(lexicon.Past) {
			if prev == Noun && a.byShare(i, w) {
				return false
			}
			return !(a.state.finite() && w.Is(lexicon.Adjective) && next.Is(lexicon.Noun)) || w.Is(lexicon.CueVerb) && a.thatBehind(nextTok+1, last) // assured farmers that
		}
		if w.Is(lexicon.Third) {
			if w.Is(lexicon.Noun) && prev == Proper && next.Is(lexicon.Past) && !next.Is(lexicon.Noun) && a.object(nextTok+1, last) {
				return false // Hollywood stars joined a
			}
			if prev == Proper && w.Is(lexicon.CueVerb) && a.behindQuote(i) {
				return true // "X," Conway notes.
			}
			if w.Is(lexicon.CueVerb) && a.state.verb() != Other && a.endsAt(nextTok, last) && a.nameInComma(i) {
				return true // the bridge is closed, the Daily Herald reports.
			}
			// plans, reports, talks: a verb when an object, a clause or an infinitive follows, or when no other verb does
			if w.Is(lexicon.Noun) && w.Is(lexicon.Person|lexicon.Role) && next.Is(lexicon.Base) && !next.Is(lexicon.Determiner|lexicon.Preposition|lexicon.Adverb) {
				return false // Labour delegates vote to
			}
			if w.Is(lexicon.Noun) && i > 1 && a.Tags[i-2] == Number && !a.doc.Is(i-1, lexicon.Plural|lexicon.People) {
				return false // ten member states
			}
			if w.Is(lexicon.Noun) && (a.state.finite() || next.Is(lexicon.PronRelative) && !next.Is(lexicon.Subordinator|lexicon.Determiner)) {
				return false // passenger groups who; launches strikes against Hamas targets
			}
			if w.Is(lexicon.Noun) && prev == Noun && a.behindVerb(i) {
				return false // saying in court files that
			}
			if w.Is(lexicon.Noun) && (a.state.verb() == VerbPast || a.state.verb() == VerbPresent) && next.Is(lexicon.Preposition) && !next.Is(lexicon.To) && a.behindPreposition(i) {
				return false // agreed to a truce in the coalition talks with
			}
			if next.Is(lexicon.Plural) && a.next(nextTok, last).Is(lexicon.To) && !a.doc.Is(i-1, lexicon.Plural) && a.next(nextTok+1, last).Is(lexicon.Base) {
				return true // the tax forces shops to close
			}
			if !a.state.finite() && next.Is(lexicon.Participle|lexicon.Adjective) && a.doc.Lexicon.In(a.tokens[i].Word, lexicon.Linking) {
				return true // the party remains committed to
			}
			return !w.Is(lexicon.Noun) || a.object(nextTok, last) || next.Is(lexicon.To) && w.Is(lexicon.CueVerb) ||
				(prev == Proper || a.stopped && !a.state.finite() && !w.Is(lexicon.Person|lexicon.Role|lexicon.People) && (nextTok >= last || a.tokens[nextTok].Char != ',') && (!next.Is(lexicon.Noun) || i > 0 && a.doc.Is(i-1, lexicon.Person|lexicon.Role|lexicon.Body) && !a.doc.Is(i-1, lexicon.Plural))) && !a.finiteWithin(i, last, a.listAhead(i, last)) && (a.state.verb() == Other || !a.endsAt(i+1, last))
		}
		if w.Is(lexicon.Base) { // officials claim, ministers plan to
			if w.Is(lexicon.Adjective) && next.Is(lexicon.Noun) && a.state.finite() {
				return false // revived the cameras | last week
			}
			if prev == Proper && i > a.begin+1 && a.object(nextTok, last) && a.doc.Is(i-2, lexicon.Base|lexicon.Third|lexicon.Past) && (a.doc.TokenText(i-2) == "let" || a.doc.TokenText(i-2) == "lets") {
				return true // would not let Israel annex it
			}
			if w.Is(lexicon.Role) && prev == Noun && a.capitalAt(i+1, last) && !a.doc.Is(i-1, lexicon.Plural) {
				return false // delegation head Ann Lee
			}
			if i > 1 && a.Tags[i-2] == Coordinator && a.object(nextTok, last) && !a.state.finite() {
				return true // planes and artillery strike the town
			}
			if i > 3 && prev == Proper && a.Tags[i-2] == Coordinator && a.Tags[i-3] == Proper && (a.endsAt(i+1, last) || next.Is(lexicon.Preposition) || next.Is(lexicon.Plural) && !next.Is(lexicon.Verbal)) && a.namesFrom(i-3) {
				return true // while Norway and Malta vote against
			}
			if prev == Proper && !a.state.finite() && w.Is(lexicon.CueVerb|lexicon.Noun) && (a.object(nextTok, last) || next.Is(lexicon.Adjective) && !next.Is(lexicon.Noun)) && a.pluralOf(i) && !a.finiteAhead(i, last) {
				return true // the homes in the settlement of Ariel breach international law
			}
			if !a.state.finite() && (a.object(nextTok, last) || (a.endsAt(nextTok, last) || next.Is(lexicon.Preposition|lexicon.Adverb|lexicon.Plural|lexicon.Noun|lexicon.Adjective)) && !a.finiteAhead(i, last)) && a.demanded(i) {
				return true // demanded that the city repeal the law, that Norway stop coastal whaling
			}
			if w.Is(lexicon.Noun|lexicon.Adjective) && (prev == Proper || a.doc.Is(i-1, lexicon.Body|lexicon.Role|lexicon.People)) &&
				(a.object(nextTok, last) || prev == Proper && next.Is(lexicon.Noun|lexicon.Plural|lexicon.Adjective|lexicon.Gerund)) && !a.finiteAhead(i, last) && complying(a.doc.TokenText(i)) && a.asked(i) {
				return true // demanded Israel halt military operations
			}
			if a.state.verb() != Other && a.endsAt(i+1, last) && i > 0 && !a.doc.Is(i-1, lexicon.People|lexicon.Person|lexicon.Role) {
				return false // an assault weapons ban
			}
			return i > 0 && a.doc.Is(i-1, lexicon.Plural|lexicon.People) && !(i > 1 && a.doc.TokenText(i-2) == "a") && (a.object(nextTok, last) || next.Is(lexicon.To) || !a.finiteAhead(i, last))
		}
		return w.Is(lexicon.Participle) && !w.Is(lexicon.Adjective)
	case Punct, Coordinator, Subordinator, Other:
		if prev == Coordinator && w.Is(lexicon.Third) && w.Is(lexicon.CueVerb) && i > 2 && a.Tags[i-2] == Proper && next.Is(lexicon.Preposition) && a.doc.Lexicon.Text(a.tokens[i+1].Word) == "for" {
			return true // rejects the status of Jerusalem and calls for
		}
		if prev == Punct && w.Is(lexicon.Third) && w.Is(lexicon.CueVerb) && next.Is(lexicon.To) && i > 1 && a.tokens[i-1].Char == ',' && (a.Tags[i-2] == Proper || a.Tags[i-2] == Noun) {
			return true // the leader, Jane Roe, vows to
		}
		if prev == Punct && w.Is(lexicon.Base) && w.Is(lexicon.CueVerb) && i > 3 && a.doc.Is(i-4, lexicon.Plural|lexicon.People) && a.Tags[i-4] == Noun && a.Tags[i-3] == Punct && a.doc.Is(i-2, lexicon.Adverb|lexicon.WhAdverb) {
			return true // officials, however, point out
		}
		if prev == Coordinator && w.Is(lexicon.Gerund) && w.Is(lexicon.Adjective) && next.Is(lexicon.Noun) && !next.Is(lexicon.Determiner|lexicon.Preposition|lexicon.Adverb) && a.besideAdjective(i) {
			return false // a just and lasting peace
		}
		if prev == Subordinator && w.Is(lexicon.Gerund) && w.Is(lexicon.Adjective) && !a.object(nextTok, last) && !(w.Is(lexicon.CueVerb) && next.Is(lexicon.Plural|lexicon.People)) {
			return false // that existing homes will be enlarged
		}
		if w.Is(lexicon.Gerund) && next.Is(lexicon.Noun) && i > a.begin+2 && a.tokens[i-1].Char == ',' && (a.Tags[i-2] == Adjective || a.Tags[i-2] == Noun) && a.doc.Is(i-2, lexicon.Adjective) && a.Tags[i-3] == Determiner {
			if a.Tags[i-2] == Noun && !next.Is(lexicon.Plural) {
				a.Tags[i-2] = Adjective // a patient, understanding man
			}
			return a.Tags[i-2] != Adjective
		}
		if w.Is(lexicon.Gerund) { // ", saying, …"
			return !w.Is(lexicon.Noun) || a.object(nextTok, last) || a.numbered(nextTok, last) || a.pluralIs(nextTok, last) || w.Is(lexicon.CueVerb) && prev == Punct && i > 0 && a.tokens[i-1].Char == ','
		}
		if w.Is(lexicon.Past) && (!w.Is(lexicon.Adjective|lexicon.Noun) || w.Is(lexicon.CueVerb)) {
			return true
		}
		if prev == Punct && w.Is(lexicon.Third) && w.Is(lexicon.Noun) && next.Is(lexicon.PronRelative) && a.next(nextTok, last).Is(lexicon.Aux) {
			return false // remarks that were condemned
		}
		if w.Is(lexicon.Past|lexicon.Third) && (a.object(nextTok, last) || prev == Coordinator && w.Is(lexicon.Past) && next.Is(lexicon.Preposition|lexicon.To)) {
			return true
		}
		if w.Is(lexicon.Third) && prev == Coordinator && a.state.verb() == VerbPresent && (next.Is(lexicon.Preposition|lexicon.To) || w.Is(lexicon.CueVerb) && i >= 2 && a.Tags[i-2] == Punct) {
			return true // agrees to a truce but fires at …
		}
		if (w.Is(lexicon.Third) && next.Is(lexicon.Preposition|lexicon.To) || w.Is(lexicon.Past) && next.Is(lexicon.Noun|lexicon.Plural)) && i > a.begin+1 && a.Tags[i-1] == Punct && a.state.verb() == Other && a.afterInsertion(i, a.begin) {
			return true // Abbas, angered by the raid, breaks off
		}
		if w.Is(lexicon.Third) && prev == Punct && next.Is(lexicon.Preposition|lexicon.To|lexicon.Determiner) && a.afterAside(i) {
			return true // the deal, he added, amounts to
		}
		if w.Is(lexicon.Past | lexicon.Third) {
			return false
		}
		if w.Is(lexicon.Base) && prev == Coordinator && a.state.verb() == VerbBase {
			if !w.Is(lexicon.Noun | lexicon.Adjective) {
				return true // to build a wall and expand …
			}
			if i >= 2 && (a.Tags[i-2] == Adverb || a.Tags[i-2] == Pronoun) && next.Is(lexicon.Preposition|lexicon.To|lexicon.Determiner) {
				return true // to make it great again and stick to …
			}
		}
		if w.Is(lexicon.Base) && prev == Coordinator && i >= 2 && (a.Tags[i-2] == VerbBase || a.Tags[i-2] == VerbPresent) {
			return true
		}
		return w.Is(lexicon.Base) && !w.Is(lexicon.Adjective) && a.object(nextTok, last) && prev != Subordinator
	case VerbBase, VerbPast, VerbPresent, Participle, Gerund:
		return w.Is(lexicon.Gerund) && (!w.Is(lexicon.Noun) || next.Is(lexicon.Determiner|lexicon.Possessive) && !next.Is(lexicon.Noun|lexicon.PronObject) || a.numbered(nextTok, last) || a.pluralIs(nextTok, last)) // said freezing the pay
	}
	return false
}
