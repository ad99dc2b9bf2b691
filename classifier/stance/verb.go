package stance

import (
	"slices"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// fromVerb goes on from a verb whose operator is applied: negation and modal verbs come in, its agent takes the side,
// and the climb goes on. act: what is done is a deed, a side only where it is reported as done or promised.
func (e *Engine) fromVerb(v int32, c climb, holds, act bool) bool {
	if e.isTo(v) {
		return e.asPredicative(e.verb(v), v, c)
	}
	if gave, ok := e.askedToo(v, &c); ok {
		return gave
	}
	e.shift(v, &c)
	if e.g.Tags[e.g.Clauses[v].First] == grammar.Gerund && e.before(e.g.Clauses[v].First) != None && e.isWord(e.before(e.g.Clauses[v].First), "in") {
		if u := e.aboveParticiple(v, None); e.joins(u) && e.g.Clauses[u.to.clause].Negated { // will not follow Malta in joining
			c.sign = -c.sign
			c.link(NegationRole, e.g.Clauses[u.to.clause].First, e.g.Clauses[u.to.clause].Last, "core/shifters/not", -1)
		}
	}
	asked := e.modal(v, &c)
	op := c.rule
	switch {
	case e.pleonastic(v): // "it was too early to"
		if c.negated() {
			e.speaks(e.g.Clauses[v].Head, &c)
		}
	case holds && e.denied(v): // "nothing will stop"
		c.possible = false
		e.speaks(e.g.Clauses[v].Head, &c)
	case op != nil && op.Holder == "speaker":
		e.speaks(e.g.Clauses[v].Head, &c)
	case op != nil && op.Holder == "none":
		if op.Sign == 0 && op.Speech == "attitude" {
			e.sided(&c) // used to back it, but now
		} else if e.unsaidHow(v) { // would not say how he would vote on it
			d := c
			d.cut, d.neutral = false, true
			e.emitAll(e.agents(v), v, &d)
			c.gave = c.gave || d.gave
		}
	case holds && e.former(v):
		if e.trace != nil {
			e.trace("  a side of former days")
		}
		e.sided(&c)
	case asked, e.imperative(v):
		e.speaks(e.g.Clauses[v].Head, &c)
	case holds && e.titleOrder(v) != None:
		e.emitChunk(e.titleOrder(v), e.g.Clauses[v].Head, &c)
	case holds && e.asserted(v, act):
		e.emitAll(e.agents(v), v, &c)
		if e.byWayOf(v) {
			return c.gave
		}
	case holds:
		if e.trace != nil {
			e.trace("  no side of its subject: %q is not told as done, promised or held", e.doc.Slice(e.g.Clauses[v].First, e.g.Clauses[v].Last))
		}
		if m, inside := e.condition(e.g.Clauses[v].Head); inside && !c.cut && !c.neutral && e.isInfinitive(v) && e.conditionTo(e.g.Clauses[v].First-1) != m {
			if e.rise(e.verb(v), c) { // "if they do not accept the right to establish it": what the condition asks for comes above
				return true
			}
			e.demanded(m, e.g.Clauses[v].Head, &c)
			return c.gave
		} else if inside && !c.cut && !c.neutral && (e.g.Clauses[v].Finite || e.isInfinitive(v) || e.conditionTo(e.g.Clauses[v].First-1) == m) {
			e.demanded(m, e.g.Clauses[v].Head, &c)
		}
	}
	return e.rise(e.verb(v), c) || c.gave
}

// asSubject: the phrase is the subject of a verb.
func (e *Engine) asSubject(v int32, c climb) bool {
	cl := &e.g.Clauses[v]
	if e.quotedVerdict(v, &c) {
		return true
	}
	if w := e.clauseFrom; v > w && cl.OwnSubject && cl.Subject != None && e.g.Clauses[w].First == e.first && e.g.Clauses[w].Passive && !e.g.Clauses[w].Finite && !e.g.Clauses[w].OwnSubject && e.isComma(e.before(e.g.Chunks[cl.Subject].First)) && e.mainBefore(v) == None {
		d := c // "Backed by Egypt, the truce took hold"
		e.asSubjectIn(w, d)
	}
	if gave, ok := e.insistedOn(v, &c); ok {
		return gave
	}
	if w := v + 1; cl.Last == cl.First+1 && e.g.Tags[cl.Head] == grammar.Modal && w < e.clauseTo && e.g.Tags[cl.Last] == grammar.Mark && e.g.Clauses[w].First == cl.Last+1 && e.g.Clauses[w].Subject == cl.Subject && !e.g.Clauses[w].OwnSubject { // would "hurt the poor"
		if k := e.verdictVerb(w, c.issue); k != None && e.g.Clauses[w].Object != None {
			return e.verdict(k, c, e.rule(&e.matches[k]).Sign) || c.gave
		}
	}
	if e.g.Tags[cl.Head] == grammar.Be || e.linking(cl.Head) && (cl.Negated || !e.remains(v, c.issue)) {
		if k := e.verdictVerb(v, c.issue); k != None && e.g.Tags[cl.Head] != grammar.Be && e.matches[k].last > cl.Last+1 { // mean fewer jobs
			return e.verdict(k, c, e.rule(&e.matches[k]).Sign) || c.gave
		}
		return e.judged(v, c)
	}
	if k := e.goesOn(v, c.issue); k != None { // continues to hurt the poor
		e.shift(v, &c)
		return e.verdict(k, c, e.rule(&e.matches[k]).Sign) || c.gave
	}
	if a := e.answerTo(v); a.sign != 0 { // "draws criticism from Britain"
		e.react(&a, &c)
		e.shift(v, &c)
		if e.asserted(v, false) {
			for _, w := range a.who {
				e.emitSpan(w, a.noun.First, &c)
			}
		}
		return c.gave
	}
	for i := cl.First; i < cl.Head; i++ { // "has failed", all of it a verdict
		if k := e.operator(i, pack.VerbWord, c.issue, func(m *match, r *pack.Rule) bool { return r.Kind == pack.VerdictRule && m.last >= cl.Last }); k != None && !cl.Passive && !e.infinitiveBehind(v) {
			return e.verdict(k, c, e.rule(&e.matches[k]).Sign) || c.gave
		}
	}
	if k := e.verdictVerb(v, c.issue); k != None && !cl.Passive && (cl.Object != None || e.isWord(cl.Last, "at", "up") && e.isWord(cl.Last+1, "least", "most", "to") || (e.rule(&e.matches[k]).Object == 0 || e.rule(&e.matches[k]).Sign > 0) && (e.ended(cl.Last) || cl.Negated && cl.Modal && e.isWord(cl.Last, "in", "for", "without", "with")) || e.infinitiveBehind(v) || e.matches[k].last > e.matches[k].first+1 && (!e.isWord(e.matches[k].last-1, "to", "for", "of") || (e.g.Tags[cl.First] == grammar.Do || e.matches[k].last > e.matches[k].first+3) && e.chunkFrom(e.matches[k].last) != None)) {
		sign := e.rule(&e.matches[k]).Sign
		if sign > 0 && cl.Modal && !cl.Negated && e.feared(v, c.issue) != None { // fear that it will drive down prices
			sign = -sign
		}
		return e.verdict(k, c, sign) || c.gave
	}
	if done, gave := e.calledBy(v, &c); done {
		return gave
	}
	if gave, ok := e.dreaded(v, &c); ok {
		return gave
	}
	if gave, ok := e.alleged(v, &c); ok {
		return gave
	}
	if cl.Passive && cl.Finite {
		if k := e.verdictAt(cl.Head, c.issue); k != None && e.byAgent(v) == nil { // "is justified"
			e.shift(v, &c)
			return e.verdict(k, c, e.rule(&e.matches[k]).Sign) || c.gave
		}
	}
	op := e.operator(cl.Head, pack.VerbWord, c.issue, func(m *match, r *pack.Rule) bool {
		if m.last == cl.Last && m.last < e.last && r.Kind != pack.VerdictRule && (e.either(m.last, e.w.down, e.w.off) || e.is(m.last, e.w.away)) {
			return false // should come | down: another verb
		}
		return !cl.Passive || r.Kind != pack.PredicateRule || len(r.Target) == 0 || slices.Contains(r.Target, "object") // dared to is no dared
	})
	if (op == None || e.rule(&e.matches[op]).Kind == pack.CarrierRule && cl.Object != None) && e.onlyThat(v) { // "only a truce will allow it": it is wanted
		e.speaks(cl.Head, &c)
		return c.gave
	}
	if op == None {
		if e.trace != nil {
			e.trace("  stops: subject of %q", e.name(e.verb(v)))
		}
		return c.gave
	}
	r := e.rule(&e.matches[op])
	if k := e.putTo(op, v, c.issue); k != None {
		return e.reception(k, v, c)
	}
	if w := v + 1; r.Kind == pack.PredicateRule && r.Holder == "speaker" && !cl.Passive && w < e.clauseTo && e.infinitiveBehind(v) && e.isInfinitive(w) {
		return e.needed(op, v, w, c)
	}
	if r.Kind == pack.ReverserRule || cl.Passive && r.Kind == pack.PredicateRule && e.byAgent(v) == nil {
		if gave, ok := e.fearedFor(op, v, &c); ok {
			return gave
		}
	}
	switch {
	case r.Kind == pack.VerdictRule && !cl.Passive:
		return e.verdict(op, c, r.Sign) || c.gave
	case cl.Passive:
		if e.impossible(v) && e.without(cl.Last) { // "cannot be reached without": it is wanted, if anything
			if e.trace != nil {
				e.trace("  stops: only told not to come by itself")
			}
			return c.gave
		}
		c.gave = e.alsoBy(v, &c) || c.gave
		e.apply(op, &c)
		e.shift(v, &c)
		if m, inside := e.condition(cl.Head); inside && e.byAgent(v) == nil { // "unless the plan is dropped"
			if !c.cut && !c.neutral {
				e.demanded(m, cl.Head, &c)
			}
		} else if e.modal(v, &c) {
			e.speaks(e.g.Clauses[v].Head, &c)
		} else if by := e.byAgent(v); by != nil {
			if e.asserted(v, false) {
				e.emitAll(by, v, &c)
			}
		} else if r.Kind == pack.PredicateRule && r.Holder == "speaker" || e.announced(v) || e.impossible(v) || e.able(v) {
			if e.able(v) && !e.impossible(v) { // could be lifted if
				c.possible = false
			}
			e.speaks(e.g.Clauses[v].Head, &c)
		} else if r.Kind == pack.PredicateRule && r.Sign < 0 && r.Speech != "act" || (r.Kind == pack.CarrierRule || r.Kind == pack.ReverserRule) && e.happened(v) { // "is being questioned", "was created"
			e.topic = true
		}
		if cl.Finite && !cl.Modal && (r.Kind != pack.PredicateRule || r.Speech == "act") {
			e.befell(&c)
		}
		return e.rise(e.verb(v), c) || c.gave
	case r.Kind == pack.ReverserRule || r.Kind == pack.CarrierRule: // "the occupation must end"
		if cl.Object != None && e.g.Chunks[cl.Object].First >= e.matches[op].last && e.g.Chunks[cl.Object].First <= cl.Last+2 {
			if e.trace != nil {
				e.trace("  stops: it does something itself")
			}
			return c.gave
		}
		if m := &e.matches[op]; !cl.Negated && m.last > m.first+1 && e.g.Tags[m.last-1] == grammar.Preposition && e.chunkFrom(m.last) != None { // "would lead to"
			if e.trace != nil {
				e.trace("  stops: it does something itself")
			}
			return c.gave
		}
		e.apply(op, &c)
		e.shift(v, &c)
		if m, inside := e.condition(cl.Head); inside { // "if the rockets do not stop"
			if !c.cut && !c.neutral {
				e.demanded(m, cl.Head, &c)
			}
		} else if e.modal(v, &c) || e.announced(v) || e.impossible(v) && len(r.Target) == 1 && r.Target[0] == "subject" { // cannot stand
			c.possible = c.possible && !e.impossible(v)
			e.speaks(e.g.Clauses[v].Head, &c)
		} else if cl.Finite {
			e.befell(&c)
		}
		return e.rise(e.verb(v), c) || c.gave
	case r.Kind == pack.PredicateRule && r.Holder == "speaker" && !cl.Passive:
		if gave, ok := e.needs(op, v, &c); ok {
			return gave
		}
	}
	if e.trace != nil {
		e.trace("  stops: subject of %q", e.name(e.verb(v)))
	}
	return c.gave
}

// insistedOn: "No new taxes, ministers insist": a sentence without a verb but that of the one who says it.
func (e *Engine) insistedOn(v int32, c *climb) (gave, ok bool) {
	cl := &e.g.Clauses[v]
	if v != e.clauseFrom || !cl.Finite || cl.Passive || !c.negated() || e.shifterAt(e.first, "negation") == nil || !e.inGroup(cl.Head, lexicon.Insisting) {
		return false, false
	}
	j := e.before(cl.First)
	if j == None || e.g.ChunkOf[j] == None || e.target.Last > e.g.Chunks[e.g.ChunkOf[j]].First || !e.isComma(e.before(e.g.Chunks[e.g.ChunkOf[j]].First)) || !e.agentive(e.g.ChunkOf[j]) {
		return false, false
	}
	e.emitChunk(e.g.ChunkOf[j], cl.Head, c)
	return c.gave, true
}

// quotedVerdict: "The tax 'a mistake', says Haddad": a headline sets a quoted verdict behind what it is on.
func (e *Engine) quotedVerdict(v int32, c *climb) bool {
	i := e.target.Last
	if i < e.first || i+1 >= e.last || e.g.Tags[i] != grammar.Mark || e.g.Clauses[v].First < i {
		return false
	}
	for i++; i < e.g.Clauses[v].First && (e.g.Tags[i] == grammar.Determiner || e.g.Tags[i] == grammar.Adverb); i++ {
	}
	k := e.verdictAt(i, c.issue)
	return k != None && e.voice[i] != None && e.verdict(k, *c, e.rule(&e.matches[k]).Sign)
}

// happened reports whether a verb group tells of something past: was created, has been adopted.
func (e *Engine) happened(v int32) bool {
	cl := &e.g.Clauses[v]
	return e.isWord(cl.First, "was", "were", "had") || e.g.Tags[cl.First] == grammar.Have && cl.Last > cl.First+1
}

// remains reports whether a verb that can tie a verdict ties none: it goes on with words of its own, or with nothing where
// it tells what must or will be: remain in place, must stay.
func (e *Engine) remains(v, issue int32) bool {
	cl := &e.g.Clauses[v]
	alone := cl.Modal && (e.ended(cl.Last) || e.isWord(cl.Last, "until", "as", "while"))
	return e.operator(cl.Head, pack.VerbWord, issue, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.CarrierRule && (m.last > m.first+1 && m.last > cl.Last+1 || alone && m.last == m.first+1)
	}) != None
}

