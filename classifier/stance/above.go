package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// This file finds what governs a verb group; gerund.go does so for gerunds and participles, tree.go for noun phrases.

func (e *Engine) aboveVerb(v, issue int32) up {
	c := &e.g.Clauses[v]
	nothing := up{relation: top, to: node{None, None}, op: None, prep: None}
	switch {
	case e.isInfinitive(v):
		return e.aboveInfinitive(v, issue)
	case !c.Finite || e.g.Tags[c.Head] == grammar.Gerund && c.Head == c.First:
		return e.aboveParticiple(v, issue)
	case c.Kind == grammar.RelClause:
		if a := e.antecedent(v); a != None {
			return up{modifies, e.noun(a), None, None}
		}
	case c.OwnSubject && c.Subject != None && e.reducedRelative(v, e.before(e.g.Chunks[c.Subject].First)):
		return up{modifies, e.noun(c.Subject), None, None}
	case c.Kind == grammar.Complement, c.Kind == grammar.Adverbial:
		begin := c.From
		j := e.before(begin)
		until := e.isWord(begin, "until", "unless") && c.Parent != None // will fight until
		if c.Kind == grammar.Complement && j != None && !until {
			if v2 := e.g.ClauseOf[j]; v2 != None {
				if op := e.endingAt(begin+1, issue); op != None && e.rule(&e.matches[op]).Class == pack.AdjectiveWord && e.g.Clauses[v2].Passive { // was heartened that
					return e.viaOperator(op, None)
				}
				return up{that, e.verb(v2), None, None}
			}
			if ch := e.g.ChunkOf[j]; ch != None {
				if op := e.operator(e.g.Chunks[ch].Head, pack.NounWord, issue, nil); op != None {
					return up{thatOf, e.noun(ch), op, None}
				}
			}
			if op := e.endingAt(begin, issue); op != None {
				u := e.viaOperator(op, None)
				if r := e.rule(&e.matches[op]); r.Kind == pack.VerdictRule && r.Object == 0 { // it is regrettable that
					u.relation = thatOf
				}
				return u
			}
			if op := e.endingAt(begin+1, issue); op != None { // "pleased that"
				return e.viaOperator(op, None)
			}
		}
		if c.Parent != None {
			if c.Kind == grammar.Complement && !until {
				return up{that, e.verb(c.Parent), None, None}
			}
			return up{adverbial, e.verb(c.Parent), None, c.Marker}
		}
	case c.Kind == grammar.Coordinate && !c.OwnSubject && c.Parent != None && (e.g.Tags[c.Head] == grammar.VerbBase && c.Head == c.First || e.subjunctive(v)):
		// "to halt building and lift the blockade"
		return up{joined, e.verb(c.Parent), None, None}
	}
	return nothing
}

//
//go:noinline
func (e *Engine) isInfinitive(v int32) bool {
	c := &e.g.Clauses[v]
	for i := c.First; i < c.Head; i++ {
		if e.g.Tags[i] == grammar.To {
			return !e.g.Tags[c.First].IsVerb() || e.g.Tags[c.First] == grammar.To
		}
	}
	return false
}

