package grammar

import (
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// frame is a clause under construction.
type frame struct {
	clause  int32 // its verb group's clause, or None while it waits for a verb
	subject int32 // chunk, or None
	own     bool  // the subject stands in this clause
	marker  int32
	from    int32
	kind    ClauseKind
	comma   bool // opened behind a comma, closes with one
	closing bool // a comma came behind its verb: the clause above may go on
}

// clauses finds the clauses of a sentence. It goes from left to right over chunks, verb groups and conjunctions with a
// stack of open clauses: a noun phrase that no preposition governs becomes the subject of the clause that waits for
// one, or the object of the verb before; a finite verb without a subject of its own goes to the clause above.
func (a *Analysis) clauses(first, last int32) {
	a.stack = append(a.stack[:0], frame{clause: None, subject: None, marker: None, from: first})
	start := len(a.Clauses)
	for i := first; i < last; {
		a.ClauseOf[i] = None
		if c := a.ChunkOf[i]; c != None {
			a.addChunk(c, first)
			for ; i < a.Chunks[c].Last; i++ {
				a.ClauseOf[i] = None
			}
			continue
		}
		switch t := a.Tags[i]; {
		case t.IsVerb() || t == Negation && a.leadsVerb(i, last) || t == To:
			i = a.addVerb(i, first, last)
			continue
		case t == Relative:
			a.open(RelClause, i, first)
			if top := a.top(); top.subject == None {
				top.subject = a.chunkBefore(i) // the antecedent, until a subject of its own comes
			}
		case t == Subordinator || t == Wh:
			kind := Adverbial
			if a.afterReport(i, first) {
				kind = Complement
			}
			a.open(kind, i, first)
			a.top().subject = None
		case t == Coordinator:
			a.coordinate(i, last)
		case t == Punct:
			a.punct(i)
		}
		i++
	}
	a.extents(start, first, last)
}

func (a *Analysis) top() *frame { return &a.stack[len(a.stack)-1] }

// maxDepth bounds the stack; real sentences stay far below.
const maxDepth = 32

func (a *Analysis) open(kind ClauseKind, marker, first int32) {
	if len(a.stack) >= maxDepth {
		a.stack = a.stack[:maxDepth-1]
	}
	f := frame{clause: None, subject: None, marker: marker, from: marker, kind: kind}
	if marker > first && a.Tags[marker-1] == Punct || marker == first {
		f.comma = true
	}
	a.stack = append(a.stack, f)
}

// afterReport reports whether a conjunction stands right behind a verb or noun that reports, so that it opens
// what is reported.
func (a *Analysis) afterReport(i, first int32) bool {
	p := a.before(i, first)
	if p == None {
		return false
	}
	word := a.doc.Tokens[i].Class
	that := word.Is(lexicon.PronRelative) // "that" as conjunction
	if a.Tags[p].IsVerb() || a.Tags[p] == Adjective || a.Tags[p] == Noun && a.reports(p) {
		return that || a.Tags[p].IsVerb() && a.reports(p)
	}
	return that // told reporters that
}

// chunkBefore returns the chunk that ends right before token i, over a comma or preposition ("to whom"), or None.
func (a *Analysis) chunkBefore(i int32) int32 {
	for j := i - 1; j >= 0 && j > i-4; j-- {
		if c := a.ChunkOf[j]; c != None {
			return c
		}
		if t := a.Tags[j]; t != Punct && t != Preposition && t != Mark {
			return None
		}
	}
	return None
}

func (a *Analysis) addChunk(c, first int32) {
	ch := &a.Chunks[c]
	f := a.top()
	if ch.Prep != None {
		ch.Role = Oblique
		ch.Clause = f.clause
		return
	}
	if f.clause == None {
		switch {
		case f.subject == None || f.kind == RelClause && !f.own:
			if !a.timeAdjunct(c) {
				f.subject, f.own = c, true
				ch.Role = Subject
			}
		case f.comma || a.commaBefore(ch.First):
			ch.Role = Apposition
		}
		return
	}
	cl := &a.Clauses[f.clause]
	ch.Clause = f.clause
	if f.closing && a.commaBefore(ch.First) {
		return
	}
	switch {
	case cl.Object == None && !a.timeAdjunct(c):
		cl.Object = c
		ch.Role = Object
	case a.commaBefore(ch.First):
		ch.Role = Apposition
	default:
		ch.Role = Second
	}
}

func (a *Analysis) commaBefore(i int32) bool {
	return i > 0 && a.Tags[i-1] == Punct || i > 1 && a.Tags[i-1] == Mark && a.Tags[i-2] == Punct
}

// timeAdjunct reports whether a chunk tells when: Monday, last week, Dec. 15.
func (a *Analysis) timeAdjunct(c int32) bool {
	ch := &a.Chunks[c]
	w := a.doc.Tokens[ch.Head].Class
	if w.Is(lexicon.Weekday|lexicon.Month) && a.Tags[ch.Head] == Proper {
		return ch.Last-ch.First <= 3
	}
	if a.Tags[ch.Head] != Noun {
		return a.Tags[ch.Head] == Number && ch.First > 0 && a.doc.Is(ch.First-1, lexicon.Month)
	}
	if !w.Is(lexicon.Time) || ch.Last-ch.First > 2 {
		return false
	}
	switch a.doc.Lexicon.Text(a.doc.Lexicon.Word(a.doc.Tokens[ch.Head].Word).Noun) {
	case "day", "week", "month", "year", "morning", "evening", "afternoon", "night", "weekend", "today", "yesterday", "tomorrow":
		return true
	}
	return false
}

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

// addVerb reads the verb group at i into a clause and returns the token behind it.
func (a *Analysis) addVerb(i, first, last int32) int32 {
	cl := Clause{First: i, Head: None, Subject: None, Object: None, Parent: None, Marker: None, From: i}
	end := i
	finite, infinitive, be := false, false, false
	var j int32
	verbs := 0
scan:
	for j = i; j < last; j++ {
		a.ClauseOf[j] = None
		t := a.Tags[j]
		switch {
		case t == To:
			if verbs > 0 && !a.semiModal(cl.Head) {
				break scan // "wanted | to go"
			}
			if verbs == 0 {
				infinitive = true
			} else {
				cl.Modal = true // "has to go"
			}
			continue
		case t == Negation:
			cl.Negated = true
			if verbs > 0 {
				end = j + 1
			}
			continue
		case t == Adverb:
			continue
		case t == Mark:
			if verbs > 0 && a.doc.Tokens[j].Flags&text.SpaceAfter == 0 && j+1 < last && a.Tags[j+1] != Be {
				break scan
			}
			if verbs == 0 {
				break scan
			}
			continue
		case t == Modal:
			if verbs > 0 {
				break scan
			}
			finite, cl.Modal = true, true
		case t == VerbPast || t == VerbPresent:
			if verbs > 0 {
				break scan
			}
			finite = true
		case t == Be:
			switch {
			case verbs == 0 && !infinitive && !a.nonFinite(j):
				finite = true
			case verbs > 0 && a.Tags[cl.Head] != Modal && a.Tags[cl.Head] != Have && a.Tags[cl.Head] != Be && a.Tags[cl.Head] != Do && !a.semiModal(cl.Head):
				break scan
			}
			be = true
		case t == Have || t == Do:
			if verbs > 0 && a.Tags[cl.Head] != Modal && !a.semiModal(cl.Head) {
				break scan
			}
			if verbs == 0 && !infinitive && !a.nonFinite(j) {
				finite = true
			}
		case t == VerbBase || t == Participle || t == Gerund:
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
	a.place(&cl, infinitive, first)
	at := int32(len(a.Clauses))
	for k := i; k < end; k++ {
		a.ClauseOf[k] = at
	}
	a.Clauses = append(a.Clauses, cl)
	return end
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
		if f.clause == None && !infinitive && f.subject != None {
			// "officials backed by Israel …": its objects are not those of the clause above, which waits for its verb
			a.stack = append(a.stack, frame{clause: at, subject: cl.Subject, marker: None, from: cl.From, kind: Participial, comma: a.commaBefore(cl.First)})
			a.bound()
			return
		}
		if f.clause == None {
			a.stack = append(a.stack, frame{clause: at, subject: f.subject, marker: cl.Marker, from: cl.From, kind: cl.Kind})
			a.bound()
			return
		}
		a.stack = append(a.stack, frame{clause: at, subject: cl.Subject, marker: cl.Marker, from: cl.From, kind: cl.Kind, comma: a.commaBefore(cl.First)})
		a.bound()
		return
	}
	// a finite verb: for the topmost clause that waits for one, or for a new clause
	for k := len(a.stack) - 1; k >= 0; k-- {
		f := &a.stack[k]
		if f.clause != None {
			continue
		}
		if k < len(a.stack)-1 && f.subject == None {
			continue
		}
		if k < len(a.stack)-1 && a.subjectBetween(cl, k) {
			break
		}
		a.stack = a.stack[:k+1]
		a.take(f, cl, at, k)
		return
	}
	if a.conjoined(cl, at) {
		return
	}
	// none waits: the noun phrase before becomes the subject of a bare complement ("said he would") …
	if ch := a.lastBare(cl.First); ch != None {
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
		a.stack = append(a.stack, frame{clause: at, subject: ch, own: true, marker: None, from: c.First, kind: cl.Kind})
		a.bound()
		return
	}
	if a.inverted(cl.First) {
		cl.Kind = Main
		a.stack = append(a.stack[:0], frame{clause: at, subject: None, marker: None, from: cl.From})
		return
	}
	// … or it shares the subject of the clause that it is joined to
	k := len(a.stack) - 1
	for k > 0 && (a.stack[k].closing || a.stack[k].kind == Infinitive || a.stack[k].kind == Participial) {
		k--
	}
	a.stack = a.stack[:k+1]
	f := &a.stack[k]
	cl.Parent, cl.Subject, cl.Kind = f.clause, f.subject, Coordinate
	a.stack = append(a.stack, frame{clause: at, subject: f.subject, marker: None, from: cl.From, kind: Coordinate})
	a.bound()
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

// inverted reports whether the verb at i comes right behind a quotation or comma and reports it: "…," said the envoy.
func (a *Analysis) inverted(i int32) bool {
	return i > 0 && (a.Tags[i-1] == Mark || a.Tags[i-1] == Punct) && a.doc.Is(i, lexicon.CueVerb)
}

// conjoined makes the noun phrase right before a finite verb its subject where what looked like a preposition before it
// is a conjunction: "met him as | officials | push for …".
func (a *Analysis) conjoined(cl *Clause, at int32) bool {
	if cl.First == 0 {
		return false
	}
	c := a.ChunkOf[cl.First-1]
	if c == None || a.Chunks[c].Prep == None || !a.doc.Tokens[a.Chunks[c].Prep].Class.Is(lexicon.Subordinator) {
		return false
	}
	ch := &a.Chunks[c]
	marker := ch.Prep
	a.Tags[marker] = Subordinator
	ch.Prep, ch.Role, ch.Clause = None, Subject, at
	cl.Subject, cl.OwnSubject, cl.Marker, cl.Kind, cl.From = c, true, marker, Adverbial, marker
	cl.Parent = a.top().clause
	a.stack = append(a.stack, frame{clause: at, subject: c, own: true, marker: marker, from: marker, kind: Adverbial})
	a.bound()
	return true
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
				if ch.Role == Subject || phrases > 0 && a.timeAdjunct(c) {
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

// coordinate handles and, but, or: before a verb or a clause the innermost open clause ends.
func (a *Analysis) coordinate(i, last int32) {
	f := a.top()
	if f.clause == None {
		return
	}
	j := i + 1
	for j < last && (a.Tags[j] == Adverb || a.Tags[j] == Mark || a.Tags[j] == Negation) {
		j++
	}
	if j >= last {
		return
	}
	if c := a.ChunkOf[j]; c != None {
		// a new clause when a finite verb follows the noun phrase
		k := a.Chunks[c].Last
		for k < last && a.Tags[k] == Adverb {
			k++
		}
		if k < last && (a.Tags[k] == VerbPast || a.Tags[k] == VerbPresent || isAux(a.Tags[k])) {
			a.open(Coordinate, i, -1)
			a.top().comma = false
			a.top().subject = None
		}
	}
}

// punct handles commas and stronger marks.
func (a *Analysis) punct(i int32) {
	switch a.doc.Tokens[i].Char {
	case ',', '-', ')':
		for k := len(a.stack) - 1; k > 0; k-- {
			f := &a.stack[k]
			if f.clause != None && f.comma {
				f.closing = true
				// what the clause above waits for may come now
				if a.waiting(k) {
					a.stack = a.stack[:k]
				}
				return
			}
			if f.clause == None {
				return
			}
		}
	case ';', ':':
		a.stack = append(a.stack[:0], frame{clause: None, subject: None, marker: None, from: i + 1})
	}
}

// waiting reports whether a clause below frame k waits for its verb.
func (a *Analysis) waiting(k int) bool {
	for p := k - 1; p >= 0; p-- {
		if a.stack[p].clause == None {
			return true
		}
	}
	return false
}

// extents gives each clause of a sentence the tokens that it spans: up to the next clause that does not hang below it.
func (a *Analysis) extents(start int, first, last int32) {
	for k := start; k < len(a.Clauses); k++ {
		c := &a.Clauses[k]
		c.To = last
		for n := k + 1; n < len(a.Clauses); n++ {
			if !a.below(int32(n), int32(k)) || a.Clauses[n].Kind == Coordinate {
				c.To = max(a.Clauses[n].From, c.Last)
				break
			}
			if n-k > maxDepth {
				break
			}
		}
		for c.To > c.Last && (a.Tags[c.To-1] == Coordinator || a.Tags[c.To-1] == Punct && c.To < last) {
			c.To--
		}
	}
}

// below reports whether clause n hangs below clause k.
func (a *Analysis) below(n, k int32) bool {
	for depth := 0; n > k && depth < maxDepth; depth++ {
		n = a.Clauses[n].Parent
	}
	return n == k
}
