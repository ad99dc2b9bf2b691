package ordered

import (
	"context"
	"iter"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func count(n int, read *atomic.Int64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			read.Add(1)
			if !yield(i) {
				return
			}
		}
	}
}

func TestOrder(t *testing.T) {
	for _, workers := range []int{1, 3, 8} {
		var read atomic.Int64
		got := slices.Collect(Map(t.Context(), workers, count(500, &read), func(_ context.Context, i int) int {
			time.Sleep(time.Duration(rand.IntN(50)) * time.Microsecond)
			return i * i
		}))
		if len(got) != 500 {
			t.Fatalf("%d workers: %d results", workers, len(got))
		}
		for i, v := range got {
			if v != i*i {
				t.Fatalf("%d workers: result %d is %d", workers, i, v)
			}
		}
	}
}

func TestReadsNoFurtherThanItMust(t *testing.T) {
	const workers = 2
	var read atomic.Int64
	done := 0
	for range Map(t.Context(), workers, count(1000, &read), func(_ context.Context, i int) int { return i }) {
		done++
		time.Sleep(20 * time.Microsecond)
		if ahead := int(read.Load()) - done; ahead > 3*workers+2 {
			t.Fatalf("%d items were read ahead", ahead)
		}
	}
}

func TestConsumerStops(t *testing.T) {
	var read atomic.Int64
	for v := range Map(t.Context(), 4, count(1_000_000, &read), func(_ context.Context, i int) int { return i }) {
		if v == 10 {
			break
		}
	}
	if read.Load() > 100 {
		t.Errorf("%d items were read for 11", read.Load())
	}
}

func TestContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var read atomic.Int64
	for range Map(ctx, 4, count(1_000_000, &read), func(ctx context.Context, i int) int {
		if i == 100 {
			cancel()
			<-ctx.Done()
		}
		return i
	}) {
	}
	if read.Load() > 200 {
		t.Errorf("%d items were read", read.Load())
	}
}

// A source that blocks, as a terminal does, cannot hold up the end.
func TestContextEndsWhileTheSourceBlocks(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	source := func(yield func(int) bool) {
		yield(1)
		<-release
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range Map(ctx, 2, source, func(_ context.Context, i int) int { return i }) {
		n++
		cancel()
	}
	if n != 1 {
		t.Error(n)
	}
}
