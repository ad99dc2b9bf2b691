package command

import (
	"context"
	"errors"
	"iter"
	"sync"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
)

// remote asks a server, over streams that outlive its restarts.
type remote struct {
	client  *client.Client
	options []client.CallOption
}

func (r *remote) Answers(ctx context.Context, items iter.Seq[input.Item], finish func(*answer)) iter.Seq[*answer] {
	return func(yield func(*answer) bool) {
		var asked queue
		articles := func(yield func(client.Article, error) bool) {
			for it := range items {
				a := &answer{item: it}
				a.article, a.err = it.Article()
				asked.push(a)
				if !yield(client.NewArticle(a.article), a.err) {
					return
				}
			}
		}
		for result, err := range r.client.ClassifyAll(ctx, articles, r.options...) {
			var e *client.Error
			if errors.As(err, &e) && e.Last {
				yield(&answer{err: err})
				return
			}
			a := asked.pop()
			if a.response, a.err = result.Proto(), err; err == nil {
				finish(a)
			}
			if !yield(a) {
				return
			}
		}
	}
}

func (r *remote) Issues(ctx context.Context) (client.IssueList, error) { return r.client.Issues(ctx) }

func (r *remote) Close() error { return r.client.Close() }

// queue holds what was asked and not answered yet; one goroutine asks and another reads the answers.
type queue struct {
	mu      sync.Mutex
	answers []*answer
}

func (q *queue) push(a *answer) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.answers = append(q.answers, a)
}

func (q *queue) pop() *answer {
	q.mu.Lock()
	defer q.mu.Unlock()
	a := q.answers[0]
	q.answers[0] = nil
	q.answers = q.answers[1:]
	return a
}
