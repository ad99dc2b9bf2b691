// Package progress draws a bar on a terminal while many articles are read.
package progress

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// What takes less than patience is over before a bar is of use; more than one drawing an interval is not seen.
const (
	patience = 500 * time.Millisecond
	interval = 100 * time.Millisecond
	cells    = 24
)

// Bar shows how far the reading has come. It is used by one goroutine.
type Bar struct {
	w     io.Writer
	on    bool
	total int64 // bytes; 0: not known

	start    time.Time
	last     time.Time
	drawn    bool
	done     int64
	articles int
	refused  int
	now      func() time.Time
}

// New makes a bar that draws on w if it is on. The total is in bytes; 0 where it is not known.
func New(w io.Writer, on bool, total int64) *Bar {
	b := &Bar{w: w, on: on, total: total, now: time.Now}
	b.start = b.now()
	return b
}

// Add counts an article of some bytes.
func (b *Bar) Add(bytes int64, refused bool) {
	b.done += bytes
	b.articles++
	if refused {
		b.refused++
	}
	if !b.on {
		return
	}
	now := b.now()
	if now.Sub(b.start) < patience || now.Sub(b.last) < interval {
		return
	}
	b.last, b.drawn = now, true
	fmt.Fprint(b.w, "\r\x1b[K", b.line(now))
}

// Clear takes the bar off the terminal, so that something else can be written.
func (b *Bar) Clear() {
	if b.drawn {
		b.drawn = false
		fmt.Fprint(b.w, "\r\x1b[K")
	}
}

func (b *Bar) line(now time.Time) string {
	var s strings.Builder
	seconds := now.Sub(b.start).Seconds()
	if b.total > 0 {
		part := min(float64(b.done)/float64(b.total), 1)
		full := int(part * cells)
		fmt.Fprintf(&s, "%s%s %3.0f %%  ", strings.Repeat("█", full), strings.Repeat("░", cells-full), 100*part)
	}
	fmt.Fprintf(&s, "%d articles  %.0f/s", b.articles, float64(b.articles)/seconds)
	if b.refused > 0 {
		fmt.Fprintf(&s, "  %d refused", b.refused)
	}
	if b.total > 0 && b.done > 0 && b.done < b.total {
		left := time.Duration(seconds * float64(b.total-b.done) / float64(b.done) * float64(time.Second))
		fmt.Fprintf(&s, "  %s left", left.Round(time.Second))
	}
	return s.String()
}
