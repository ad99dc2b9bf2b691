package grammar

import (
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// leadsVerb reports whether a negation belongs to a verb group that follows: "not to go", "never said".
func (a *Analysis) leadsVerb(i, last int32) bool {
	for j := i + 1; j < last && j < i+4; j++ {
		switch t := a.Tags[j]; {
		case t.IsVerb() || t == To:
			return true
		case t == Adverb || t == Negation:
		default:
			return false
		}
	}
	return false
}

// besideVerbs holds a bit for each tag that may stand anywhere in a verb group.
const besideVerbs uint64 = 1<<Negation | 1<<Adverb | 1<<Mark

// likeBe holds a bit for each tag with which a verb group may go on behind a form of be: "is to be", "is going".
const likeBe = besideVerbs | 1<<To | 1<<Be | 1<<Have | 1<<Do | 1<<VerbBase | 1<<Participle | 1<<Gerund

// verbFollow holds, by the tag of the last verb of a group, a bit for each tag with which it may go on.
var verbFollow = func() (t [32]uint64) {
	for i := range t {
		t[i] = besideVerbs // "wanted | to go"
	}
	t[Modal] = likeBe &^ (1 << To)
	t[Be], t[Have] = likeBe, likeBe
	t[Do] = likeBe &^ (1<<To | 1<<Have | 1<<Do)
	return t
}()

// addVerb reads the verb group at i into a clause and returns the token behind it.
func (a *Analysis) addVerb(i, first, last int32) int32 {
	tags := a.Tags[:last]
	infinitive, negated := false, false
	j := int(i)
	for ; j < len(tags); j++ { // what stands before the verbs
		if t := tags[j]; t == To {
			infinitive = true
		} else if t == Negation {
			negated = true
		} else if t == Mark && infinitive && j+1 < len(tags) && tags[j+1] == VerbBase && a.tokens[j].Flags&text.SpaceAfter == 0 {
			continue // vowed to “tear up the deal”
		} else if t != Adverb {
			break
		}
	}
	if j >= len(tags) || !tags[j].IsVerb() { // "not", "to" without a verb
		return i + 1
	}
	head, finite := tags[j], false
	switch head {
	case Modal, VerbPast:
		finite = true
	case VerbPresent:
		if finite = !a.helped(int32(j), first); !finite {
			head, infinitive = VerbBase, true
			tags[j] = head
		}
	case Be, Have, Do:
		finite = !infinitive && !a.nonFinite(int32(j))
	case VerbBase:
		if !infinitive {
			infinitive = a.joinedInfinitive(int32(j), first)
			finite = !infinitive // an imperative, or would build … and expand
		}
	}
	at := int32(len(a.Clauses))
	cl := a.spare() // it is built where it will stand
	cl.First, cl.From = i, i
	cl.Subject, cl.Object, cl.Parent, cl.Marker = None, None, None, None
	cl.Kind, cl.Finite, cl.OwnSubject = Main, finite, false
	main, end := j, j+1
	modal, be, passive, active := head == Modal, head == Be, false, false
verbs:
	for j++; j < len(tags); j++ { // what follows the first verb
		t := tags[j]
		if verbFollow[head&31]>>(t&63)&1 == 0 && (head != Gerund || likeBe>>(t&63)&1 == 0 || !a.going(int32(main))) {
			if head == Have || head == Be || head == Modal {
				if n := a.insertedDay(j, len(tags), head); n > 0 {
					j += n - 1
					continue
				}
			}
			break
		}
		switch t {
		case To:
			modal = true // "has to go"
			continue
		case Negation:
			negated, end = true, j+1
			continue
		case Adverb:
			continue
		case Mark:
			if a.tokens[j].Flags&text.SpaceAfter == 0 && j+1 < len(tags) && tags[j+1] != Be && !a.quotesAdverb(j+1, tags) && !(tags[j+1] == Participle && (head == Have || head == Be && j+2 < len(tags) && tags[j+2] == Mark)) {
				break verbs
			}
			continue
		case Be:
			be = true
		case VerbBase, Participle, Gerund:
			passive = be && t == Participle
			active = active || t == Participle && !be && head == Have
			be = passive
		}
		head, main, end = t, j, j+1
	}
	cl.Head, cl.Last, cl.Modal, cl.Negated, cl.Passive = int32(main), int32(end), modal, negated, passive
	a.place(cl, infinitive, first)
	cl.Passive = cl.Passive && !active // having called for
	of := a.ClauseOf[i:end]
	of[0] = at
	for k := 1; k < len(of); k++ {
		of[k] = at
	}
	a.Clauses = a.Clauses[:at+1]
	return int32(end)
}

// insertedDay returns how many words tell when, from i, in a verb group before its participle or infinitive: was | on Monday |
// told, have | today | approved, will | this week | vote. They become adverbs. It returns 0 where none do.
func (a *Analysis) insertedDay(i, last int, head Tag) int {
	n := 0
	switch t := a.tokens[i].Class; {
	case a.Tags[i] == Preposition:
		if head == Modal || i+2 >= last || a.Tags[i+2] != Participle || !a.doc.Is(int32(i)+1, lexicon.Weekday) {
			return 0
		}
		n = 2
	case t&lexicon.Time != 0 && slices.Contains(a.days[:], a.tokens[i].Word):
		n = 1
	case i+1 < last && a.tokens[i+1].Class&lexicon.Time != 0 && a.Tags[i+1] == Noun && (a.Tags[i] == Determiner || a.Tags[i] == Adjective):
		if w := a.doc.TokenText(int32(i)); w != "last" && w != "this" {
			return 0
		}
		n = 2
	default:
		return 0
	}
	j := i + n
	for j < last && a.Tags[j] == Adverb {
		j++
	}
	switch {
	case j >= last:
		return 0
	case head == Modal:
		if a.Tags[j] != VerbBase && (a.Tags[j] != VerbPresent || !a.doc.Is(int32(j), lexicon.Base)) {
			return 0
		}
		a.Tags[j] = VerbBase
	case a.Tags[j] != Participle && (a.Tags[j] != VerbPast || !a.doc.Is(int32(j), lexicon.Participle)):
		return 0
	default:
		a.Tags[j] = Participle
	}
	for k := range n {
		a.Tags[i+k] = Adverb
	}
	return n
}

// quotesAdverb reports whether adverbs or a negation stand behind a mark, before the participle that the group goes on with:
// has “effectively” lifted, is “not convinced”, will “severely harm”.
func (a *Analysis) quotesAdverb(i int, tags []Tag) bool {
	if i+1 < len(tags) && tags[i] == Negation && tags[i+1] == Adjective {
		return true
	}
	j := i
	for j < len(tags) && (tags[j] == Adverb || tags[j] == Negation) {
		j++
	}
	if j > i && j < len(tags) && tags[j] == Mark {
		j++
	}
	return j > i && j < len(tags) && (tags[j] == Participle || tags[j] == VerbBase && i > 1 && tags[i-2] == Modal)
}

// joinedInfinitive reports whether a base form is joined to an infinitive before it: to build a wall and | expand.
func (a *Analysis) joinedInfinitive(i, first int32) bool {
	n := len(a.Clauses)
	if n == 0 || a.Clauses[n-1].Kind != Infinitive || a.Clauses[n-1].First < first {
		return false
	}
	p := a.before(i, first)
	return p != None && a.Tags[p] == Coordinator
}

// helped reports whether a verb is an infinitive without "to": "helped expand".
func (a *Analysis) helped(i, first int32) bool {
	p := a.before(i, first)
	return p != None && a.Tags[p].IsVerb() && a.doc.Is(i, lexicon.Base) && a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.tokens[p].Word).Verb) == "help"
}

// spare returns room for a clause behind the last one.
func (a *Analysis) spare() *Clause {
	n := len(a.Clauses)
	if n == cap(a.Clauses) {
		a.Clauses = append(a.Clauses, Clause{})[:n]
	}
	return &a.Clauses[:n+1][n]
}

func isAux(t Tag) bool { return t == Modal || t == Be || t == Have || t == Do }

// nonFinite reports whether a form of be, have or do is not finite: being, having, been.
func (a *Analysis) nonFinite(i int32) bool {
	s := a.doc.TokenText(i)
	n := len(s)
	return n > 3 && (s[n-3:] == "ing" || s == "been" || s == "Been" || s == "done")
}

// going reports whether a verb is the "going" that with "to" acts like a modal.
func (a *Analysis) going(i int32) bool { return a.doc.TokenText(i) == "going" }
