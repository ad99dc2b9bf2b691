package command

import (
	"context"
	"encoding/csv"
	"flag"
	"io"
	"strconv"

	"github.com/stance-dev/stance/cmd/stance/internal/render"
	"github.com/stance-dev/stance/cmd/stance/internal/summary"
)

const summaryHelp = `
usage: stance summary [FLAGS] FILE…|-

Reads articles as "stance classify" does and prints who stands where: a row for each holder, a column for each issue,
and how often each side was found. Holders of different articles are the same where a pack lists them as one actor, or
else where their names are.

Formats: "table" is for reading; "csv" has a row for each holder and issue, with the counts of each side.
` + exitCodes

func runSummary(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("summary", flag.ContinueOnError)
	format := fs.String("format", "table", "`format` of the output: table or csv")
	top := fs.Int("top", 40, "how many holders the table shows, those with the most stances; 0: all")
	var f engineFlags
	f.addCalls(fs)
	f.addServer(fs)
	files, err := parse(fs, args, std, summaryHelp)
	switch {
	case err != nil:
		return err
	case len(files) == 0:
		return usagef("name the files to read, or - for standard input")
	case *format != "table" && *format != "csv":
		return usagef("--format cannot be %q: table or csv", *format)
	case *top < 0:
		return usagef("--top cannot be negative")
	}
	eng, list, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer eng.Close()
	m := summary.New()
	err = each(ctx, std, &f, eng, files, func(*answer) {}, func(a *answer) error {
		_, result := a.result()
		m.Add(result)
		return nil
	})
	if err != nil && exitCode(ctx, err) != ExitRefused {
		return err
	}
	out := newOutput(std.out)
	if *format == "csv" {
		summaryCSV(out, m)
	} else {
		_, _ = out.Write(render.Summary(render.NewStyle(std.out), m, list.Issues, *top))
	}
	return out.close(err)
}

// summaryCSV writes the counts; an error of the writer comes out when that is closed.
func summaryCSV(out io.Writer, m *summary.Matrix) {
	w := csv.NewWriter(out)
	_ = w.Write([]string{"holder", "kind", "issue_id", "support", "oppose", "conditional", "neutral"})
	for _, h := range m.Holders() {
		for _, id := range m.Issues() {
			if c := h.Counts[id]; c.Total() > 0 {
				_ = w.Write([]string{h.Name, string(h.Kind), id, strconv.Itoa(c.Support), strconv.Itoa(c.Oppose), strconv.Itoa(c.Conditional), strconv.Itoa(c.Neutral)})
			}
		}
	}
	w.Flush()
}
