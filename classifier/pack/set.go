package pack

import (
	"fmt"
	"slices"
	"strings"

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
	Beliefs int32 // the core's list of verbs whose negation passes to what they govern, or NoList
	Gates   []Gate

	Contexts int // how many ContextRules there are
	machine  *machine
	offices  map[string][]office
	surnames map[string]bool
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
}

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
	ObjectList int32
	Terminator int32
	Context    []ContextRule
	Of         int32  // of an ExceptRule: the rule that it stops
	Speech     string // of a predicate: speech, attitude, act
	Holder     string
	Target     []string
	Category   string
	Direction  string
	Scope      string
	Label      string
	TowardSide string
	Judges     bool // of a predicate: a verdict behind the object is the subject's
	Attribute  bool // of a verdict: judges from before the target, too
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

// maxApart is how many sequences of one pattern are put into the trie one by one; more share a list.
const maxApart = 100

// maxVariants is how many sequences one pattern may stand for.
const maxVariants = 4000

// list makes a list that has no name.
func (t *trie) list() int32 {
	n := t.fresh()
	t.nodes[n].root = true
	return n
}

// compiler makes a Set.
type compiler struct {
	set    *Set
	trie   *trie
	b      *lexicon.Builder
	errs   Errors
	lists  map[string]int32 // "pack/list" → root
	queue  []pending
	packs  map[string]*Pack
	ctx    map[*Context]ContextRule
	unused map[string]bool
}

type pending struct {
	pack  *Pack
	texts Patterns
	root  int32
	rule  int32
	class WordClass
}

// Compile makes packs ready. They come from Decode; one of them is the core. The words that the packs add go into the
// lexicon, which Compile finishes. The error is an Errors with every fault.
func Compile(packs []*Pack, b *lexicon.Builder) (*Set, error) {
	c := &compiler{set: &Set{}, trie: newTrie(int(firstGate) + len(packs)), b: b, lists: map[string]int32{}, packs: map[string]*Pack{}, ctx: map[*Context]ContextRule{}}
	packs = slices.Clone(packs)
	slices.SortStableFunc(packs, func(x, y *Pack) int { return strings.Compare(x.ID.Value, y.ID.Value) })
	for _, p := range packs {
		if first, twice := c.packs[p.ID.Value]; twice {
			c.errs.add(p.ID.Pos, "the pack %q is already in %s", p.ID.Value, first.File)
			continue
		}
		c.packs[p.ID.Value] = p
		c.set.Packs = append(c.set.Packs, p)
	}
	c.checkImports()
	c.checkLists()
	for _, p := range c.set.Packs {
		for i := range p.Lists {
			c.lists[p.ID.Value+"/"+p.Lists[i].Name.Value] = c.root()
		}
	}
	for _, p := range c.set.Packs {
		for _, l := range p.Lists {
			c.enqueue(p, l.Patterns, c.lists[p.ID.Value+"/"+l.Name.Value], 0, AnyWord)
		}
		c.pack(p)
	}
	c.set.Agents, c.set.Beliefs = NoList, NoList
	if l, ok := c.lists[CoreID+"/agents"]; ok {
		c.set.Agents = l
	}
	if l, ok := c.lists[CoreID+"/beliefs"]; ok {
		c.set.Beliefs = l
	}
	for _, q := range c.queue {
		c.patterns(q)
	}
	if len(c.errs) > 0 {
		return nil, c.errs.sorted()
	}
	c.trie.markWords(b)
	c.set.Lexicon = b.Build()
	c.set.machine = c.trie.finish(c.set.Lexicon, int(firstGate)+len(c.set.Gates), c.documentLists())
	c.set.Contexts = len(c.ctx)
	c.set.indexActors()
	return c.set, nil
}

func (c *compiler) root() int32 { return c.trie.list() }

func (c *compiler) enqueue(p *Pack, texts Patterns, root, rule int32, class WordClass) {
	if len(texts) > 0 {
		c.queue = append(c.queue, pending{p, texts, root, rule, class})
	}
}

// list makes an unnamed list, or NoList of nothing.
func (c *compiler) list(p *Pack, texts Patterns) int32 {
	if len(texts) == 0 {
		return NoList
	}
	r := c.root()
	c.enqueue(p, texts, r, 0, AnyWord)
	return r
}

