package convert

import (
	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// slabs holds the messages of one response. Every slice is made with its exact length and used up from the front.
type slabs struct {
	response   stancev1.ClassifyArticleResponse
	statements []stancev1.Statement
	speakers   []stancev1.Speaker
	stances    []stancev1.Stance
	evidence   []stancev1.Evidence
	cues       []stancev1.Cue
	spans      []stancev1.Span
	indexes    []int32

	statementPointers []*stancev1.Statement
	speakerPointers   []*stancev1.Speaker
	stancePointers    []*stancev1.Stance
	evidencePointers  []*stancev1.Evidence
	spanPointers      []*stancev1.Span
}

func newSlabs(r *classifier.Result) *slabs {
	var cues, spans, listed, indexes, stances, evidence int
	for i := range r.Statements {
		st := &r.Statements[i]
		listed += len(st.Spans)
		if st.Cue.Start < st.Cue.End {
			cues++
			spans++
		}
		if st.Mention.Start < st.Mention.End {
			spans++
		}
		if st.Speaker != classifier.None {
			indexes++
		}
		stances += len(st.Stances)
		for j := range st.Stances {
			evidence += len(st.Stances[j].Evidence)
			if st.Stances[j].Holder != classifier.None {
				indexes++
			}
		}
	}
	for i := range r.Speakers {
		listed += len(r.Speakers[i].Mentions)
	}
	return &slabs{
		statements: make([]stancev1.Statement, len(r.Statements)),
		speakers:   make([]stancev1.Speaker, len(r.Speakers)),
		stances:    make([]stancev1.Stance, stances),
		evidence:   make([]stancev1.Evidence, evidence),
		cues:       make([]stancev1.Cue, cues),
		spans:      make([]stancev1.Span, spans+listed+evidence),
		indexes:    make([]int32, indexes),

		statementPointers: make([]*stancev1.Statement, len(r.Statements)),
		speakerPointers:   make([]*stancev1.Speaker, len(r.Speakers)),
		stancePointers:    make([]*stancev1.Stance, stances),
		evidencePointers:  make([]*stancev1.Evidence, evidence),
		spanPointers:      make([]*stancev1.Span, listed),
	}
}

// next takes one message off the front of a slab.
func next[T any](slab *[]T) *T {
	m := &(*slab)[0]
	*slab = (*slab)[1:]
	return m
}

// take takes a list of n off the front of a slab; nil for none. Its capacity ends with it, so that appending to one
// list cannot run into the next.
func take[T any](slab *[]T, n int) []T {
	if n == 0 {
		return nil
	}
	list := (*slab)[:n:n]
	*slab = (*slab)[n:]
	return list
}

func (s *slabs) span(in classifier.Span) *stancev1.Span {
	m := next(&s.spans)
	m.Start, m.End = in.Start, in.End
	return m
}

func (s *slabs) spanList(in []classifier.Span) []*stancev1.Span {
	list := take(&s.spanPointers, len(in))
	for i, sp := range in {
		list[i] = s.span(sp)
	}
	return list
}

// index is an optional index: nil for classifier.None.
func (s *slabs) index(i int32) *int32 {
	if i == classifier.None {
		return nil
	}
	p := next(&s.indexes)
	*p = i
	return p
}
