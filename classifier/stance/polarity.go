package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// Reader reads phrases with the engine alone.
type Reader struct {
	lexicon *lexicon.Lexicon
	e       *Engine
	d       text.Document
	g       grammar.Analysis
}

// NewReader makes a reader for a set of packs.
func NewReader(set *pack.Set) *Reader { return &Reader{lexicon: set.Lexicon, e: New(set)} }

// Polarity returns the side that the operators of a phrase take, 1 or -1, as the packs have them; 0 where none does.
// Signs multiply: "refused to condemn" is 1. It serves to measure the core's predicates on phrases that were marked
// by hand, without targets and holders.
func (r *Reader) Polarity(phrase string) int8 {
	r.d.Read(r.lexicon, phrase)
	r.g.Analyze(&r.d)
	return r.e.polarity(&r.d, &r.g)
}

func (e *Engine) polarity(d *text.Document, g *grammar.Analysis) int8 {
	e.doc, e.g = d, g
	e.in = Input{Doc: d, Grammar: g}
	e.m.Begin(e.set, d)
	sign, sided := int8(1), false
	for _, s := range d.Sentences {
		hits := e.m.Find(&e.operators, s.First, s.Last)
		for i := s.First; i < s.Last; {
			best, end, rule := 0, i+1, (*pack.Rule)(nil)
			for ; len(hits) > 0 && hits[0].First <= i; hits = hits[1:] {
				h := hits[0]
				if h.First < i {
					continue
				}
				r := &e.set.Rules[h.Rule]
				rank := 0
				switch r.Kind {
				case pack.PredicateRule:
					if r.Sign != 0 && !r.Judges {
						rank = 3
					}
				case pack.VerdictRule:
					rank = 2
				case pack.ReverserRule:
					rank = 2
				case pack.ShifterRule:
					if r.Category == "negation" {
						rank = 4
					}
					if r.Category == "pseudo" {
						rank = 5
					}
				}
				if rank > 0 && (h.End > end || h.End == end && rank > best) {
					best, end, rule = rank, h.End, r
				}
			}
			if rule != nil {
				switch {
				case rule.Kind == pack.ShifterRule && rule.Category == "negation":
					sign = -sign
				case rule.Kind == pack.ShifterRule:
				default:
					if rule.Kind == pack.PredicateRule || rule.Kind == pack.VerdictRule {
						sided = true
					}
					if rule.Sign < 0 {
						sign = -sign
						sided = true
					}
				}
			}
			i = end
		}
	}
	if !sided {
		return 0
	}
	return sign
}
