package classifier

import (
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier/attribution"
	"github.com/stance-dev/stance/classifier/entity"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/text"
)

// builder makes the Result out of the stages. Each list of the Result is cut from one slab, so that the number of
// allocations does not grow with the article.
type builder struct {
	offsets  text.Offsets
	bytes    bool    // they are wanted as they are
	order    []int32 // entities that are speakers, in order of first mention
	index    []int32 // entity + 1 → speaker, or None; the first is for entity.None
	mentions []int32 // of speakers
	places   []int32 // by speaker: how many mentions, then where in spans the next one stands
	spans    []Span
	joined   strings.Builder // the words of statements in several pieces
}

var units = [...]text.Unit{Bytes: text.Bytes, UTF16: text.UTF16, CodePoints: text.CodePoints}

var speakerKinds = [...]SpeakerKind{
	entity.UnknownKind: UnknownKind, entity.Person: Person, entity.Organization: Organization, entity.Group: Group,
	entity.Anonymous: Anonymous, entity.Text: Document,
}

// result makes the Result of an article that the pipeline has run over.
func (p *pipeline) result(c *Classifier, a *Article, unit OffsetUnit) *Result {
	b := &p.out
	b.offsets.Reset(a.Text, units[unit])
	b.bytes = unit == Bytes
	list := p.statements.List
	p.chooseSpeakers(list)

	n, joined := 0, 0
	for i := range list {
		s := list[i].Spans
		n += len(s)
		if len(s) > 1 {
			for _, sp := range s {
				joined += len(p.doc.Slice(sp.First, sp.Last)) + len(between)
			}
		}
	}
	if joined > 0 {
		b.joined.Grow(joined)
	}
	n += len(b.mentions)
	b.spans = make([]Span, 0, n)

	r := &Result{ArticleID: a.ID, Unit: unit, Language: "en"}
	if len(list) > 0 {
		r.Statements = make([]Statement, len(list))
	}
	for i := range list {
		p.statement(&r.Statements[i], &list[i])
	}
	p.addStances(r, c)
	r.Speakers = p.speakers()
	r.Warnings = p.warnings(a)
	b.spans = nil
	return r
}

// chooseSpeakers lists the entities that the statements need, in order of first mention.
func (p *pipeline) chooseSpeakers(list []attribution.Statement) {
	b := &p.out
	b.index = slices.Grow(b.index[:0], len(p.entities.Entities)+1)[:len(p.entities.Entities)+1]
	for i := range b.index {
		b.index[i] = None
	}
	b.order = b.order[:0]
	for i := range list {
		b.choose(list[i].Speaker.Entity)
	}
	for i := range p.stances {
		b.choose(p.stances[i].holder)
	}
	p.sortByFirstMention(b.order)
	for i, e := range b.order {
		b.index[e+1] = int32(i)
	}
	// no decision whether a mention is of a speaker: it could not be foreseen
	all, index := p.entities.Mentions, b.index
	mentions := slices.Grow(b.mentions[:0], len(all)+1)[:len(all)+1]
	n := 0
	for i := range all {
		mentions[n] = int32(i)
		if index[all[i].Entity+1] != None {
			n++
		}
	}
	b.mentions = mentions[:n]
	places := slices.Grow(b.places[:0], len(b.order))[:len(b.order)]
	clear(places)
	for _, i := range b.mentions {
		places[index[all[i].Entity+1]]++
	}
	b.places = places
}

// choose makes an entity a speaker.
func (b *builder) choose(e int32) {
	if e != entity.None && b.index[e+1] == None {
		b.index[e+1] = 0
		b.order = append(b.order, e)
	}
}

// speakerOf returns the speaker that an entity is, or None.
func (b *builder) speakerOf(e int32) int32 { return b.index[e+1] }

