package command

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestOutputDoesNotHoldUpASlowFeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w strings.Builder
		o := newOutput(&w)
		_, _ = io.WriteString(o, "one ")
		_, _ = io.WriteString(o, "two ")
		written := func() string {
			o.mu.Lock()
			defer o.mu.Unlock()
			return w.String()
		}
		if written() != "" {
			t.Errorf("it is not buffered: %q", written())
		}
		time.Sleep(2 * linger)
		synctest.Wait()
		if written() != "one two " {
			t.Errorf("after a moment: %q", written())
		}
		_, _ = io.WriteString(o, "three")
		if err := o.close(nil); err != nil || w.String() != "one two three" {
			t.Errorf("closed: %q, %v", w.String(), err)
		}
	})
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the pipe is broken") }

func TestOutputErrors(t *testing.T) {
	other := errors.New("other")
	for _, err := range []error{nil, errRefused} {
		o := newOutput(broken{})
		_, _ = io.WriteString(o, "x")
		if got := o.close(err); got == nil || !strings.Contains(got.Error(), "the pipe is broken") {
			t.Errorf("%v: %v", err, got)
		}
	}
	o := newOutput(broken{})
	_, _ = io.WriteString(o, "x")
	if got := o.close(other); got != other {
		t.Error(got)
	}
}
