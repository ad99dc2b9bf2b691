package grammar

import (
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

// inVerbGroup holds a bit for each tag that a verb group may go on with.
const inVerbGroup uint64 = 1<<VerbPast | 1<<VerbPresent | 1<<VerbBase | 1<<Participle | 1<<Gerund | 1<<Modal | 1<<Be | 1<<Have | 1<<Do |
	1<<To | 1<<Negation | 1<<Adverb | 1<<Mark

// addVerb reads the verb group at i into a clause and returns the token behind it.
func (a *Analysis) addVerb(i, first, last int32) int32 {
	cl := a.spare() // it is built where it will stand
	cl.First, cl.Head, cl.From = i, None, i
	cl.Subject, cl.Object, cl.Parent, cl.Marker = None, None, None, None
	end := i
	finite, infinitive, be, active := false, false, false, false
	var j int32
	verbs := 0
scan:
	for j = i; j < last; j++ {
		t := a.Tags[j]
		if inVerbGroup>>(t&63)&1 == 0 {
			break
		}
		switch t {
		case To:
			if verbs > 0 && !a.semiModal(cl.Head) {
				break scan // "wanted | to go"
			}
			if verbs == 0 {
				infinitive = true
			} else {
				cl.Modal = true // "has to go"
			}
			continue
		case Negation:
			cl.Negated = true
			if verbs > 0 {
				end = j + 1
			}
			continue
		case Adverb:
			continue
		case Mark:
			if verbs > 0 && a.tokens[j].Flags&text.SpaceAfter == 0 && j+1 < last && a.Tags[j+1] != Be {
				break scan
			}
			if verbs == 0 {
				break scan
			}
			continue
		case Modal:
			if verbs > 0 {
				break scan
			}
			finite, cl.Modal = true, true
		case VerbPast, VerbPresent:
			if verbs > 0 {
				break scan
			}
			if t == VerbPresent && a.helped(j, first) {
				a.Tags[j], infinitive = VerbBase, true
				break
			}
			finite = true
		case Be:
			switch {
			case verbs == 0 && !infinitive && !a.nonFinite(j):
				finite = true
			case verbs > 0 && a.Tags[cl.Head] != Modal && a.Tags[cl.Head] != Have && a.Tags[cl.Head] != Be && a.Tags[cl.Head] != Do && !a.semiModal(cl.Head):
				break scan
			}
			be = true
		case Have, Do:
			if verbs > 0 && a.Tags[cl.Head] != Modal && !a.semiModal(cl.Head) {
				break scan
			}
			if verbs == 0 && !infinitive && !a.nonFinite(j) {
				finite = true
			}
		case VerbBase, Participle, Gerund:
			if verbs > 0 && !isAux(a.Tags[cl.Head]) && !a.semiModal(cl.Head) {
				break scan
			}
			if verbs == 0 && !infinitive && t == VerbBase {
				if p := a.before(j, first); p != None && a.Tags[p] == Coordinator && len(a.Clauses) > 0 && a.Clauses[len(a.Clauses)-1].Kind == Infinitive && a.Clauses[len(a.Clauses)-1].First >= first {
					infinitive = true // to build a wall and expand …
				} else {
					finite = true // an imperative, or would build … and expand
				}
			}
			cl.Passive = be && t == Participle
			if t == Participle && !be && verbs > 0 && a.Tags[cl.Head] == Have {
				active = true
			}
			if t != Participle {
				be = false
			}
		default:
			break scan
		}
		verbs++
		cl.Head = j
		end = j + 1
	}
	if verbs == 0 { // "not", "to" without a verb
		return i + 1
	}
	cl.Last, cl.Finite = end, finite
	a.place(cl, infinitive, first)
	cl.Passive = cl.Passive && !active // having called for
	at := int32(len(a.Clauses))
	of := a.ClauseOf[i:end]
	of[0] = at
	for k := 1; k < len(of); k++ {
		of[k] = at
	}
	a.Clauses = a.Clauses[:at+1]
	return end
}

// helped reports whether a verb is an infinitive without "to": "helped expand".
func (a *Analysis) helped(i, first int32) bool {
	p := a.before(i, first)
	return p != None && a.Tags[p].IsVerb() && a.doc.Is(i, lexicon.Base) && a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.tokens[p].Word).Verb) == "help"
}

// spare returns an empty clause behind the last one.
func (a *Analysis) spare() *Clause {
	n := len(a.Clauses)
	if n == cap(a.Clauses) {
		a.Clauses = append(a.Clauses, Clause{})[:n]
	}
	cl := &a.Clauses[:n+1][n]
	*cl = Clause{}
	return cl
}

func isAux(t Tag) bool { return t == Modal || t == Be || t == Have || t == Do }

// nonFinite reports whether a form of be, have or do is not finite: being, having, been.
func (a *Analysis) nonFinite(i int32) bool {
	s := a.doc.TokenText(i)
	n := len(s)
	return n > 3 && (s[n-3:] == "ing" || s == "been" || s == "Been" || s == "done")
}

// semiModal reports whether a verb with "to" acts like a modal: have to, be going to, be to.
func (a *Analysis) semiModal(i int32) bool {
	if i == None {
		return false
	}
	return a.Tags[i] == Have || a.Tags[i] == Be || a.Tags[i] == Gerund && a.doc.TokenText(i) == "going"
}
