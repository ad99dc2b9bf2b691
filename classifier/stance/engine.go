// Package stance is the engine that finds where somebody stands: it links the words of issue packs in the sentences of
// an article.
//
// In go a document, its grammar, its statements and a compiled set of packs; out come Findings: an issue, a side, whose
// side it is, and the chain of words that decided. The engine knows no issue and no word by itself: all of them come
// from the packs. From a target (target.go) it climbs through what governs it (rise.go, tree.go, above.go), multiplies
// signs, and gives the product to each holder that it meets (agents.go, voice.go, hold.go); negations, conditions and
// the like come in on the way (shift.go), and a judgement may end it (verdict.go).
package stance

import (
	"github.com/stance-dev/stance/classifier/grammar"
	"github.com/stance-dev/stance/classifier/internal/lists"
	"github.com/stance-dev/stance/classifier/pack"
	"github.com/stance-dev/stance/classifier/text"
)

// None marks an index that points nowhere.
const None int32 = -1

// Input is what the engine reads.
type Input struct {
	Doc        *text.Document
	Grammar    *grammar.Analysis
	Statements []Statement
	Speech     bool // every word outside statements is the author's own
	Author     string
	Issues     []bool // by index into Set.Issues: which to look for; nil: all
}

// Statement is a stretch of somebody's words.
type Statement struct {
	Spans   []Span // tokens
	Speaker int32  // the caller's number of the speaker, or None
}

// Span is a run of tokens, half-open.
type Span struct{ First, Last int32 }

// Label is a side.
type Label uint8

const (
	NoLabel Label = iota
	Support
	Oppose
	Conditional
	Neutral
)

// Role says what a link does in a chain; the numbers are those of classifier.EvidenceRole.
type Role uint8

const (
	TargetRole Role = iota + 1
	PredicateRole
	ReverserRole
	NegationRole
	ConditionRole
	VerdictRole
	ModifierRole
	AnaphorRole
	HolderRole
)

// Link is one link of a chain.
type Link struct {
	Role Role
	Span Span
	Rule string
	Sign int8
}

// Holder says whose side a finding is.
type Holder struct {
	Span      Span  // the words that name the holder; First == None where it is a voice
	Statement int32 // where it is the speaker of a statement; None: see Author
	Author    bool  // the author of a speech
}

// Finding is one side that somebody takes.
type Finding struct {
	Issue      int32 // index into Set.Issues
	Label      Label
	Toward     Label
	Holder     Holder
	Statement  int32 // the statement that holds the words, or None: a position of the writer's report
	Sentence   int32
	Clause     Span // what a position statement spans
	Cue        Span // the words that take the side
	Score      float32
	Confidence float32
	Evidence   []Link
}

// Engine finds stances. It belongs to one goroutine and keeps its memory between documents. What most of its code asks for
// stands in the first 128 bytes, to which an instruction is three bytes shorter than to what follows.
type Engine struct {
	g          *grammar.Analysis
	doc        *text.Document
	first      int32 // the sentence at hand
	last       int32
	clauseFrom int32 // its clauses
	clauseTo   int32
	matches    []match // of all sentences
	trace      func(string, ...any)
	headAt     []int32 // by token: the first operator match whose head it is, chained by match.next
	target     Span    // the target that the climb at hand comes from
	set        *pack.Set
	words      words // of the sentence at hand
	topic      bool  // what the climb came from is only spoken of: discussed, in question, what a remark concerns

	sentence   int32
	voice      []int32 // by token: the innermost statement, or None; see markVoices
	shifters   []int32 // the matches of shifters, of all sentences
	in         Input
	hits       []pack.Hit
	found      []found     // the sentences with hits
	roots      []int32     // of the packs that are looked for
	contexts   []contextIs // by pack.ContextRule.ID
	findings   []Finding
	direct     int // how many of them come from targets and acts; the others stand behind, each in the order of the sentences
	merged     []Finding
	seen       seen
	spans      []Span                        // of the lists that the sentence at hand asked for
	holders    []Holder                      // the same
	links      []Link                        // of the climbs and findings, each a run of its own
	clauseOf   struct{ token, clause int32 } // the last answer of clauseAt
	doubt      int32                         // the verb group of the last negated belief
	spoken     []spoken                      // of
	lastSpoken []spoken                      // the last ones
	heads      []int32                       // headAt of all tokens

	gates                                         pack.Roots // of the packs that are looked for
	operators, anaphorRoots, operatorsAndAnaphors pack.Roots

	m pack.Matcher
	w vocabulary
}

