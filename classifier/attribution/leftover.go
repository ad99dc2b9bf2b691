package attribution

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
)

// leftover gives the quotations of a unit that no cue has taken to the nearest word before them that may report.
func (f *Finder) leftover(u *unit, before int) {
	for i := u.first; i < u.last; i++ {
		if f.q.Of[i] < 0 {
			continue
		}
		end := f.regionEnd(i)
		if !f.taken(i, before) {
			f.orphan(i, u, before)
		}
		i = end - 1
	}
}

// taken reports whether a statement of the unit holds token i or the one behind it.
func (f *Finder) taken(i int32, before int) bool {
	for k := before; k < len(f.List); k++ {
		for _, s := range f.List[k].Spans {
			if s.First <= i+1 && i < s.Last {
				return true
			}
		}
	}
	return false
}

// orphan looks for the cue of the quotation that begins at i.
func (f *Finder) orphan(i int32, u *unit, before int) {
	if f.skipOpening(u.first, u.last) == i && f.last != None && f.lastUnit == f.unitIndex-1 && f.closedQuote(f.regionEnd(i)-1) && u.para == f.units[f.lastUnit].para {
		// "X," he said. "Y," which was new.
		f.span(&f.List[f.last], i, f.regionEnd(i))
		f.main = f.last
		return
	}
	led := i > u.first && (f.char(i-1) == ',' || f.char(i-1) == ':' || f.char(i-1) == '-')
	end := f.quotesFrom(i, u.last)
	if led && (f.capitalQuote(i, u.last) || f.char(i-1) == ':') {
		// He put it this way in a memo to the staff, "X"
		if n := len(f.List); f.char(i-1) == ':' && n > before {
			// he was glad, he said: "X"
			s := &f.List[n-1]
			f.emit(Span{i, end}, s.Source, Span{i - 1, i}, "quote.colon", s.SpeakerRule)
			f.main = int32(len(f.List) - 1)
			return
		}
		for k := len(f.cues) - 1; k >= 0; k-- {
			c := &f.cues[k]
			if c.done || c.last > i || c.lex.Takes&(lexicon.TakesQuote|lexicon.TakesThat) == 0 {
				continue
			}
			src, rule := f.source(c, u)
			if src.Empty() {
				continue
			}
			f.emit(Span{i, end}, src, Span{c.first, c.last}, "quote.cue_before", rule).Lemma = c.lex.Lemma
			f.main = int32(len(f.List) - 1)
			return
		}
		if f.char(i-1) == ':' {
			if src := f.nameBefore(i-1, u.first); !src.Empty() {
				f.emit(Span{i, end}, src, Span{i - 1, i}, "quote.colon", "colon")
				f.main = int32(len(f.List) - 1)
			}
		}
	}
}

// nameBefore finds the last name before token i.
func (f *Finder) nameBefore(i, first int32) Span {
	for j := i - 1; j >= first; j-- {
		if f.q.Of[j] >= 0 {
			return Span{}
		}
		if k := f.g.ChunkOf[j]; k != grammar.None {
			ch := &f.g.Chunks[k]
			if f.personal(ch.First, ch.Last) && ch.First >= first {
				return Span{ch.First, min(ch.Last, i)}
			}
			j = ch.First
		}
	}
	return Span{}
}
