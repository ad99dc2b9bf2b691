package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	"github.com/stance-dev/stance/cmd/stance/internal/ordered"
	"github.com/stance-dev/stance/cmd/stance/internal/progress"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// each has the articles of files answered and handles the answers in their order. What work does runs on many
// goroutines, what write does on one. An article that is refused is told on stderr, and the others are answered; then
// the error is errRefused.
func each[T any](ctx context.Context, std streams, f *engineFlags, eng engine, files []string,
	work func(*stancev1.Article, *stancev1.ClassifyArticleResponse) (T, error), write func(T) error,
) error {
	type answer struct {
		item input.Item
		out  T
		err  error
	}
	bar := progress.New(std.err, render.IsTerminal(std.err) && !render.IsTerminal(std.out), input.Size(files))
	defer bar.Clear()
	answers := ordered.Map(ctx, f.parallel(), input.Read(files, std.in), func(ctx context.Context, it input.Item) answer {
		article, err := it.Article()
		if err != nil {
			return answer{item: it, err: err}
		}
		response, err := eng.Classify(ctx, article)
		if err != nil {
			return answer{item: it, err: err}
		}
		out, err := work(article, response)
		return answer{it, out, err}
	})
	refused := false
	for a := range answers {
		bar.Add(a.item.Size, a.err != nil)
		if a.err != nil {
			if ctx.Err() != nil {
				break
			}
			if err := f.explain(a.err); isUnreachable(err) {
				return err
			}
			refused = true
			bar.Clear()
			fmt.Fprintf(std.err, "stance: %s: %s\n", a.item.Name, plain(a.err))
			continue
		}
		if err := write(a.out); err != nil {
			return fmt.Errorf("the output cannot be written: %w", err)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if refused {
		return errRefused
	}
	return nil
}

// analysed is an article and its answer as the client's types.
type analysed struct {
	article client.Article
	result  client.Result
}

func analyse(a *stancev1.Article, r *stancev1.ClassifyArticleResponse) (analysed, error) {
	return analysed{client.NewArticle(a), client.NewResult(a.GetText(), r)}, nil
}

// plain is an error's words without what the line before them tells.
func plain(err error) string {
	var e *client.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}