// New makes an engine for a set of packs.
func New(set *pack.Set) *Engine {
	e := &Engine{set: set, w: newVocabulary(set.Lexicon)}
	e.operators.Choose(set, pack.OperatorRoot)
	e.anaphorRoots.Choose(set, pack.AnaphorRoot)
	e.operatorsAndAnaphors.Choose(set, pack.OperatorRoot, pack.AnaphorRoot)
	return e
}

// contextIs says what is known of a context.
type contextIs struct {
	asked int32 // the sentence, paragraph or document that was looked at last, plus 1
	holds bool
}

// match is one match of a rule.
type match struct {
	is          *pack.Rule
	rule        int32 // its number
	first, last int32
	head        int32
	next        int32 // the next match with the same head
	same        int32 // the next one of its chain: see words
	kind        pack.Kind
	class       pack.WordClass
	dead        bool
}

// Find returns the findings of a document, in the order of the text. They stand until the next call.
func (e *Engine) Find(in Input) []Finding {
	e.in, e.doc, e.g = in, in.Doc, in.Grammar
	e.m.Begin(e.set, in.Doc)
	e.findings = e.findings[:0]
	e.contexts = append(e.contexts[:0], make([]contextIs, e.set.Contexts)...)
	if !e.openGates() {
		return nil
	}
	e.findWords()
	if len(e.found) == 0 {
		return nil
	}
	e.links = e.links[:0]
	e.spoken, e.lastSpoken = e.spoken[:0], nil
	e.matches = e.matches[:0]
	e.join(0)
	e.shifters = e.shifters[:0]
	e.heads = lists.Resize(e.heads, len(e.doc.Tokens))
	lists.Fill(e.heads, None)
	e.markVoices()
	e.clauseTo = 0
	for i := range e.found {
		e.prepare(&e.found[i])
	}
	for i := range e.found {
		e.readSentence(&e.found[i])
	}
	e.readBehind()
	return e.merge()
}

// readBehind reads what can only be read when all sides are known that were taken on what stands in the text itself.
func (e *Engine) readBehind() {
	e.direct = len(e.findings)
	e.clauseTo, e.lastSpoken = 0, nil
	found, spoken := e.found, int32(0)
	for i := range e.doc.Sentences {
		s := &e.doc.Sentences[i]
		if len(found) > 0 && found[0].sentence == int32(i) {
			e.readOthers(&found[0])
			spoken = found[0].spoken
			found = found[1:]
		} else if e.sentence = int32(i); e.spokenBefore() && e.doc.Paragraphs[s.Para].Kind != text.Furniture {
			e.first, e.last = s.First, s.Last
			e.readAnaphors(spoken)
		}
	}
}

// Trace makes the engine tell each step of its climb; for explain.
func (e *Engine) Trace(f func(format string, args ...any)) { e.trace = f }

// Unnamed tells of a holder whom the text does not name, so that the finding is nobody's; for explain.
func (e *Engine) Unnamed(h Holder) {
	if e.trace != nil {
		e.trace("  no answer: nobody in the text is known to be %q", e.holderText(h))
	}
}

func (e *Engine) markVoices() {
	e.voice = lists.Resize(e.voice, len(e.doc.Tokens))
	lists.Fill(e.voice, None)
	for s := range e.in.Statements {
		for _, sp := range e.in.Statements[s].Spans {
			lists.Fill(e.voice[sp.First:sp.Last], int32(s))
		}
	}
}

// toClauses moves to the clauses of the sentence at hand; they are in the order of their verbs.
func (e *Engine) toClauses() {
	all := e.g.Clauses
	e.clauseFrom = e.clauseTo
	for int(e.clauseFrom) < len(all) && all[e.clauseFrom].First < e.first {
		e.clauseFrom++
	}
	e.clauseTo = e.clauseFrom
	for int(e.clauseTo) < len(all) && all[e.clauseTo].First < e.last {
		e.clauseTo++
	}
}

func (e *Engine) rule(m *match) *pack.Rule { return m.is }
