package pack

import (
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier/lexicon"
)

// What the lexicon learns from the patterns of packs.

// listClasses tells of which part of speech the words of lists are, where patterns name them: those in a noun's pattern
// are nouns, those that begin a verb's are verbs. Lists are learnt like the words that could stand in their place.
func (c *compiler) listClasses() {
	class := map[int32]WordClass{}
	var parser patternParser
	var name func(p *Pack, t Patterns, of WordClass)
	var items func(p *Pack, pat Pattern, of WordClass)
	items = func(p *Pack, pat Pattern, of WordClass) {
		for i, it := range pat {
			as := of
			if of == VerbWord && i > 0 {
				as = NounWord
			}
			for _, a := range it.Alts {
				items(p, a, as)
			}
			if it.Kind != Ref {
				continue
			}
			if l, ok := c.find(p, it.Text); ok && class[l] == AnyWord {
				class[l] = as
				if of := c.listOf[l]; of.pack != nil {
					name(of.pack, of.texts, as)
				}
			}
		}
	}
	name = func(p *Pack, texts Patterns, of WordClass) {
		for _, t := range texts {
			if namesLists(t) {
				var ignore Errors // they are told when all patterns are parsed
				items(p, parser.parse(t, &ignore), of)
			}
		}
	}
	for _, q := range c.queue {
		if q.class == NounWord || q.class == VerbWord {
			name(q.pack, q.texts, q.class)
		}
	}
	for i := range c.queue {
		if q := &c.queue[i]; q.list {
			q.class = class[q.root]
		}
	}
}

// compounds tells the lexicon which words stand beside each other as nouns: settlement freeze.
func (c *compiler) compounds() {
	var before, behind []lexicon.ID
	for _, s := range slices.Concat(c.nouns...) {
		for i := 1; i < len(s); i++ {
			j := i - 1
			for j > 0 && s[j].kind == gapStep {
				j-- // a gap may be empty: the social media | ban, but not: the Council | votes
			}
			if j < i-1 && s[j].kind != listStep && (s[j].kind != wordStep || !c.words.anyCase(s[j].what)) {
				continue
			}
			before, behind = c.edge(s[j], true, before[:0]), c.edge(s[i], false, behind[:0])
			for _, a := range before {
				for _, b := range behind {
					c.b.Compound(a, b)
				}
			}
		}
	}
}

// edge appends the words that a step can end or begin with: the word itself, or those at the edge of a list.
func (c *compiler) edge(s step, end bool, words []lexicon.ID) []lexicon.ID {
	switch s.kind {
	case anyStep, gapStep:
		return words
	case wordStep:
		return append(words, c.words.word(s.what))
	}
	for _, seqs := range c.inList[s.what] {
		for _, x := range seqs {
			at := 0
			if end {
				at = len(x) - 1
			}
			words = c.edge(x[at], end, words)
		}
	}
	return words
}

// learn teaches the lexicon the inflection of a pattern's words that it does not know.
func (c *compiler) learn(p Pattern, class WordClass) {
	if len(p) == 0 {
		return
	}
	one := func(it Item, verb bool) {
		if it.Kind == Alternatives {
			as := NounWord
			if verb {
				as = VerbWord
			}
			for _, a := range it.Alts {
				c.learn(a, as)
			}
			return
		}
		if it.Kind != Lemma || len(it.Text) < 2 || capsOf(it.Text) != anyCase || strings.ContainsAny(it.Text, "'-0123456789.") { // Roe v Wade
			return
		}
		w := c.b.Word(c.b.ID(it.Text))
		if verb && !w.Is(lexicon.Verbal) && (w.Class == 0 || w.Is(lexicon.Noun)) && !strings.HasSuffix(it.Text, "ly") {
			c.b.Verb(it.Text, doubles(it.Text))
		}
		if !verb && w.Class == 0 {
			c.b.Noun(singular(it.Text), "", 0)
		}
		if !verb && w.Is(lexicon.Gerund) && !w.Is(lexicon.Noun) && w.Noun == 0 {
			c.b.PluralOnly(it.Text) // face coverings
		}
	}
	if class == AdjectiveWord && len(p) == 1 {
		if it := p[0]; it.Kind == Lemma && capsOf(it.Text) == anyCase && !strings.ContainsAny(it.Text, "'0123456789.") && c.b.Word(c.b.ID(it.Text)).Class&^lexicon.PackWord == 0 {
			c.b.Add(it.Text, lexicon.Adjective) // draconian
		}
		return
	}
	if class == NounWord || class == VerbWord {
		for i, it := range p {
			one(it, class == VerbWord && i == 0)
		}
	}
}

// singular returns the word that a pattern's unknown noun is the plural of, which other patterns may write: centrifuges; or
// the word itself.
func singular(w string) string {
	one, ok := strings.CutSuffix(w, "s")
	if !ok || len(one) < 4 {
		return w
	}
	for _, end := range []string{"s", "u", "i", "a", "ie", "oe", "se", "xe", "ze", "che", "she"} {
		if strings.HasSuffix(one, end) {
			return w
		}
	}
	return one
}

// learnLast teaches the lexicon that the last word of a target is a noun behind another, where it knows a verb alone: the
// wolf cull, but not: the decision to leave.
func (c *compiler) learnLast(p Pattern) {
	if len(p) < 2 {
		return
	}
	before, it := p[len(p)-2], p[len(p)-1]
	if before.Kind == Lemma && c.b.Word(c.b.ID(before.Text)).Class&lexicon.Noun == 0 || before.Kind == Gap || before.Kind == Any {
		return
	}
	words := []Item{it}
	if it.Kind == Alternatives {
		words = words[:0]
		for _, a := range it.Alts {
			if len(a) == 1 {
				words = append(words, a[0])
			}
		}
	}
	for _, it := range words {
		if it.Kind != Lemma || capsOf(it.Text) != anyCase {
			continue
		}
		if w := c.b.Word(c.b.ID(it.Text)); w.Is(lexicon.Base) && !w.Is(lexicon.Noun|lexicon.Adjective|lexicon.Adverb|lexicon.Preposition|lexicon.Aux) {
			c.b.Noun(it.Text, "", 0)
		}
	}
}
