package admission

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc/codes"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"google.golang.org/grpc"

	"github.com/stance-dev/stance/server/fault"
)

func wantOverloaded(t *testing.T, err error) *fault.Fault {
	t.Helper()
	var f *fault.Fault
	if !errors.As(err, &f) || f.Reason != stancev1.ErrorReason_ERROR_REASON_OVERLOADED || f.Code() != codes.Unavailable {
		t.Fatalf("got %v, want OVERLOADED", err)
	}
	if f.Retry < minRetry || f.Retry > maxRetry {
		t.Errorf("advice to try again after %v", f.Retry)
	}
	return f
}

func wantLoad(t *testing.T, c *Controller, running, waiting int) {
	t.Helper()
	if r, w := c.Load(); r != running || w != waiting {
		t.Fatalf("%d run and %d wait, want %d and %d", r, w, running, waiting)
	}
}

func TestQueueAtItsLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(2, 3, time.Minute)
		ctx, cancel := context.WithCancel(t.Context())
		var all sync.WaitGroup
		for range 5 { // two run, three wait
			all.Go(func() {
				if slot, err := c.Acquire(ctx, 100); err == nil {
					<-ctx.Done()
					slot.Release(false)
				}
			})
		}
		synctest.Wait()
		wantLoad(t, c, 2, 3)
		_, err := c.Acquire(ctx, 100)
		if f := wantOverloaded(t, err); f.Metadata["queue"] != "3" {
			t.Errorf("metadata %v", f.Metadata)
		}
		cancel()
		all.Wait()
		wantLoad(t, c, 0, 0)
		if c.pending != 0 {
			t.Errorf("a cost of %d is still pending", c.pending)
		}
	})
}

// What cannot be done before the deadline is refused at once; what can, is not.
func TestDeadlineDecides(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(1, 100, time.Minute)
		for range 3 { // learn: 1,000,000 bytes take a second
			slot, _ := c.Acquire(t.Context(), 1_000_000-overhead)
			time.Sleep(time.Second)
			slot.Release(true)
		}
		slot, _ := c.Acquire(t.Context(), 1_000_000-overhead)
		short, cancel := context.WithTimeout(t.Context(), 1900*time.Millisecond)
		defer cancel()
		begin := time.Now()
		_, err := c.Acquire(short, 1_000_000-overhead)
		wantOverloaded(t, err)
		if time.Since(begin) != 0 {
			t.Errorf("the refusal took %v", time.Since(begin))
		}
		long, cancel := context.WithTimeout(t.Context(), 2100*time.Millisecond)
		defer cancel()
		go func() {
			time.Sleep(time.Second)
			slot.Release(true)
		}()
		next, err := c.Acquire(long, 1_000_000-overhead)
		if err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(begin); waited != time.Second {
			t.Errorf("waited %v", waited)
		}
		next.Release(true)
		wantLoad(t, c, 0, 0)
	})
}

// Calls without a deadline are refused when the server's own limit would be passed.
func TestBudgetStandsInForADeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(1, 100, 1500*time.Millisecond)
		slot, _ := c.Acquire(t.Context(), 1_000_000-overhead)
		time.Sleep(time.Second)
		slot.Release(true)
		slot, _ = c.Acquire(t.Context(), 1_000_000-overhead)
		_, err := c.Acquire(t.Context(), 1_000_000-overhead)
		wantOverloaded(t, err)
		slot.Release(true)
	})
}

func TestCallsAndStreamsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New(1, 100, time.Hour)
		first, _ := c.Acquire(t.Context(), 1)
		var mu sync.Mutex
		var order string
		var all sync.WaitGroup
		wait := func(name string, get func(context.Context, int) (Slot, error)) {
			all.Go(func() {
				slot, err := get(t.Context(), 1)
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				order += name
				mu.Unlock()
				time.Sleep(time.Millisecond)
				slot.Release(true)
			})
			synctest.Wait()
		}
		for range 4 {
			wait("c", c.Acquire)
		}
		for range 4 {
			wait("s", c.Wait)
		}
		first.Release(true)
		all.Wait()
		if order != "cscscscs" && order != "scscscsc" {
			t.Errorf("served %s, want calls and streams by turns", order)
		}
	})
}

func TestTryTakesFreeSlotsOnly(t *testing.T) {
	c := New(1, 1, time.Second)
	slot, ok := c.Try(1)
	if !ok {
		t.Fatal("a free slot was not given")
	}
	if _, ok := c.Try(1); ok {
		t.Fatal("a taken slot was given")
	}
	slot.Release(true)
	wantLoad(t, c, 0, 0)
}

// Many callers with short lives: no slot is lost or given twice, whenever a context ends.
func TestNoSlotIsLost(t *testing.T) {
	c := New(3, 1000, time.Minute)
	var now, most int
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 300 {
		all.Go(func() {
			ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i%7)*time.Millisecond)
			defer cancel()
			get := c.Acquire
			if i%2 == 0 {
				get = c.Wait
			}
			slot, err := get(ctx, i)
			if err != nil {
				return
			}
			mu.Lock()
			now++
			most = max(most, now)
			mu.Unlock()
			time.Sleep(time.Duration(i%3) * 100 * time.Microsecond)
			mu.Lock()
			now--
			mu.Unlock()
			slot.Release(i%5 == 0)
		})
	}
	all.Wait()
	wantLoad(t, c, 0, 0)
	if most > 3 || c.pending != 0 {
		t.Errorf("%d ran at once, %d pending", most, c.pending)
	}
}

func TestReflectionTakesNoPlacesOfCalls(t *testing.T) {
	bound := Bound(1)
	err := bound(nil, nil, &grpc.StreamServerInfo{FullMethod: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"}, func(any, grpc.ServerStream) error {
		for i, want := range []bool{true, false} {
			method := []string{"/stance.v1.StanceService/ClassifyArticle", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"}[i]
			err := bound(nil, nil, &grpc.StreamServerInfo{FullMethod: method}, func(any, grpc.ServerStream) error { return nil })
			if (err == nil) != want {
				t.Errorf("%s: %v", method, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