func (c *compiler) contexts(p *Pack, all ...*Context) []ContextRule {
	var out []ContextRule
	for _, x := range all {
		if x == nil {
			continue
		}
		r, ok := c.ctx[x]
		if !ok {
			r = ContextRule{int32(len(c.ctx)), c.list(p, x.Any), c.list(p, x.None), x.Scope.Value}
			c.ctx[x] = r
		}
		out = append(out, r)
	}
	return out
}

// rule adds a rule and its patterns.
func (c *compiler) rule(p *Pack, r Rule, texts Patterns) int32 {
	n := int32(len(c.set.Rules))
	c.set.Rules = append(c.set.Rules, r)
	root := OperatorRoot
	switch r.Kind {
	case TargetRule, ActRule, OverrideRule:
		root = c.set.Gates[len(c.set.Gates)-1].Root
	case AnaphorRule:
		root = AnaphorRoot
	}
	c.enqueue(p, texts, root, n, r.Class)
	return n
}

// documentLists returns the lists that are looked for in whole documents, those of the gates first: they are looked for
// in every one.
func (c *compiler) documentLists() []int32 {
	var gates, others []int32
	add := func(to []int32, r *ContextRule) []int32 {
		for _, l := range []int32{r.Any, r.None} {
			if l != NoList {
				to = append(to, l)
			}
		}
		return to
	}
	for _, g := range c.set.Gates {
		if g.Context != nil {
			gates = add(gates, g.Context)
		}
	}
	for _, r := range c.ctx {
		if r.ofDocument() {
			others = add(others, &r)
		}
	}
	slices.Sort(others) // the map has no order
	return append(gates, others...)
}

// gate opens the gate of a pack, whose issues follow.
func (c *compiler) gate(p *Pack) {
	g := Gate{Root: firstGate + int32(len(c.set.Gates)), First: int32(len(c.set.Issues)), Last: int32(len(c.set.Issues) + len(p.Issues))}
	if all := c.contexts(p, p.Context); len(all) > 0 && all[0].ofDocument() {
		g.Context = &all[0]
	}
	c.set.Gates = append(c.set.Gates, g)
}

func blank(id string, k Kind, issue int32) Rule {
	return Rule{ID: id, Kind: k, Issue: issue, Agent: NoList, ObjectList: NoList, Terminator: NoList, Of: -1}
}

func (c *compiler) pack(p *Pack) {
	id := p.ID.Value
	c.operators(p, id+"/predicates/", PredicateRule, -1, p.Predicates)
	c.operators(p, id+"/reversers/", ReverserRule, -1, p.Reversers)
	c.operators(p, id+"/carriers/", CarrierRule, -1, p.Carriers)
	c.verdicts(p, id+"/verdicts/", -1, p.Verdicts)
	for _, s := range p.Shifters {
		r := blank(id+"/shifters/"+s.ID.Value, ShifterRule, -1)
		r.Category, r.Direction, r.Scope, r.Toward = s.Category.Value, s.Direction.Value, s.Scope.Value, s.Toward.Value
		r.Terminator = c.list(p, s.Terminators)
		c.rule(p, r, s.Match)
	}
	c.rule(p, blank(id+"/anaphors", AnaphorRule, -1), p.Anaphors)
	c.set.Actors = append(c.set.Actors, p.Actors...)
	c.gate(p)
	for i := range p.Issues {
		c.issue(p, &p.Issues[i])
	}
}

