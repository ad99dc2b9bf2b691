package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
)

// fromVerb goes on from a verb whose operator is applied: negation and modal verbs come in, its agent takes the side,
// and the climb goes on. act: what is done is a deed, a side only where it is reported as done or promised.
func (e *Engine) fromVerb(v int32, c climb, holds, act bool) bool {
	e.shift(v, &c)
	asked := e.modal(v, &c)
	op := c.rule
	switch {
	case op != nil && op.Holder == "speaker":
		e.speaks(e.g.Clauses[v].Head, &c)
	case op != nil && op.Holder == "none":
	case asked:
		e.speaks(e.g.Clauses[v].Head, &c)
	case holds && e.asserted(v, act):
		e.emitAll(e.agents(v), v, &c)
	case holds:
		if m, inside := e.condition(e.g.Clauses[v].Head); inside && !c.cut && !c.neutral {
			e.demanded(m, e.g.Clauses[v].Head, &c)
		}
	}
	return e.rise(e.verb(v), c) || c.gave
}

// asserted reports whether a verb group tells what its agent does, holds or promises.
func (e *Engine) asserted(v int32, act bool) bool {
	cl := &e.g.Clauses[v]
	if e.isInfinitive(v) {
		return e.purpose(v) || e.firstTo(v) != None
	}
	if !cl.Finite || e.g.Tags[cl.First] == grammar.Gerund || e.g.Tags[cl.First] == grammar.Participle {
		u := e.aboveParticiple(v, None)
		switch u.relation {
		case adverbial, modifies:
			return true
		case gerund:
			return u.prep != None && e.isWord(u.prep, "for", "of", "by", "after", "over")
		case complement:
			return u.prep != None && e.isWord(u.prep, "of", "for")
		}
		return false
	}
	for i := cl.First; i < cl.Head; i++ {
		if e.isWord(i, "must", "should", "shall", "can", "could", "may", "might", "ought", "cannot") {
			return false
		}
	}
	if e.g.Tags[cl.Head] == grammar.VerbBase && cl.First == cl.Head && cl.OwnSubject && cl.Kind == grammar.Complement {
		return false // "demanded that Israel halt"
	}
	if cl.Kind == grammar.Adverbial && e.conditional(cl.Marker) {
		return false
	}
	return true
}

// firstTo returns the noun phrase of "the first agency to admit", whose infinitive tells what was done; None: none.
func (e *Engine) firstTo(v int32) int32 {
	j := e.before(e.g.Clauses[v].First)
	if j == None || e.g.ChunkOf[j] == None {
		return None
	}
	c := e.g.ChunkOf[j]
	for n := c; n >= 0 && n >= c-2; n-- { // "the first agency of the United Nations to admit"
		for i := e.g.Chunks[n].First; i < e.g.Chunks[n].Last; i++ {
			if e.isWord(i, "first", "second", "third", "latest", "last", "only") {
				return n
			}
		}
		if p := e.g.Chunks[n].Prep; p == None || !e.isWord(p, "of") {
			break
		}
	}
	return None
}

// purpose reports whether an infinitive tells what its clause's agent is up to: "moved troops to break the truce".
func (e *Engine) purpose(v int32) bool {
	u := e.aboveInfinitive(v, None)
	if u.relation != infinitive || u.to.clause == None || u.op != None || e.verbOperator(u, None) != None {
		return false
	}
	g := &e.g.Clauses[u.to.clause]
	if !g.Finite || e.linking(g.Head) {
		return false
	}
	if w := e.doc.Lexicon.Word(e.doc.Tokens[g.Head].Word); !g.Passive && w.Is(lexicon.CueVerb) && e.spokenTo(u.to.clause, e.g.Clauses[v].First) {
		return false // "told Hamas to"
	}
	return !g.Negated
}

// spokenTo reports whether somebody stands right behind a verb, so that an infinitive tells what he is to do.
func (e *Engine) spokenTo(v, before int32) bool {
	c := e.chunkFrom(e.g.Clauses[v].Last)
	return c != None && e.g.Chunks[c].First < before && e.agentive(c)
}

func (e *Engine) conditional(marker int32) bool {
	return marker != None && e.isWord(marker, "if", "unless", "until", "whether", "should")
}

// modal takes in must, should and need. It reports whether the side is asked for by the one who speaks, and not
// reported of the agent.
func (e *Engine) modal(v int32, c *climb) bool {
	cl := &e.g.Clauses[v]
	for i := cl.First; i < cl.Head; i++ {
		if op := e.operator(i, pack.VerbWord, c.issue, func(m *match, r *pack.Rule) bool { return r.Holder == "speaker" }); op != None {
			e.apply(op, c)
			return true
		}
	}
	return false
}

