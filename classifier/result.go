package classifier

// Span is a half-open piece of Article.Text, in the unit that was asked for.
type Span struct{ Start, End int32 }

// None marks an index that points nowhere.
const None int32 = -1

// Result is the analysis of one article.
type Result struct {
	ArticleID  string
	Statements []Statement // in the order in which their first span begins
	Speakers   []Speaker   // in order of first mention
	Unit       OffsetUnit  // of every span
	Language   string      // as the article was read: "en"
	Packs      []PackInfo  // what was applied
	Warnings   []Warning
}

// Statement is what one source is reported to say, write, believe or hold.
type Statement struct {
	Kind        StatementKind
	Spans       []Span // the content, in order; never empty
	Text        string // the words of the spans, joined with " … "
	Cue         Span   // the words that report it; Start == End where none do
	CueText     string
	Speaker     int32 // index into Result.Speakers, or None
	Mention     Span  // the words that name the speaker; Start == End where none do
	Resolution  Resolution
	Confidence  float32 // that extent and speaker are right, 0 to 1; of 0.8 and more nine in ten are (CONFIDENCE.md)
	Stances     []Stance
	ContentRule string // the rule that found the content: "quote.cue_after"
	SpeakerRule string // the rule that found the speaker: "subject.pronoun"
}

// StatementKind says how a statement is reported.
type StatementKind uint8

const (
	Direct   StatementKind = iota + 1 // at least 95 % of its words stand inside quotation marks
	Mixed                             // partly inside
	Indirect                          // in the writer's words
	Position                          // no act of speech: where the source stands, what it did
)

// Resolution says how a speaker was found.
type Resolution uint8

const (
	ByName         Resolution = iota + 1
	ByTitle                   // a title or role of somebody whom the article names
	ByPronoun                 // "he", "who"
	ByNominal                 // a description: "the officials"
	ByContinuation            // no mention: goes on from the quotation before
	ByLabel                   // "KERRY:", or a signature
	ByActor                   // a pack's actor whose role at the article's date the mention names
	ByAuthor                  // the author of a Speech
	Unresolved                // the speaker is not known
)

// Speaker is a person or body that speaks or holds a stance in the article.
type Speaker struct {
	Name     string // the fullest name that the article gives, without its capitals: THERESA May is Theresa May
	Kind     SpeakerKind
	Role     string // as the article gives it: "Israeli President"
	Mentions []Span
	ActorID  string // the pack's actor that this is, or ""
}

// SpeakerKind says what a speaker is.
type SpeakerKind uint8

const (
	UnknownKind  SpeakerKind = iota
	Person                   // a named person
	Organization             // a state, ministry, party, company, newspaper
	Group                    // several, unnamed
	Anonymous                // one, unnamed
	Document                 // a report, a letter, a law
)

// Stance is where somebody stands on an issue, as a statement's words have it.
type Stance struct {
	Issue      string
	Label      Label
	Toward     Label // for Conditional: the side when the condition is met; NoLabel where that is open
	Holder     int32 // index into Result.Speakers where the holder is not the speaker, else None
	Score      float32
	Confidence float32
	Evidence   []Evidence // in reading order; never empty
}

// Label is a side that can be taken on an issue's proposition.
type Label uint8

const (
	NoLabel     Label = iota
	Support           // for the proposition
	Oppose            // against it
	Conditional       // depends on a condition that is open
	Neutral           // addressed without a side
)

// Evidence is one link of the chain that decided a stance. The signs multiply to the label.
type Evidence struct {
	Role EvidenceRole
	Span Span
	Rule string // "pack/section/id"
	Sign int8   // 1 keeps the side, -1 turns it, 0 takes it away
}

// EvidenceRole says what a link does in the chain.
type EvidenceRole uint8

const (
	TargetRole EvidenceRole = iota + 1
	PredicateRole
	ReverserRole
	NegationRole
	ConditionRole
	VerdictRole
	ModifierRole
	AnaphorRole
	HolderRole
)

// PackInfo names one version of an issue pack.
type PackInfo struct{ ID, Version, Digest string }

// Issue is a question on which one can be for or against.
type Issue struct{ ID, Pack, Label, Proposition, Description string }

// Warning tells of something that the reader of a result should know.
type Warning struct {
	Code    string // for programs: "language_doubtful"
	Serious bool   // the answers may be worse than usual
	Message string // for people
}
