package stance

import (
	"github.com/stance-dev/stance/classifier/pack"
)

// This file answers with the whole phrases of the packs.

// overrides answers with whole phrases, and takes the targets that they cover away.
func (e *Engine) overrides() {
	for i := e.words.first[overrides]; i != None; i = e.matches[i].same {
		m := &e.matches[i]
		if m.dead || e.outranked(i) {
			continue
		}
		r := e.rule(m)
		c := climb{slab: &e.links, issue: r.Issue, sign: 1, strength: 0.8, conf: 0.9, cue: Span{m.first, m.last}, held: None, agent: r.Agent}
		switch r.Label {
		case "oppose":
			c.sign = -1
		case "neutral":
			c.neutral = true
		case "conditional":
			c.open = true
			if r.TowardSide == "oppose" {
				c.sign = -1
			}
		}
		c.link(TargetRole, m.first, m.last, r.ID, c.sign)
		if e.trace != nil {
			e.trace("override %q (%s)", e.doc.Slice(m.first, m.last), r.ID)
		}
		if r.Label != "none" {
			e.override(r, m, &c)
		}
		for k := e.words.first[targets]; k != None; k = e.matches[k].same {
			o := &e.matches[k]
			if e.rule(o).Issue == r.Issue && overlap(m, o) && !o.dead {
				e.drop(o, "an override takes its words")
			}
		}
	}
}

func (e *Engine) override(r *pack.Rule, m *match, c *climb) {
	v := None
	for i := m.first; i < m.last; i++ {
		if e.g.ClauseOf[i] != None {
			v = e.g.ClauseOf[i]
			break
		}
	}
	var spans []Span
	switch r.Holder {
	case "speaker":
		e.speaks(m.first, c)
		return
	case "object":
		if ch := e.chunkFrom(m.last); ch != None {
			spans = []Span{e.spanOf(ch)}
		}
	case "by":
		if v != None {
			spans = e.byAgent(v)
		}
	default:
		if v != None {
			spans = e.agents(v)
			e.shift(v, c)
		} else if ch := e.g.ChunkOf[m.first]; ch != None {
			if w := e.subjectOf(ch); w != None {
				spans = e.agents(w)
			}
		}
	}
	for _, s := range spans {
		if r.Agent == pack.NoList || e.m.Within(r.Agent, s.First, s.Last) {
			e.emitSpan(s, m.first, c)
		}
	}
}

func (e *Engine) outranked(i int32) bool {
	a := &e.matches[i]
	x := e.rule(a)
	for k := e.words.first[overrides]; k != None; k = e.matches[k].same {
		b := &e.matches[k]
		if k == i || b.dead {
			continue
		}
		y := e.rule(b)
		if y.Issue != x.Issue || !overlap(a, b) {
			continue
		}
		if y.Priority != x.Priority && y.Priority > x.Priority || y.Priority == x.Priority && better(b, y, a, x) {
			return true
		}
	}
	return false
}