func (e *Engine) aboveInfinitive(v, issue int32) up {
	c := &e.g.Clauses[v]
	to := c.First
	for e.g.Tags[to] != grammar.To {
		to++
	}
	j := e.before(c.First)
	if e.isComma(j) { // "votes, with two abstaining, to adopt"
		v2 := e.mainAbove(v)
		if v2 != None && e.g.Clauses[v2].Kind == grammar.RelClause && e.isComma(e.before(e.g.Clauses[v2].From)) { // urged Rome, which had balked, to
			if v3 := e.mainAbove(v2); v3 != None {
				v2 = v3
			}
		}
		if v2 != None {
			return up{infinitive, e.verb(v2), None, None}
		}
	}
	for j != None && e.isComma(j) {
		j = e.before(j)
	}
	if j != None && e.is(j, e.w.right) && e.before(j) != None { // "had been right to", but not "have the right to"
		if w := e.g.ClauseOf[e.before(j)]; w != None && e.g.Tags[e.g.Clauses[w].Head] == grammar.Be {
			if op := e.operator(j, pack.AdjectiveWord, issue, nil); op != None {
				return up{infinitiveOf, node{None, None}, op, None}
			}
		}
	}
	if op := e.endingAt(to+1, issue); op != None && (e.rule(&e.matches[op]).Class != pack.NounWord || takesInfinitive(nil, e.rule(&e.matches[op]))) { // "agree to", "right to"
		return e.viaInfinitive(op)
	}
	if w := e.doneSo(c.First - 1); w != None {
		return up{infinitive, e.verb(w), None, None}
	}
	if op := e.endingAt(c.First, issue); op != None {
		if r := e.rule(&e.matches[op]); r.Class != pack.NounWord && (len(r.Target) == 0 || slices.Contains(r.Target, "infinitive")) {
			return e.viaInfinitive(op)
		}
	}
	if j != None && j > e.first && e.is(j, e.w.order) && e.isWord(j-1, "in") { // "sent ships in order to"
		j = e.before(j - 1)
	}
	if j == None || e.g.Tags[j] == grammar.Subordinator && e.isWord(j, "that") {
		if u := e.gerundSubject(v); u.relation == subject && e.g.Clauses[v].Last < e.last && !e.commaBetween(c.First, e.g.Clauses[u.to.clause].First) { // "To leave it would be madness"
			return u
		}
	}
	if j == None {
		return up{relation: top, to: node{None, None}, op: None, prep: None}
	}
	if e.g.Tags[j] == grammar.Coordinator { // "to halt X and to lift Y"
		for w := v - 1; w >= e.clauseFrom && w > v-4 && !e.g.Clauses[w].Finite; w-- {
			if e.isInfinitive(w) {
				return up{joined, e.verb(w), None, None}
			}
		}
		if c.Parent != None {
			return up{joined, e.verb(c.Parent), None, None}
		}
	}
	if v2 := e.g.ClauseOf[j]; v2 != None {
		return up{infinitive, e.verb(v2), None, None}
	}
	if ch := e.g.ChunkOf[j]; ch != None {
		head := e.g.Chunks[ch].Head
		if w := e.toldWhen(ch); w != None { // "met last night to"
			return up{infinitive, e.verb(w), None, None}
		}
		if op := e.operator(head, pack.NounWord, issue, takesInfinitive); op != None {
			return up{infinitiveOf, e.noun(ch), op, None}
		}
		if e.isFiling(ch) { // a lawsuit to stop
			return up{infinitiveOf, e.noun(ch), None, None}
		}
		if k := e.filedBy(ch); k != None { // a suit by farmers to stop
			return up{infinitiveOf, e.noun(k), None, None}
		}
		if p := e.g.Chunks[ch].Prep; p != None && e.isWord(p, "for") { // "the time has come for him to"
			if op := e.endingAt(p+1, issue); op != None && e.rule(&e.matches[op]).Holder == "speaker" {
				return e.viaInfinitive(op)
			}
		}
		k := e.listedFrom(ch)
		for hop := range 3 { // "an attempt by the groups to break", "the decision of the Government of Israel to"
			p := e.g.Chunks[k].Prep
			if p == None || !e.isWord(p, "of") && !e.doc.Is(e.g.Chunks[k].Head, lexicon.Weekday|lexicon.Month) && (hop > 0 && !e.transparent(k) || !e.isWord(p, "by", "from", "for")) {
				break
			}
			q := e.before(p)
			if q == None || e.g.ChunkOf[q] == None {
				break
			}
			k = e.g.ChunkOf[q]
			if op := e.operator(e.g.Chunks[k].Head, pack.NounWord, issue, nil); op != None {
				return up{infinitiveOf, e.noun(k), op, None}
			}
		}
		if v2 := e.governingVerb(ch); v2 != None {
			if !e.demands(v) && e.stoppedFor(v2, ch) {
				if e.isInfinitive(v2) {
					return e.aboveInfinitive(v2, issue)
				}
				return up{relation: top, to: node{None, None}, op: None, prep: None}
			}
			return up{infinitive, e.verb(v2), None, None}
		}
	}
	if e.g.Tags[j] == grammar.Adjective || e.g.Tags[j] == grammar.Participle {
		if op := e.operator(j, pack.AdjectiveWord, issue, nil); op != None {
			return up{infinitiveOf, node{None, None}, op, None}
		}
	}
	if c.Parent != None {
		return up{infinitive, e.verb(c.Parent), None, None}
	}
	return up{relation: top, to: node{None, None}, op: None, prep: None}
}

