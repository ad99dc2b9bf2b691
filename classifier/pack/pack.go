// Package pack reads issue packs: YAML files in which an analyst states issues, the words that name them, the words
// that take a side, and examples that prove it. In go files; out come checked Packs, or every error of every file at
// once, each with its line and column. FORMAT.md describes the format for people, Schema for editors.
package pack

// The structs below are the only source of the format: the decoder, the JSON Schema and the field tables of FORMAT.md
// follow their tags. yaml names the key, doc says what it means, need marks a key that must be there, enum lists the
// values that it may have, def the value that it has when it is left out.

// Pack is one file: rules for one subject, or the core that all packs share.
type Pack struct {
	File        string     `yaml:"-"`
	Digest      string     `yaml:"-"` // "sha256:" and 64 digits, of the file's bytes
	ID          Text       `yaml:"pack" need:"y" doc:"The pack's id: lower case letters, digits and underscores."`
	Version     Text       `yaml:"version" need:"y" doc:"The version, three numbers: 1.2.0."`
	Language    Text       `yaml:"language" enum:"en" def:"en" doc:"The language of the texts that it reads."`
	Description Text       `yaml:"description" doc:"What the pack is about, for people."`
	Imports     []Text     `yaml:"imports" doc:"Packs whose lists, predicates, reversers, shifters and verdicts this one uses. Every pack but the core imports core without saying so."`
	Lists       Lists      `yaml:"lists" doc:"Named lists of patterns; {name} in a pattern stands for any of them."`
	Context     *Context   `yaml:"context" doc:"What the document must mention for the pack's issues to be looked for. An issue or a target may add to it."`
	Actors      []Actor    `yaml:"actors" doc:"Persons and bodies with other names and dated roles."`
	Issues      []Issue    `yaml:"issues" doc:"The questions on which one can be for or against."`
	Predicates  []Operator `yaml:"predicates" doc:"Words by which a holder takes a side: supports, rejects, call for."`
	Reversers   []Operator `yaml:"reversers" doc:"Words that turn what they govern: halt, end to, violation of. A reverser whose agent is named is an act of the agent's."`
	Carriers    []Operator `yaml:"carriers" doc:"Words that keep the side of what they govern: resume, plan for, expansion of. A carrier whose agent is named is an act of the agent's."`
	Verdicts    []Verdict  `yaml:"verdicts" doc:"Judgements in the voice of the one who speaks: is illegal, is the only way, undermines."`
	Shifters    []Shifter  `yaml:"shifters" doc:"Words that negate, open a condition, or suspend what they have in their scope."`
	Anaphors    Patterns   `yaml:"anaphors" doc:"Words that stand for the issue last spoken of: such a move, this goal."`
}

// Issue is a question on which one can be for or against.
type Issue struct {
	Pos         Pos        `yaml:"-"`
	ID          Text       `yaml:"id" need:"y" doc:"The issue's id, unique among all packs that are loaded together; it never changes."`
	Label       Text       `yaml:"label" need:"y" doc:"A short name for people."`
	Proposition Text       `yaml:"proposition" need:"y" doc:"The sentence that support and oppose refer to: what should be done or be the case."`
	Description Text       `yaml:"description" doc:"What belongs to the issue and what does not."`
	Context     *Context   `yaml:"context" doc:"What must be mentioned for the issue to be looked for."`
	Targets     []Target   `yaml:"targets" doc:"Nouns that name what the proposition proposes (sign 1) or its contrary (sign -1)."`
	Acts        []Act      `yaml:"acts" doc:"Verbs whose doing is the proposition (sign 1) or its contrary (sign -1)."`
	Blockers    Patterns   `yaml:"blockers" doc:"Pseudo-targets: words that look like a target and are none. Nothing is matched in the words that they cover."`
	Predicates  []Operator `yaml:"predicates" doc:"As the pack's predicates, for this issue alone; they come before the others."`
	Reversers   []Operator `yaml:"reversers" doc:"As the pack's reversers, for this issue alone."`
	Carriers    []Operator `yaml:"carriers" doc:"As the pack's carriers, for this issue alone."`
	Verdicts    []Verdict  `yaml:"verdicts" doc:"As the pack's verdicts, for this issue alone."`
	Overrides   []Override `yaml:"overrides" doc:"Whole phrases that decide at once, before anything is linked."`
	Examples    []Example  `yaml:"examples" doc:"Sentences with their answers: the issue's tests. At least 8."`
}

// Context asks for words somewhere near.
type Context struct {
	Pos   Pos      `yaml:"-"`
	Any   Patterns `yaml:"any" doc:"At least one of these must occur."`
	None  Patterns `yaml:"none" doc:"None of these may occur."`
	Scope Text     `yaml:"scope" enum:"document,paragraph,sentence" def:"document" doc:"Where to look for them."`
}

