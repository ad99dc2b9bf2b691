package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
)

// place hangs a new clause onto the stack and finds its subject.
func (a *Analysis) place(cl *Clause, infinitive bool, first int32) {
	at := int32(len(a.Clauses))
	if !cl.Finite {
		if !infinitive && a.commaBefore(cl.First) && a.Tags[cl.Head] == Gerund {
			a.leaveRelative() // "vetoed a bill that would have …, saying …": the one who vetoed says it
		}
		f := a.top()
		cl.Parent = f.clause
		cl.Subject = f.subject
		if infinitive {
			cl.Kind, cl.Marker = Infinitive, cl.First
		} else {
			cl.Kind = Participial
			if ch := a.chunkBefore(cl.First); ch != None && a.Tags[cl.Head] == Participle && !a.commaBefore(cl.First) {
				cl.Subject = ch // "a plan backed by …"
				cl.Passive = true
			} else if a.Tags[cl.Head] == Participle {
				cl.Passive = true
			} else if ch != None && a.Tags[cl.Head] == Gerund && !a.commaBefore(cl.First) {
				cl.Subject = ch // "officials calling for …"
			}
		}
		// its objects are not those of a clause above that waits for its verb: "officials backed by Israel …"
		above, subject := f.clause, f.subject
		next := a.push(at, cl.Subject, cl.Marker, cl.From, cl.Kind)
		if above == None && (infinitive || subject == None) {
			next.subject = subject
		} else {
			next.comma = a.commaBefore(cl.First)
		}
		a.bound()
		return
	}
	// a finite verb: for the topmost clause that waits for one, or for a new clause
	for k := len(a.stack) - 1; k >= 0; k-- {
		f := &a.stack[k]
		if f.clause != None {
			continue
		}
		if k < len(a.stack)-1 && f.subject == None && !a.gerundLeads(k, cl.First) {
			continue
		}
		if k < len(a.stack)-1 && a.subjectBetween(cl, k) {
			break
		}
		a.stack = a.stack[:k+1]
		a.take(f, cl, at, k)
		return
	}
	if k := a.saidGerund(cl); k > 0 {
		g := &a.Clauses[a.stack[k].clause]
		cl.Parent, cl.Subject, cl.Kind, cl.From = g.Parent, None, Complement, g.First
		a.stack = append(a.stack[:k], frame{clause: at, subject: None, marker: None, from: cl.From, kind: Complement})
		return
	}
	if a.conjoined(cl, at) {
		return
	}
	// none waits: the noun phrase before becomes the subject of a bare complement ("said he would") …
	ch := a.lastBare(cl.First)
	if n := a.overRelative(cl, ch); n != None {
		ch = n
	}
	if ch != None {
		if n := a.overInfinitive(ch, cl.Last); n != None {
			ch = n
		}
		ch = a.firstListed(ch)
		c := &a.Chunks[ch]
		for k := len(a.stack) - 1; k > 0 && c.Clause != None && a.stack[k].clause != c.Clause; k-- {
			a.stack = a.stack[:k] // what describes the noun phrase ends with it
		}
		top := a.top()
		if top.clause != None && a.Clauses[top.clause].Object == ch {
			a.Clauses[top.clause].Object = None
		}
		c.Role, c.Clause = Subject, at
		cl.Subject, cl.OwnSubject, cl.From = ch, true, c.First
		cl.Parent, cl.Kind = top.clause, Complement
		if a.commaBefore(c.First) {
			cl.Kind = Coordinate
		}
		a.push(at, ch, None, c.First, cl.Kind).own = true
		a.bound()
		return
	}
	if a.inverted(cl) {
		cl.Kind = Main
		a.stack = a.stack[:0]
		a.push(at, None, None, cl.From, Main)
		return
	}
	// … or it shares the subject of the clause that it is joined to
	k := len(a.stack) - 1
	bare := a.Tags[cl.Head] == VerbBase && cl.First == cl.Head && a.commaBefore(cl.First) // it is vital to end this, | stop that and …
	for k > 0 && (a.stack[k].closing || a.stack[k].kind == Infinitive && !bare || a.stack[k].kind == Participial) {
		k--
	}
	k = a.sameTense(cl, k)
	a.stack = a.stack[:k+1]
	f := &a.stack[k]
	cl.Parent, cl.Subject, cl.Kind = f.clause, f.subject, Coordinate
	if f.clause != None && a.Clauses[f.clause].Passive && a.Tags[cl.Head] == VerbPast && a.doc.Is(cl.Head, lexicon.Participle) && cl.Last < int32(len(a.tokens)) && a.tokens[cl.Last].Word == a.by {
		a.Tags[cl.Head], cl.Passive = Participle, true // was opposed by some and | backed by others
	}
	a.push(at, f.subject, None, cl.From, Coordinate)
	a.bound()
}