// ended reports whether a clause ends at a token: boycotts do not work | .
func (e *Engine) ended(i int32) bool {
	if i >= e.last {
		return true
	}
	t := e.g.Tags[i]
	return t == grammar.Punct || t == grammar.Mark || t == grammar.Coordinator || t == grammar.Subordinator
}

// alsoAsked goes on with the verbs that share a subject with one before, where they ask for something: "the tariffs have
// failed and should be dropped".
func (e *Engine) alsoAsked(v int32, c *climb) bool {
	s := e.g.Clauses[v].Subject
	gave := false
	for w := v + 1; w < e.clauseTo; w++ {
		cl := &e.g.Clauses[w]
		if cl.OwnSubject || cl.Kind == grammar.Main {
			break
		}
		if cl.Kind != grammar.Coordinate || !cl.Finite || s == None || cl.Subject != s {
			continue
		}
		if cl.Passive && e.byAgent(w) != nil { // "is opposed by some and backed by others"
			gave = e.asSubject(w, *c) || gave
			continue
		}
		for i := cl.First; i < cl.Head; i++ {
			if e.operator(i, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool { return r.Holder == "speaker" }) != None {
				gave = e.asSubject(w, *c) || gave
				break
			}
		}
	}
	return gave
}

// alsoBy gives their sides to those whom passives name that share a subject with one before: "was welcomed by Malta but
// rejected by Chile".
func (e *Engine) alsoBy(v int32, c *climb) bool {
	gave := false
	for w := v + 1; w < e.clauseTo; w++ {
		cl := &e.g.Clauses[w]
		if cl.OwnSubject || cl.Kind == grammar.RelClause {
			break
		}
		j := e.before(cl.First)
		for j != None && e.g.Tags[j] == grammar.Adverb {
			j = e.before(j)
		}
		if j == None || e.g.Tags[j] != grammar.Coordinator && !e.isComma(j) || cl.Head != cl.First || !e.doc.Is(cl.Head, lexicon.Participle) || !e.isWord(cl.Last, "by") {
			continue
		}
		op := e.operator(cl.Head, pack.VerbWord, c.issue, func(_ *match, r *pack.Rule) bool { return r.Kind != pack.VerdictRule })
		by := e.byAgent(w)
		if op == None || by == nil {
			continue
		}
		d := *c
		d.gave = false
		e.apply(op, &d)
		e.emitAll(by, w, &d)
		gave = gave || d.gave
	}
	return gave
}

// inVoice reports whether a clause stands in somebody's words.
func (e *Engine) inVoice(v int32) bool {
	_, _, ok := e.voiceAt(e.g.Clauses[v].Head)
	return ok
}

// infinitiveBehind reports whether a verb has an infinitive: threatens to undermine.
func (e *Engine) infinitiveBehind(v int32) bool {
	l := e.g.Clauses[v].Last
	for l < e.last && e.g.Tags[l] == grammar.Adverb {
		l++
	}
	return l < e.last && e.g.Tags[l] == grammar.To
}

// chunkFrom returns the chunk that begins at a token, past marks and adverbs, or None.
//
//go:noinline
func (e *Engine) chunkFrom(i int32) int32 {
	for ; i < e.last; i++ {
		if c := e.g.ChunkOf[i]; c != None {
			return c
		}
		if t := e.g.Tags[i]; t != grammar.Mark && t != grammar.Adverb {
			return None
		}
	}
	return None
}