// Target is a noun phrase that names what an issue is about.
type Target struct {
	Pos      Pos      `yaml:"-"`
	ID       Text     `yaml:"id" need:"y" doc:"Unique in the issue; rule ids in the evidence end with it."`
	Match    Patterns `yaml:"match" need:"y" doc:"The words."`
	Sign     Sign     `yaml:"sign" def:"1" enum:"1,-1,0" doc:"1 where being for the target is being for the proposition, -1 where it is being against it, 0 where the words name the issue without a side (a mention)."`
	Lean     Sign     `yaml:"lean" def:"0" enum:"1,-1,0" doc:"The side on the issue that a speaker takes in a speech by naming it in his own voice where nothing else decides: of a goal that those who speak of it share 1, of a grievance -1. Leave it out for words that both sides use."`
	Agent    Patterns `yaml:"agent" doc:"For a noun that names a deed (airstrike, raid): who does it. Where the agent is named before the noun (Israeli raid), after by, or as the subject of carry out, he holds the proposition's side."`
	Context  *Context `yaml:"context" doc:"What must be near for the words to count. The scope's default is document."`
	Priority Int      `yaml:"priority" def:"0" doc:"Among matches of the same length the higher one wins."`
}

// Act is a verb phrase whose doing takes a side.
type Act struct {
	Pos      Pos      `yaml:"-"`
	ID       Text     `yaml:"id" need:"y" doc:"Unique in the issue."`
	Match    Patterns `yaml:"match" need:"y" doc:"The verb with what belongs to it: withdraw from {territory}. The first word is the verb, in any of its forms, the passive too."`
	Sign     Sign     `yaml:"sign" def:"1" enum:"1,-1,0" doc:"1 where the act does what the proposition proposes, -1 where it does the contrary, 0 where it addresses the issue without a side (abstains)."`
	Lean     Sign     `yaml:"lean" def:"0" enum:"1,-1,0" doc:"As a target's."`
	Agent    Patterns `yaml:"agent" doc:"Who must do it: the subject, or in the passive the one after by. Left out: anybody."`
	NotAgent Patterns `yaml:"not_agent" doc:"Who does something else by it, so that the act is none: a firm that raises its own minimum wage."`
	Object   Patterns `yaml:"object" doc:"What must be named in the verb's own clause after it (in the passive: before it). Left out: nothing."`
	Holder   Text     `yaml:"holder" enum:"agent,object,none" def:"agent" doc:"Who takes a side by it. none: the act is only a target for predicates above it."`
	Context  *Context `yaml:"context" doc:"What must be near."`
	Priority Int      `yaml:"priority" def:"0" doc:"Among matches of the same length the higher one wins."`
}

// Operator is a word that takes a target as its argument and keeps or turns its side: a predicate, reverser or carrier.
type Operator struct {
	Pos        Pos      `yaml:"-"`
	ID         Text     `yaml:"id" need:"y" doc:"Unique in its section."`
	Sign       Sign     `yaml:"sign" def:"1" enum:"1,-1,0" doc:"Predicates: 1 for the target, -1 against it, 0 speaks of it without a side. Reversers have -1, carriers 1."`
	Kind       Text     `yaml:"kind" enum:"speech,attitude,act" def:"speech" doc:"Predicates: speech says a side (condemns), attitude holds one (supports, is opposed to), act does something for or against the target (approves, vetoes, signs)."`
	Strength   Float    `yaml:"strength" def:"0.8" doc:"How strong a side it takes, 0 to 1."`
	Verbs      Patterns `yaml:"verbs" doc:"Verbs in their base form, with particle or preposition: call for. All inflected forms and the passive are found."`
	Nouns      Patterns `yaml:"nouns" doc:"Nouns, with a preposition where only that one will do: opposition to. Without one: of, to, for, on, against, over, about, towards; or the target stands before the noun (settlement freeze)."`
	Adjectives Patterns `yaml:"adjectives" doc:"Adjectives said of the holder: opposed to, in favour of, ready for."`
	Target     []Text   `yaml:"target" enum:"object,subject,clause,infinitive,gerund,effect" doc:"Where a verb's target stands; default: object, clause, infinitive, gerund (all that follows the verb and depends on it). effect: it does something in the clause behind the verb (warn that it would raise prices)."`
	Holder     Text     `yaml:"holder" enum:"subject,object,speaker,none" def:"subject" doc:"Whose side it is: the subject (the passive's by, the noun's possessor), the object (persuades him), the one who speaks (must, should), nobody's."`
	Judges     Bool     `yaml:"judges" def:"false" doc:"Whether a verdict behind the object is the subject's: calls the blockade illegal."`
	Except     Patterns `yaml:"except" doc:"Words that look like it and are not."`
}