// asSubject: the phrase is the subject of a verb.
func (e *Engine) asSubject(v int32, c climb) bool {
	cl := &e.g.Clauses[v]
	if e.g.Tags[cl.Head] == grammar.Be || e.linking(cl.Head) {
		return e.judged(v, c)
	}
	if k := e.verdictVerb(v, c.issue); k != None && !cl.Passive && (cl.Object != None || e.infinitiveBehind(v)) {
		return e.verdict(k, c, e.rule(&e.matches[k]).Sign) || c.gave
	}
	op := e.operator(cl.Head, pack.VerbWord, c.issue, nil)
	if op == None {
		if e.trace != nil {
			e.trace("  stops: subject of %q", e.name(e.verb(v)))
		}
		return c.gave
	}
	r := e.rule(&e.matches[op])
	switch {
	case r.Kind == pack.VerdictRule && !cl.Passive:
		return e.verdict(op, c, r.Sign) || c.gave
	case cl.Passive:
		e.apply(op, &c)
		e.shift(v, &c)
		if e.modal(v, &c) {
			e.speaks(e.g.Clauses[v].Head, &c)
		} else if by := e.byAgent(v); by != nil {
			if e.asserted(v, false) {
				e.emitAll(by, v, &c)
			}
		} else if r.Kind == pack.PredicateRule && r.Holder == "speaker" || e.announced(v) {
			e.speaks(e.g.Clauses[v].Head, &c)
		}
		return e.rise(e.verb(v), c) || c.gave
	case r.Kind == pack.ReverserRule || r.Kind == pack.CarrierRule: // "the occupation must end"
		if cl.Object != None && e.g.Chunks[cl.Object].First >= e.matches[op].last && e.g.Chunks[cl.Object].First <= cl.Last+2 {
			if e.trace != nil {
				e.trace("  stops: it does something itself")
			}
			return c.gave
		}
		e.apply(op, &c)
		e.shift(v, &c)
		if e.modal(v, &c) || e.announced(v) {
			e.speaks(e.g.Clauses[v].Head, &c)
		}
		return e.rise(e.verb(v), c) || c.gave
	case r.Kind == pack.PredicateRule && r.Holder == "object":
		e.apply(op, &c)
		e.shift(v, &c)
		if cl.Object != None {
			e.emitChunk(cl.Object, v, &c)
		}
		return c.gave
	}
	if e.trace != nil {
		e.trace("  stops: subject of %q", e.name(e.verb(v)))
	}
	return c.gave
}

