package attribution

import (
	"slices"
	"sort"

	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/text"
)

// The shares of right statements from which on a cue's content is one. What a clause or quotation reports nearly
// always is; a noun phrase or infinitive behind a cue often is the writer's.
const (
	clauseThreshold = 0.25
	quotedThreshold = 0.3
	phraseThreshold = 0.46
)

// shape is what a weight depends on besides rule and lemma.
type shape uint8

const (
	quotedShape shape = 1 << iota // quotation marks stand in the content
	endShape                      // the content ends with its sentence
	commaShape                    // a comma stands in it, outside quotation marks
	parasShape                    // it goes over paragraphs
	looseShape                    // the source is not the subject of the cue
	muteShape                     // the source is nobody who speaks: none, it, the flood

	coarse = quotedShape | endShape // what a cue's weight depends on
	shapes = 1 << 6

	sourceBits = 4 // looseShape is the bit of that number
)

// shapeSet is a set of shapes, told apart by their coarse bits and by those of the source, which stand above.
type shapeSet uint16

// anySource returns the shapes that have the coarse bits of s, whatever their source.
func (s shape) anySource() shapeSet { return 0x1111 << (s & coarse) }

// alone returns the shape that has the coarse bits of s and those of the source.
func (s shape) alone() shapeSet { return 1 << (s&coarse | s>>sourceBits<<2) }

// Coarse are the bits of a shape that a cue's weight depends on.
const Coarse = int(coarse)

// What acceptedShapes returns where all shapes are accepted, and what can be of it where no quotation marks are.
const (
	allShapes      shapeSet = 1<<16 - 1
	unquotedShapes shapeSet = 0x1111<<0 | 0x1111<<endShape
)

// threshold returns from which share on a complement of a shape is a statement.
func threshold(k complement, s shape) float32 {
	switch {
	case k == quoteComplement || k == thatComplement || k == clauseComplement || k == whComplement:
		return clauseThreshold
	case s&quotedShape != 0 || k == gerundComplement:
		return quotedThreshold
	}
	return phraseThreshold
}

// numberOf returns the number that a cue has in the weights.
func (f *Finder) numberOf(c *lexicon.Cue) int32 {
	if c == nil || c.Index == 0 {
		return weights.numberOfCue(c)
	}
	return f.terms.cues[c.Index]
}

// acceptedShapes returns the shapes in which what a cue reports is a statement.
func (f *Finder) acceptedShapes(c *cue, k complement) shapeSet {
	return weights.accepted[int(k)*len(weights.cues)+int(f.numberOf(c.lex))]
}

// shape tells the shape of a content that ends before token last.
func (f *Finder) shape(quoted bool, last int32, u *unit) shape {
	var s shape
	if quoted {
		s |= quotedShape
	}
	if last >= u.last-1 || f.stopBehind(last) || f.g.Tags[last] == grammar.Coordinator && f.q.Of[last] < 0 && f.reportsNext(last+1, u) {
		s |= endShape
	}
	return s
}

// reportsNext reports whether a second verb that reports begins at token i: accused him of lying and | said.
func (f *Finder) reportsNext(i int32, u *unit) bool {
	for i < u.last && f.g.Tags[i] == grammar.Adverb {
		i++
	}
	return i < u.last && f.q.Of[i] < 0 && f.finiteTag(i) && f.speech(i)
}

// stopBehind reports whether nothing but marks and a full stop stands between token i and the sentence's end.
func (f *Finder) stopBehind(i int32) bool {
	for int(i) < len(f.d.Tokens) {
		t := &f.d.Tokens[i]
		if t.Flags&text.SentStart != 0 {
			return true
		}
		if t.Kind != text.Mark && t.Kind != text.Punct {
			return false
		}
		if f.char(i) == ',' || f.char(i) == '-' {
			return false
		}
		i++
	}
	return true
}

// optimism lowers the shares that were counted, most those in the middle: the rules were made with the counted articles
// in view. classifier/internal/reliability shows what comes of it.
const optimism = 0.45

// confidence returns how often a statement like s is right.
func (f *Finder) confidence(s *Statement, sh shape) float32 {
	rule := weights.numberOf(s.ContentRule)
	cue := f.numberOf(s.cue)
	w := weights.share[weights.at(rule, cue, sh)] * weights.ratio[weights.atRatio(rule, weights.pos[cue], sh)]
	w = min(w, 0.99)
	return w * (1 - optimism*(1-w))
}

// Shape returns the shape of a statement as a number, for counting.
func (f *Finder) Shape(s *Statement) shape {
	sh, _, _ := f.measure(s)
	return sh
}

