package grammar

import "github.com/stance-dev/stance/classifier/lexicon"

// The tense of a clause tells which of several verbs before it goes on with it.

// gerundLeads reports whether the clause of frame k, which waits for its verb, begins with a gerund that is its subject
// with all that lies between: "leaving the union without a deal | would be".
func (a *Analysis) gerundLeads(k int, verb int32) bool {
	v := a.stack[k+1].clause
	if v == None {
		return false
	}
	g := &a.Clauses[v]
	if a.stack[k+1].kind != Participial || a.Tags[g.Head] != Gerund || g.First > a.stack[k].from+1 || a.bareClause(g.Head) || a.Tags[g.Last] == Adjective {
		return false
	}
	for i := g.Last; i < verb; i++ {
		if t := a.Tags[i]; t == Punct || t == Relative || t == Subordinator {
			return false
		}
	}
	return true
}

// sameTense returns the frame at k or below whose verb stands in the tense of one that is joined to it: "wants the town
// that grew fast to be moved | and opposes". k, where none does.
func (a *Analysis) sameTense(cl *Clause, k int) int {
	t := a.tense(cl)
	if t == noTense || a.stack[k].clause == None {
		return k
	}
	if above := &a.Clauses[a.stack[k].clause]; a.tense(above) == noTense && (!above.Modal || !a.commaAndConjunction(cl.First)) { // "how it would vote, but repeated"
		return k
	}
	for n := k; n >= 0; n-- {
		if v := a.stack[n].clause; v != None && a.tense(&a.Clauses[v]) == t && a.Clauses[v].Finite {
			return n
		}
	}
	return k
}

type tense uint8

const (
	noTense tense = iota
	past
	present
)

// tense tells the tense of a finite verb group that shows one.
func (a *Analysis) tense(cl *Clause) tense {
	if !cl.Finite {
		return noTense
	}
	switch a.Tags[cl.First] {
	case VerbPast:
		return past
	case VerbPresent:
		return present
	case Be, Have, Do:
		switch a.doc.Lexicon.Text(a.tokens[cl.First].Word) {
		case "was", "were", "had", "did":
			return past
		case "is", "are", "am", "has", "have", "does", "do":
			return present
		}
	}
	return noTense
}

// saidGerund returns the frame of a gerund right behind a verb that takes a clause, where it is the subject of the finite
// verb at hand: "said | leaving the union would be wrong". 0: there is none.
func (a *Analysis) saidGerund(cl *Clause) int {
	for k := len(a.stack) - 1; k > 0 && (a.stack[k].kind == Participial || a.stack[k].kind == Infinitive); k-- {
		if a.stack[k].clause == None || a.stack[k].kind == Infinitive {
			continue
		}
		g := &a.Clauses[a.stack[k].clause]
		if a.Tags[g.Head] != Gerund || g.Parent == None || a.Clauses[g.Parent].Last != g.First || !a.Clauses[g.Parent].Finite || !a.takesClause(a.Clauses[g.Parent].Head) || a.bareClause(g.Head) {
			continue
		}
		for i := g.Last; i < cl.First; i++ {
			if t := a.Tags[i]; t == Punct || t == Relative || t == Subordinator || t == Coordinator {
				return 0
			}
		}
		return k
	}
	return 0
}

// bareClause reports whether a gerund can well have a clause without "that" for an object: saying Malta would, but not:
// recognising Malta would.
func (a *Analysis) bareClause(i int32) bool {
	return a.takesClause(i) && !a.doc.Lexicon.In(a.tokens[i].Word, lexicon.Accepting)
}
