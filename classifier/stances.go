package classifier

import (
	"slices"

	"github.com/stance-dev/stance/classifier/attribution"
	"github.com/stance-dev/stance/classifier/entity"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/stance"
	"github.com/stance-dev/stance/classifier/text"
)

// pendingStance is a finding that waits for the Result: its statement, by index into the pipeline's list, and its
// holder's entity, or None where the holder is the statement's speaker.
type pendingStance struct {
	statement int32
	holder    int32
	finding   stance.Finding
}

// findStances runs the engine over the article and puts each finding to its statement. Where a finding belongs to
// none – the writer reports where somebody stands – it makes one of the kind Position.
func (p *pipeline) findStances(c *Classifier, a *Article, issues []bool) {
	p.stances = p.stances[:0]
	in := stance.Input{Doc: &p.doc, Grammar: &p.grammar, Issues: issues, Speech: a.Type == Speech, Author: a.Author}
	p.voiced, p.voicedSpans = p.voiced[:0], p.voicedSpans[:0]
	for i := range p.statements.List {
		s := &p.statements.List[i]
		v := stance.Statement{Speaker: None}
		if s.Speaker.Entity != entity.None {
			v.Speaker = s.Speaker.Entity
		}
		if s.Kind != attribution.Position {
			from := len(p.voicedSpans)
			for _, sp := range s.Spans {
				p.voicedSpans = append(p.voicedSpans, stance.Span(sp))
			}
			v.Spans = p.voicedSpans[from:len(p.voicedSpans):len(p.voicedSpans)]
		}
		p.voiced = append(p.voiced, v)
	}
	in.Statements = p.voiced
	p.beside.known = false
	for _, f := range p.engine.Find(in) {
		p.place(f)
	}
}

// place finds the statement and the holder of a finding.
func (p *pipeline) place(f stance.Finding) {
	list := p.statements.List
	if f.Holder.Span.First == stance.None && f.Holder.Statement != stance.None {
		p.stances = append(p.stances, pendingStance{f.Holder.Statement, None, f})
		return
	}
	if f.Holder.Author {
		if f.Statement != stance.None {
			p.stances = append(p.stances, pendingStance{f.Statement, None, f})
		}
		return
	}
	who := p.entityOf(f.Holder.Span)
	if who == entity.None {
		if p.himself(&f) {
			p.stances = append(p.stances, pendingStance{f.Statement, None, f})
			return
		}
		p.engine.Unnamed(f.Holder)
		return
	}
	at := f.Statement
	if at == stance.None {
		at = p.statementOf(&f, who)
	}
	if at == stance.None {
		cue, content := p.position(&f)
		p.statements.List = append(list, attribution.Statement{
			Kind: attribution.Position, Spans: []attribution.Span{content}, Cue: cue, Source: attribution.Span(f.Holder.Span),
			Speaker: attribution.Speaker{Entity: who, Resolution: uint8(ByName), Rule: "stance.holder"}, ContentRule: "stance.position", Confidence: positionShare * f.Confidence,
		})
		at = int32(len(p.statements.List) - 1)
		p.besides(at) // statementOf was asked, so the others are there
	}
	holder := who
	if p.statements.List[at].Speaker.Entity == who {
		holder = None
	}
	p.stances = append(p.stances, pendingStance{at, holder, f})
}

// himself reports whether a holder whom nobody is known to be is the statement's own speaker: "Trump said | he would",
// with a name that may be a word.
func (p *pipeline) himself(f *stance.Finding) bool {
	if f.Statement == stance.None || f.Holder.Span.Last != f.Holder.Span.First+1 {
		return false
	}
	s, i := &p.statements.List[f.Statement], f.Holder.Span.First
	if s.Kind == attribution.Direct || s.Spans[0].First != i && !(i == s.Spans[0].First+1 && p.doc.TokenText(i-1) == "that") || s.Source.Last > i {
		return false
	}
	w := p.doc.TokenText(i)
	return w == "he" || w == "she"
}