// verdictVerb returns the verdict that a verb gives, or None.
func (e *Engine) verdictVerb(v, issue int32) int32 {
	return e.operator(e.g.Clauses[v].Head, pack.VerbWord, issue, func(_ *match, r *pack.Rule) bool { return r.Kind == pack.VerdictRule })
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

// announced reports whether a clause tells what will be done, in somebody's words: "said that talks will not go on".
func (e *Engine) announced(v int32) bool {
	cl := &e.g.Clauses[v]
	for i := cl.First; i < cl.Head; i++ {
		if e.isWord(i, "will", "'ll", "won", "shall") || e.isWord(i, "would") && cl.Kind == grammar.Complement {
			return !e.in.Speech
		}
	}
	return false
}

func (e *Engine) linking(i int32) bool {
	w := e.doc.Lexicon.Word(e.doc.Tokens[i].Word)
	switch e.doc.Lexicon.Text(w.Verb) {
	case "become", "remain", "seem", "appear", "constitute", "represent", "look", "stay", "prove", "form", "be":
		return true
	}
	return false
}

// judged: the phrase is the subject of is and the like: a verdict behind it decides.
func (e *Engine) judged(v int32, c climb) bool {
	cl := &e.g.Clauses[v]
	end := min(cl.Last+12, e.last)
	for i := cl.Last; i < end; i++ {
		t := e.g.Tags[i]
		if t == grammar.Punct && !e.isComma(i) {
			break
		}
		if op := e.verdictAt(i, c.issue); op != None {
			r := e.rule(&e.matches[op])
			e.shift(v, &c)
			return e.verdict(op, c, r.Sign) || c.gave
		}
		if i > cl.Last && (t.IsVerb() || t == grammar.Subordinator || t == grammar.Relative) || t == grammar.Preposition && i > cl.Last {
			break
		}
	}
	// "is opposed", "is our goal"
	if cl.Last < e.last {
		if ch := e.chunkFrom(cl.Last); ch != None {
			head := e.g.Chunks[ch].Head
			if op := e.operator(head, pack.NounWord, c.issue, nil); op != None {
				if e.rule(&e.matches[op]).Kind == pack.PredicateRule {
					e.apply(op, &c)
					e.shift(v, &c)
					e.possessors(op, &e.g.Chunks[ch], &c)
					if !c.gave {
						e.speaks(e.g.Clauses[v].Head, &c)
					}
					return c.gave
				}
			}
		}
	}
	if e.trace != nil {
		e.trace("  stops: subject of %q without a verdict", e.name(e.verb(v)))
	}
	return c.gave
}

// chunkFrom returns the chunk that begins at a token, past marks and adverbs, or None.
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

// verdictAt returns the verdict that begins at a token, adjective or noun, or None.
func (e *Engine) verdictAt(i, issue int32) int32 {
	best := None
	for k := range e.matches {
		m := &e.matches[k]
		r := e.rule(m)
		if m.dead || m.first != i || r.Kind != pack.VerdictRule || r.Class == pack.VerbWord || r.Class == pack.AdjectiveWord && e.g.Tags[i] == grammar.Noun && m.last == i+1 || r.Issue >= 0 && r.Issue != issue {
			continue
		}
		if best == None || e.preferred(int32(k), best) {
			best = int32(k)
		}
	}
	return best
}

// asPredicative: the phrase stands behind is: "the only way is a two-state solution".
func (e *Engine) asPredicative(n node, v int32, c climb) bool {
	cl := &e.g.Clauses[v]
	if cl.Subject == None {
		return c.gave
	}
	s := &e.g.Chunks[cl.Subject]
	for i := s.First; i < cl.First; i++ {
		if op := e.verdictAt(i, c.issue); op != None {
			e.shift(v, &c)
			return e.verdict(op, c, e.rule(&e.matches[op]).Sign) || c.gave
		}
	}
	if op := e.operator(s.Head, pack.NounWord, c.issue, nil); op != None {
		r := e.rule(&e.matches[op])
		e.apply(op, &c)
		e.shift(v, &c)
		if r.Kind == pack.PredicateRule {
			e.possessors(op, s, &c)
			if !c.gave {
				e.speaks(e.g.Clauses[v].Head, &c)
			}
		}
		return c.gave
	}
	if e.trace != nil {
		e.trace("  stops: behind %q", e.name(e.verb(v)))
	}
	return c.gave
}

// verdict ends a climb with a judgement by the one who speaks.
func (e *Engine) verdict(op int32, c climb, sign int8) bool {
	m := &e.matches[op]
	r := e.rule(m)
	if sign == 0 {
		return false
	}
	c.sign *= sign
	c.strength = r.Strength
	c.cue = Span{m.first, m.last}
	c.link(VerdictRole, m.first, m.last, r.ID, sign)
	if e.trace != nil {
		e.trace("  × %+d verdict %q (%s)", sign, e.doc.Slice(m.first, m.last), r.ID)
	}
	if v := e.g.ClauseOf[m.first]; v != None && r.Class == pack.VerbWord {
		e.shift(v, &c)
	}
	c.possible = false // what might harm is harmful
	e.speaks(m.first, &c)
	return c.gave
}

// fromAdjective: "opposed to", "in favour of", "ready to": the one of whom it is said holds the side.
func (e *Engine) fromAdjective(op int32, c climb) bool {
	m := &e.matches[op]
	i := e.before(m.first)
	if v := e.g.ClauseOf[m.first]; v != None && e.g.Clauses[v].Finite { // "is opposed to", one verb group
		c2 := c
		e.shift(v, &c2)
		e.emitSubject(v, &c2)
		return e.rise(e.verb(v), c2) || c2.gave
	}
	for i != None && (e.isComma(i) || e.g.Tags[i] == grammar.Adjective || e.g.Tags[i] == grammar.Coordinator) {
		i = e.before(i)
	}
	if i == None {
		return c.gave
	}
	if v := e.g.ClauseOf[i]; v != None {
		e.shift(v, &c)
		if e.modal(v, &c) {
			e.speaks(e.g.Clauses[v].Head, &c)
		} else {
			e.emitSubject(v, &c)
		}
		return e.rise(e.verb(v), c) || c.gave
	}
	if ch := e.g.ChunkOf[i]; ch != None { // "settlers opposed to the plan", "a resolution critical of settlements"
		if e.agentive(ch) {
			e.emitChunk(ch, i, &c)
			return c.gave
		}
		return e.viaDocument(ch, c)
	}
	return c.gave
}

// fromModifier: the climb comes out of a relative or participial clause of a noun.
func (e *Engine) fromModifier(n node, u up, c climb) bool {
	if u.to.chunk == None {
		return c.gave
	}
	if e.agentive(u.to.chunk) {
		return e.judgedDoer(u.to.chunk, c) || c.gave // it has taken its side as the agent of its clause
	}
	return e.viaDocument(u.to.chunk, c)
}

// judgedDoer: "condemned the militants firing rockets": who judges the doer judges the deed.
func (e *Engine) judgedDoer(chunk int32, c climb) bool {
	u := e.governor(e.noun(chunk), c.issue)
	if u.relation != object && u.relation != complement || u.to.clause == None {
		return false
	}
	op := u.op
	if op == None {
		op = e.verbOperator(u, c.issue)
	}
	if op == None {
		return false
	}
	if r := e.rule(&e.matches[op]); r.Kind != pack.PredicateRule || r.Sign >= 0 || e.infinitiveBehind(u.to.clause) {
		return false
	}
	c.gave = false
	e.apply(op, &c)
	return e.fromVerb(u.to.clause, c, true, false)
}

// viaDocument goes on from a text or plan whose content the climb has come through: who pushes for a resolution that
// calls for a deadline pushes for the deadline; who is against it need not be.
func (e *Engine) viaDocument(chunk int32, c climb) bool {
	head := e.g.Chunks[chunk].Head
	op := e.operator(head, pack.NounWord, c.issue, func(m *match, r *pack.Rule) bool {
		return r.Kind == pack.CarrierRule || r.Kind == pack.PredicateRule && r.Sign > 0
	})
	if op == None && !e.doc.Is(head, lexicon.Document) {
		if e.trace != nil {
			e.trace("  stops at %q", e.name(e.noun(chunk)))
		}
		return c.gave
	}
	c.content = true
	return e.rise(e.noun(chunk), c) || c.gave
}

// describe goes down into what is said of a noun behind it: "the truce that Hamas rejected", "settlements, which are
// illegal", "a plan backed by Egypt".
func (e *Engine) describe(chunk int32, c climb) {
	ch := &e.g.Chunks[chunk]
	for v := e.clauseFrom; v < e.clauseTo; v++ {
		cl := &e.g.Clauses[v]
		if cl.First < ch.Last {
			continue
		}
		if cl.First >= e.last {
			break
		}
		if cl.Kind != grammar.RelClause && cl.Kind != grammar.Participial || e.antecedent(v) != chunk {
			continue
		}
		d := c
		d.gave = false
		d.depth++
		switch {
		case cl.Kind == grammar.Participial && e.g.Tags[cl.Head] == grammar.Gerund:
			continue // its agent is the noun
		case cl.OwnSubject && cl.Subject != chunk:
			w := e.lastInfinitive(v)
			if op := e.operator(e.g.Clauses[w].Head, pack.VerbWord, c.issue, nil); op != None && (e.rule(&e.matches[op]).Kind == pack.PredicateRule || w != v) && e.g.Clauses[w].Object == None {
				e.apply(op, &d)
				e.fromVerb(w, d, true, e.rule(&e.matches[op]).Kind != pack.PredicateRule)
			}
		default:
			e.asSubjectIn(v, d)
		}
	}
}

// lastInfinitive returns the innermost infinitive that hangs on a verb right behind it: had promised | to remove.
func (e *Engine) lastInfinitive(v int32) int32 {
	for {
		n := v + 1
		if int(n) >= len(e.g.Clauses) || e.g.Clauses[n].First != e.g.Clauses[v].Last || !e.isInfinitive(n) {
			return v
		}
		v = n
	}
}

// asSubjectIn is asSubject for a clause that describes its subject; its climb ends there.
func (e *Engine) asSubjectIn(v int32, c climb) {
	cl := &e.g.Clauses[v]
	if e.g.Tags[cl.Head] == grammar.Be || e.linking(cl.Head) {
		e.judged(v, c)
		return
	}
	op := e.operator(cl.Head, pack.VerbWord, c.issue, nil)
	if op == None {
		return
	}
	r := e.rule(&e.matches[op])
	passive := cl.Passive || e.g.Tags[cl.Head] == grammar.Participle && !cl.Finite
	switch {
	case r.Kind == pack.VerdictRule && !passive:
		e.verdict(op, c, r.Sign)
	case passive && r.Kind == pack.PredicateRule:
		by := e.byAgent(v)
		if by != nil {
			e.apply(op, &c)
			e.shift(v, &c)
			e.emitAll(by, v, &c)
		}
	}
}
