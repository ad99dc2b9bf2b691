package pack

import (
	"fmt"
	"slices"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// Set is a number of packs made ready for matching. It is never changed and serves any number of goroutines.
type Set struct {
	Packs   []*Pack // by id; the core is among them
	Issues  []IssueRules
	Rules   []Rule
	Actors  []Actor
	Lexicon *lexicon.Lexicon
	Agents  int32 // the core's list of nouns that act like people, or NoList
	Denials int32 // the core's list of verbs that deny what they govern, or NoList
	Backers int32 // the core's list of nouns for those who stand for what the noun before them names, or NoList
	Foes    int32 // and of those who stand against it
	Filings int32 // the core's list of nouns for what is brought before those who decide, or NoList
	Proofs  int32 // the core's list of nouns and adjectives that tell whether something is so, or NoList
	Claims  int32 // its list of nouns for what others say is so, or NoList
	Beliefs int32 // the core's list of verbs whose negation passes to what they govern, or NoList
	Links   int32 // the core's list of verbs that tie a verdict to their subject, as be does, or NoList
	Events  int32 // the core's list of nouns that take up what was done, and not what it was done to, or NoList

	Reactions             int32 // the core's list of verbs that tell what answer somebody's deed finds, or NoList
	Approval, Disapproval int32 // the core's lists of nouns that name such an answer, or NoList

	Gates []Gate

	Contexts   int // how many ContextRules there are
	machine    *machine
	offices    map[string][]office
	officeBits [officeSums / 64]uint64 // a bit for each roleSum of an office
	surnames   map[string]bool
	initials   [256]bool // of surnames
}

// A Gate leads to the targets, acts and overrides of one pack. Where its context does not hold they need not be looked
// for.
type Gate struct {
	Root    int32        // for Matcher.At
	Context *ContextRule // of the pack, where it is one of the whole document; else nil
	First   int32        // the pack's issues: indexes into Set.Issues, half-open
	Last    int32
}

// The roots for Matcher.At that are not those of gates.
const (
	OperatorRoot int32 = iota // predicates, verdicts, shifters, blockers and the like: what only matters beside a target
	AnaphorRoot
	firstGate
)

// IssueRules is an issue with what concerns it as a whole.
type IssueRules struct {
	*Issue
	Pack    string
	Context []int32 // the contexts that must hold: indexes into Set.Contexts' lists, see Rule.Context

	draws []bool // by the index of a pack: its rules for all issues hold for this one
}

// Serves reports whether a rule holds for an issue: it is the issue's own, or stands at the top of its pack, of one that
// its pack imports, or of the core. For no issue in particular, -1, the core's rules hold.
func (s *Set) Serves(r *Rule, issue int32) bool {
	switch {
	case r.Issue >= 0:
		return r.Issue == issue
	case issue < 0:
		return !s.Own(r)
	}
	return s.Issues[issue].draws[r.pack]
}

// Own reports whether a rule for all issues is of another pack than the core.
func (s *Set) Own(r *Rule) bool { return s.Packs[r.pack].ID.Value != CoreID }

// Kind says which section a rule is from.
type Kind uint8

const (
	TargetRule Kind = iota
	ActRule
	BlockerRule
	PredicateRule
	ReverserRule
	CarrierRule
	VerdictRule
	ShifterRule
	OverrideRule
	AnaphorRule
	ExceptRule // the words of a rule's except
	listRule

	Kinds = listRule // how many a match can be of
)

// WordClass is the part of speech that a rule's words have.
type WordClass uint8

const (
	AnyWord WordClass = iota
	VerbWord
	NounWord
	AdjectiveWord
)

// Rule is one rule of a pack as the engine uses it. Lists are numbers for Matcher.List; NoList is none.
type Rule struct {
	ID         string // "core/predicates/condemn"
	Kind       Kind
	Class      WordClass
	Issue      int32 // index into Set.Issues, or -1: for all
	Sign       int8
	Object     int8 // of a verdict
	Toward     int8 // of a shifter
	Lean       int8
	Strength   float32
	Priority   int32
	Agent      int32
	NotAgent   int32
	ObjectList int32
	Terminator int32
	Context    []ContextRule // besides that of its gate
	Of         int32         // of an ExceptRule: the rule that it stops
	Speech     string        // of a predicate: speech, attitude, act
	Holder     string
	Target     []string
	Category   string
	Direction  string
	Scope      string
	Label      string
	TowardSide string
	Judges     bool // of a predicate: a verdict behind the object is the subject's
	Attribute  bool // of a verdict: judges from before the target, too

	pack    int32        // index into Set.Packs
	negated []lexicon.ID // the first words of its patterns that name a negation behind them
}

// NamesNegation reports whether a pattern of the rule that begins with a form names a negation itself: have no time for.
func (r *Rule) NamesNegation(lex *lexicon.Lexicon, form lexicon.ID) bool {
	if len(r.negated) == 0 {
		return false
	}
	w := lex.Word(form)
	return slices.ContainsFunc(r.negated, func(id lexicon.ID) bool { return id == form || id == w.Verb || id == w.Verb2 })
}

// ContextRule asks for words near a match.
type ContextRule struct {
	ID        int32 // counts the contexts from 0; rules share them
	Any, None int32
	Scope     string
}

// ofDocument reports whether the words may stand anywhere in the document.
func (r *ContextRule) ofDocument() bool { return r.Scope == "document" || r.Scope == "" }

// NoList stands for no list.
const NoList int32 = -1

// Counts says how large a set is, for people.
func (s *Set) Counts() string {
	return fmt.Sprintf("%d packs, %d issues, %d rules, %d nodes", len(s.Packs), len(s.Issues), len(s.Rules), len(s.machine.states))
}