// takesInfinitive reports whether an operator may stand before an infinitive: a challenge to the law, but a lawsuit | to stop it.
func takesInfinitive(_ *match, r *pack.Rule) bool {
	if r.Kind == pack.VerdictRule && r.Object != 0 && r.Sign < 0 {
		return false // his threat to leave
	}
	return len(r.Target) == 0 || slices.Contains(r.Target, "infinitive")
}

// stoppedFor reports whether an infinitive behind the object of a verb tells what something is stopped or refused for:
// "halt the raids to give talks a chance". The verb's sign is not for the infinitive's words then.
func (e *Engine) stoppedFor(v, object int32) bool {
	return e.g.Chunks[object].Prep == None && !e.agentive(object) && e.g.Tags[e.g.Chunks[object].Head] == grammar.Noun && e.operator(e.g.Clauses[v].Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool {
		return r.Sign < 0 && (r.Kind == pack.ReverserRule || r.Kind == pack.PredicateRule)
	}) != None
}

// demands reports whether a verb is one of saying: "shut the road to demand".
func (e *Engine) demands(v int32) bool {
	return e.operator(e.g.Clauses[v].Head, pack.VerbWord, None, func(_ *match, r *pack.Rule) bool {
		return r.Kind == pack.PredicateRule && r.Speech == "speech"
	}) != None
}

// listedFrom returns the chunk that a list of names begins with: the decision by | Norway, Spain and Ireland to. Another chunk
// is its own.
func (e *Engine) listedFrom(k int32) int32 {
	for e.g.Chunks[k].Prep == None && e.g.Tags[e.g.Chunks[k].Head] == grammar.Proper {
		p := e.g.Chunks[k].First - 1
		if p > e.first && e.g.Tags[p] == grammar.Coordinator {
			p--
		}
		if p > e.first && e.isComma(p) {
			p--
		}
		if p <= e.first || p == e.g.Chunks[k].First-1 || e.g.ChunkOf[p] == None || e.g.Tags[p] != grammar.Proper {
			break
		}
		k = e.g.ChunkOf[p]
	}
	return k
}

// doneSo returns the verb whose object a relative clause describes that only stands for what is asked: "calls upon those that
// have not yet done so to ratify it". i is the token before the infinitive. None: there is no such clause.
func (e *Engine) doneSo(i int32) int32 {
	if i <= e.first || !e.is(i, e.w.so) || !e.isWord(i-1, "done") {
		return None
	}
	for k := i - 2; k > e.first && k > i-8; k-- {
		if e.isWord(k, "that", "which", "who") {
			if c := e.g.ChunkOf[k-1]; c != None {
				return e.governingVerb(c)
			}
			break
		}
	}
	return None
}

// mainAbove returns the finite clause that a clause stands in, or None.
func (e *Engine) mainAbove(v int32) int32 {
	for v = e.g.Clauses[v].Parent; v != None; v = e.g.Clauses[v].Parent {
		if e.g.Clauses[v].Finite {
			return v
		}
	}
	return None
}

func (e *Engine) viaInfinitive(op int32) up {
	u := e.viaOperator(op, None)
	switch {
	case u.to.clause != None:
		u.relation = infinitive
	default:
		u.relation = infinitiveOf
	}
	return u
}

