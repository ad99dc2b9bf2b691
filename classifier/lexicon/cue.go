package lexicon

// Cue is how a word reports.
type Cue struct {
	Lemma string
	Pos   byte // v verb, n noun, a adjective, p preposition
	Kind  CueKind
	Takes Takes
	Weak  bool  // reports only with quotation marks or a that-clause: "laugh", "continue"
	Index int32 // into Lexicon.Cues; 0 for one that is not the lexicon's
}

// CueKind says what a cue reports.
type CueKind uint8

const (
	SpeechCue CueKind = iota + 1
	WritingCue
	ThoughtCue
	AttitudeCue
	PerceptionCue
	EvidenceCue
)

// Takes is the set of complements that hold a cue's content.
type Takes uint32

const (
	TakesThat       Takes = 1 << iota // that-clause or bare clause: said (that) he …
	TakesQuote                        // a quotation
	TakesObject                       // a noun phrase: denied the charges
	TakesTo                           // to-infinitive or to with a noun: vowed to fight, objected to the plan
	TakesAs                           // call, describe X as Y
	TakesOf                           // accuse X of, warn of
	TakesAbout                        // complain about
	TakesOn                           // comment on
	TakesFor                          // call for
	TakesAgainst                      // argue against
	TakesWh                           // asked whether
	TakesPersonThat                   // tells somebody that: tell, assure
	TakesGerund                       // admitted taking
	TakesWith                         // agreed with
	TakesFrom                         // dissented from
	TakesIn                           // believes in
	TakesAt                           // bristled at
	TakesOver                         // protested over
	TakesBy                           // stands by
	TakesBehind                       // got behind
)
