package attribution

import (
	"github.com/stance-dev/stance/classifier/lexicon"
)

// floating reads a unit that is nothing but a quotation: it goes on from the statement before.
func (f *Finder) floating(i int) {
	u := &f.units[i]
	if f.last == None {
		return
	}
	s := &f.List[f.last]
	f.span(s, u.first, u.last)
}

// afterColon reads a unit that begins the paragraph behind a cue that ended with a colon.
func (f *Finder) afterColon(u *unit) bool {
	if !f.colon.waits {
		return false
	}
	f.colon.waits = false
	if u.para == f.colon.para && !u.sole {
		return false
	}
	if !u.sole && f.q.Of[u.first] >= 0 {
		return false
	}
	f.emit(Span{u.first, u.last}, f.colon.source, f.colon.cue, "colon.next", f.colon.rule)
	f.last = int32(len(f.List) - 1)
	return true
}

// waitColon notes a unit that ends with a colon behind a cue.
func (f *Finder) waitColon(u *unit, before int) {
	if f.char(u.last-1) != ':' {
		return
	}
	for k := len(f.cues) - 1; k >= 0; k-- {
		c := &f.cues[k]
		if c.done || c.lex.Takes&lexicon.TakesQuote == 0 {
			continue
		}
		src, rule := f.source(c, u)
		f.colon = colon{waits: true, para: u.para, cue: Span{c.first, c.last}, source: src, rule: rule}
		return
	}
}
