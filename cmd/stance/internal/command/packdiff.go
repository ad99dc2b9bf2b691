package command

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	"github.com/stance-dev/stance/server/convert"
)

// runPackDiff tells which stances change between two versions of a pack over a corpus.
func runPackDiff(ctx context.Context, args []string, std streams) error {
	rest, err := parse(flag.NewFlagSet("pack diff", flag.ContinueOnError), args, std, packHelp)
	if err != nil {
		return err
	}
	if len(rest) < 3 {
		return usagef("give the old pack, the new one, and the files of a corpus")
	}
	old, _, err := openPacks(rest[:1])
	if err != nil {
		return err
	}
	changed, _, err := openPacks(rest[1:2])
	if err != nil {
		return err
	}
	articles, changes := 0, 0
	for it := range input.Read(rest[2:], std.in) {
		a, err := it.Article()
		if err != nil {
			return fmt.Errorf("%s: %w", it.Name, err)
		}
		in, err := convert.Article(a)
		if err != nil {
			return fmt.Errorf("%s: %w", it.Name, err)
		}
		before, err := stancesOf(ctx, old, in)
		if err != nil {
			return fmt.Errorf("%s: %w", it.Name, err)
		}
		after, err := stancesOf(ctx, changed, in)
		if err != nil {
			return fmt.Errorf("%s: %w", it.Name, err)
		}
		articles++
		var lines []string
		for _, s := range before {
			if !slices.Contains(after, s) {
				lines = append(lines, "  - "+s)
			}
		}
		for _, s := range after {
			if !slices.Contains(before, s) {
				lines = append(lines, "  + "+s)
			}
		}
		if len(lines) > 0 {
			fmt.Fprintf(std.out, "%s\n%s\n", it.Name, strings.Join(lines, "\n"))
			changes += len(lines)
		}
	}
	_, err = fmt.Fprintf(std.out, "%s, %s\n", count(articles, "article"), count(changes, "change"))
	return err
}

// stancesOf returns the stances of an article as lines: issue, label, holder, words.
func stancesOf(ctx context.Context, c *classifier.Classifier, a classifier.Article) ([]string, error) {
	r, err := c.Classify(ctx, a)
	if err != nil {
		return nil, err
	}
	var out []string
	for i := range r.Statements {
		st := &r.Statements[i]
		for _, s := range st.Stances {
			holder := st.Speaker
			if s.Holder != classifier.None {
				holder = s.Holder
			}
			name := "?"
			if holder != classifier.None {
				name = r.Speakers[holder].Name
			}
			out = append(out, fmt.Sprintf("%s: %s by %s: %q", s.Issue, labelNames[s.Label], name, st.Text))
		}
	}
	return out, nil
}

var labelNames = map[classifier.Label]string{
	classifier.Support: "support", classifier.Oppose: "oppose", classifier.Conditional: "conditional", classifier.Neutral: "neutral",
}
