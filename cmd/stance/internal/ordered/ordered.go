// Package ordered runs a function over a sequence on several goroutines and gives the results in the sequence's order.
package ordered

import (
	"context"
	"iter"
	"sync"
)

// Map applies f to the items of a sequence on n goroutines and yields the results in the order of the items. The
// sequence is read by one goroutine, never more than 3n items ahead of the consumer, so memory stays flat whatever its
// length. It ends early when the consumer does or the context is done; then a read that blocks, on a terminal say, is
// not waited for.
func Map[In, Out any](ctx context.Context, n int, items iter.Seq[In], f func(context.Context, In) Out) iter.Seq[Out] {
	type job struct {
		item In
		out  chan<- Out
	}
	return func(yield func(Out) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var wg sync.WaitGroup
		defer wg.Wait()
		defer cancel()

		jobs := make(chan job)
		results := make(chan (<-chan Out), 2*n)
		go func() {
			defer close(jobs)
			defer close(results)
			for item := range items {
				out := make(chan Out, 1)
				select {
				case results <- out:
				case <-ctx.Done():
					return
				}
				select {
				case jobs <- job{item, out}:
				case <-ctx.Done():
					return
				}
			}
		}()
		for range n {
			wg.Go(func() {
				for {
					select {
					case j, more := <-jobs:
						if !more {
							return
						}
						j.out <- f(ctx, j.item)
					case <-ctx.Done():
						return
					}
				}
			})
		}
		for {
			select {
			case out, more := <-results:
				if !more {
					return
				}
				select {
				case r := <-out:
					if !yield(r) {
						return
					}
				case <-ctx.Done():
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}
