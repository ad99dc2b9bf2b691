package server

import (
	"context"
	"log/slog"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/server/packs"
)

// SIGTERM under load: no call that was begun fails, and Health/Watch does not keep the server from ending.
func TestDrainFailsNoCallAndEndsInSpiteOfWatch(t *testing.T) {
	draining := make(chan struct{})
	s := startFake(t, func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		<-draining
		return echo(nil, a)
	}, "--workers=8", "--grace=20s", "--http-listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0")
	watch, err := healthv1.NewHealthClient(s.conn).Watch(within(t, time.Minute), &healthv1.HealthCheckRequest{Service: "stance.v1.StanceService"})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := watch.Recv(); err != nil || r.Status != healthv1.HealthCheckResponse_SERVING {
		t.Fatalf("at first: %v, %v", r, err)
	}
	var calls sync.WaitGroup
	for range 40 {
		calls.Go(func() {
			if _, err := s.client.ClassifyArticle(within(t, time.Minute), article("", "words")); err != nil {
				t.Error(err)
			}
		})
	}
	waitFor(t, func() (int, bool) { n, w := s.admission.Load(); return n + w, n+w == 40 })
	stopped := make(chan error, 1)
	go func() { stopped <- s.stop() }()
	if r, err := watch.Recv(); err != nil || r.Status != healthv1.HealthCheckResponse_NOT_SERVING {
		t.Errorf("the watcher is told %v, %v", r, err)
	}
	begin := time.Now()
	close(draining)
	if err := <-stopped; err != nil {
		t.Error("Serve:", err)
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("the drain took %v of a grace of 20 s", took)
	}
	calls.Wait()
}

func TestSecondSignalCutsOff(t *testing.T) {
	began := make(chan struct{})
	slow := fake(func(ctx context.Context, a classifier.Article) (*classifier.Result, error) {
		close(began)
		<-ctx.Done()
		return nil, ctx.Err()
	})
	s, err := newServer(context.Background(), settings(t, "--grace=1m"), slog.New(slog.DiscardHandler),
		func() (packs.Classifier, error) { return tested{slow}, nil }, defaultTiming)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	now := make(chan struct{})
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, Signals{Now: now}) }()
	conn := dial(t, s.Addr().String())
	go func() {
		var reply []byte
		conn.Invoke(context.Background(), classify, article("", "words"), &reply)
	}()
	<-began
	cancel()
	select {
	case <-ended:
		t.Fatal("ended while a call was running")
	case <-time.After(100 * time.Millisecond):
	}
	close(now)
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(3 * time.Second):
		t.Fatal("still running")
	}
}

func TestHealthIsPerService(t *testing.T) {
	s := start(t)
	check := func(name string) (*healthv1.HealthCheckResponse, error) {
		return healthv1.NewHealthClient(s.conn).Check(within(t, 5*time.Second), &healthv1.HealthCheckRequest{Service: name})
	}
	for _, name := range []string{"", "stance.v1.StanceService"} {
		if r, err := check(name); err != nil || r.Status != healthv1.HealthCheckResponse_SERVING {
			t.Errorf("%q: %v, %v", name, r, err)
		}
	}
	if _, err := check("no.Service"); codeOf(err) != codes.NotFound {
		t.Errorf("unknown service: %v", err)
	}
}

func TestPlaintextBeyondLoopbackMustBeAskedFor(t *testing.T) {
	for _, test := range []struct {
		args []string
		ok   bool
	}{
		{[]string{"--listen=127.0.0.1:0"}, true},
		{[]string{"--listen=[::1]:0"}, true},
		{[]string{"--listen=unix:" + t.TempDir() + "/socket"}, true},
		{[]string{"--listen=0.0.0.0:0"}, false},
		{[]string{"--listen=:0"}, false},
		{[]string{"--listen=:0", "--plaintext"}, true},
		{[]string{"--listen=127.0.0.1:0", "--http-listen=:0"}, false},
		{[]string{"--listen=127.0.0.1:0", "--http-listen=:0", "--plaintext"}, true},
	} {
		if strings.Contains(test.args[0], "::1") {
			l, err := net.Listen("tcp", "[::1]:0")
			if err != nil {
				continue // no IPv6 here
			}
			l.Close()
		}
		s, err := newServer(context.Background(), settings(t, test.args...), slog.New(slog.DiscardHandler),
			func() (packs.Classifier, error) { return tested{fake(echo)}, nil }, defaultTiming)
		if (err == nil) != test.ok {
			t.Errorf("%v: %v", test.args, err)
		}
		if err == nil {
			s.close()
		} else if !strings.Contains(err.Error(), "plaintext") || !strings.Contains(err.Error(), "listen") {
			t.Errorf("%v: the error does not name the setting: %v", test.args, err)
		}
	}
}

func TestSocketThatIsAFileIsKept(t *testing.T) {
	if err := removeSocket("serve_test.go"); err == nil {
		t.Fatal("a file was removed")
	}
}

func TestSocketOfARunningServerIsKept(t *testing.T) {
	path := t.TempDir() + "/socket"
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := removeSocket(path); err == nil {
		t.Fatal("the socket of a running server was removed")
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	l.Close()
	if err := removeSocket(path); err != nil {
		t.Fatalf("what a killed server has left stays: %v", err)
	}
}
