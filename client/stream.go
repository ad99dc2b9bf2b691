package client

import (
	"context"
	"errors"
	"iter"
	"sync"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// ClassifyAll analyses a sequence of articles over streams, and yields one result an article in the articles' order.
// The sequence may be endless: no more than WithInFlight articles are underway, and memory stays flat.
//
// An article that is refused yields its error, with Result.ArticleID set, and the sequence goes on. So does an error
// that the articles' own sequence yields. A stream that breaks is opened again, on another server where there is one,
// and what it had not answered is sent once more, so that nothing is lost and nothing comes twice. When that does not
// help for the time that WithTimeout gives, or the context is done, or the server does not let the caller in, the
// sequence ends with that error, whose Last is true.
//
// The articles are read on a goroutine of their own. When the loop over the results is left early, the reading ends
// with the next article that their sequence gives.
func (c *Client) ClassifyAll(ctx context.Context, articles iter.Seq2[Article, error], options ...CallOption) iter.Seq2[Result, error] {
	call := newCall(options)
	if call.inFlight == 0 {
		call.inFlight = 64
	}
	if call.streams == 0 {
		call.streams = 4
	}
	call.streams = min(call.streams, call.inFlight)
	return func(yield func(Result, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		lanes := make([]*lane, call.streams)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()
		for i := range lanes {
			lanes[i] = newLane(c.rpc, c.timeout)
			wg.Go(func() { lanes[i].run(ctx) })
		}
		order := make(chan *entry, call.inFlight-1)
		go call.deal(ctx, articles, lanes, order)
		for {
			select {
			case e, more := <-order:
				if !more && ctx.Err() == nil {
					wg.Wait() // the streams end in peace
					return
				}
				if more && e.wait(ctx) {
					if !yield(e.result, e.err) || e.last {
						return
					}
					continue
				}
			case <-ctx.Done():
			}
			yield(Result{}, last(ctx.Err()))
			return
		}
	}
}

// deal reads the articles, puts them in order, and deals them to the lanes in turn.
func (c call) deal(ctx context.Context, articles iter.Seq2[Article, error], lanes []*lane, order chan<- *entry) {
	defer close(order)
	defer func() {
		for _, l := range lanes {
			l.close()
		}
	}()
	turn := 0
	for a, err := range articles {
		e := &entry{article: a, done: make(chan struct{})}
		var request *stancev1.ClassifyArticleRequest
		if err == nil {
			request, err = c.request(&a)
		}
		if err != nil {
			e.answer(Result{ArticleID: a.ID}, err)
		} else {
			e.request = &stancev1.StreamClassifyArticlesRequest{Request: request}
		}
		select {
		case order <- e:
		case <-ctx.Done():
			return
		}
		if err == nil {
			lanes[turn%len(lanes)].add(e)
			turn++
		}
	}
}

// entry is one article from its reading to its answer.
type entry struct {
	article Article
	request *stancev1.StreamClassifyArticlesRequest

	result Result
	err    error
	last   bool          // the sequence ends with it
	done   chan struct{} // closed when the above is set
}

func (e *entry) answer(r Result, err error) {
	e.result, e.err, e.request = r, err, nil
	close(e.done)
}

// fail answers with an error that ends the sequence.
func (e *entry) fail(err error) {
	e.last = true
	e.answer(Result{ArticleID: e.article.ID}, last(err))
}

// wait waits for the answer; false when the context is done before.
func (e *entry) wait(ctx context.Context) bool {
	select {
	case <-e.done:
		return true
	case <-ctx.Done():
		return false
	}
}

// last is an error that ends a sequence.
func last(err error) error {
	e := newError(err, "")
	var own *Error
	if errors.As(e, &own) {
		own.Last = true
	}
	return e
}
