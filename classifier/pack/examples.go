package pack

import (
	"fmt"
	"strings"
)

// Answer is one stance that was found in an example's text.
type Answer struct {
	Issue    string
	Label    string // "support", "oppose", "conditional", "neutral"
	Toward   string // "support", "oppose" or ""
	Holder   string
	Evidence []string // the words of the chain
	Rules    []string // their rules
}

func (a Answer) String() string {
	s := a.Label
	if a.Toward != "" {
		s += " toward " + a.Toward
	}
	if a.Holder != "" {
		s += " by " + a.Holder
	}
	if len(a.Evidence) > 0 {
		s += " (" + strings.Join(a.Evidence, " · ") + ")"
	}
	return s
}

// Outcome is what became of one example.
type Outcome struct {
	Issue   *Issue
	Example *Example
	Answers []Answer // for the example's issue
	Passed  bool
	Todo    bool // a known miss: does not fail
}

// Failed reports whether the outcome speaks against the pack.
func (o *Outcome) Failed() bool { return !o.Passed && !o.Todo }

// Want says what the example asks for.
func (o *Outcome) Want() string {
	x := o.Example
	a := Answer{Label: x.Label.Value, Toward: x.Toward.Value, Holder: x.Holder.Value}
	for _, e := range x.Evidence {
		a.Evidence = append(a.Evidence, e.Value)
	}
	return a.String()
}

// Diff tells what was wanted and what came, in a few lines.
func (o *Outcome) Diff() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %q\n  - %s\n", o.Example.Pos, o.Issue.ID, o.Example.Text.Value, o.Want())
	if len(o.Answers) == 0 {
		b.WriteString("  + none\n")
	}
	for _, a := range o.Answers {
		fmt.Fprintf(&b, "  + %s\n", a)
	}
	return b.String()
}

// RunExamples runs all examples of a pack. answer reads one example's text and returns the stances on all issues.
func RunExamples(p *Pack, answer func(*Example) []Answer) []Outcome {
	var out []Outcome
	for i := range p.Issues {
		is := &p.Issues[i]
		for j := range is.Examples {
			x := &is.Examples[j]
			o := Outcome{Issue: is, Example: x, Todo: x.Todo.Value}
			for _, a := range answer(x) {
				if a.Issue == is.ID.Value {
					o.Answers = append(o.Answers, a)
					o.Passed = o.Passed || fits(x, a)
				}
			}
			if x.Label.Value == "none" {
				o.Passed = len(o.Answers) == 0
			}
			out = append(out, o)
		}
	}
	return out
}

// fits reports whether an answer is the one that an example asks for.
func fits(x *Example, a Answer) bool {
	if a.Label != x.Label.Value || x.Toward.Value != "" && a.Toward != x.Toward.Value {
		return false
	}
	if x.Holder.Value != "" && !sameName(x.Holder.Value, a.Holder) {
		return false
	}
	words := strings.Join(a.Evidence, " · ")
	for _, e := range x.Evidence {
		if !covers(words, e.Value) {
			return false
		}
	}
	return true
}

// covers reports whether each word of some evidence is among the words of the chain.
func covers(chain, evidence string) bool {
	have := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(chain)) {
		have[strings.Trim(w, ".,;:'\"")] = true
	}
	for _, w := range strings.Fields(strings.ToLower(evidence)) {
		if w = strings.Trim(w, ".,;:'\""); !have[w] {
			return false
		}
	}
	return true
}

// sameName reports whether two names agree: the words of one are all in the other.
func sameName(a, b string) bool {
	x, y := nameWords(a), nameWords(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if len(x) > len(y) {
		x, y = y, x
	}
	for w := range x {
		if !y[w] {
			return false
		}
	}
	return true
}

func nameWords(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(strings.ToLower(s)) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(w, ".,;:\""), "'s"), "’s")
		if w != "" && w != "the" && w != "a" && w != "an" && w != "'s" {
			out[w] = true
		}
	}
	return out
}