// position returns the cue and the content of a position: the words that take the side, and what stands behind them as
// far as their clause goes, where the target is there; else the clause. Of an act ("approved 900 homes") the verb is the cue.
func (p *pipeline) position(f *stance.Finding) (cue, content attribution.Span) {
	cue = attribution.Span(f.Cue)
	from, to := cue.First, cue.Last
	if c := p.grammar.ClauseOf[cue.First]; c != grammar.None {
		cl := &p.grammar.Clauses[c]
		from, to = min(from, cl.From), max(to, cl.To)
		if cue.Last > cl.Last && cue.First >= cl.First {
			cue = attribution.Span{First: cl.First, Last: p.endOfVerb(cl.Last, &f.Evidence)}
		}
	}
	first, last := f.Clause.Last, f.Clause.First // of the targets, as far as they are no part of the cue
	for _, l := range f.Evidence {
		if l.Role == stance.TargetRole || l.Role == stance.AnaphorRole {
			at := l.Span.First
			if at < cue.Last && l.Span.Last > cue.Last {
				at = cue.Last
			}
			first, last = min(first, at), max(last, l.Span.Last)
		}
	}
	to = max(to, last)
	if c := p.grammar.ChunkOf[to-1]; c != grammar.None {
		to = max(to, p.grammar.Chunks[c].Last)
	}
	from = min(from, first)
	if first >= cue.Last && to > cue.Last {
		from = cue.Last
	}
	for to > from+1 && p.atEdge(to-1) {
		to--
	}
	for from < to-1 && p.atEdge(from) {
		from++
	}
	return cue, attribution.Span{First: from, Last: to}
}

// endOfVerb returns the end of a cue behind its verb: with the preposition that a predicate's pattern goes on with
// ("push for"), without the target that an act's pattern holds.
func (p *pipeline) endOfVerb(verb int32, evidence *[]stance.Link) int32 {
	for _, l := range *evidence {
		if l.Role == stance.PredicateRole && l.Span.Last > verb && l.Span.First < verb {
			return min(l.Span.Last, verb+1)
		}
	}
	return verb
}

// atEdge reports whether a token does not belong to a content at whose edge it stands.
func (p *pipeline) atEdge(i int32) bool {
	k := p.doc.Tokens[i].Kind
	return k == text.Punct || k == text.Mark
}

// positionShare lowers a statement's confidence where the engine cuts it out of the writer's report: its side is as sure as
// the stance says, but its extent is that of a clause, which annotators of statements seldom mark so.
const positionShare = 0.5

// statementOf returns the statement of the same speaker whose words name the target, or else whose cue takes the side,
// or None.
func (p *pipeline) statementOf(f *stance.Finding, who int32) int32 {
	if !p.beside.known {
		p.beside.reset(len(p.doc.Sentences))
		for i := range p.statements.List {
			p.besides(int32(i))
		}
	}
	cued := None
	for k := p.beside.first[f.Sentence]; k != None; k = p.beside.links[k].next {
		i := p.beside.links[k].statement
		s := &p.statements.List[i]
		if s.Speaker.Entity != who {
			continue
		}
		for _, sp := range s.Spans {
			for _, l := range f.Evidence {
				if l.Role <= stance.PredicateRole && overlaps(sp, l.Span) || l.Role == stance.AnaphorRole && overlaps(sp, l.Span) {
					return i
				}
			}
		}
		if overlaps(s.Cue, f.Cue) {
			cued = i
		}
	}
	return cued
}

func overlaps(a attribution.Span, b stance.Span) bool { return a.First < b.Last && b.First < a.Last }

// entityOf returns the entity that a holder's words mean, or None.
func (p *pipeline) entityOf(s stance.Span) int32 {
	for i := s.Last - 1; i >= s.First; i-- {
		if m := p.entities.MentionAt(i); m != nil && m.Entity != entity.None && m.Kind != entity.Pronoun && m.Kind != entity.Nominal && m.Last == s.Last &&
			(m.First < s.First+2 || p.doc.TokenText(m.First-1) != "of" && p.doc.TokenText(m.First-2) != "of") { // the parliament of | Norway
			return m.Entity
		}
	}
	r := p.entities.Resolve(s.First, s.Last, entity.Context{Speaker: entity.None})
	if r.By == entity.Unresolved {
		return entity.None
	}
	return r.Entity
}

// beside lists the statements of which a part stands in a sentence, in their order.
type beside struct {
	known       bool    // was filled for this article: most need it not
	near        int32   // the sentence that was looked for last
	first, last []int32 // by sentence: into links, or None
	links       []besideLink
}

type besideLink struct{ statement, next int32 }

func (b *beside) reset(sentences int) {
	b.known, b.near, b.links = true, 0, b.links[:0]
	b.first, b.last = lists.Resize(b.first, sentences), lists.Resize(b.last, sentences)
	lists.Fill(b.first, None)
	lists.Fill(b.last, None)
}

func (b *beside) add(sentence, statement int32) {
	at := int32(len(b.links))
	if b.last[sentence] == None {
		b.first[sentence] = at
	} else {
		l := &b.links[b.last[sentence]]
		if l.statement == statement {
			return
		}
		l.next = at
	}
	b.links = append(b.links, besideLink{statement, None})
	b.last[sentence] = at
}

// besides notes in which sentences the words and the cue of a statement stand.
func (p *pipeline) besides(i int32) {
	s := &p.statements.List[i]
	p.besidesAt(s.Cue, i)
	for _, sp := range s.Spans {
		p.besidesAt(sp, i)
	}
}

