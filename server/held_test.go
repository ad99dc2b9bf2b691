package server

import (
	"testing"
	"time"
)

// A stream may be as many bytes ahead of its answers as the limit says, at one less, itself and one more; a single
// article that is larger passes alone.
func TestHeld(t *testing.T) {
	stop := make(chan struct{})
	waits := func(h *held, n int64) bool {
		done := make(chan struct{})
		go func() { h.take(n, stop); close(done) }()
		select {
		case <-done:
			return false
		case <-time.After(50 * time.Millisecond):
			h.give(10)
			<-done
			return true
		}
	}
	for second, want := range map[int64]bool{89: false, 90: false, 91: true} {
		h := newHeld(100)
		if !h.take(10, stop) || waits(h, second) != want {
			t.Errorf("%d bytes after 10: waits is not %v", second, want)
		}
	}
	if waits(newHeld(100), 1000) {
		t.Error("a single article waits")
	}
	h := newHeld(1)
	h.take(5, stop)
	close(stop)
	if h.take(5, stop) {
		t.Error("stop does not end the wait")
	}
}