func (c *compiler) issue(p *Pack, is *Issue) {
	n := int32(len(c.set.Issues))
	for _, other := range c.set.Issues {
		if other.ID.Value == is.ID.Value && other.Pack != p.ID.Value {
			c.errs.add(is.ID.Pos, "the issue %q is already in the pack %q: ids are unique among all loaded packs", is.ID.Value, other.Pack)
		}
	}
	c.set.Issues = append(c.set.Issues, IssueRules{Issue: is, Pack: p.ID.Value})
	at := p.ID.Value + "/" + is.ID.Value + "/"
	for _, t := range is.Targets {
		r := blank(at+t.ID.Value, TargetRule, n)
		r.Class, r.Sign, r.Lean, r.Priority = NounWord, t.Sign.Value, t.Lean.Value, int32(t.Priority.Value)
		r.Agent = c.list(p, t.Agent)
		r.Context = c.contexts(p, p.Context, is.Context, t.Context)
		c.rule(p, r, t.Match)
	}
	for _, a := range is.Acts {
		r := blank(at+a.ID.Value, ActRule, n)
		r.Class, r.Sign, r.Lean, r.Priority, r.Holder = VerbWord, a.Sign.Value, a.Lean.Value, int32(a.Priority.Value), a.Holder.Value
		r.Agent, r.ObjectList = c.list(p, a.Agent), c.list(p, a.Object)
		r.Context = c.contexts(p, p.Context, is.Context, a.Context)
		c.rule(p, r, a.Match)
	}
	c.rule(p, blank(at+"blockers", BlockerRule, n), is.Blockers)
	for _, o := range is.Overrides {
		r := blank(at+o.ID.Value, OverrideRule, n)
		r.Label, r.TowardSide, r.Holder, r.Priority = o.Label.Value, o.Toward.Value, o.Holder.Value, int32(o.Priority.Value)
		r.Agent = c.list(p, o.Agent)
		r.Context = c.contexts(p, p.Context, is.Context, o.Context)
		c.rule(p, r, o.Match)
	}
	c.operators(p, at+"predicates/", PredicateRule, n, is.Predicates)
	c.operators(p, at+"reversers/", ReverserRule, n, is.Reversers)
	c.operators(p, at+"carriers/", CarrierRule, n, is.Carriers)
	c.verdicts(p, at+"verdicts/", n, is.Verdicts)
}

func (c *compiler) operators(p *Pack, at string, k Kind, issue int32, ops []Operator) {
	for _, o := range ops {
		r := blank(at+o.ID.Value, k, issue)
		r.Sign, r.Strength, r.Speech, r.Holder = o.Sign.Value, float32(o.Strength.Value), o.Kind.Value, o.Holder.Value
		r.Judges = o.Judges.Value
		if k == ReverserRule {
			r.Sign = -1
		}
		for _, t := range o.Target {
			r.Target = append(r.Target, t.Value)
		}
		for _, w := range []struct {
			class WordClass
			texts Patterns
		}{{VerbWord, o.Verbs}, {NounWord, o.Nouns}, {AdjectiveWord, o.Adjectives}} {
			if len(w.texts) == 0 {
				continue
			}
			r.Class = w.class
			n := c.rule(p, r, w.texts)
			if len(o.Except) > 0 {
				x := blank(r.ID, ExceptRule, issue)
				x.Of = n
				c.rule(p, x, o.Except)
			}
		}
	}
}

func (c *compiler) verdicts(p *Pack, at string, issue int32, vs []Verdict) {
	for _, v := range vs {
		r := blank(at+v.ID.Value, VerdictRule, issue)
		r.Sign, r.Object, r.Strength, r.Attribute = v.Sign.Value, v.Object.Value, float32(v.Strength.Value), v.Attributive.Value
		r.Holder = "speaker"
		for _, w := range []struct {
			class WordClass
			texts Patterns
		}{{VerbWord, v.Verbs}, {NounWord, v.Nouns}, {AdjectiveWord, v.Adjectives}} {
			if len(w.texts) > 0 {
				r.Class = w.class
				c.rule(p, r, w.texts)
			}
		}
	}
}

// patterns parses the patterns of one rule or list and puts them into the trie.
func (c *compiler) patterns(q pending) {
	for _, t := range q.texts {
		var errs Errors
		p := ParsePattern(t, &errs)
		if len(errs) > 0 {
			continue // Decode has told them
		}
		c.learn(p, q.class)
		seqs := c.expand(q.pack, t, p, []seq{nil})
		for _, s := range seqs {
			s = trim(s)
			if q.class == NounWord {
				c.compounds(s)
			}
			if len(s) > 0 {
				c.trie.add(q.root, s, q.rule)
			}
		}
	}
}