// besidesAt is besides for one stretch of words, which stands mostly in the sentence of the one before.
func (p *pipeline) besidesAt(sp attribution.Span, i int32) {
	if sp.Empty() {
		return
	}
	b, sentences := &p.beside, p.doc.Sentences
	if at := &sentences[b.near]; sp.First < at.First || sp.First >= at.Last {
		b.near = p.doc.SentenceNear(sp.First, b.near)
	}
	b.add(b.near, i)
	for k := int(b.near) + 1; k < len(sentences) && sentences[k].First < sp.Last; k++ {
		b.add(int32(k), i)
	}
}

// sortStatements puts the statements that the stances added to their places; the others are in order. They are moved
// within the list: it keeps the memory of their spans for the next article.
func (p *pipeline) sortStatements() {
	list := p.statements.List
	if len(list) == len(p.voiced) {
		return // none was added
	}
	p.order, p.places = lists.Resize(p.order, len(list)), lists.Resize(p.places, len(list))
	for i := range list { // by where they begin; those that begin together in the order in which they were found
		p.order[i] = uint64(list[i].Spans[0].First)<<32 | uint64(i)
	}
	slices.Sort(p.order)
	for i, o := range p.order {
		p.places[uint32(o)] = int32(i)
	}
	for i := range p.stances {
		p.stances[i].statement = p.places[p.stances[i].statement]
	}
	for i := range list {
		for to := p.places[i]; to != int32(i); to = p.places[i] {
			list[i], list[to] = list[to], list[i]
			p.places[i], p.places[to] = p.places[to], to
		}
	}
}

var labels = [...]Label{stance.NoLabel: NoLabel, stance.Support: Support, stance.Oppose: Oppose, stance.Conditional: Conditional, stance.Neutral: Neutral}

// gainsaid reports whether a side that hangs on a pronoun or "the move" is the opposite of what the same holder says nearby of
// the target by its name: what the pronoun stands for is then the worse guess.
func (p *pipeline) gainsaid(i int) bool {
	f := &p.stances[i].finding
	if f.Label != stance.Support && f.Label != stance.Oppose || !slices.ContainsFunc(f.Evidence, func(l stance.Link) bool { return l.Role == stance.AnaphorRole }) {
		return false
	}
	const near = 8 // stances to either side, which keeps it linear
	for k := max(0, i-near); k < min(len(p.stances), i+near+1); k++ {
		g := &p.stances[k].finding
		if g.Issue == f.Issue && g.Label != f.Label && (g.Label == stance.Support || g.Label == stance.Oppose) && g.Confidence > f.Confidence && p.holderOf(k) == p.holderOf(i) {
			return true
		}
	}
	return false
}

// holderOf returns the entity that holds a stance, or None.
func (p *pipeline) holderOf(i int) int32 {
	if h := p.stances[i].holder; h != None {
		return h
	}
	return p.statements.List[p.stances[i].statement].Speaker.Entity
}

// addStances fills the stances of a Result's statements: one at most for each issue and holder, the surest.
func (p *pipeline) addStances(r *Result, c *Classifier) {
	if len(p.stances) == 0 {
		return
	}
	links := 0
	p.places = lists.Resize(p.places, len(r.Statements)) // how many stances each may have
	clear(p.places)
	for i := range p.stances {
		links += len(p.stances[i].finding.Evidence)
		p.places[p.stances[i].statement]++
	}
	stances, evidence := make([]Stance, len(p.stances)), make([]Evidence, 0, links)
	for i := range p.stances {
		ps := &p.stances[i]
		f := &ps.finding
		if p.gainsaid(i) {
			continue
		}
		s := Stance{
			Issue: c.issues[f.Issue].ID, Label: labels[f.Label], Toward: labels[f.Toward], Holder: p.out.speakerOf(ps.holder),
			Score: f.Score, Confidence: f.Confidence,
		}
		st := &r.Statements[ps.statement]
		k := slices.IndexFunc(st.Stances, func(o Stance) bool { return o.Issue == s.Issue && o.Holder == s.Holder })
		if k >= 0 && (s.Label == Neutral || st.Stances[k].Label != Neutral && s.Confidence <= st.Stances[k].Confidence) {
			continue
		}
		from := len(evidence)
		for _, l := range f.Evidence {
			evidence = append(evidence, Evidence{Role: EvidenceRole(l.Role), Span: p.span(attribution.Span(l.Span)), Rule: l.Rule, Sign: l.Sign})
		}
		s.Evidence = evidence[from:len(evidence):len(evidence)]
		if k >= 0 {
			st.Stances[k] = s
			continue
		}
		if st.Stances == nil {
			n := p.places[ps.statement]
			st.Stances, stances = stances[:0:n], stances[n:]
		}
		st.Stances = append(st.Stances, s)
	}
}