// firstListed returns the first of the names that are joined right behind a verb that takes a clause, the last of which is at
// hand: "says [Malta] and [Oman] | have agreed". Other phrases stand for themselves.
func (a *Analysis) firstListed(ch int32) int32 {
	top := a.top().clause
	if top == None || a.Tags[a.Chunks[ch].Head] != Proper || !a.takesClause(a.Clauses[top].Head) {
		return ch
	}
	k := a.Clauses[top].Object
	if k == None || k >= ch || ch > k+4 || a.Chunks[k].First != a.Clauses[top].Last || a.Tags[a.Chunks[k].Head] != Proper {
		return ch
	}
	for i := a.Chunks[k].Last; i < a.Chunks[ch].First; i++ {
		if c := a.ChunkOf[i]; a.Tags[i] != Coordinator && a.tokens[i].Char != ',' && (c == None || a.Chunks[c].Prep != None || a.Tags[a.Chunks[c].Head] != Proper) {
			return ch
		}
	}
	if a.Tags[a.Chunks[ch].First-1] != Coordinator {
		return ch
	}
	return k
}

// overRelative returns the noun phrase right behind a verb that takes a clause, where the relative clause that describes it
// has ended before a finite verb: "says [the raids] that killed a child | were wrong". bare is the noun phrase before the
// verb, if any. None: there is none.
func (a *Analysis) overRelative(cl *Clause, bare int32) int32 {
	k := len(a.stack) - 1
	for ; k > 0 && (a.stack[k].kind == Infinitive || a.stack[k].kind == Participial); k-- {
		if v := a.stack[k].clause; v == None || a.takesClause(a.Clauses[v].Head) {
			return None
		}
	}
	const people = lexicon.Role | lexicon.Relation | lexicon.Person | lexicon.People | lexicon.Body | lexicon.PronObject
	if k < 1 || a.stack[k].kind != RelClause && (a.stack[k].kind != Complement || a.stack[k].marker == None) || a.stack[k].clause == None || a.stack[k-1].clause == None || cl.First == 0 || a.Tags[cl.First-1] == Coordinator {
		return None
	}
	r := &a.Clauses[a.stack[k].clause]
	v := a.stack[k-1].clause
	above := &a.Clauses[v]
	if a.takesClause(r.Head) || !above.Finite || !a.takesClause(above.Head) || above.Object == None || bare != None && a.Chunks[bare].Clause != a.stack[k].clause {
		return None
	}
	n := &a.Chunks[above.Object]
	if n.Prep != None || n.First > above.Last+1 || n.Last > r.From || a.Tags[n.Head] == Pronoun {
		return None
	}
	if a.stack[k].kind == Complement { // "that" behind a noun phrase: told reporters that
		if a.Tags[n.Head] == Proper || a.doc.Is(n.Head, people) || n.Last != r.From {
			return None
		}
		r.Kind = RelClause
	}
	return above.Object
}

