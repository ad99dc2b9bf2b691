package command

import (
	"context"
	"errors"
	"fmt"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	"github.com/stance-dev/stance/cmd/stance/internal/progress"
	"github.com/stance-dev/stance/cmd/stance/internal/render"
)

// each has the articles of files answered and writes the answers in their order. finish runs for each on many
// goroutines, write on one; both see answers that have a response alone. An article that is refused is told on stderr,
// and the others are answered; then the error is errRefused.
func each(ctx context.Context, std streams, f *engineFlags, eng engine, files []string, finish func(*answer), write func(*answer) error) error {
	bar := progress.New(std.err, render.IsTerminal(std.err) && !render.IsTerminal(std.out), input.Size(files))
	defer bar.Clear()
	refused := false
	for a := range eng.Answers(ctx, input.Read(files, std.in), finish) {
		bar.Add(a.item.Size, a.err != nil)
		if a.err != nil {
			if ctx.Err() != nil {
				break
			}
			var whole *client.Error
			if err := f.explain(a.err); isUnreachable(err) || errors.As(err, &whole) && whole.Last {
				return err
			}
			refused = true
			bar.Clear()
			fmt.Fprintf(std.err, "stance: %s: %s\n", render.Clean(a.item.Name), render.Clean(plain(a.err)))
			continue
		}
		if err := write(a); err != nil {
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

// plain is an error's words without what the line before them tells.
func plain(err error) string {
	var e *client.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return err.Error()
}