// spentOn returns the verb that tells that its subject spent time on what a gerund names: spent years | trying. None: there
// is no such verb.
func (e *Engine) spentOn(v int32) int32 {
	i := e.g.Clauses[v].First
	if e.g.Tags[i] != grammar.Gerund || e.before(i) == None || e.g.ChunkOf[e.before(i)] == None {
		return None
	}
	p := e.before(e.g.Chunks[e.g.ChunkOf[e.before(i)]].First)
	if p == None || e.g.ClauseOf[p] == None || !e.isWord(p, "spent", "spend", "spends", "spending", "wasted", "devoted") {
		return None
	}
	return e.g.ClauseOf[p]
}

// mainBefore returns the main clause that stands before a clause in its sentence, or None.
func (e *Engine) mainBefore(v int32) int32 {
	for w := v - 1; w >= 0 && e.g.Clauses[w].First >= e.first; w-- {
		if cl := &e.g.Clauses[w]; cl.Finite && cl.Kind == grammar.Main {
			if n := w + 1; n < v && e.doc.Is(cl.Head, lexicon.CueVerb) && e.g.Clauses[n].Finite && e.g.Clauses[n].Kind == grammar.Complement {
				return n // what is said
			}
			return w
		}
	}
	return None
}

func (e *Engine) commaBetween(a, b int32) bool {
	for i := a; i < b; i++ {
		if e.isComma(i) {
			return true
		}
	}
	return false
}

// toldWhen returns the verb of which a chunk tells when it happened: met | last night, voted | two years ago; None where it
// tells something else: is | the last week.
func (e *Engine) toldWhen(c int32) int32 {
	ch := &e.g.Chunks[c]
	if ch.Prep != None || ch.Clause == None || ch.Role == grammar.Subject || !e.doc.Is(ch.Head, lexicon.Time|lexicon.Weekday) || e.linking(e.g.Clauses[ch.Clause].Head) {
		return None
	}
	if !e.doc.Is(ch.Head, lexicon.Weekday) && !e.isWord(ch.First, "last", "this", "next", "earlier", "yesterday", "today", "tonight", "tomorrow") && (e.g.Tags[ch.First] != grammar.Number || !e.isWord(ch.Last, "ago", "later", "earlier")) {
		return None
	}
	return ch.Clause
}

// overPlace returns the text that a participle describes over where and when it was: "a draft | before the council calling
// for", "resolutions | on 9 April calling for". Other chunks stand for themselves.
func (e *Engine) overPlace(c int32) int32 {
	d := c
	for range 3 {
		p := e.g.Chunks[d].Prep
		if p == None || p == e.first || !e.isWord(p, "before", "on", "in", "at", "to", "of", "under") || e.g.ChunkOf[p-1] == None {
			return c
		}
		of := e.isWord(p, "of")
		if d = e.g.ChunkOf[p-1]; e.isWord(e.g.Chunks[d].Head, "response", "answer", "reply") { // in response to | Dublin deciding
			return c
		} else if !of && e.isDocument(&e.g.Chunks[d]) {
			return d
		}
	}
	return c
}

// antecedent returns the chunk that a relative or participial clause describes, or None.
func (e *Engine) antecedent(v int32) int32 {
	c := &e.g.Clauses[v]
	at := c.First
	if c.Marker != None {
		at = c.Marker
	}
	for i := at - 1; i >= e.first && i > at-5; i-- {
		if ch := e.g.ChunkOf[i]; ch != None {
			if j := e.g.Chunks[ch].First - 1; j > e.first && e.g.ChunkOf[j] != None && e.doc.Is(e.g.Chunks[ch].Head, lexicon.Time) && e.isWord(e.g.Chunks[ch].First, "last", "this", "next", "earlier") {
				return e.g.ChunkOf[j] // a resolution last month, which
			}
			if p := e.g.Chunks[ch].Prep; p != None && p > e.first && e.doc.Is(e.g.Chunks[ch].Head, lexicon.Weekday|lexicon.Month) && e.g.ChunkOf[p-1] != None {
				return e.g.ChunkOf[p-1] // a bill on Monday that
			}
			return ch
		}
		if t := e.g.Tags[i]; t != grammar.Punct && t != grammar.Preposition && t != grammar.Mark {
			return None
		}
	}
	return None
}
