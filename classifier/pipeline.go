package classifier

import (
	"context"
	"time"

	"github.com/stance-dev/stance/classifier/attribution"
	"github.com/stance-dev/stance/classifier/entity"
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/lexicon"
	"github.com/stance-dev/stance/classifier/quote"
	"github.com/stance-dev/stance/classifier/stance"
	"github.com/stance-dev/stance/classifier/text"
)

// pipeline is the scratch memory of one analysis. Classify takes one from a pool, so that an article costs the
// memory of its result and no more.
type pipeline struct {
	doc        text.Document
	quotes     quote.Regions
	grammar    grammar.Analysis
	entities   entity.Set
	statements attribution.Finder
	voices     voices
	engine     *stance.Engine
	voiced     []stance.Statement // the statements as the engine reads them

	voicedSpans []stance.Span
	beside      beside
	order       []uint64 // of statements
	places      []int32

	stances []pendingStance
	that    lexicon.ID // the word
	out     builder
	clock   clock
}

// clock tells how long the stages take, where somebody asked.
type clock struct {
	tell  func(stage string, start, end time.Time)
	start time.Time
}

// begin starts the first stage.
func (c *clock) begin() {
	if c.tell != nil {
		c.start = time.Now()
	}
}

// end ends a stage and starts the next.
func (c *clock) end(stage string) {
	if c.tell != nil {
		now := time.Now()
		c.tell(stage, c.start, now)
		c.start = now
	}
}

// run fills the stages for an article. After a cancelled context they are unfinished and must not be read.
func (p *pipeline) run(ctx context.Context, c *Classifier, a *Article, issues []bool) error {
	p.clock.begin()
	p.doc.Done = ctx.Done()
	p.that = c.lexicon.Lookup("that")
	p.doc.Read(c.lexicon, a.Text)
	if err := ctx.Err(); err != nil {
		return err
	}
	p.clock.end("text")
	p.quotes.Find(&p.doc)
	p.clock.end("quote")
	p.grammar.Analyze(&p.doc)
	if err := ctx.Err(); err != nil {
		return err
	}
	p.clock.end("grammar")
	p.entities.Date, p.entities.Actors = a.Published, c.packSet
	p.entities.Find(&p.doc, &p.grammar, &p.quotes, a.Title)
	if err := ctx.Err(); err != nil {
		return err
	}
	p.clock.end("entity")
	if a.Type == Speech {
		p.speech(a.Author)
	} else {
		p.voices = voices{doc: &p.doc, set: &p.entities, speaker: entity.None, paragraph: -1}
		p.statements.Find(&p.doc, &p.quotes, &p.grammar, &p.voices)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	p.clock.end("attribution")
	p.findStances(c, a, issues)
	p.sortStatements()
	p.clock.end("stance")
	return ctx.Err()
}

// release lets go of the article, so that a pipeline in the pool does not keep it alive.
func (p *pipeline) release() {
	p.doc.Text, p.doc.Done = "", nil
	p.entities.Release()
	p.clock = clock{}
	p.out = builder{order: p.out.order[:0], index: p.out.index[:0], mentions: p.out.mentions[:0], places: p.out.places[:0]}
}

// speech makes every sentence a statement of the author.
func (p *pipeline) speech(author string) {
	speaker := attribution.Speaker{Entity: entity.None, Resolution: uint8(Unresolved), Rule: "speech.unknown"}
	if author != "" {
		p.entities.Entities = append(p.entities.Entities, entity.Entity{Name: author, First: entity.None})
		speaker = attribution.Speaker{Entity: int32(len(p.entities.Entities) - 1), Resolution: uint8(ByAuthor), Rule: "speech.author"}
	}
	list := p.statements.List[:0]
	for _, s := range p.doc.Sentences {
		if p.doc.Paragraphs[s.Para].Kind == text.Furniture {
			continue
		}
		list = append(list, attribution.Statement{
			Kind: attribution.Direct, Spans: []attribution.Span{{First: s.First, Last: s.Last}},
			Speaker: speaker, ContentRule: "speech.sentence", SpeakerRule: speaker.Rule, Confidence: 1,
		})
	}
	p.statements.List = list
}

// voices tells attribution who its sources are. It remembers who spoke last.
type voices struct {
	doc       *text.Document
	set       *entity.Set
	speaker   int32 // the entity that spoke last, or None
	paragraph int32 // where
	at        int32 // the paragraph of the last source
}

// resolutions translates how the entity stage found a speaker.
var resolutions = [...]Resolution{
	entity.ByName: ByName, entity.ByTitle: ByTitle, entity.ByPronoun: ByPronoun, entity.ByNominal: ByNominal, entity.ByActor: ByActor,
	entity.Unresolved: Unresolved,
}

// Resolve implements attribution.Resolver.
func (v *voices) Resolve(source attribution.Span) attribution.Speaker {
	para := v.paragraphOf(source.First)
	near := v.paragraph >= 0 && para-v.paragraph <= 1
	r := v.set.Resolve(source.First, source.Last, entity.Context{Speaker: v.speaker, Near: near})
	if r.By == entity.Unresolved {
		return attribution.Speaker{Entity: entity.None, Resolution: uint8(Unresolved), Rule: r.Rule}
	}
	v.speaker, v.paragraph = r.Entity, para
	return attribution.Speaker{Entity: r.Entity, Resolution: uint8(resolutions[r.By]), Rule: r.Rule}
}

// paragraphOf returns the paragraph that holds a token: mostly that of the source before, or the next.
func (v *voices) paragraphOf(token int32) int32 {
	paragraphs := v.doc.Paragraphs
	for paragraphs[v.at].Last <= token {
		v.at++
	}
	for paragraphs[v.at].First > token {
		v.at--
	}
	return v.at
}

// Continue implements attribution.Resolver.
func (v *voices) Continue(previous attribution.Speaker) attribution.Speaker {
	if previous.Entity == entity.None {
		return attribution.Speaker{Entity: entity.None, Resolution: uint8(Unresolved), Rule: "continue.unknown"}
	}
	return attribution.Speaker{Entity: previous.Entity, Resolution: uint8(ByContinuation), Rule: "continue"}
}
