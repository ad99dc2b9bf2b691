package pack

import (
	"slices"
	"strings"
	"unicode"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// maxApart is how many sequences of one pattern are put into the trie one by one; more share a list. It changes nothing but
// the size of the trie, which is built at each start: with 100 that of the built-in packs is almost twice as large.
const maxApart = 16

// maxVariants is how many sequences one pattern may stand for.
const maxVariants = 4000

// parse parses the patterns of rules and lists, one after the other, while what is parsed already is put into the trie. Those
// with faults are nil.
func parse(queue []pending) <-chan []Pattern {
	const ahead = 64 // as many rules and lists, so that few patterns are in memory
	parsed := make(chan []Pattern, ahead)
	go func() {
		defer close(parsed)
		var errs Errors
		var parser patternParser
		for _, q := range queue {
			patterns := make([]Pattern, len(q.texts))
			for i, t := range q.texts {
				errs = errs[:0]
				if p := parser.parse(t, &errs); len(errs) == 0 {
					patterns[i] = p
				}
			}
			parsed <- patterns
		}
	}()
	return parsed
}

// patterns puts the patterns of one rule or list into the trie.
func (c *compiler) patterns(q pending, parsed []Pattern) {
	for i, t := range q.texts {
		p := parsed[i]
		if p == nil {
			continue
		}
		c.learn(p, q.class)
		if !q.list && q.rule >= 0 && int(q.rule) < len(c.set.Rules) && c.set.Rules[q.rule].Kind == TargetRule {
			c.learnLast(p)
		}
		seqs := c.expand(q.pack, t, p, c.alone(nil))
		for i, s := range seqs {
			seqs[i] = trim(s)
		}
		seqs = slices.DeleteFunc(seqs, func(s seq) bool { return len(s) == 0 })
		if q.class == NounWord {
			c.nouns = append(c.nouns, seqs)
		}
		if q.list {
			c.inList[q.root] = append(c.inList[q.root], seqs)
		}
		if q.class == NounWord || q.list {
			c.kept = len(c.seqs)
		}
		for _, s := range seqs {
			c.trie.add(q.root, s, q.rule)
			if named := q.list || q.class == NounWord && q.rule >= 0 && int(q.rule) < len(c.set.Rules) && c.set.Rules[q.rule].Kind == TargetRule; named {
				c.hyphenated(q, s)
			}
			if !q.list && int(q.rule) < len(c.set.Rules) && c.namesNegation(s) {
				if r := &c.set.Rules[q.rule]; !slices.Contains(r.negated, c.words.word(s[0].what)) {
					r.negated = append(r.negated, c.words.word(s[0].what))
				}
			}
		}
		c.seqs = c.seqs[:c.kept]
	}
}

// hyphenated puts a sequence into the trie with two plain words that stand beside each other joined by a hyphen, as before a
// noun: net-neutrality rules, genetically-modified crops.
func (c *compiler) hyphenated(q pending, s seq) {
	for i := 1; i < len(s); i++ {
		if !c.isPlain(s[i-1]) || !c.isPlain(s[i]) {
			continue
		}
		w := c.b.Text(c.words.word(s[i-1].what)) + "-" + c.b.Text(c.words.word(s[i].what))
		id, tail := c.b.ID(w), c.b.Word(c.words.word(s[i].what))
		if k := c.b.Word(id); k.Class == 0 {
			class := lexicon.Adjective
			if tail.Is(lexicon.Noun) {
				class |= lexicon.Noun
			}
			c.b.Mark(id, class)
		}
		joined := append(append(slices.Clone(s[:i-1]), step{wordStep, c.word(id, w, false)}), s[i+1:]...)
		c.trie.add(q.root, joined, q.rule)
	}
}

// isPlain reports whether a step is a word in small letters that tells something.
func (c *compiler) isPlain(st step) bool {
	if st.kind != wordStep || !c.words.anyCase(st.what) {
		return false
	}
	id := c.words.word(st.what)
	w, s := c.b.Word(id), c.b.Text(id)
	return len(s) > 2 && strings.IndexByte(s, '-') < 0 && !w.Is(functionWord)
}

// namesNegation reports whether a sequence names a negation behind its first word.
func (c *compiler) namesNegation(s seq) bool {
	if s[0].kind != wordStep {
		return false
	}
	for _, st := range s[1:] {
		if st.kind != wordStep {
			continue
		}
		if c.b.In(c.words.word(st.what), lexicon.Denying|lexicon.Scant) {
			return true
		}
	}
	return false
}

// trim takes gaps away from the ends of a sequence, where what stood before or behind them was left out.
func trim(s seq) seq {
	for len(s) > 0 && s[0].kind == gapStep {
		s = s[1:]
	}
	for len(s) > 0 && s[len(s)-1].kind == gapStep {
		s = s[:len(s)-1]
	}
	return s
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

const unknownList = "pattern %q: there is no list %q in this pack, its imports or the core%s"

// expand multiplies out a pattern's alternatives.
func (c *compiler) expand(p *Pack, t Text, pat Pattern, heads []seq) []seq {
	for _, it := range pat {
		var tails []seq
		switch it.Kind {
		case Gap:
			tails = c.single(step{gapStep, it.Max})
		case Any:
			tails = c.single(step{kind: anyStep})
		case Ref:
			l, ok := c.find(p, it.Text)
			if !ok {
				c.errs.add(t.Pos, unknownList, t.Value, it.Text, c.similarList(p, it.Text))
				return nil
			}
			tails = c.single(step{listStep, l})
		case Alternatives:
			tails = c.several(len(it.Alts) + 1)
			for _, a := range it.Alts {
				tails = append(tails, c.expand(p, t, a, c.alone(nil))...)
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
		if len(heads)*len(tails) > maxVariants {
			c.errs.add(t.Pos, "the pattern stands for more than %d sequences: split it, or move alternatives to a list", maxVariants)
			return nil
		}
		if len(heads) == 1 && len(tails) == 1 { // most
			heads[0] = c.join(heads[0], tails[0])
			continue
		}
		out := c.several(len(heads) * len(tails))
		for _, h := range heads {
			for _, x := range tails {
				out = append(out, c.join(h, x))
			}
		}
		heads = out
	}
	return heads
}

// single returns a list of one sequence of one step.
func (c *compiler) single(s step) []seq {
	c.makeRoom(1)
	c.steps = append(c.steps, s)
	n := len(c.steps)
	return c.alone(c.steps[n-1 : n : n])
}

// alone returns a list of one sequence.
func (c *compiler) alone(s seq) []seq {
	return append(c.several(1), s)
}

// several returns an empty list with room for n sequences.
func (c *compiler) several(n int) []seq {
	if cap(c.seqs)-len(c.seqs) < n {
		c.seqs, c.kept = make([]seq, 0, max(n, 1<<12)), 0
	}
	from := len(c.seqs)
	c.seqs = c.seqs[:from+n]
	return c.seqs[from : from : from+n]
}

// join returns a sequence with another one behind it. Neither is changed, so that both may be parts of others.
func (c *compiler) join(h, x seq) seq {
	if len(h) == 0 {
		return x
	}
	c.makeRoom(len(h) + len(x))
	from := len(c.steps)
	c.steps = append(append(c.steps, h...), x...)
	return c.steps[from:len(c.steps):len(c.steps)]
}

// makeRoom makes room for a run of n steps.
func (c *compiler) makeRoom(n int) {
	if cap(c.steps)-len(c.steps) < n {
		c.steps = make([]step, 0, max(n, 1<<12))
	}
}

// begins reports whether some head is still empty: what comes next begins the pattern.
func begins(heads []seq) bool {
	return slices.ContainsFunc(heads, func(s seq) bool { return len(s) == 0 })
}

// together makes a list of many tails, so that they do not multiply with what stands before and behind them.
func (c *compiler) together(tails []seq) []seq {
	var out []seq
	l := c.root()
	for _, s := range tails {
		if len(s) == 0 {
			out = append(out, nil)
			continue
		}
		c.trie.add(l, s, 0)
	}
	return append(out, seq{{listStep, l}})
}

// wordSeqs returns the ways in which a text can write a pattern's word: with hyphens or apart.
func (c *compiler) wordSeqs(it Item) []seq {
	form := it.Kind == Form
	one := func(w string) step { return step{wordStep, c.word(c.b.ID(w), w, form)} }
	if stem, ok := strings.CutSuffix(it.Text, "'s"); ok && stem != "" {
		return []seq{{one(stem), {wordStep, c.word(c.b.ID("'s"), "'s", true)}}}
	}
	id := c.b.ID(it.Text)
	out := c.single(step{wordStep, c.word(id, it.Text, form)})
	if !form {
		if p := c.plural(id, it.Text); p != "" {
			out = append(out, seq{one(p)})
		}
	}
	if strings.IndexByte(it.Text, '-') < 0 { // most
		return out
	}
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

// word returns the symbol of a word. An acronym of four letters or more is written as a name, too, as British papers do: Nafta, Cop26; but
// not where that is another word: START.
func (c *compiler) word(id lexicon.ID, w string, form bool) int32 {
	cased, known := capsOf(w), c.b.Word(id)
	if cased == allCaps && len(w) > 3 && !strings.ContainsAny(w, ".-&'") && !known.Is(lexicon.Noun|lexicon.Verbal|lexicon.Adjective|lexicon.Adverb|lexicon.GivenName) {
		cased = capital
	}
	return c.words.of(id, cased, form)
}

// plural returns the plural of a pattern's word where the lexicon does not know that the two belong together, or "":
// Bradleys, F-16s, Scots, billions.
func (c *compiler) plural(id lexicon.ID, w string) string {
	k := c.b.Word(id)
	if k.Is(lexicon.Noun) && !k.Is(lexicon.Demonym|lexicon.GivenName) || k.Is(hasNoPlural) && !k.Is(lexicon.Demonym) {
		return ""
	}
	last := w[len(w)-1]
	switch {
	case last >= '0' && last <= '9':
		if capsOf(w) == anyCase {
			return ""
		}
		return w + "s"
	case !unicode.IsLower(rune(last)) || last == 's' || strings.ContainsAny(w, "'."):
		return ""
	case capsOf(w) != anyCase:
		return w + "s" // Germans: names are regular
	case strings.Contains(w, "-"):
		return ""
	}
	return lexicon.PluralOf(w)
}

// hasNoPlural are the classes of words of which there are no several.
const hasNoPlural = lexicon.Verbal | lexicon.Adjective | lexicon.Adverb | lexicon.Determiner | lexicon.Possessive | lexicon.Pronoun | lexicon.Preposition |
	lexicon.Coordinator | lexicon.Subordinator | lexicon.Modal | lexicon.AuxBe | lexicon.AuxHave | lexicon.AuxDo | lexicon.Negation |
	lexicon.Interjection | lexicon.To | lexicon.ExThere | lexicon.WhAdverb
