package client

import (
	"iter"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Result is the analysis of one article. Where a call fails, ArticleID is all that is set.
type Result struct {
	ArticleID  string
	Statements []Statement // in the order in which their first span begins
	Speakers   []Speaker   // in order of first mention
	Language   string      // that the article was read as, a BCP 47 code
	Offsets    OffsetUnit  // of every span
	Packs      []Pack      // that were applied, with the versions that gave these answers
	Warnings   []Warning

	message *stancev1.ClassifyArticleResponse
	text    *offsets
}

// Span is a half-open piece of the article's text, in the unit of Result.Offsets. Result.Text gives its words.
// The zero Span is no place at all.
type Span struct{ Start, End int }

// Statement is what one source is reported to say, write, believe or hold.
type Statement struct {
	Kind        Kind
	Spans       []Span // its content, in order; one at least
	Text        string // the words of the spans, joined with " … "
	Cue         Cue    // the words that report it; zero where none do
	Speaker     *Speaker
	Mention     Span       // the words that name the speaker here ("he"); zero where none do
	Resolution  Resolution // how the speaker was found
	Confidence  float32    // that extent and speaker are right, 0 to 1; of those with 0.8 nine in ten are
	Stances     []Stance
	ContentRule string // the rule that found the content; not part of the contract
	SpeakerRule string // the rule that found the speaker; not part of the contract
}

// Cue is the words that report a statement: "said", "according to", ":".
type Cue struct {
	Span Span
	Text string
}

// Speaker is a person or body that speaks or holds a stance. Statement.Speaker and Stance.Holder are never nil: one who
// is not known is the zero Speaker, and Known is false.
type Speaker struct {
	Name     string // the fullest that the article gives; for anonymous ones their description
	Kind     SpeakerKind
	Role     string // as the article gives it: "Israeli President"; empty where it gives none
	Mentions []Span
	ActorID  string // the pack's actor that this is; empty where no pack lists it
}

// Known reports whether it is known who speaks.
func (s *Speaker) Known() bool { return s.Name != "" }

// Stance is where its holder stands on an issue, as a statement's words have it.
type Stance struct {
	Issue      string // by id
	Label      Label
	Toward     Label      // for Conditional: the side when the condition is met; empty where that is open
	Holder     *Speaker   // the statement's speaker, but where that one speaks of another's stance
	Score      float32    // signed strength, -1 (wholly against) to 1 (wholly for)
	Confidence float32    // that the label is right, 0 to 1
	Evidence   []Evidence // the words that decided, in reading order
}

// Evidence is one link of the chain that decided a stance. The signs multiply to the label.
type Evidence struct {
	Role EvidenceRole
	Span Span
	Rule string // the pack's rule that matched
	Sign int    // 1 keeps the side, -1 turns it, 0 takes it away
}

// Kind says how a statement is reported. Values that this version does not know are kept as the server names them.
type Kind string

const (
	Direct   Kind = "direct"   // nearly all its words stand inside quotation marks
	Mixed    Kind = "mixed"    // partly inside
	Indirect Kind = "indirect" // in the writer's words
	Position Kind = "position" // no act of speech: where the source stands, what it did
)

// Resolution says how a speaker was found.
type Resolution string

const (
	ByName         Resolution = "name"
	ByTitle        Resolution = "title"        // a title or role of somebody whom the article names
	ByPronoun      Resolution = "pronoun"      // "he", "who"
	ByNominal      Resolution = "nominal"      // a description: "the officials"
	ByContinuation Resolution = "continuation" // no mention: goes on from the quotation before
	ByLabel        Resolution = "label"        // "KERRY:", or a signature
	ByActor        Resolution = "actor"        // a pack's actor whose role at the article's date the mention names
	ByAuthor       Resolution = "author"       // the author of a Speech
	Unresolved     Resolution = "unresolved"   // the speaker is not known
)

// SpeakerKind says what a speaker is; empty where that is not known.
type SpeakerKind string

const (
	Person       SpeakerKind = "person"
	Organization SpeakerKind = "organization" // a state, ministry, party, company, newspaper
	Group        SpeakerKind = "group"        // several, unnamed
	Anonymous    SpeakerKind = "anonymous"    // one, unnamed
	Document     SpeakerKind = "document"     // a report, a letter, a law
)

// Label is a side that can be taken on an issue's proposition.
type Label string

const (
	Support     Label = "support"
	Oppose      Label = "oppose"
	Conditional Label = "conditional" // depends on a condition that is open
	Neutral     Label = "neutral"     // addressed without a side
)

// EvidenceRole says what a link does in the chain.
type EvidenceRole string

const (
	RoleTarget    EvidenceRole = "target"    // names the issue, or what serves it (1) or works against it (-1)
	RolePredicate EvidenceRole = "predicate" // takes a side
	RoleReverser  EvidenceRole = "reverser"  // turns what it governs: "halt"
	RoleNegation  EvidenceRole = "negation"
	RoleCondition EvidenceRole = "condition"
	RoleVerdict   EvidenceRole = "verdict"  // judges: "illegal"
	RoleModifier  EvidenceRole = "modifier" // weakens, strengthens or suspends
	RoleAnaphor   EvidenceRole = "anaphor"  // stands for a target that was named before
	RoleHolder    EvidenceRole = "holder"   // names the holder where it is not the speaker
)

// Pack names one version of an issue pack. The same digest gives the same answers.
type Pack struct{ ID, Version, Digest string }

// Issue is a question on which one can be for or against.
type Issue struct {
	ID          string
	Pack        string // by id
	Label       string // a short name for people
	Proposition string // the sentence that support and oppose refer to
	Description string // what belongs to the issue and what does not; may be empty
}

// IssueList is what a server can classify.
type IssueList struct {
	Packs  []Pack  // by id
	Issues []Issue // pack by pack

	message *stancev1.ListIssuesResponse
}

// Warning tells of something that the reader of a result should know.
type Warning struct {
	Code    string // for programs: "language_doubtful"
	Serious bool   // the answers may be worse than usual
	Message string // for people
}

// Proto is the message that the result was made of, not a copy; nil where the call failed.
func (r Result) Proto() *stancev1.ClassifyArticleResponse { return r.message }

// Proto is the message that the list was made of, not a copy.
func (l IssueList) Proto() *stancev1.ListIssuesResponse { return l.message }

// Text is the words of a span of this result, whatever the unit. It is empty for a span that lies outside the text or
// cuts a character in two.
func (r Result) Text(s Span) string { return r.text.slice(s) }

// Stances yields every stance of the result with the statement that it stands in.
func (r Result) Stances() iter.Seq2[*Statement, *Stance] {
	return func(yield func(*Statement, *Stance) bool) {
		for i := range r.Statements {
			for j := range r.Statements[i].Stances {
				if !yield(&r.Statements[i], &r.Statements[i].Stances[j]) {
					return
				}
			}
		}
	}
}
