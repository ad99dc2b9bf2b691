package command

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	"github.com/stance-dev/stance/cmd/stance/internal/ordered"
	"github.com/stance-dev/stance/cmd/stance/internal/progress"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// encoder appends what is printed of one answer. It is called from many goroutines.
type encoder func(buf []byte, a *stancev1.Article, r *stancev1.ClassifyArticleResponse) ([]byte, error)

// each has the articles of files answered and writes the answers in their order. An article that is refused is told on
// stderr, and the others are answered; then the error is errRefused.
func each(ctx context.Context, std streams, f *engineFlags, eng engine, files []string, encode encoder) error {
	type answer struct {
		item input.Item
		out  *[]byte
		err  error
	}
	buffers := sync.Pool{New: func() any { return new([]byte) }}
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
		buf := buffers.Get().(*[]byte)
		*buf, err = encode((*buf)[:0], article, response)
		return answer{it, buf, err}
	})
	out := bufio.NewWriterSize(std.out, 256<<10)
	refused := false
	for a := range answers {
		bar.Add(a.item.Size, a.err != nil)
		if a.err != nil {
			if ctx.Err() != nil {
				break
			}
			if err := f.explain(a.err); isUnreachable(err) {
				_ = out.Flush()
				return err
			}
			refused = true
			bar.Clear()
			fmt.Fprintf(std.err, "stance: %s: %s\n", a.item.Name, plain(a.err))
			continue
		}
		_, err := out.Write(*a.out)
		buffers.Put(a.out)
		if err != nil {
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

// plain is an error's words without what the line before them tells.
func plain(err error) string {
	var e *client.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}
