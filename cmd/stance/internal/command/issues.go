package command

import (
	"context"
	"flag"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/cmd/stance/internal/encode"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
)

const issuesHelp = `
usage: stance issues [FLAGS]

Lists the packs with their versions, and their issues with the propositions that support and oppose refer to.
`

func runIssues(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("issues", flag.ContinueOnError)
	format := fs.String("format", "table", "`table` or json (a ListIssuesResponse)")
	rest, err := parse(fs, args, std, issuesHelp)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usagef("it takes no arguments")
	}
	eng, err := newLocal(nil, classifier.Bytes)
	if err != nil {
		return err
	}
	defer eng.Close()
	list, err := eng.Issues(ctx)
	if err != nil {
		return err
	}
	var out []byte
	switch *format {
	case "table":
		out = render.Issues(render.NewStyle(std.out), list)
	case "json":
		if out, err = encode.Indented(list); err != nil {
			return err
		}
	default:
		return usagef("--format cannot be %q: table or json", *format)
	}
	_, err = std.out.Write(out)
	return err
}
