// Package bench loads servers and measures what they can do.
//
// In go lanes, each a way to call a server, and requests; out come samples. The lanes are run by turns, a round of each
// after another, so that whatever else the machine does meets all of them: the ratios of one run can be relied on
// where its absolute figures cannot.
package bench

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Lane is one way to call a server.
type Lane struct {
	Name string
	// Open prepares one caller's calls; close ends them.
	Open func(context.Context) (call Call, close func(), err error)
	// Rounds has the result of each round that was run.
	Rounds []Round
}

// Call sends one request and waits for its answer.
type Call func(context.Context, *stancev1.ClassifyArticleRequest) error

// Round is what one round of a lane came to.
type Round struct {
	Calls, Errors int64
	Bytes         int64 // of article text in answered calls
	Elapsed       time.Duration
	Latencies     []time.Duration // of answered calls, in no order
	Failure       error           // one of the errors
}

// Rate is answered calls a second.
func (r *Round) Rate() float64 { return float64(r.Calls) / r.Elapsed.Seconds() }

// Load is how the lanes are loaded.
type Load struct {
	Requests []*stancev1.ClassifyArticleRequest
	Callers  int // how many calls are under way at once
	next     atomic.Int64
}

func (l *Load) request() *stancev1.ClassifyArticleRequest {
	return l.Requests[int(l.next.Add(1)-1)%len(l.Requests)]
}

// Closed runs one round of a lane in a closed loop: each caller sends a request when its last one is answered.
func (l *Load) Closed(ctx context.Context, lane *Lane, d time.Duration) error {
	until := time.Now().Add(d)
	return l.run(ctx, lane, func(ctx context.Context, call Call, r *Round) {
		for ctx.Err() == nil && time.Now().Before(until) {
			r.add(ctx, call, l.request(), time.Now())
		}
	})
}

// Paced runs one round of a lane at a given rate of calls a second, whether or not the answers keep up. The latency of
// a call counts from when it should have been sent, so that a server which falls behind cannot hide it.
func (l *Load) Paced(ctx context.Context, lane *Lane, rate float64, d time.Duration) error {
	due := make(chan time.Time, int(rate*d.Seconds())+1)
	start := time.Now()
	go func() {
		defer close(due)
		for i := 0; ; i++ {
			at := start.Add(time.Duration(float64(i) / rate * float64(time.Second)))
			if at.Sub(start) > d || ctx.Err() != nil {
				return
			}
			time.Sleep(time.Until(at))
			due <- at
		}
	}()
	return l.run(ctx, lane, func(ctx context.Context, call Call, r *Round) {
		for at := range due {
			r.add(ctx, call, l.request(), at)
		}
	})
}

// run opens the callers, lets each work, and adds their rounds up.
func (l *Load) run(ctx context.Context, lane *Lane, work func(context.Context, Call, *Round)) error {
	rounds := make([]Round, l.Callers)
	calls := make([]Call, l.Callers)
	for i := range calls {
		call, done, err := lane.Open(ctx)
		if err != nil {
			return err
		}
		defer done()
		calls[i] = call
	}
	start := time.Now()
	var all sync.WaitGroup
	for i := range rounds {
		all.Go(func() { work(ctx, calls[i], &rounds[i]) })
	}
	all.Wait()
	sum := Round{Elapsed: time.Since(start)}
	for i := range rounds {
		r := &rounds[i]
		sum.Calls += r.Calls
		sum.Errors += r.Errors
		sum.Bytes += r.Bytes
		sum.Latencies = append(sum.Latencies, r.Latencies...)
		if r.Failure != nil {
			sum.Failure = r.Failure
		}
	}
	lane.Rounds = append(lane.Rounds, sum)
	return ctx.Err()
}

func (r *Round) add(ctx context.Context, call Call, request *stancev1.ClassifyArticleRequest, start time.Time) {
	err := call(ctx, request)
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		r.Errors++
		r.Failure = err
		return
	}
	r.Calls++
	r.Bytes += int64(len(request.Article.Text))
	r.Latencies = append(r.Latencies, time.Since(start))
}

// Summary is what all rounds of a lane came to.
type Summary struct {
	Rate, MB            float64 // calls and megabytes of text a second
	P50, P90, P99, P999 time.Duration
	Errors              int64
	Failure             error
}

// Summary adds the rounds up.
func (l *Lane) Summary() Summary {
	var all Round
	var s Summary
	for i := range l.Rounds {
		r := &l.Rounds[i]
		all.Calls += r.Calls
		all.Bytes += r.Bytes
		all.Elapsed += r.Elapsed
		all.Latencies = append(all.Latencies, r.Latencies...)
		s.Errors += r.Errors
		if r.Failure != nil {
			s.Failure = r.Failure
		}
	}
	if all.Calls == 0 {
		return s
	}
	s.Rate, s.MB = all.Rate(), float64(all.Bytes)/1e6/all.Elapsed.Seconds()
	slices.Sort(all.Latencies)
	at := func(share float64) time.Duration {
		return all.Latencies[min(int(share*float64(len(all.Latencies))), len(all.Latencies)-1)]
	}
	s.P50, s.P90, s.P99, s.P999 = at(0.5), at(0.9), at(0.99), at(0.999)
	return s
}

// Ratio is the rate of one lane to that of another: the median over the rounds, the least and the greatest. 0: there
// are no rounds of both.
func Ratio(a, b *Lane) (median, least, greatest float64) {
	var all []float64
	for i := range min(len(a.Rounds), len(b.Rounds)) {
		if y := b.Rounds[i].Rate(); y > 0 {
			all = append(all, a.Rounds[i].Rate()/y)
		}
	}
	if len(all) == 0 {
		return 0, 0, 0
	}
	slices.Sort(all)
	return all[len(all)/2], all[0], all[len(all)-1]
}