// places are where in the lists of the document something was looked for last: statements come nearly in order.
type places struct {
	sentence    int32
	quote, sign int
}

// steps is how far it is looked for from there before all of the list is searched.
const steps = 8

// quoteFrom returns the first quotation that does not end before a token.
func (f *Finder) quoteFrom(token int32) int {
	list, k := f.q.List, f.place.quote
	if k > 0 && list[k-1].End() > token {
		k = sort.Search(k, func(m int) bool { return list[m].End() > token })
	}
	for n := 0; k < len(list) && list[k].End() <= token; n++ {
		if k++; n == steps {
			k += sort.Search(len(list)-k, func(m int) bool { return list[k+m].End() > token })
		}
	}
	f.place.quote = k
	return k
}

// signFrom returns the first of the document's Signs that does not stand before a token.
func (f *Finder) signFrom(token int32) int {
	signs, k := f.d.Signs, f.place.sign
	if k > 0 && signs[k-1] >= token {
		k, _ = slices.BinarySearch(signs[:k], token)
	}
	for n := 0; k < len(signs) && signs[k] < token; n++ {
		if k++; n == steps {
			m, _ := slices.BinarySearch(signs[k:], token)
			k += m
		}
	}
	f.place.sign = k
	return k
}

// newParagraph reports whether a paragraph begins in a span of a statement whose first token is first, but not with that.
func (f *Finder) newParagraph(sp Span, first int32) bool {
	if f.d.Tokens[sp.First].Flags&text.ParaStart != 0 && sp.First > first {
		return true
	}
	f.place.sentence = f.d.SentenceNear(sp.First, f.place.sentence)
	return sp.Last > f.d.Paragraphs[f.d.Sentences[f.place.sentence].Para].Last
}

// measure returns the shape of a statement, and how many words it has, all and inside quotation marks.
func (f *Finder) measure(s *Statement) (sh shape, words, quoted int) {
	first := s.Spans[0].First
	for _, sp := range s.Spans {
		if f.newParagraph(sp, first) {
			sh |= parasShape
		}
		words += int(sp.Last - sp.First)
		list := f.q.List
		for k := f.quoteFrom(sp.First); k < len(list) && list[k].Start() < sp.Last; k++ {
			sh |= quotedShape
			quoted += int(min(list[k].End(), sp.Last) - max(list[k].Start(), sp.First))
		}
		signs := f.d.Signs
		for k := f.signFrom(sp.First); k < len(signs) && signs[k] < sp.Last; k++ {
			t := &f.d.Tokens[signs[k]]
			if t.Kind != text.Punct && t.Kind != text.Mark {
				continue
			}
			words--
			if f.q.Of[signs[k]] >= 0 {
				quoted--
			} else if t.Char == ',' && t.Kind == text.Punct {
				sh |= commaShape
			}
		}
	}
	last := s.Spans[len(s.Spans)-1].Last
	if int(last) >= len(f.d.Tokens) || f.stopBehind(last) {
		sh |= endShape
	}
	return sh | f.sourceShape(s.Source, s.SpeakerRule), words, quoted
}

// sourceShape tells the shape of a statement as far as its source makes it.
func (f *Finder) sourceShape(source Span, rule string) shape {
	var sh shape
	switch rule {
	case "subject", "inversion", "subject.apposition", "according", "label":
	default:
		sh = looseShape
	}
	if f.mute(source) {
		sh |= muteShape
	}
	return sh
}

// mute reports whether a source is nobody who speaks: none at all, it, the flood. A document speaks, and so does what stands
// before which or that where it would.
func (f *Finder) mute(source Span) bool {
	if i := source.First; source.Last == i+1 {
		if f.g.Tags[i] == grammar.Relative && i > 0 && f.g.ChunkOf[i-1] != grammar.None {
			return f.mute(Span{f.g.Chunks[f.g.ChunkOf[i-1]].First, i})
		}
		if f.g.Tags[i] == grammar.Noun && f.d.Tokens[i].Flags&text.Capital != 0 {
			return false // Park said
		}
		switch f.word(i) {
		case "it", "this", "that", "these", "which", "what", "there", "its":
			return true
		case "my", "our", "his", "her", "their":
			return false
		}
	}
	for i := source.First; i < source.Last; i++ {
		if f.g.Tags[i] == grammar.Number || f.isPerson(i) {
			return false // four in 10
		}
	}
	return source.Empty() || !f.d.Is(source.Last-1, lexicon.Document|lexicon.CueNoun)
}
