package pack

import (
	"regexp"
	"strings"
)

// MinExamples is how many examples an issue should have at least.
const MinExamples = 8

var (
	idForm      = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	versionForm = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
)

// check finds what is wrong with a pack that decodes, but for its patterns: ids, dates, fields that do not go together.
func check(p *Pack, errs *Errors) {
	id := func(t Text, what string, seen map[string]Pos) {
		switch first, twice := seen[t.Value]; {
		case t.Value == "":
		case !idForm.MatchString(t.Value):
			errs.add(t.Pos, "%s %q: an id has lower case letters, digits and underscores, and begins with a letter", what, t.Value)
		case twice:
			errs.add(t.Pos, "%s %q is already given in line %d", what, t.Value, first.Line)
		default:
			seen[t.Value] = t.Pos
		}
	}
	ids := func() map[string]Pos { return map[string]Pos{} }
	id(p.ID, "the pack's id", ids())
	if p.Version.Value != "" && !versionForm.MatchString(p.Version.Value) {
		errs.add(p.Version.Pos, "the version %q is not of the form 1.2.0", p.Version.Value)
	}
	seen := ids()
	for _, l := range p.Lists {
		id(l.Name, "the list", seen)
	}
	operators := func(ops []Operator, what string, sign int8) {
		seen := ids()
		for _, o := range ops {
			id(o.ID, what, seen)
			if len(o.Verbs)+len(o.Nouns)+len(o.Adjectives) == 0 && o.ID.Value != "" {
				errs.add(o.Pos, "%s %q has no words: give verbs, nouns or adjectives", what, o.ID.Value)
			}
			if sign != 0 && o.Sign.Set && o.Sign.Value != sign {
				errs.add(o.Sign.Pos, "%s %q has the sign %d by nature: take the key away", what, o.ID.Value, sign)
			}
		}
	}
	verdicts := func(vs []Verdict) {
		seen := ids()
		for _, v := range vs {
			id(v.ID, "the verdict", seen)
			if len(v.Verbs)+len(v.Nouns)+len(v.Adjectives) == 0 && v.ID.Value != "" {
				errs.add(v.Pos, "the verdict %q has no words: give adjectives, nouns or verbs", v.ID.Value)
			}
		}
	}
	operators(p.Predicates, "the predicate", 0)
	operators(p.Reversers, "the reverser", -1)
	operators(p.Carriers, "the carrier", 1)
	verdicts(p.Verdicts)
	seen = ids()
	for _, s := range p.Shifters {
		id(s.ID, "the shifter", seen)
	}
	seen = ids()
	for _, a := range p.Actors {
		id(a.ID, "the actor", seen)
		for _, r := range a.Roles {
			if !r.From.IsZero() && !r.To.IsZero() && r.To.Before(r.From.Time) {
				errs.add(r.To.Pos, "the role %q ends before it begins", r.Title.Value)
			}
		}
	}
	seen = ids()
	for i := range p.Issues {
		is := &p.Issues[i]
		id(is.ID, "the issue", seen)
		rules := ids()
		for _, t := range is.Targets {
			id(t.ID, "the target", rules)
		}
		for _, a := range is.Acts {
			id(a.ID, "the act", rules)
		}
		for _, o := range is.Overrides {
			id(o.ID, "the override", rules)
			if o.Toward.Value != "" && o.Label.Value != "conditional" {
				errs.add(o.Toward.Pos, "toward goes with the label conditional alone")
			}
		}
		if len(is.Targets)+len(is.Acts)+len(is.Overrides) == 0 && is.ID.Value != "" {
			errs.add(is.Pos, "the issue %q has neither targets nor acts: nothing can be found for it", is.ID.Value)
		}
		operators(is.Predicates, "the predicate", 0)
		operators(is.Reversers, "the reverser", -1)
		operators(is.Carriers, "the carrier", 1)
		verdicts(is.Verdicts)
		for _, e := range is.Examples {
			if e.Toward.Value != "" && e.Label.Value != "conditional" {
				errs.add(e.Toward.Pos, "toward goes with the label conditional alone")
			}
			for _, w := range e.Evidence {
				if !strings.Contains(e.Text.Value, w.Value) && e.Text.Value != "" {
					errs.add(w.Pos, "the evidence %q does not stand in the example's text", w.Value)
				}
			}
			if e.Label.Value == "none" && (e.Holder.Value != "" || len(e.Evidence) > 0) {
				errs.add(e.Pos, "an example with the label none has neither holder nor evidence")
			}
		}
	}
}

// checkPatterns finds what is wrong with a pack's patterns.
func checkPatterns(p *Pack, errs *Errors) {
	for _, t := range p.Patterns() {
		ParsePattern(t.Text, errs)
	}
}

// Located is a pattern with the section that it stands in.
type Located struct {
	Text
	Section string // "predicates", "issues/settlements/targets"
	Rule    string // the id of its rule, or the list's name
}

// Patterns returns all patterns of the pack, in the order of the file's sections.
func (p *Pack) Patterns() []Located {
	var all []Located
	add := func(section, rule string, lists ...Patterns) {
		for _, l := range lists {
			for _, t := range l {
				all = append(all, Located{t, section, rule})
			}
		}
	}
	context := func(section, rule string, c *Context) {
		if c != nil {
			add(section, rule, c.Any, c.None)
		}
	}
	operators := func(section string, ops []Operator) {
		for _, o := range ops {
			add(section, o.ID.Value, o.Verbs, o.Nouns, o.Adjectives, o.Except)
		}
	}
	verdicts := func(section string, vs []Verdict) {
		for _, v := range vs {
			add(section, v.ID.Value, v.Adjectives, v.Nouns, v.Verbs)
		}
	}
	for _, l := range p.Lists {
		add("lists", l.Name.Value, l.Patterns)
	}
	context("context", "", p.Context)
	operators("predicates", p.Predicates)
	operators("reversers", p.Reversers)
	operators("carriers", p.Carriers)
	verdicts("verdicts", p.Verdicts)
	for _, s := range p.Shifters {
		add("shifters", s.ID.Value, s.Match, s.Terminators)
	}
	add("anaphors", "", p.Anaphors)
	for i := range p.Issues {
		is := &p.Issues[i]
		at := "issues/" + is.ID.Value
		context(at+"/context", "", is.Context)
		for _, t := range is.Targets {
			add(at+"/targets", t.ID.Value, t.Match, t.Agent)
			context(at+"/targets", t.ID.Value, t.Context)
		}
		for _, a := range is.Acts {
			add(at+"/acts", a.ID.Value, a.Match, a.Agent, a.NotAgent, a.Object)
			context(at+"/acts", a.ID.Value, a.Context)
		}
		add(at+"/blockers", "", is.Blockers)
		operators(at+"/predicates", is.Predicates)
		operators(at+"/reversers", is.Reversers)
		operators(at+"/carriers", is.Carriers)
		verdicts(at+"/verdicts", is.Verdicts)
		for _, o := range is.Overrides {
			add(at+"/overrides", o.ID.Value, o.Match, o.Agent)
			context(at+"/overrides", o.ID.Value, o.Context)
		}
	}
	return all
}
