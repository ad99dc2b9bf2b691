package pack

import (
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// compiler makes a Set.
type compiler struct {
	set   *Set
	trie  *growth
	words symbols
	b     *lexicon.Builder
	errs  Errors
	lists map[string]int32 // "pack/list" → root
	roots int32            // how many there are
	queue []pending
	packs map[string]*Pack
	steps []step // of sequences, each a run of its own
	seqs  []seq  // of lists of them, likewise
	kept  int    // how many of these outlive their pattern

	ctx     map[ContextRule]int32 // the ID of each, which has none here
	unnamed map[string]int32      // by what they say: the roots of lists
	key     []byte

	listOf map[int32]pending // the named lists, by root
	nouns  [][]seq           // what noun patterns and lists of nouns stand for
	inList map[int32][][]seq // what named lists stand for, by root
}

type pending struct {
	pack  *Pack
	texts Patterns
	root  int32
	rule  int32
	class WordClass
	list  bool // a list with a name
}

// Compile makes packs ready. They come from Decode; one of them is the core. The words that the packs add go into the
// lexicon, which Compile finishes. The error is an Errors with every fault.
func Compile(packs []*Pack, b *lexicon.Builder) (*Set, error) {
	c := &compiler{set: &Set{}, roots: firstGate + int32(len(packs)), b: b, lists: map[string]int32{}, packs: map[string]*Pack{}, ctx: map[ContextRule]int32{},
		unnamed: map[string]int32{}, listOf: map[int32]pending{}, inList: map[int32][][]seq{}}
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
			q := pending{pack: p, texts: l.Patterns, root: c.lists[p.ID.Value+"/"+l.Name.Value], list: true}
			c.listOf[q.root] = q
			c.queue = append(c.queue, q)
		}
		c.pack(p)
	}
	for _, l := range []struct {
		name string
		list *int32
	}{
		{"agents", &c.set.Agents}, {"beliefs", &c.set.Beliefs}, {"proofs", &c.set.Proofs}, {"claims", &c.set.Claims}, {"denials", &c.set.Denials}, {"backers", &c.set.Backers}, {"foes", &c.set.Foes}, {"filings", &c.set.Filings}, {"links", &c.set.Links}, {"events", &c.set.Events},
		{"reactions", &c.set.Reactions}, {"approval", &c.set.Approval}, {"disapproval", &c.set.Disapproval},
	} {
		*l.list = NoList
		if root, ok := c.lists[CoreID+"/"+l.name]; ok {
			*l.list = root
		}
	}
	c.listClasses()
	parsed := parse(c.queue)
	c.trie = grow()
	faulty := false
	for _, q := range c.queue {
		patterns := <-parsed
		faulty = faulty || slices.ContainsFunc(patterns, func(p Pattern) bool { return p == nil })
		c.patterns(q, patterns)
	}
	c.trie.end()
	if faulty {
		for _, p := range c.set.Packs {
			checkPatterns(p, &c.errs)
		}
	}
	if len(c.errs) == 0 { // lists without a circle
		c.compounds()
	}
	if len(c.errs) > 0 {
		c.trie.wait()
		return nil, c.errs.sorted()
	}
	c.words.markWords(b)
	c.set.machine, c.set.Lexicon = c.finish()
	c.set.Contexts = len(c.ctx)
	c.set.indexActors()
	return c.set, nil
}

// root returns the number of a new root.
func (c *compiler) root() int32 {
	c.roots++
	return c.roots - 1
}

func (c *compiler) enqueue(p *Pack, texts Patterns, root, rule int32, class WordClass) {
	if len(texts) > 0 {
		c.queue = append(c.queue, pending{pack: p, texts: texts, root: root, rule: rule, class: class})
	}
}

// list makes an unnamed list, or NoList of nothing. What a pack asks for several times is one list.
func (c *compiler) list(p *Pack, texts Patterns) int32 {
	if len(texts) == 0 {
		return NoList
	}
	key := append(c.key[:0], p.ID.Value...)
	for _, t := range texts {
		key = append(append(key, '\n'), t.Value...)
	}
	c.key = key
	r, ok := c.unnamed[string(key)]
	if !ok {
		r = c.root()
		c.unnamed[string(key)] = r
		c.enqueue(p, texts, r, 0, AnyWord)
	}
	return r
}

func (c *compiler) contexts(p *Pack, all ...*Context) []ContextRule {
	var out []ContextRule
	for _, x := range all {
		if x == nil {
			continue
		}
		r := ContextRule{Any: c.list(p, x.Any), None: c.list(p, x.None), Scope: x.Scope.Value}
		id, ok := c.ctx[r]
		if !ok {
			id = int32(len(c.ctx))
			c.ctx[r] = id
		}
		r.ID = id
		out = append(out, r)
	}
	return out
}

// rule adds a rule and its patterns.
func (c *compiler) rule(p *Pack, r Rule, texts Patterns) int32 {
	n := int32(len(c.set.Rules))
	r.pack = int32(slices.Index(c.set.Packs, p))
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
	for r := range c.ctx {
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
	return Rule{ID: id, Kind: k, Issue: issue, Agent: NoList, NotAgent: NoList, ObjectList: NoList, Terminator: NoList, Of: -1}
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
			c.errs.add(is.ID.Pos, "the issue %q is already in the pack %q (%s): ids are unique among all loaded packs, so give one of the two another", is.ID.Value, other.Pack, other.ID.Pos)
		}
	}
	draws := make([]bool, len(c.set.Packs))
	for i, other := range c.set.Packs {
		draws[i] = other == p || slices.Contains(c.imports(p), other.ID.Value)
	}
	c.set.Issues = append(c.set.Issues, IssueRules{Issue: is, Pack: p.ID.Value, draws: draws})
	at := p.ID.Value + "/" + is.ID.Value + "/"
	top := p.Context
	if c.set.Gates[len(c.set.Gates)-1].Context != nil { // nothing of the pack is found where it does not hold
		top = nil
	}
	for _, t := range is.Targets {
		r := blank(at+t.ID.Value, TargetRule, n)
		r.Class, r.Sign, r.Lean, r.Priority = NounWord, t.Sign.Value, t.Lean.Value, int32(t.Priority.Value)
		r.Agent = c.list(p, t.Agent)
		r.Context = c.contexts(p, top, is.Context, t.Context)
		c.rule(p, r, t.Match)
	}
	for _, a := range is.Acts {
		r := blank(at+a.ID.Value, ActRule, n)
		r.Class, r.Sign, r.Lean, r.Priority, r.Holder = VerbWord, a.Sign.Value, a.Lean.Value, int32(a.Priority.Value), a.Holder.Value
		r.Agent, r.NotAgent, r.ObjectList = c.list(p, a.Agent), c.list(p, a.NotAgent), c.list(p, a.Object)
		r.Context = c.contexts(p, top, is.Context, a.Context)
		c.rule(p, r, a.Match)
	}
	c.rule(p, blank(at+"blockers", BlockerRule, n), is.Blockers)
	for _, o := range is.Overrides {
		r := blank(at+o.ID.Value, OverrideRule, n)
		r.Label, r.TowardSide, r.Holder, r.Priority = o.Label.Value, o.Toward.Value, o.Holder.Value, int32(o.Priority.Value)
		r.Agent = c.list(p, o.Agent)
		r.Context = c.contexts(p, top, is.Context, o.Context)
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
