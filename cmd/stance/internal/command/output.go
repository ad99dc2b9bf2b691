package command

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// output buffers what is written, and writes it out when nothing more has come for a moment, so that the answers to a
// slow feed are not held up until there are many. It is safe for use by many goroutines.
type output struct {
	mu     sync.Mutex
	w      *bufio.Writer
	timer  *time.Timer
	closed bool
}

// linger is how long an answer may wait for others to be written with.
const linger = 50 * time.Millisecond

func newOutput(w io.Writer) *output {
	o := &output{w: bufio.NewWriterSize(w, 256<<10)}
	o.timer = time.AfterFunc(linger, o.flush)
	o.timer.Stop()
	return o
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.w.Buffered() == 0 {
		o.timer.Reset(linger)
	}
	return o.w.Write(p)
}

// flush keeps an error in the writer, where the next Write or close finds it.
func (o *output) flush() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.closed {
		_ = o.w.Flush()
	}
}

// close writes out what is left, and returns the error of the run or, where that has none of its own, of the writer.
func (o *output) close(err error) error {
	o.timer.Stop()
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	if failed := o.w.Flush(); failed != nil && (err == nil || errors.Is(err, errRefused)) {
		return fmt.Errorf("the output cannot be written: %w", failed)
	}
	return err
}
