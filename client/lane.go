package client

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// lane is one stream to a server, and those that follow it when it breaks. What it has sent it keeps until the answer
// is there; the server answers in the order of the requests, so the first that is kept is the next that is answered.
type lane struct {
	rpc     stancev1.StanceServiceClient
	timeout time.Duration // longest time without an answer while one is owed; 0: no limit

	mu     sync.Mutex
	kept   []*entry      // not answered yet, in order
	sent   int           // how many of them the stream at hand has been sent
	closed bool          // no more will be added
	wake   chan struct{} // has room for one: kept or closed has changed
}

func newLane(rpc stancev1.StanceServiceClient, timeout time.Duration) *lane {
	return &lane{rpc: rpc, timeout: timeout, wake: make(chan struct{}, 1)}
}

func (l *lane) add(e *entry) {
	l.mu.Lock()
	l.kept = append(l.kept, e)
	l.mu.Unlock()
	l.notify()
}

func (l *lane) close() {
	l.mu.Lock()
	l.closed = true
	l.mu.Unlock()
	l.notify()
}

func (l *lane) notify() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// errStalled is the cause of the end of a stream that gave no answer in time.
var errStalled = errors.New("no answer in time")

// run opens streams until all is answered. It returns then, on a failure that no other stream would mend, and when the
// context is done.
func (l *lane) run(ctx context.Context) {
	failures := 0
	var since time.Time // of the first failure that no answer has followed
	for l.owes(ctx) {
		answered, err := l.stream(ctx)
		if answered > 0 {
			failures = 0
		}
		if err == nil || ctx.Err() != nil || !l.owing() {
			continue
		}
		if failures == 0 {
			since = time.Now()
		}
		if !passing(err) || l.timeout > 0 && time.Since(since) > l.timeout {
			l.fail(err)
			return
		}
		if !sleep(ctx, pause(failures, err)) {
			return
		}
		failures++
	}
}

// owes waits until there is something to send; false when nothing will come any more.
func (l *lane) owes(ctx context.Context) bool {
	for ctx.Err() == nil {
		l.mu.Lock()
		owing, closed := len(l.kept) > 0, l.closed
		l.mu.Unlock()
		if owing || closed {
			return owing
		}
		select {
		case <-l.wake:
		case <-ctx.Done():
		}
	}
	return false
}

func (l *lane) owing() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.kept) > 0
}

// stream opens one stream, sends what is kept and what comes, and reads answers until it ends. A nil error says that
// nothing is owed any more.
func (l *lane) stream(ctx context.Context) (answered int, err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stall := newStall(l.timeout, func() { cancel(errStalled) })
	defer stall.stop()
	stall.reset()
	s, err := l.rpc.StreamClassifyArticles(ctx)
	if err != nil {
		return 0, because(ctx, err)
	}
	var sender sync.WaitGroup
	defer sender.Wait()
	defer cancel(nil)
	sender.Go(func() { l.send(ctx, s, stall) })
	for {
		m, err := s.Recv()
		if err != nil {
			err = l.ended(err)
			if pushback, found := pushbackOf(s.Trailer()); found && err != nil {
				err = &pushedBack{err, pushback}
			}
			return answered, because(ctx, err)
		}
		e := l.take(m.GetArticleId(), stall)
		if e == nil {
			return answered, status.Errorf(codes.Internal, "the server answered %q, which is not what it was asked next", m.GetArticleId())
		}
		answered++
		e.answer(read(m.GetResult(), &e.article))
	}
}

// send sends what is kept and goes on with what is added, until the context is done or there is no more.
func (l *lane) send(ctx context.Context, s stancev1.StanceService_StreamClassifyArticlesClient, stall *stall) {
	l.mu.Lock()
	l.sent = 0
	l.mu.Unlock()
	for {
		l.mu.Lock()
		var next *stancev1.StreamClassifyArticlesRequest
		if l.sent < len(l.kept) {
			if l.sent == 0 {
				stall.reset()
			}
			next = l.kept[l.sent].request
			l.sent++
		}
		over := next == nil && l.closed
		l.mu.Unlock()
		switch {
		case next != nil:
			if s.Send(next) != nil {
				return // Recv has the reason
			}
		case over:
			_ = s.CloseSend()
			stall.reset() // the end is owed
			return
		default:
			select {
			case <-l.wake:
			case <-ctx.Done():
				return
			}
		}
	}
}

// take removes the entry that is answered; nil where none was sent or it has another id.
func (l *lane) take(id string, stall *stall) *entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.sent == 0 || l.kept[0].article.ID != id {
		return nil
	}
	e := l.kept[0]
	l.kept[0] = nil
	l.kept = l.kept[1:]
	l.sent--
	if l.sent > 0 {
		stall.reset()
	} else {
		stall.stop()
	}
	return e
}

// ended says what the end of a stream means: nothing, when all is answered and no more will come.
func (l *lane) ended(err error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == io.EOF && l.closed && len(l.kept) == 0 {
		return nil
	}
	return err
}

// passing reports whether another stream may do better: the server went away, or asks to come back later.
func passing(err error) bool {
	var back *pushedBack
	if errors.As(err, &back) {
		return back.after >= 0
	}
	if errors.Is(err, io.EOF) {
		return true
	}
	e, ok := newError(err, "").(*Error)
	if !ok {
		return false
	}
	switch e.Code {
	case codes.Unavailable:
		return true
	case codes.Canceled, codes.Internal, codes.Unknown:
		return e.Reason == "" // a broken connection or a proxy, not the service
	}
	return e.RetryAfter > 0
}

// fail answers all that is kept with an error that ends the sequence: the consumer stops at the first of them.
func (l *lane) fail(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.kept {
		e.fail(err)
	}
	l.kept = nil
}

// pause is how long to wait before the next stream: what the server asks for, or longer with every failure.
func pause(failures int, err error) time.Duration {
	var back *pushedBack
	if errors.As(err, &back) {
		return back.after
	}
	if e, ok := newError(err, "").(*Error); ok && e.RetryAfter > 0 {
		return e.RetryAfter
	}
	if failures == 0 {
		return 0
	}
	d := min(50*time.Millisecond<<min(failures-1, 10), 2*time.Second)
	return d/2 + rand.N(d/2)
}

func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// pushedBack is an error with the pause that the server asks for in its trailer; a negative one means: do not come back.
type pushedBack struct {
	error
	after time.Duration
}

func (p *pushedBack) Unwrap() error { return p.error }

func pushbackOf(trailer metadata.MD) (time.Duration, bool) {
	values := trailer.Get("grpc-retry-pushback-ms")
	if len(values) == 0 {
		return 0, false
	}
	ms, err := strconv.Atoi(values[0])
	if err != nil {
		ms = -1
	}
	return time.Duration(ms) * time.Millisecond, true
}

// because is the cause of a stream's end where that was ours.
func because(ctx context.Context, err error) error {
	if err != nil && context.Cause(ctx) == errStalled {
		return status.Error(codes.DeadlineExceeded, "the server gave no answer in time")
	}
	return err
}

// stall calls a function when it has not been reset for some time.
type stall struct {
	after time.Duration
	timer *time.Timer
}

func newStall(after time.Duration, f func()) *stall {
	if after <= 0 {
		return &stall{}
	}
	return &stall{after, time.AfterFunc(after, f)}
}

func (s *stall) reset() {
	if s.timer != nil {
		s.timer.Reset(s.after)
	}
}

func (s *stall) stop() {
	if s.timer != nil {
		s.timer.Stop()
	}
}
