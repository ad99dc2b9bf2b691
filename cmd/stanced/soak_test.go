package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stance-dev/stance/client"
)

var soak = flag.Duration("soak", 2*time.Second, "how long TestSoak lasts; ten minutes are a soak")

// TestSoak loads the real binary on every way in, as fast as it answers: no call may fail, and memory and goroutines
// must not grow. It prints its figures: go test ./cmd/stanced -run Soak -soak 10m -timeout 20m -v
func TestSoak(t *testing.T) {
	p := start(t, "--log-calls=false", "--http-listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0")
	c := newClient(t, p.grpc)
	ctx, cancel := context.WithTimeout(context.Background(), *soak)
	defer cancel()
	var articles atomic.Int64
	var all sync.WaitGroup
	work := func(f func(i int) (int, error)) {
		all.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				n, err := f(i)
				if err != nil {
					t.Error(err)
					return
				}
				articles.Add(int64(n))
			}
		})
	}
	text := func(i int) string { return strings.Repeat(road, 1+i%200) } // up to 20 kB
	for range 4 {
		work(func(i int) (int, error) {
			_, err := c.Classify(context.Background(), client.Article{Text: text(i)})
			return 1, err
		})
	}
	work(func(i int) (int, error) {
		batch := make([]client.Article, 100)
		for j := range batch {
			batch[j].Text = text(i + j)
		}
		answers, err := c.ClassifyBatch(context.Background(), batch)
		for _, a := range answers {
			if err == nil {
				err = a.Err
			}
		}
		return len(answers), err
	})
	work(func(i int) (n int, err error) {
		for _, e := range c.ClassifyAll(context.Background(), numbered(200, text)) {
			if n++; e != nil {
				err = e
			}
		}
		return n, err
	})
	web := &http.Client{Transport: &http.Transport{}}
	defer web.CloseIdleConnections()
	work(func(i int) (int, error) {
		r, err := web.Post("http://"+p.http+"/v1/articles:classify", "application/json", strings.NewReader(`{"article": {"text": "“It is late,” Ann Clarke said."}}`))
		if err != nil {
			return 0, err
		}
		defer r.Body.Close()
		io.Copy(io.Discard, r.Body)
		if r.StatusCode != http.StatusOK {
			return 0, fmt.Errorf("JSON: %s", r.Status)
		}
		return 1, nil
	})
	type sample struct{ memory, goroutines int }
	var samples []sample
	every := time.NewTicker(*soak / 20)
	defer every.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-every.C:
			samples = append(samples, sample{p.memory("VmRSS:"), gauge(t, p, "go_goroutines")})
		}
	}
	all.Wait()
	t.Logf("%v: %d articles, %.0f a second", *soak, articles.Load(), float64(articles.Load())/soak.Seconds())
	for i, s := range samples {
		t.Logf("%2d/20: %d MB, %d goroutines", i+1, s.memory>>10, s.goroutines)
	}
	if articles.Load() == 0 {
		t.Error("nothing was answered")
	}
	if *soak < time.Minute {
		return // too short to see growth
	}
	if len(samples) < 15 {
		t.Fatalf("%d samples", len(samples))
	}
	// The first half may warm up.
	var early, late sample
	for i, s := range samples {
		half := &early
		if i >= len(samples)/2 {
			half = &late
		}
		half.memory, half.goroutines = max(half.memory, s.memory), max(half.goroutines, s.goroutines)
	}
	if late.memory > early.memory*5/4+16<<10 {
		t.Errorf("memory grew from %d to %d MB", early.memory>>10, late.memory>>10)
	}
	if late.goroutines > early.goroutines+100 {
		t.Errorf("goroutines grew from %d to %d", early.goroutines, late.goroutines)
	}
	p.terminate(10 * time.Second)
}

func numbered(n int, text func(int) string) iter.Seq2[client.Article, error] {
	return func(yield func(client.Article, error) bool) {
		for i := range n {
			if !yield(client.Article{ID: fmt.Sprint(i), Text: text(i)}, nil) {
				return
			}
		}
	}
}

// gauge is a metric without labels.
func gauge(t *testing.T, p *process, name string) (value int) {
	t.Helper()
	for line := range strings.Lines(page(t, p.admin, "/metrics")) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			fmt.Sscan(rest, &value)
		}
	}
	return value
}
