package classifier

import (
	"context"
	"fmt"
	"strings"

	"github.com/stance-dev/stance/classifier/pack"
)

// RunExamples reads the examples of a loaded pack, by id, and tells what became of each; nil where no such pack is loaded.
func (c *Classifier) RunExamples(id string) []pack.Outcome {
	for _, p := range c.packSet.Packs {
		if p.ID.Value == id {
			return pack.RunExamples(p, c.answers)
		}
	}
	return nil
}

// answers reads one example as an article.
func (c *Classifier) answers(x *pack.Example) []pack.Answer {
	a := articleOf(x)
	r, err := c.Classify(context.Background(), a)
	if err != nil {
		return nil
	}
	return answersOf(&a, r)
}

func articleOf(x *pack.Example) Article {
	a := Article{Text: x.Text.Value, Author: x.Speaker.Value, Published: x.Date.Time}
	if a.Author != "" {
		a.Type = Speech
	}
	return a
}

// Explain reads an example's text as RunExamples does, for the issues of one loaded pack, and returns the answers. It
// tells say, a line each, who speaks in the text, and then each step from the words of the issues to a holder, or what
// stopped it. A pack without issues (the core) or an unknown one stands for all.
func (c *Classifier) Explain(id string, x *pack.Example, say func(line string)) ([]pack.Answer, error) {
	a := articleOf(x)
	if err := validate(a); err != nil {
		return nil, err
	}
	var issues []bool
	for i, is := range c.issues {
		if is.Pack == id {
			if issues == nil {
				issues = make([]bool, len(c.issues))
			}
			issues[i] = true
		}
	}
	var steps []string
	p := c.pipelines.New().(*pipeline) // not from the pool: its engine tells what it does
	p.engine.Trace(func(format string, args ...any) { steps = append(steps, fmt.Sprintf(format, args...)) })
	if err := p.run(context.Background(), c, &a, issues); err != nil {
		return nil, err
	}
	r := p.result(c, &a, Bytes)
	if a.Type != Speech {
		for i := range r.Statements {
			s := &r.Statements[i]
			if s.Kind == Position {
				continue
			}
			who := "somebody unknown"
			if s.Speaker != None {
				who = r.Speakers[s.Speaker].Name
			}
			say(fmt.Sprintf("%s says: %q", who, s.Text))
		}
	}
	for _, s := range steps {
		say(s)
	}
	if len(steps) == 0 {
		say("no target, act or override matches")
	}
	return answersOf(&a, r), nil
}

func answersOf(a *Article, r *Result) []pack.Answer {
	var out []pack.Answer
	for i := range r.Statements {
		st := &r.Statements[i]
		for _, s := range st.Stances {
			answer := pack.Answer{Issue: s.Issue, Label: labelNames[s.Label], Toward: labelNames[s.Toward]}
			holder := st.Speaker
			if s.Holder != None {
				holder = s.Holder
			}
			if holder != None {
				answer.Holder = r.Speakers[holder].Name
			}
			for _, e := range s.Evidence {
				answer.Evidence = append(answer.Evidence, a.Text[e.Span.Start:e.Span.End])
				answer.Rules = append(answer.Rules, e.Rule)
			}
			out = append(out, answer)
		}
	}
	return out
}

var labelNames = [...]string{NoLabel: "", Support: "support", Oppose: "oppose", Conditional: "conditional", Neutral: "neutral"}

// checkExamples runs the examples of packs that did not come with the program. The error is a diff of those that fail.
func (c *Classifier) checkExamples(packs []*pack.Pack) error {
	var diffs []string
	for _, p := range packs {
		for _, o := range pack.RunExamples(p, c.answers) {
			if o.Failed() {
				diffs = append(diffs, o.Diff())
			}
		}
	}
	if len(diffs) == 0 {
		return nil
	}
	return &ExamplesError{Diffs: diffs}
}

// ExamplesError says that examples of a pack do not come out; the pack is refused.
type ExamplesError struct {
	Diffs []string // an example each: what was wanted, what came
}

func (e *ExamplesError) Error() string {
	if len(e.Diffs) == 1 {
		return "1 example does not come out; mend the pack, or mark it with todo: true\n" + e.Diffs[0]
	}
	return fmt.Sprintf("%d examples do not come out; mend the pack, or mark them with todo: true\n%s", len(e.Diffs), strings.Join(e.Diffs, ""))
}
