package pack

import (
	"cmp"
	"encoding/binary"
	"slices"
)

// progress works out what patterns do with one word more.
type progress struct {
	m       *machine
	a       *automaton
	form    *form
	configs []config // what goes on behind it
	ends    []int32  // the rules whose patterns end with it
	reached bool     // the form was a pattern's next word
	key     []byte
}

// config is a way on: a state, or a gap inside.
type config struct {
	at     int32 // the state; of a gap ^ its index
	back   int32 // where to go on behind the list that it is in: see automaton.returns; 0: it is in none
	passed int32 // how many words of the gap
}

// giveBack is the state behind a list, and where to go on behind the list that this is in.
type giveBack struct{ state, back int32 }

func (p *progress) begin(m *machine, a *automaton) {
	p.m, p.a, p.reached = m, a, false
	p.configs, p.ends = p.configs[:0], p.ends[:0]
}

func (p *progress) keep(c config) { p.configs = append(p.configs, c) }

// step goes on from some ways with a form.
func (p *progress) step(from []config, f *form) {
	p.form = f
	for _, c := range from {
		if c.at < 0 {
			p.inside(c)
			continue
		}
		if f.kind == overWord && !p.m.states[c.at].root {
			p.keep(c)
		}
		p.take(c.at, c.back)
	}
}

// take goes on from a state.
func (p *progress) take(n, back int32) {
	m, f, s := p.m, p.form, &p.m.states[n]
	common := f.mask & s.needs
	if common|f.lists&s.lists == 0 {
		return
	}
	if common&anything != 0 {
		if s.any != 0 && f.kind.isWord() {
			p.reach(s.any, back)
		}
		for k := range int32(s.gaps) {
			p.inside(config{at: ^(s.gap + k), back: back})
		}
	}
	for _, r := range m.refsOf(s) {
		if r.bit&f.lists != 0 || r.any {
			p.take(r.list, p.behind(giveBack{r.node, back}))
		}
	}
	if common&symbolBits == 0 {
		return
	}
	for _, e := range m.entriesOf(f) {
		if to := m.follow(s, e.symbol); to != 0 {
			p.reached = true
			p.reach(to, back)
		}
	}
}

// inside goes on from a gap: behind it, and over the word where it still may.
func (p *progress) inside(c config) {
	f, g := p.form, &p.m.gaps[^c.at]
	if f.mask&g.needs|f.lists&g.lists != 0 {
		if f.kind == overWord {
			p.keep(config{at: g.to, back: c.back})
		}
		p.take(g.to, c.back)
	}
	if n := f.inGap(c.passed); n >= 0 && c.passed+n <= g.max {
		c.passed += n
		p.keep(c)
	}
}

// reach is at a state behind the word.
func (p *progress) reach(n, back int32) {
	s := &p.m.states[n]
	switch {
	case back == 0:
		p.ends = append(p.ends, p.m.outOf(s)...)
	case s.out.n > 0:
		b := p.a.returns[back]
		p.reach(b.state, b.back)
	}
	if s.more {
		p.keep(config{at: n, back: back})
	}
}

func (p *progress) behind(b giveBack) int32 {
	n, ok := p.a.backs[b]
	if !ok {
		n = int32(len(p.a.returns))
		p.a.returns = append(p.a.returns, b)
		p.a.backs[b] = n
	}
	return n
}

// need adds what a way on needs to what a place needs.
func (p *progress) need(at *place, n int32) {
	if n < 0 {
		at.needs |= anything
		p.need(at, p.m.gaps[^n].to)
		return
	}
	s := &p.m.states[n]
	at.needs |= s.needs
	at.lists |= s.lists
	for _, g := range p.m.gapsOf(s) {
		p.need(at, g.to)
	}
}

// sum puts what was worked out in order and writes it down, so that the same is known again.
func (p *progress) sum(start bool) []byte {
	slices.SortFunc(p.configs, func(a, b config) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.back, b.back), cmp.Compare(a.passed, b.passed))
	})
	p.configs = slices.Compact(p.configs)
	slices.Sort(p.ends)
	p.ends = slices.Compact(p.ends)
	p.key = binary.AppendVarint(p.key[:0], int64(len(p.configs)))
	for _, c := range p.configs {
		p.key = binary.AppendVarint(p.key, int64(c.at))
		p.key = binary.AppendVarint(p.key, int64(c.back))
		p.key = binary.AppendVarint(p.key, int64(c.passed))
	}
	for _, r := range p.ends {
		p.key = binary.AppendVarint(p.key, int64(r))
	}
	if start {
		p.key = append(p.key, 0)
	}
	return p.key
}