// overInfinitive returns the noun phrase right behind a verb that takes a clause, where its infinitive holds another one:
// "said [the decision] to build [homes] is"; None: there is none. behind is the token behind the verb at hand.
func (a *Analysis) overInfinitive(object, behind int32) int32 {
	for k := len(a.stack) - 1; k > 0 && a.stack[k].kind == Infinitive; k-- {
		v := a.stack[k].clause
		if v == None || a.takesClause(a.Clauses[v].Head) && (a.Chunks[object].First != a.Clauses[v].Last || a.finiteFrom(behind)) || a.Clauses[v].First == 0 || a.Chunks[object].First < a.Clauses[v].Last {
			return None
		}
		n := a.ChunkOf[a.Clauses[v].First-1]
		for hop := 0; n != None && a.Chunks[n].Prep != None && hop < 3; hop++ { // the decision of the party | to
			if a.Chunks[n].Prep == 0 {
				return None
			}
			n = a.ChunkOf[a.Chunks[n].Prep-1]
		}
		if n == None || a.Chunks[n].Role != Object || a.Chunks[n].Clause == None {
			continue
		}
		p := &a.Clauses[a.Chunks[n].Clause]
		from := p.Last
		if from+1 < a.Chunks[n].First && a.Tags[from] == Punct && a.Tags[from+1] == Mark {
			from += 2 // said, "The decision
		}
		if from+1 == a.Chunks[n].First && a.doc.Is(from, lexicon.Weekday) {
			from++ // said Monday the decision
		}
		if a.Chunks[n].First == from && a.takesClause(p.Head) && a.Tags[a.Chunks[n].Head] != Pronoun {
			return n
		}
	}
	return None
}

// finiteFrom reports whether a finite verb stands at i or behind it, before any comma or stop: said the plan to say it is over
// | was dropped.
func (a *Analysis) finiteFrom(i int32) bool {
	for end := min(i+20, int32(len(a.tokens))); i < end && a.Tags[i] != Punct; i++ {
		switch a.Tags[i] {
		case VerbPast, VerbPresent, Modal, Be, Have, Do:
			return true
		}
	}
	return false
}

// commaAndConjunction reports whether a comma and a conjunction stand before token i.
func (a *Analysis) commaAndConjunction(i int32) bool {
	return i > 1 && a.Tags[i-1] == Coordinator && a.tokens[i-2].Char == ','
}

// leaveRelative closes the relative clauses at the top of the stack, and what hangs below them, where a clause with a
// verb stands above.
func (a *Analysis) leaveRelative() {
	for k := len(a.stack) - 1; k > 0; k-- {
		if a.stack[k].kind == RelClause && a.stack[k].clause != None && a.stack[k-1].clause != None {
			a.stack = a.stack[:k]
			return
		}
		if a.stack[k].kind != Infinitive && a.stack[k].kind != Participial {
			return
		}
	}
}

// inverted reports whether a verb group comes right behind a quotation or comma and reports it: "…," said the envoy.
// Behind a comma alone somebody who can speak must follow, and no infinitive: "…, says Smith", but not "…, tells Israel to".
func (a *Analysis) inverted(cl *Clause) bool {
	i := cl.First
	if i == 0 || a.Tags[i-1] != Mark && a.Tags[i-1] != Punct {
		return false
	}
	cue := a.doc.Lexicon.VerbCue(a.tokens[cl.Head].Word)
	if cue == nil || a.Tags[i-1] == Mark {
		return cue != nil
	}
	if cue.Takes&lexicon.TakesQuote == 0 || cue.Kind > lexicon.WritingCue || int(cl.Last) >= len(a.ChunkOf) {
		return false
	}
	c := a.ChunkOf[cl.Last]
	if c == None {
		return false
	}
	ch := &a.Chunks[c]
	const speakers = lexicon.Role | lexicon.Relation | lexicon.Person | lexicon.People | lexicon.Body | lexicon.Document | lexicon.PronSubject
	if a.Tags[ch.Head] != Proper && !a.doc.Is(ch.Head, speakers) {
		return false
	}
	if int(ch.Last) < len(a.Tags) && (a.Tags[ch.Last] == To || a.Tags[ch.Last] == Subordinator) {
		return false
	}
	for j := ch.Last; int(j)+1 < len(a.Tags) && a.Tags[j] != Punct && j < ch.Last+12; j++ {
		if t := a.Tags[j+1]; a.Tags[j] == Coordinator && (t == VerbPresent || t == VerbPast) && t == a.Tags[cl.Head] {
			return false // "closes its embassy, recalls its ambassador and suspends"
		}
	}
	return true
}

