package command

import (
	"context"
	"flag"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/export"
)

const exportHelp = `
usage: stance export dna [FLAGS] FILE…|-
       stance export csv [FLAGS] FILE…|-

Reads articles as "stance classify" does and prints their statements as a table for another program.

"dna" is the event list of the Discourse Network Analyzer (DNA 3): a row for each stance for or against an issue, with
person or organization, the issue as concept, and agreement 1 or 0. Stances on a condition or without a side are left
out, as DNA knows no such. The columns start and stop count UTF-16 code units, as DNA does: they are the carets that
dna_addStatement of its R package asks for, with the document's ID there and the row's other columns.

"csv" has a row for each statement and each stance in it, with all that is known of speaker and holder.
` + exitCodes

func runExport(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("export", flag.ContinueOnError)
	concept := fs.String("concept", "label", "what dna calls an issue: its id, label or proposition, by `name`")
	var f engineFlags
	f.addCalls(fs)
	f.addServer(fs)
	rest, err := parse(fs, args, std, exportHelp)
	switch {
	case err != nil:
		return err
	case len(rest) == 0 || rest[0] != "dna" && rest[0] != "csv":
		return usagef("say which table: dna or csv")
	case len(rest) == 1:
		return usagef("name the files to read, or - for standard input")
	case *concept != "id" && *concept != "label" && *concept != "proposition":
		return usagef("--concept cannot be %q: id, label or proposition", *concept)
	}
	if rest[0] == "dna" {
		f.offsets = "utf16"
	}
	eng, list, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer eng.Close()
	out := newOutput(std.out)
	var table interface {
		Add(client.Article, client.Result) error
		Close() error
	}
	if rest[0] == "dna" {
		table = export.NewDNA(out, issueNames(list, *concept))
	} else {
		table = export.NewCSV(out, issueNames(list, "label"))
	}
	err = each(ctx, std, &f, eng, rest[1:], func(*answer) {}, func(a *answer) error { return table.Add(a.result()) })
	if failed := table.Close(); failed != nil && err == nil {
		err = failed
	}
	return out.close(err)
}

// issueNames is what issues are called, by id. One that is not listed is called by its id.
func issueNames(list client.IssueList, what string) func(id string) string {
	names := make(map[string]string)
	for _, i := range list.Issues {
		switch what {
		case "label":
			names[i.ID] = i.Label
		case "proposition":
			names[i.ID] = i.Proposition
		}
	}
	return func(id string) string {
		if name := names[id]; name != "" {
			return name
		}
		return id
	}
}
