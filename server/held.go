package server

import "sync/atomic"

// held is the bytes of text of a stream's articles whose answers have not been sent. One goroutine takes, one gives.
type held struct {
	limit int64
	bytes atomic.Int64
	given chan struct{} // has room for one: bytes has fallen
}

func newHeld(limit int64) *held { return &held{limit: limit, given: make(chan struct{}, 1)} }

// take waits until there is room for n more bytes: a single article has it always. It is false when stop was closed before.
func (h *held) take(n int64, stop <-chan struct{}) bool {
	for before := h.bytes.Load(); before > 0 && before+n > h.limit; before = h.bytes.Load() {
		select {
		case <-h.given:
		case <-stop:
			return false
		}
	}
	h.bytes.Add(n)
	return true
}

func (h *held) give(n int64) {
	h.bytes.Add(-n)
	select {
	case h.given <- struct{}{}:
	default:
	}
}
