package progress

import (
	"strings"
	"testing"
	"time"
)

func TestBar(t *testing.T) {
	var out strings.Builder
	b := New(&out, true, 1000)
	clock := b.start
	b.now = func() time.Time { return clock }
	b.Add(100, false)
	if out.Len() != 0 {
		t.Errorf("it draws at once: %q", out.String())
	}
	clock = clock.Add(time.Second)
	b.Add(150, true)
	want := "\r\x1b[K" + strings.Repeat("█", 6) + strings.Repeat("░", 18) + "  25 %  2 articles  2/s  1 refused  3s left"
	if out.String() != want {
		t.Errorf("got  %q\nwant %q", out.String(), want)
	}
	b.Add(10, false)
	if out.String() != want {
		t.Error("it draws too often")
	}
	b.Clear()
	b.Clear()
	if out.String() != want+"\r\x1b[K" {
		t.Errorf("cleared: %q", out.String())
	}
}

func TestBarOfUnknownLength(t *testing.T) {
	var out strings.Builder
	b := New(&out, true, 0)
	clock := b.start.Add(2 * time.Second)
	b.now = func() time.Time { return clock }
	b.Add(100, false)
	if want := "\r\x1b[K1 articles  0/s"; out.String() != want {
		t.Errorf("got %q", out.String())
	}
}

func TestBarOff(t *testing.T) {
	var out strings.Builder
	b := New(&out, false, 10)
	clock := b.start.Add(time.Minute)
	b.now = func() time.Time { return clock }
	b.Add(5, false)
	b.Clear()
	if out.Len() != 0 {
		t.Errorf("%q", out.String())
	}
}
