package command

import (
	"context"
	"flag"
	"sync"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/encode"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

const classifyHelp = `
usage: stance classify [FLAGS] FILE…|-

Reads articles and prints their statements, speakers and stances, in the order of the input.

A FILE is the text of one article, in UTF-8; one ending in .json holds a protojson stance.v1.Article ({"articleId": …,
"title": …, "text": …, "publishTime": "2024-05-01T00:00:00Z", …}; the text is needed, the rest is not) or an array of
them; one ending in .jsonl or .ndjson holds an Article a line; any of them may be packed as .gz. Of a folder all files
with these endings and .txt are read. "-" is standard input, of whichever kind it looks. A text is named by its file's
base name, as is an Article without an id; one in a folder by its path there.

Formats: "table" is for reading, in colour on a terminal (NO_COLOR turns that off, COLUMNS sets the width); "jsonl" is
one protojson ClassifyArticleResponse a line; "json" is the same, indented. A stance without holderIndex
is the speaker's own; speakerIndex and holderIndex count the list of speakers from 0.
` + exitCodes

const exitCodes = `
Exit codes: 0 all is answered; 1 some articles were refused or could not be read, which stderr tells, and the others
are answered; 2 wrong usage; 3 the server cannot be reached or does not let us in; 4 another failure; 130 interrupted.
`

func runClassify(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("classify", flag.ContinueOnError)
	format := fs.String("format", "table", "`format` of the output: table, jsonl or json")
	explain := fs.Bool("explain", false, "show the rules and the words that decided, in the table")
	var f engineFlags
	f.addCalls(fs)
	f.addServer(fs)
	files, err := parse(fs, args, std, classifyHelp)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return usagef("name the files to read, or - for standard input")
	}
	if *format != "table" && *format != "json" && *format != "jsonl" {
		return usagef("--format cannot be %q: table, jsonl or json", *format)
	}
	eng, list, err := f.open(ctx)
	if err != nil {
		return err
	}
	defer eng.Close()
	encode := answerEncoder(*format, std, list, *explain)
	buffers := sync.Pool{New: func() any { return new([]byte) }}
	out := newOutput(std.out)
	err = each(ctx, std, &f, eng, files, func(a *answer) {
		a.out = buffers.Get().(*[]byte)
		*a.out, a.err = encode((*a.out)[:0], a.article, a.response)
	}, func(a *answer) error {
		_, err := out.Write(*a.out)
		buffers.Put(a.out)
		return err
	})
	return out.close(err)
}

// encoder appends what is printed of one answer. It is called from many goroutines.
type encoder func(buf []byte, a *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error)

func answerEncoder(format string, std streams, list client.IssueList, explain bool) encoder {
	switch format {
	case "jsonl":
		return func(buf []byte, _ *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error) {
			return encode.AppendResponse(buf, r), nil
		}
	case "json":
		return func(buf []byte, _ *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error) {
			text, err := encode.Indented(r)
			return append(buf, text...), err
		}
	}
	table := render.NewTable(render.NewStyle(std.out), list.Issues, explain)
	return func(buf []byte, a *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error) {
		return table.Append(buf, client.NewArticle(a), client.NewResult(a.GetText(), r)), nil
	}
}