// trim takes gaps away from the ends of a sequence, where what stood before or behind them was left out.
func trim(s seq) seq {
	for len(s) > 0 && s[0].gap > 0 {
		s = s[1:]
	}
	for len(s) > 0 && s[len(s)-1].gap > 0 {
		s = s[:len(s)-1]
	}
	return s
}

// compounds tells the lexicon which words stand beside each other as nouns: settlement freeze.
func (c *compiler) compounds(s seq) {
	for i := 1; i < len(s); i++ {
		a, b := s[i-1], s[i]
		if a.list == NoList && b.list == NoList && !a.any && !b.any && a.gap == 0 && b.gap == 0 {
			c.b.Compound(c.trie.words[a.symbol], c.trie.words[b.symbol])
		}
	}
}

// learn teaches the lexicon the inflection of a pattern's words that it does not know.
func (c *compiler) learn(p Pattern, class WordClass) {
	if len(p) == 0 {
		return
	}
	one := func(it Item, verb bool) {
		if it.Kind == Alternatives {
			for _, a := range it.Alts {
				c.learn(a, class)
			}
			return
		}
		if it.Kind != Lemma || capsOf(it.Text) != anyCase || strings.ContainsAny(it.Text, "'-0123456789.") {
			return
		}
		w := c.b.Word(c.b.ID(it.Text))
		if verb && !w.Is(lexicon.Verbal) && (w.Class == 0 || w.Is(lexicon.Noun)) && !strings.HasSuffix(it.Text, "ly") {
			c.b.Verb(it.Text, doubles(it.Text))
		}
		if !verb && w.Class == 0 {
			c.b.Noun(it.Text, "", 0)
		}
	}
	if class == VerbWord {
		one(p[0], true)
		return
	}
	if class == NounWord {
		for _, it := range p {
			one(it, false)
		}
	}
}

// doubles reports whether a verb of one syllable doubles its last consonant: ban, banned.
func doubles(w string) bool {
	n := len(w)
	isVowel := func(i int) bool { return strings.IndexByte("aeiou", w[i]) >= 0 }
	if n < 3 || isVowel(n-1) || !isVowel(n-2) || isVowel(n-3) || strings.IndexByte("wxy", w[n-1]) >= 0 {
		return false
	}
	vowels := 0
	for i := range n {
		if isVowel(i) {
			vowels++
		}
	}
	return vowels == 1
}

// expand multiplies out a pattern's alternatives.
func (c *compiler) expand(p *Pack, t Text, pat Pattern, heads []seq) []seq {
	for _, it := range pat {
		var tails []seq
		switch it.Kind {
		case Gap:
			tails = []seq{{{gap: int32(it.Max), list: NoList}}}
		case Any:
			tails = []seq{{{any: true, list: NoList}}}
		case Ref:
			l, ok := c.find(p, it.Text)
			if !ok {
				c.errs.add(t.Pos, "pattern %q: there is no list %q in this pack, its imports or the core%s", t.Value, it.Text, c.similarList(p, it.Text))
				return nil
			}
			tails = []seq{{{list: l}}}
		case Alternatives:
			for _, a := range it.Alts {
				tails = append(tails, c.expand(p, t, a, []seq{nil})...)
			}
		default:
			tails = c.wordSeqs(it)
		}
		if it.Optional {
			tails = append(tails, nil)
		}
		if len(heads)*len(tails) > maxApart && len(tails) > 1 && !begins(heads) {
			tails = c.together(tails)
		}
		var out []seq
		if len(heads)*len(tails) > maxVariants {
			c.errs.add(t.Pos, "the pattern stands for more than %d sequences: split it, or move alternatives to a list", maxVariants)
			return nil
		}
		for _, h := range heads {
			for _, x := range tails {
				out = append(out, append(slices.Clip(h), x...))
			}
		}
		heads = out
	}
	return heads
}

// begins reports whether some head is still empty: what comes next begins the pattern.
func begins(heads []seq) bool {
	return slices.ContainsFunc(heads, func(s seq) bool { return len(s) == 0 })
}