// statement fills in a statement of the Result, which is zero.
func (p *pipeline) statement(to *Statement, s *attribution.Statement) {
	b := &p.out
	to.Kind, to.Speaker, to.Resolution = StatementKind(s.Kind), b.speakerOf(s.Speaker.Entity), Resolution(s.Speaker.Resolution)
	to.Confidence, to.ContentRule, to.SpeakerRule = s.Confidence, s.ContentRule, s.SpeakerRule
	if to.SpeakerRule == "" {
		to.SpeakerRule = s.Speaker.Rule
	}
	if to.SpeakerRule == "" {
		to.SpeakerRule = "none"
	}
	if s.SpeakerRule == "label" && to.Resolution != Unresolved {
		to.Resolution = ByLabel
	}
	if to.Resolution == 0 {
		to.Resolution = Unresolved
	}
	first := len(b.spans)
	for i := range s.Spans {
		s.Spans[i] = p.trim(s.Spans[i])
		var at Span
		at, to.Text = p.words(s.Spans[i])
		b.spans = append(b.spans, at)
	}
	to.Spans = b.spans[first:len(b.spans):len(b.spans)]
	if len(s.Spans) != 1 {
		to.Text = p.join(s.Spans)
	}
	if !s.Cue.Empty() {
		to.Cue, to.CueText = p.words(s.Cue)
	}
	if !s.Source.Empty() {
		to.Mention = p.span(s.Source)
	}
}

// between stands between the pieces of a statement's words.
const between = " … "

// join returns the words of several pieces.
func (p *pipeline) join(pieces []attribution.Span) string {
	w := &p.out.joined
	from := w.Len()
	for i, sp := range pieces {
		if i > 0 {
			w.WriteString(between)
		}
		w.WriteString(p.doc.Slice(sp.First, sp.Last))
	}
	return w.String()[from:]
}

// trim leaves out the quotation marks around a whole span. Marks around a part of it stay.
// The "that" which opens reported speech stays outside, too.
func (p *pipeline) trim(s attribution.Span) attribution.Span {
	if s.Last > s.First+1 && p.grammar.Tags[s.First] == grammar.Subordinator && p.doc.Tokens[s.First].Word == p.that {
		s.First++
	}
	q := p.quotes.Of[s.First]
	if q < 0 || q != p.quotes.Of[s.Last-1] {
		return s
	}
	r := &p.quotes.List[q]
	if s.First == r.Open && s.Last > s.First+1 {
		s.First++
	}
	if s.Last == r.Close+1 && s.Last > s.First+1 {
		s.Last--
	}
	return s
}

// span converts a stretch of tokens that is not empty.
func (p *pipeline) span(s attribution.Span) Span {
	tokens := p.doc.Tokens
	return p.unitsOf(Span{tokens[s.First].Start, tokens[s.Last-1].End})
}

// words returns a stretch of tokens that is not empty, and its text.
func (p *pipeline) words(s attribution.Span) (Span, string) {
	tokens := p.doc.Tokens
	from, to := tokens[s.First].Start, tokens[s.Last-1].End
	return p.unitsOf(Span{from, to}), p.doc.Text[from:to]
}

// unitsOf converts a stretch of bytes.
func (p *pipeline) unitsOf(s Span) Span {
	if p.out.bytes {
		return s
	}
	return p.out.converted(s)
}

func (b *builder) converted(s Span) Span { return Span{b.offsets.At(s.Start), b.offsets.At(s.End)} }

func (p *pipeline) speakers() []Speaker {
	b := &p.out
	if len(b.order) == 0 {
		return nil
	}
	out := make([]Speaker, len(b.order))
	at, spans := len(b.spans), b.spans[:cap(b.spans)]
	for i, e := range b.order {
		x := &p.entities.Entities[e]
		n := int(b.places[i])
		b.places[i] = int32(at)
		s := &out[i]
		s.Name, s.Kind, s.Role, s.ActorID, s.Mentions = x.Name, speakerKinds[x.Kind], x.Role, x.ActorID, spans[at:at+n:at+n]
		at += n
	}
	all, tokens, index, places := p.entities.Mentions, p.doc.Tokens, b.index, b.places
	for _, i := range b.mentions {
		m := &all[i]
		k := index[m.Entity+1]
		spans[places[k]] = p.unitsOf(Span{tokens[m.First].Start, tokens[m.Last-1].End})
		places[k]++
	}
	return out
}

// sortByFirstMention puts entities into the order of their first mention; those without one, in the order given, last.
func (p *pipeline) sortByFirstMention(list []int32) {
	at := func(e int32) int32 {
		if m := p.entities.Entities[e].First; m != entity.None {
			return m
		}
		return int32(len(p.entities.Mentions))
	}
	slices.SortStableFunc(list, func(x, y int32) int { return int(at(x) - at(y)) })
}