// Verdict is a judgement by the one who speaks on what stands as its subject or object.
type Verdict struct {
	Pos         Pos      `yaml:"-"`
	ID          Text     `yaml:"id" need:"y" doc:"Unique in its section."`
	Sign        Sign     `yaml:"sign" def:"1" enum:"1,-1,0" doc:"The side on what is judged: 1 good, -1 bad."`
	Strength    Float    `yaml:"strength" def:"0.8" doc:"How strong a side it takes, 0 to 1."`
	Adjectives  Patterns `yaml:"adjectives" doc:"After a form of be, become, remain, seem (is illegal), or before the target (illegal settlements)."`
	Nouns       Patterns `yaml:"nouns" doc:"After a form of be and the like: is an obstacle to peace."`
	Verbs       Patterns `yaml:"verbs" doc:"Verbs whose subject is judged: undermine, violate."`
	Object      Sign     `yaml:"object" def:"0" enum:"1,-1,0" doc:"The side on what stands as the object, or after the noun's preposition: undermine has sign -1 and object 1, for what one says to be undermined one values."`
	Attributive Bool     `yaml:"attributive" def:"true" doc:"Whether the adjectives also judge from before the target."`
}

// Shifter changes what stands in its scope.
type Shifter struct {
	Pos         Pos      `yaml:"-"`
	ID          Text     `yaml:"id" need:"y" doc:"Unique in its section."`
	Category    Text     `yaml:"category" need:"y" enum:"negation,condition,question,possibility,hedge,intensifier,pseudo" doc:"negation turns the side (not welcomes: against); condition makes it conditional; question and possibility take it away; hedge and intensifier change the strength; pseudo is no shifter though it looks like one (not only)."`
	Match       Patterns `yaml:"match" need:"y" doc:"The words."`
	Direction   Text     `yaml:"direction" enum:"forward,backward,both" def:"forward" doc:"Where its scope lies."`
	Scope       Text     `yaml:"scope" enum:"word,clause,sentence" def:"clause" doc:"How far it reaches: the next predicate, to the end of the clause, or of the sentence."`
	Terminators Patterns `yaml:"terminators" doc:"Words that end the scope early: but, although."`
	Toward      Sign     `yaml:"toward" def:"1" enum:"1,-1,0" doc:"Conditions: 1 where the side comes true when the condition is met (if, only if), -1 where the contrary does (unless), 0 where that is open."`
}

// Override is a whole phrase with its answer.
type Override struct {
	Pos      Pos      `yaml:"-"`
	ID       Text     `yaml:"id" need:"y" doc:"Unique in the issue."`
	Match    Patterns `yaml:"match" need:"y" doc:"The phrase."`
	Label    Text     `yaml:"label" need:"y" enum:"support,oppose,conditional,neutral,none" doc:"The answer; none: the sentence's words that are covered take no side."`
	Toward   Text     `yaml:"toward" enum:"support,oppose" doc:"With conditional: the side when the condition is met."`
	Holder   Text     `yaml:"holder" enum:"subject,object,speaker,by" def:"subject" doc:"Whose side: the subject of the clause that the phrase stands in, the noun phrase after the phrase, the one who speaks, or the one after by."`
	Agent    Patterns `yaml:"agent" doc:"Who the holder must be. Left out: anybody."`
	Context  *Context `yaml:"context" doc:"What must be near."`
	Priority Int      `yaml:"priority" def:"0" doc:"The higher one wins before the longer one does."`
}

// Actor is a person or body that the pack knows.
type Actor struct {
	Pos     Pos    `yaml:"-"`
	ID      Text   `yaml:"id" need:"y" doc:"Unique in the pack."`
	Name    Text   `yaml:"name" need:"y" doc:"The full name."`
	Kind    Text   `yaml:"kind" enum:"person,organization,group" def:"person" doc:"What it is."`
	Aliases []Text `yaml:"aliases" doc:"Other names in full, as they are written. A person's last name need not be given."`
	Roles   []Role `yaml:"roles" doc:"What it was, and when."`
}

// Role is an office with its dates.
type Role struct {
	Pos     Pos    `yaml:"-"`
	Title   Text   `yaml:"title" need:"y" doc:"The office: Prime Minister of Israel."`
	Aliases []Text `yaml:"aliases" doc:"Other ways to name it: Israeli prime minister, Israel's premier."`
	From    Date   `yaml:"from" doc:"The first day, 2009-03-31. Left out: always."`
	To      Date   `yaml:"to" doc:"The last day. Left out: to this day."`
}

// Example is a text with its answer for the issue in which it stands.
type Example struct {
	Pos      Pos    `yaml:"-"`
	Text     Text   `yaml:"text" need:"y" doc:"One or a few sentences."`
	Label    Text   `yaml:"label" need:"y" enum:"support,oppose,conditional,neutral,none" doc:"The answer; none: the issue is not in the result."`
	Toward   Text   `yaml:"toward" enum:"support,oppose" doc:"With conditional: the side when the condition is met."`
	Holder   Text   `yaml:"holder" doc:"Whose stance it is, as the text names him. Left out: anybody's."`
	Speaker  Text   `yaml:"speaker" doc:"With it the text is read as this speaker's own words (a speech); without it, as news."`
	Date     Date   `yaml:"date" doc:"When the text was published; decides who the prime minister is."`
	Evidence []Text `yaml:"evidence" doc:"Words that the stance's evidence must cover."`
	Todo     Bool   `yaml:"todo" def:"false" doc:"A known miss: reported, does not fail. When it comes out right, take todo away."`
}
