package command

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/stance-dev/stance/classifier/pack"
)

// runPackWords prints the words of the core by what they mean, or what the core takes some words for.
func runPackWords(_ context.Context, args []string, std streams) error {
	words, err := parse(flag.NewFlagSet("pack words", flag.ContinueOnError), args, std, packHelp)
	if err != nil {
		return err
	}
	_, chosen, err := loadPacks([]string{pack.CoreID})
	if err != nil {
		return err
	}
	rules := rulesOf(chosen[0])
	if len(words) == 0 {
		for _, r := range rules {
			fmt.Fprintf(std.out, "%s\n", r.title())
			for _, w := range r.words {
				wrap(std.out, "  "+w.class+": ", w.patterns)
			}
		}
		return nil
	}
	for _, word := range words {
		found := false
		for _, r := range rules {
			for _, w := range r.words {
				for _, p := range w.patterns {
					if holdsWord(p, word) {
						fmt.Fprintf(std.out, "%s: %s, %s: %s\n", word, r.title(), w.class, p)
						found = true
					}
				}
			}
		}
		if !found {
			fmt.Fprintf(std.out, "%s: the core does not know it: if it takes a side, give it to your pack as a predicate, reverser, carrier or verdict\n", word)
		}
	}
	return nil
}

// coreRule is a rule of the core as it is told: "predicate support (+1)".
type coreRule struct {
	section, id string
	sign        int8
	words       []classWords
}

type classWords struct {
	class    string // verbs, nouns, adjectives
	patterns []string
}

func (r *coreRule) title() string { return fmt.Sprintf("%s %s (%+d)", r.section, r.id, r.sign) }

// rulesOf lists the operators and verdicts of a pack in its order.
func rulesOf(p *pack.Pack) []coreRule {
	var all []coreRule
	add := func(section, id string, sign int8, verbs, nouns, adjectives pack.Patterns) {
		r := coreRule{section: section, id: id, sign: sign}
		for _, c := range []struct {
			class string
			texts pack.Patterns
		}{{"verbs", verbs}, {"nouns", nouns}, {"adjectives", adjectives}} {
			if len(c.texts) == 0 {
				continue
			}
			w := classWords{class: c.class}
			for _, t := range c.texts {
				w.patterns = append(w.patterns, strings.Join(strings.Fields(t.Value), " "))
			}
			r.words = append(r.words, w)
		}
		all = append(all, r)
	}
	operators := func(section string, ops []pack.Operator, sign int8) {
		for i := range ops {
			o := &ops[i]
			s := sign
			if s == 0 {
				s = signOr(o.Sign, 1)
			}
			add(section, o.ID.Value, s, o.Verbs, o.Nouns, o.Adjectives)
		}
	}
	operators("predicate", p.Predicates, 0)
	operators("reverser", p.Reversers, -1)
	operators("carrier", p.Carriers, 1)
	for i := range p.Verdicts {
		v := &p.Verdicts[i]
		add("verdict", v.ID.Value, signOr(v.Sign, 1), v.Verbs, v.Nouns, v.Adjectives)
	}
	return all
}

// signOr returns a sign, or another where the pack gives none.
func signOr(s pack.Sign, other int8) int8 {
	if s.Set {
		return s.Value
	}
	return other
}

// holdsWord reports whether a word, or words in their order, stand in a pattern.
func holdsWord(pattern, word string) bool {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || r == '-' || r == '\'' }
	of := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !inWord(r) })
	}
	have, want := of(pattern), of(word)
	if len(want) == 0 {
		return false
	}
	for _, w := range have {
		if w == want[0] {
			if want = want[1:]; len(want) == 0 {
				return true
			}
		}
	}
	return false
}

// wrap prints words with commas between, in lines of a hundred letters.
func wrap(out io.Writer, head string, words []string) {
	const width = 100
	line := head
	for i, w := range words {
		if i < len(words)-1 {
			w += ","
		}
		if len(line)+len(w) > width && strings.TrimSpace(line) != "" {
			fmt.Fprintln(out, strings.TrimRight(line, " "))
			line = "    "
		}
		line += w + " "
	}
	fmt.Fprintln(out, strings.TrimRight(line, " "))
}
