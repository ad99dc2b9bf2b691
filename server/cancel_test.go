package server

import (
	"context"
	"testing"
	"time"
)

// A call that is cancelled, or whose time is over, frees its core within 10 ms, wherever in the largest article the
// analysis is. Each moment is tried until it is met, 20 times at most: the processors may have other things to do meanwhile.
func TestCancelledCallFreesItsCore(t *testing.T) {
	const bound = slow * 10 * time.Millisecond
	s := start(t, "--workers=1")
	request := article("", news(1<<20))
	begin := time.Now()
	if _, err := s.client.ClassifyArticle(within(t, time.Minute), request); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(begin)
	for part := range 5 {
		moment := whole * time.Duration(part) / 5
		best := time.Hour
		for range 20 {
			ctx, cancel := context.WithCancel(context.Background())
			go s.client.ClassifyArticle(ctx, request)
			waitFor(t, func() (int, bool) { n, _ := s.admission.Load(); return n, n == 1 })
			time.Sleep(moment)
			cancel()
			at := time.Now()
			for n := 1; n > 0; n, _ = s.admission.Load() {
				time.Sleep(50 * time.Microsecond)
			}
			if best = min(best, time.Since(at)); best <= bound {
				break
			}
		}
		if best > bound {
			t.Errorf("cancelled after %v of %v the core was free after %v", moment, whole, best)
		}
	}
}
