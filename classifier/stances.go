package classifier

import (
	"slices"

	"github.com/stance-dev/stance/classifier/attribution"
	"github.com/stance-dev/stance/classifier/entity"
	"github.com/stance-dev/stance/classifier/stance"
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
	p.voiced = p.voiced[:0]
	for i := range p.statements.List {
		s := &p.statements.List[i]
		v := stance.Statement{Speaker: None}
		if s.Speaker.Entity != entity.None {
			v.Speaker = s.Speaker.Entity
		}
		if s.Kind != attribution.Position {
			for _, sp := range s.Spans {
				v.Spans = append(v.Spans, stance.Span(sp))
			}
		}
		p.voiced = append(p.voiced, v)
	}
	in.Statements = p.voiced
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
		return
	}
	at := f.Statement
	if at == stance.None {
		at = p.statementOf(&f, who)
	}
	if at == stance.None {
		p.statements.List = append(list, attribution.Statement{
			Kind: attribution.Position, Spans: []attribution.Span{attribution.Span(f.Clause)}, Cue: attribution.Span(f.Cue), Source: attribution.Span(f.Holder.Span),
			Speaker: attribution.Speaker{Entity: who, Resolution: uint8(ByName), Rule: "stance.holder"}, ContentRule: "stance.position", Confidence: f.Confidence,
		})
		at = int32(len(p.statements.List) - 1)
	}
	holder := who
	if p.statements.List[at].Speaker.Entity == who {
		holder = None
	}
	p.stances = append(p.stances, pendingStance{at, holder, f})
}

// statementOf returns the statement of the same speaker whose cue takes the side or whose words name the target, or None.
func (p *pipeline) statementOf(f *stance.Finding, who int32) int32 {
	overlaps := func(a attribution.Span, b stance.Span) bool { return a.First < b.Last && b.First < a.Last }
	for i := range p.statements.List {
		s := &p.statements.List[i]
		if s.Speaker.Entity != who {
			continue
		}
		if overlaps(s.Cue, f.Cue) {
			return int32(i)
		}
		for _, sp := range s.Spans {
			if sp.First < f.Clause.Last && f.Clause.First < sp.Last {
				for _, l := range f.Evidence {
					if overlaps(sp, l.Span) {
						return int32(i)
					}
				}
			}
		}
	}
	return stance.None
}

// entityOf returns the entity that a holder's words mean, or None.
func (p *pipeline) entityOf(s stance.Span) int32 {
	for i := s.Last - 1; i >= s.First; i-- {
		if m := p.entities.MentionAt(i); m != nil && m.Entity != entity.None && m.Kind != entity.Pronoun && m.Kind != entity.Nominal && m.Last >= s.Last {
			return m.Entity
		}
	}
	r := p.entities.Resolve(s.First, s.Last, entity.Context{Speaker: entity.None})
	if r.By == entity.Unresolved {
		return entity.None
	}
	return r.Entity
}

// sortStatements puts the statements that the stances added to their places.
func (p *pipeline) sortStatements() {
	list := p.statements.List
	order := make([]int32, len(list))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return int(list[a].Spans[0].First - list[b].Spans[0].First) })
	to := make([]int32, len(list))
	sorted := make([]attribution.Statement, len(list))
	for i, o := range order {
		to[o] = int32(i)
		sorted[i] = list[o]
	}
	p.statements.List = sorted
	for i := range p.stances {
		p.stances[i].statement = to[p.stances[i].statement]
	}
}

var labels = [...]Label{stance.NoLabel: NoLabel, stance.Support: Support, stance.Oppose: Oppose, stance.Conditional: Conditional, stance.Neutral: Neutral}

// addStances fills the stances of a Result's statements: one at most for each issue and holder, the surest.
func (p *pipeline) addStances(r *Result, c *Classifier) {
	for i := range p.stances {
		ps := &p.stances[i]
		f := &ps.finding
		s := Stance{
			Issue: c.issues[f.Issue].ID, Label: labels[f.Label], Toward: labels[f.Toward], Holder: None,
			Score: f.Score, Confidence: f.Confidence,
		}
		if ps.holder != entity.None {
			s.Holder = p.out.index[ps.holder]
		}
		for _, l := range f.Evidence {
			s.Evidence = append(s.Evidence, Evidence{Role: EvidenceRole(l.Role), Span: p.span(attribution.Span(l.Span)), Rule: l.Rule, Sign: l.Sign})
		}
		st := &r.Statements[ps.statement]
		k := slices.IndexFunc(st.Stances, func(o Stance) bool { return o.Issue == s.Issue && o.Holder == s.Holder })
		switch {
		case k < 0:
			st.Stances = append(st.Stances, s)
		case st.Stances[k].Label == Neutral && s.Label != Neutral, s.Label != Neutral && s.Confidence > st.Stances[k].Confidence:
			st.Stances[k] = s
		}
	}
}
