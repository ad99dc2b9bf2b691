package command

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"runtime"
	"strings"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/cmd/stance/internal/encode"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	"github.com/stance-dev/stance/cmd/stance/internal/ordered"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

const classifyHelp = `
usage: stance classify [FLAGS] FILE…|-

Reads articles and prints their statements, speakers and stances in the order of the input.

A FILE is the text of one article; one ending in .json holds a protojson stance.v1.Article, or an array of them; one
ending in .jsonl or .ndjson an Article a line. "-" is standard input. An article without an id is named by its file.

Exit codes: 0 every article was answered; 1 some were refused (told on stderr), the others are answered; 2 usage;
3 the server cannot be reached; 4 another failure; 130 interrupted.
`

func runClassify(ctx context.Context, args []string, std streams) error {
	fs := flag.NewFlagSet("classify", flag.ContinueOnError)
	format := fs.String("format", "table", "`table`, json (indented) or jsonl (one ClassifyArticleResponse a line)")
	offsets := fs.String("offsets", "bytes", "unit of the offsets: `bytes`, utf16 or code-points")
	issues := fs.String("issues", "", "the issues to classify, `ids` parted by commas; all by default")
	explain := fs.Bool("explain", false, "show the rules that found each statement and its speaker, and the evidence")
	workers := fs.Int("workers", runtime.GOMAXPROCS(0), "articles classified at the same time")
	files, err := parse(fs, args, std, classifyHelp)
	if err != nil {
		return err
	}
	unit, err := offsetUnit(*offsets)
	switch {
	case err != nil:
		return err
	case len(files) == 0:
		return usagef("name the files to read, or - for standard input")
	case *workers < 1:
		return usagef("--workers must be at least 1")
	}
	eng, err := newLocal(splitList(*issues), unit)
	if err != nil {
		return err
	}
	defer eng.Close()
	list, err := eng.Issues(ctx)
	if err != nil {
		return err
	}
	write, err := writer(*format, std, list, *explain)
	if err != nil {
		return err
	}
	return classify(ctx, eng, files, std, *workers, write)
}

// classify writes the answers of the engine to the articles of the files.
func classify(ctx context.Context, eng engine, files []string, std streams, workers int, write encoder) error {
	type answer struct {
		name string
		out  []byte
		err  error
	}
	answers := ordered.Map(ctx, workers, input.Read(files, std.in), func(ctx context.Context, it input.Item) answer {
		a := answer{name: it.Name}
		article, err := it.Article()
		if err != nil {
			a.err = err
			return a
		}
		response, err := eng.Classify(ctx, article)
		if err != nil {
			a.err = err
			return a
		}
		a.out, a.err = write(article, response)
		return a
	})
	out := bufio.NewWriterSize(std.out, 256<<10)
	refused := false
	for a := range answers {
		switch {
		case a.err != nil && ctx.Err() != nil:
			return ctx.Err()
		case a.err != nil && unknownIssue(a.err):
			return usageError{a.err}
		case a.err != nil:
			refused = true
			fmt.Fprintf(std.err, "stance classify: %s: %v\n", a.name, a.err)
			continue
		}
		if _, err := out.Write(a.out); err != nil {
			return fmt.Errorf("the output cannot be written: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("the output cannot be written: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if refused {
		return errRefused
	}
	return nil
}

// encoder writes one answer. It is called from many goroutines.
type encoder func(*stancev1.Article, *stancev1.ClassifyArticleResponse) ([]byte, error)

func writer(format string, std streams, list *stancev1.ListIssuesResponse, explain bool) (encoder, error) {
	switch format {
	case "table":
		table := render.NewTable(render.NewStyle(std.out), list, explain)
		return func(a *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error) {
			return table.Append(nil, a, r), nil
		}, nil
	case "json":
		return func(_ *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error) {
			return encode.Indented(r)
		}, nil
	case "jsonl":
		return func(_ *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error) { return encode.Line(r) }, nil
	}
	return nil, usagef("--format cannot be %q: table, json or jsonl", format)
}

func offsetUnit(name string) (classifier.OffsetUnit, error) {
	switch name {
	case "bytes":
		return classifier.Bytes, nil
	case "utf16":
		return classifier.UTF16, nil
	case "code-points":
		return classifier.CodePoints, nil
	}
	return 0, usagef("--offsets cannot be %q: bytes, utf16 or code-points", name)
}

func splitList(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