// together makes a list of many tails, so that they do not multiply with what stands before and behind them.
func (c *compiler) together(tails []seq) []seq {
	t := c.trie
	var out []seq
	l := t.list()
	for _, s := range tails {
		if len(s) == 0 {
			out = append(out, nil)
			continue
		}
		t.add(l, s, 0)
	}
	return append(out, seq{{list: l}})
}

// wordSeqs returns the ways in which a text can write a pattern's word: with hyphens or apart.
func (c *compiler) wordSeqs(it Item) []seq {
	form := it.Kind == Form
	one := func(w string) step { return step{symbol: c.trie.word(c.b, w, form), list: NoList} }
	if stem, ok := strings.CutSuffix(it.Text, "'s"); ok && stem != "" {
		return []seq{{one(stem), {symbol: c.trie.word(c.b, "'s", true), list: NoList}}}
	}
	out := []seq{{one(it.Text)}}
	if parts := strings.Split(it.Text, "-"); len(parts) > 1 && !slices.Contains(parts, "") {
		var apart seq
		for _, p := range parts {
			apart = append(apart, one(p))
		}
		out = append(out, apart)
		if len(parts) == 2 && strings.ToLower(parts[1]) == parts[1] {
			if w := c.b.Word(c.b.ID(parts[1])); w.Noun != 0 && !form { // cease-fires
				out = append(out, seq{one(it.Text + "s")})
			}
		}
	}
	return out
}

// find returns the root of a list that a pack can name.
func (c *compiler) find(p *Pack, name string) (int32, bool) {
	for _, id := range append([]string{p.ID.Value}, c.imports(p)...) {
		if l, ok := c.lists[id+"/"+name]; ok {
			return l, true
		}
	}
	return NoList, false
}

func (c *compiler) similarList(p *Pack, name string) string {
	keys := map[string]int{}
	for _, id := range append([]string{p.ID.Value}, c.imports(p)...) {
		for l := range c.lists {
			if n, ok := strings.CutPrefix(l, id+"/"); ok {
				keys[n] = 0
			}
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return suggest(name, keys)
}

// imports returns the packs that a pack draws on, the core last.
func (c *compiler) imports(p *Pack) []string {
	var ids []string
	for _, i := range p.Imports {
		ids = append(ids, i.Value)
	}
	if p.ID.Value != CoreID {
		ids = append(ids, CoreID)
	}
	return ids
}

// CoreID is the id of the pack that all others import.
const CoreID = "core"

func (c *compiler) checkImports() {
	for _, p := range c.set.Packs {
		for _, i := range p.Imports {
			if c.packs[i.Value] == nil {
				c.errs.add(i.Pos, "the pack %q that is imported is not loaded", i.Value)
			}
		}
	}
}

// checkLists refuses lists that contain themselves.
func (c *compiler) checkLists() {
	for _, p := range c.set.Packs {
		byName := map[string]*List{}
		for i := range p.Lists {
			byName[p.Lists[i].Name.Value] = &p.Lists[i]
		}
		state := map[string]int{}
		var visit func(l *List, path []string)
		visit = func(l *List, path []string) {
			name := l.Name.Value
			path = append(path, name)
			if state[name] == 1 {
				c.errs.add(l.Name.Pos, "the list %q contains itself: %s", name, strings.Join(path, " → "))
				state[name] = 2
				return
			}
			if state[name] == 2 {
				return
			}
			state[name] = 1
			for _, t := range l.Patterns {
				var ignore Errors
				for _, ref := range refs(ParsePattern(t, &ignore)) {
					if next := byName[ref]; next != nil {
						visit(next, path)
					}
				}
			}
			state[name] = 2
		}
		for i := range p.Lists {
			visit(&p.Lists[i], nil)
		}
	}
}

// refs returns the lists that a pattern names.
func refs(p Pattern) []string {
	var out []string
	for _, it := range p {
		if it.Kind == Ref {
			out = append(out, it.Text)
		}
		for _, a := range it.Alts {
			out = append(out, refs(a)...)
		}
	}
	return out
}

// Counts says how large a set is, for people.
func (s *Set) Counts() string {
	return fmt.Sprintf("%d packs, %d issues, %d rules, %d nodes", len(s.Packs), len(s.Issues), len(s.Rules), len(s.machine.states))
}
