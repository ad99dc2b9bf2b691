package server

import (
	"log/slog"
	"net"
	"testing"
	"time"

	"golang.org/x/net/http2"
)

// bare is a connection of a client that speaks HTTP/2 and does nothing by itself.
type bare struct {
	*http2.Framer
	net.Conn
	frames chan http2.Frame // what the server sends; closed with the connection
}

func openBare(t *testing.T, s *running) *bare {
	t.Helper()
	c, err := net.Dial("tcp", s.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	b := &bare{Framer: http2.NewFramer(c, c), Conn: c, frames: make(chan http2.Frame, 1000)}
	c.Write([]byte(http2.ClientPreface))
	b.WriteSettings()
	go func() {
		defer close(b.frames)
		for {
			f, err := b.ReadFrame()
			if err != nil {
				return
			}
			b.frames <- f
		}
	}()
	return b
}

// goAway waits for the server's GOAWAY, or the end of the connection, and returns when it came and its code. Pings of
// the server are answered where answer is set.
func (b *bare) goAway(t *testing.T, answer bool, limit time.Duration) (after time.Duration, code http2.ErrCode) {
	t.Helper()
	begin := time.Now()
	end := time.After(limit)
	for {
		select {
		case f, more := <-b.frames:
			if !more {
				return time.Since(begin), http2.ErrCodeNo
			}
			switch f := f.(type) {
			case *http2.GoAwayFrame:
				return time.Since(begin), f.ErrCode
			case *http2.PingFrame:
				if answer && !f.IsAck() {
					b.WritePing(true, f.Data)
				}
			}
		case <-end:
			return limit, http2.ErrCodeNo
		}
	}
}

// Each time of a connection, a little before it and after it. grpc-go does not take less than a second for some.
func TestTimesOfAConnection(t *testing.T) {
	times := defaultTiming
	times.idle, times.every, times.answer, times.ping = time.Second, time.Second, time.Second, 500*time.Millisecond
	for _, test := range []struct {
		name   string
		args   []string
		change func(*timing)
		answer bool // pings of the server
		from   time.Duration
		to     time.Duration
	}{
		// grpc-go spreads ages by a tenth.
		{"age", []string{"--connection-age=1s"}, func(x *timing) { x.idle = time.Hour }, true, 850 * time.Millisecond, 3 * time.Second},
		{"idle", []string{"--connection-age=1h"}, func(x *timing) {}, true, 950 * time.Millisecond, 3 * time.Second},
		{"alive", []string{"--connection-age=1h"}, func(x *timing) { x.idle, x.answer = time.Hour, 10*time.Second }, true, 4 * time.Second, 5 * time.Second},
		{"dead", []string{"--connection-age=1h"}, func(x *timing) { x.idle = time.Hour }, false, 1900 * time.Millisecond, 4500 * time.Millisecond},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			x := times
			test.change(&x)
			s := startTimed(t, slog.New(slog.DiscardHandler), fake(echo), x, test.args...)
			if after, _ := openBare(t, s).goAway(t, test.answer, 4*time.Second); after < test.from || after > test.to {
				t.Errorf("the connection was ended after %v, want %v to %v", after, test.from, test.to)
			}
		})
	}
	for name, pause := range map[string]time.Duration{"pings too often": 100 * time.Millisecond, "pings seldom enough": 600 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := times
			x.idle, x.every = time.Hour, time.Hour
			s := startTimed(t, slog.New(slog.DiscardHandler), fake(echo), x)
			b := openBare(t, s)
			stop := make(chan struct{})
			defer close(stop)
			go func() {
				for b.WritePing(false, [8]byte{}) == nil {
					select {
					case <-stop:
						return
					case <-time.After(pause):
					}
				}
			}()
			after, code := b.goAway(t, true, 4*time.Second)
			if sent := code == http2.ErrCodeEnhanceYourCalm; sent != (pause < x.ping) {
				t.Errorf("a ping every %v: ended after %v with %v", pause, after, code)
			}
		})
	}
}
