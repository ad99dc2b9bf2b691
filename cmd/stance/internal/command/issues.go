package command

import (
	"context"
	"flag"

	"github.com/stance-dev/stance/cmd/stance/internal/encode"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
)

const issuesHelp = `
usage: stance issues [FLAGS]

Lists the packs with their versions, and their issues with the propositions that support and oppose refer to.
`

func runIssues(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("issues", flag.ContinueOnError)
	format := fs.String("format", "table", "`format` of the output: table or json (a protojson ListIssuesResponse)")
	var f engineFlags
	f.addServer(fs)
	rest, err := parse(fs, args, std, issuesHelp)
	switch {
	case err != nil:
		return err
	case len(rest) > 0:
		return usagef("it takes no arguments")
	case *format != "table" && *format != "json":
		return usagef("--format cannot be %q: table or json", *format)
	}
	eng, list, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer eng.Close()
	out := render.Issues(render.NewStyle(std.out), list)
	if *format == "json" {
		if out, err = encode.Indented(list.Proto()); err != nil {
			return err
		}
	}
	_, err = std.out.Write(out)
	return err
}
