// Package admission bounds the work that runs at once. Classifying is bound by the processor: more than one article a
// core makes every one slower and none sooner. So there is a slot a core and a short queue before it, and a call that
// would wait longer than it has time is refused at once, while another server can still take it.
package admission

import (
	"context"
	"strconv"
	"sync"
	"time"

	"github.com/stance-dev/stance/server/fault"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// overhead is what an article costs beyond its bytes, in bytes.
const overhead = 512

// The advice when to try again stays between these.
const (
	minRetry = 50 * time.Millisecond
	maxRetry = 5 * time.Second
)

// Controller hands out slots. Its methods may be called from any goroutine.
type Controller struct {
	slots  int
	queue  int
	budget time.Duration

	mu      sync.Mutex
	running int
	pending int64     // the cost of all that runs or waits
	calls   []*waiter // unary calls and batches, first come first served
	streams []*waiter // articles of streams
	turn    bool      // whose turn it is where both wait: true is the streams'
	perByte float64   // nanoseconds, smoothed; 0 until something has been measured
}

// New makes a controller with so many slots, and room for so many calls to wait. A call without a deadline is taken
// to have the budget.
func New(slots, queue int, budget time.Duration) *Controller {
	return &Controller{slots: slots, queue: queue, budget: budget}
}

type waiter struct {
	ready chan struct{}
	cost  int64
}

// Slot is the right to work. It is given back by Release.
type Slot struct {
	c     *Controller
	cost  int64
	start time.Time
}

// Acquire waits for a slot for a call with so many bytes of text. It refuses with OVERLOADED when the queue is full, or
// when the wait and the work would outlast the context's deadline.
func (c *Controller) Acquire(ctx context.Context, bytes int) (Slot, error) {
	cost := int64(bytes + overhead)
	c.mu.Lock()
	if c.running < c.slots {
		return c.start(cost), nil
	}
	if len(c.calls) >= c.queue {
		err := c.refusal("the server is busy and its queue is full")
		c.mu.Unlock()
		return Slot{}, err
	}
	left := c.budget
	if deadline, ok := ctx.Deadline(); ok {
		left = min(left, time.Until(deadline))
	}
	if c.wait()+c.alone(cost) > left {
		err := c.refusal("the server is busy and cannot answer before the call's deadline")
		c.mu.Unlock()
		return Slot{}, err
	}
	return c.enqueue(ctx, &c.calls, cost)
}

// Wait waits for a slot for one article of a stream. It never refuses: holding up the stream is the answer.
func (c *Controller) Wait(ctx context.Context, bytes int) (Slot, error) {
	cost := int64(bytes + overhead)
	c.mu.Lock()
	if c.running < c.slots {
		return c.start(cost), nil
	}
	return c.enqueue(ctx, &c.streams, cost)
}

// Try takes a slot if one is free.
func (c *Controller) Try(bytes int) (Slot, bool) {
	c.mu.Lock()
	if c.running < c.slots {
		return c.start(int64(bytes + overhead)), true
	}
	c.mu.Unlock()
	return Slot{}, false
}

// Load tells how many slots are taken and how many callers wait.
func (c *Controller) Load() (running, waiting int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.running, len(c.calls) + len(c.streams)
}

// start takes a free slot and unlocks.
func (c *Controller) start(cost int64) Slot {
	c.running++
	c.pending += cost
	c.mu.Unlock()
	return Slot{c: c, cost: cost, start: time.Now()}
}

// enqueue waits in a queue. It is called locked and returns unlocked.
func (c *Controller) enqueue(ctx context.Context, queue *[]*waiter, cost int64) (Slot, error) {
	w := &waiter{ready: make(chan struct{}), cost: cost}
	*queue = append(*queue, w)
	c.pending += cost
	c.mu.Unlock()
	select {
	case <-w.ready:
		return Slot{c: c, cost: cost, start: time.Now()}, nil
	case <-ctx.Done():
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, other := range *queue {
		if other == w {
			*queue = append((*queue)[:i], (*queue)[i+1:]...)
			c.pending -= cost
			return Slot{}, ctx.Err()
		}
	}
	// The slot came at the same moment as the end of the context: pass it on.
	c.give(cost)
	return Slot{}, ctx.Err()
}

// Release gives the slot back. done says that the work was finished, so that its time can be learned from.
func (s Slot) Release(done bool) {
	took := time.Since(s.start)
	c := s.c
	c.mu.Lock()
	defer c.mu.Unlock()
	if done {
		sample := float64(took) / float64(s.cost)
		if c.perByte == 0 {
			c.perByte = sample
		} else {
			c.perByte += (sample - c.perByte) / 16
		}
	}
	c.give(s.cost)
}

// give hands a slot with this cost to the next in line, or frees it.
func (c *Controller) give(cost int64) {
	c.pending -= cost
	queue := &c.calls
	if len(c.streams) > 0 && (len(c.calls) == 0 || c.turn) {
		queue = &c.streams
	}
	c.turn = !c.turn
	if len(*queue) == 0 {
		c.running--
		return
	}
	w := (*queue)[0]
	(*queue)[0] = nil
	*queue = (*queue)[1:]
	close(w.ready)
}

// wait is how long a new caller is likely to wait for its slot.
func (c *Controller) wait() time.Duration {
	return time.Duration(float64(c.pending) * c.perByte / float64(c.slots))
}

// alone is how long work of this cost takes once it runs.
func (c *Controller) alone(cost int64) time.Duration {
	return time.Duration(float64(cost) * c.perByte)
}

func (c *Controller) refusal(why string) error {
	f := fault.New(stancev1.ErrorReason_ERROR_REASON_OVERLOADED, why+": try again later or on another server",
		"queue", strconv.Itoa(len(c.calls)))
	return f.After(min(max(c.wait(), minRetry), maxRetry))
}