// conjoined makes the noun phrase right before a finite verb its subject where what looked like a preposition before it
// is a conjunction: "met him as | officials | push for …".
func (a *Analysis) conjoined(cl *Clause, at int32) bool {
	if cl.First == 0 {
		return false
	}
	c := a.ChunkOf[cl.First-1]
	if c == None {
		c = a.beforeDash(cl.First - 1)
	}
	if c == None || a.Chunks[c].Prep == None || !a.tokens[a.Chunks[c].Prep].Class.Is(lexicon.Subordinator) {
		return false
	}
	if a.Tags[a.Chunks[c].Head] == Number && a.Chunks[c].Last == a.Chunks[c].First+1 {
		return false // built since 1967 | are
	}
	ch := &a.Chunks[c]
	marker := ch.Prep
	if a.takenAs(marker) {
		return false // the decision to name Ann Lee as | envoy | was
	}
	a.Tags[marker] = Subordinator
	ch.Prep, ch.Role, ch.Clause = None, Subject, at
	cl.Subject, cl.OwnSubject, cl.Marker, cl.Kind, cl.From = c, true, marker, Adverbial, marker
	cl.Parent = a.top().clause
	a.push(at, c, marker, marker, Adverbial).own = true
	a.bound()
	return true
}

// beforeDash returns the noun phrase before what stands between two dashes, the second of which is token i: "since [Hamas]
// – a militant group – | seized"; None: there is none.
func (a *Analysis) beforeDash(i int32) int32 {
	if a.Tags[i] != Punct || a.tokens[i].Char != '-' {
		return None
	}
	for j := i - 1; j > 0 && j > i-25; j-- {
		if a.Tags[j] == Punct {
			if a.tokens[j].Char == '-' {
				return a.ChunkOf[j-1]
			}
			if a.tokens[j].Char != ',' {
				return None
			}
		}
	}
	return None
}

// take gives a waiting clause its verb.
func (a *Analysis) take(f *frame, cl *Clause, at int32, k int) {
	cl.Subject, cl.OwnSubject, cl.Marker, cl.Kind, cl.From = f.subject, f.own, f.marker, f.kind, f.from
	if f.own && f.subject != None {
		a.Chunks[f.subject].Clause = at
		if f.marker == None && a.Chunks[f.subject].First < cl.From {
			cl.From = a.Chunks[f.subject].First
		}
	}
	for p := k - 1; p >= 0; p-- {
		if a.stack[p].clause != None {
			cl.Parent = a.stack[p].clause
			break
		}
	}
	f.clause = at
}

func (a *Analysis) bound() {
	if len(a.stack) > maxDepth {
		a.stack = append(a.stack[:1], a.stack[len(a.stack)-1])
	}
}

// subjectBetween reports whether a fitting subject stands between the clauses above frame k and the verb, so that the
// verb does not belong to frame k.
func (a *Analysis) subjectBetween(cl *Clause, k int) bool {
	ch := a.lastBare(cl.First)
	return ch != None && !a.stack[len(a.stack)-1].closing && ch > a.stack[k].subject && a.doc.Is(a.Chunks[ch].Head, lexicon.PronSubject) && !a.doc.Is(a.Chunks[ch].Head, lexicon.PronObject)
}

// lastBare returns the chunk before token i that can be the subject of a verb there, over the prepositional phrases and
// participles that describe it ("says [the blockade] of Gaza is …"), or None.
func (a *Analysis) lastBare(i int32) int32 {
	phrases := 0
	for j := i - 1; j >= 0 && j > i-20; j-- {
		if c := a.ChunkOf[j]; c != None {
			ch := &a.Chunks[c]
			if ch.Prep == None {
				if ch.Role == Subject || phrases > 0 && a.timeAdjunct(ch) {
					return None
				}
				return c
			}
			if phrases++; phrases > 4 {
				return None
			}
			j = ch.Prep
			continue
		}
		switch t := a.Tags[j]; {
		case t == Adverb || t == Mark:
		case (t == Participle || t == Gerund) && phrases > 0:
		default:
			return None
		}
	}
	return None
}

// byShare reports whether a word that can be a noun tells of a change by a share: a 60 per cent | cut in.
func (a *Analysis) byShare(i int32, w lexicon.Class) bool {
	const both = lexicon.Noun | lexicon.Base
	j := i - 1
	if w&both != both || j <= a.begin+1 {
		return false
	}
	switch a.doc.TokenText(j) {
	case "%", "percent":
	case "cent":
		if j--; a.doc.TokenText(j) != "per" {
			return false
		}
	default:
		return false
	}
	return j-2 >= a.begin && a.Tags[j-1] == Number && a.Tags[j-2] == Determiner
}
