package pack

import (
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// maxApart is how many sequences of one pattern are put into the trie one by one; more share a list.
const maxApart = 100

// maxVariants is how many sequences one pattern may stand for.
const maxVariants = 4000

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
