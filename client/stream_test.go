package client_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/client/clienttest"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

func numbered(n int) iter.Seq2[client.Article, error] {
	return func(yield func(client.Article, error) bool) {
		for i := range n {
			if !yield(client.Article{ID: fmt.Sprint(i), Text: fmt.Sprint("text ", i)}, nil) {
				return
			}
		}
	}
}

func TestClassifyAllKeepsOrder(t *testing.T) {
	for _, options := range [][]client.CallOption{
		nil,
		{client.WithInFlight(1)},
		{client.WithInFlight(3), client.WithStreams(8)},
		{client.WithInFlight(200), client.WithStreams(1)},
	} {
		server := clienttest.New(t, echo)
		next := 0
		for result, err := range server.Client(t).ClassifyAll(t.Context(), numbered(500), options...) {
			if err != nil || result.ArticleID != fmt.Sprint(next) || result.Statements[0].Text != fmt.Sprint("text ", next) {
				t.Fatalf("%d: %+v, %v", next, result, err)
			}
			next++
		}
		if next != 500 || len(server.Requests()) != 500 {
			t.Fatalf("%d results of %d requests", next, len(server.Requests()))
		}
	}
}

func TestClassifyAllOfNothing(t *testing.T) {
	server := clienttest.New(t, echo)
	for result, err := range server.Client(t).ClassifyAll(t.Context(), numbered(0)) {
		t.Errorf("%+v, %v", result, err)
	}
	if server.Calls() != 0 {
		t.Error("a stream was opened")
	}
}

func TestClassifyAllGoesOnAfterARefusal(t *testing.T) {
	server := clienttest.New(t, func(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		if r.Article.ArticleId == "2" {
			return nil, clienttest.Refuse(codes.InvalidArgument, client.TextEmpty, "empty", map[string]string{"k": "v"}, 0)
		}
		return echo(ctx, r)
	})
	broken := errors.New("a line is broken")
	articles := func(yield func(client.Article, error) bool) {
		_ = yield(client.Article{ID: "1", Text: "x"}, nil) &&
			yield(client.Article{ID: "2", Text: "x"}, nil) &&
			yield(client.Article{}, broken) &&
			yield(client.Article{ID: "3", Text: "\xff"}, nil) &&
			yield(client.Article{ID: "4", Text: "x"}, nil)
	}
	var got []string
	for result, err := range server.Client(t).ClassifyAll(t.Context(), articles) {
		switch {
		case errors.Is(err, broken):
			got = append(got, "broken")
		case err != nil:
			var e *client.Error
			if !errors.As(err, &e) || e.Last || e.ArticleID != result.ArticleID {
				t.Errorf("%+v", err)
			}
			got = append(got, result.ArticleID+" "+string(client.ReasonOf(err)))
		default:
			got = append(got, result.ArticleID)
		}
	}
	if want := "1,2 TEXT_EMPTY,broken,3 INVALID_UTF8,4"; strings.Join(got, ",") != want {
		t.Errorf("%q, want %q", strings.Join(got, ","), want)
	}
}

// Connections break all the time, at whatever moment: every article is answered once, in order.
func TestClassifyAllLosesAndDoublesNothing(t *testing.T) {
	const n = 3000
	server := clienttest.New(t, func(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		if rand.IntN(20) == 0 {
			time.Sleep(time.Millisecond)
		}
		return echo(ctx, r)
	})
	var over atomic.Bool
	var drops sync.WaitGroup
	drops.Go(func() {
		for !over.Load() {
			time.Sleep(time.Duration(rand.IntN(20)) * time.Millisecond)
			server.Drop()
		}
	})
	next := 0
	for result, err := range server.Client(t).ClassifyAll(t.Context(), numbered(n)) {
		if err != nil || result.ArticleID != fmt.Sprint(next) || result.Statements[0].Text != fmt.Sprint("text ", next) {
			t.Fatalf("%d: %+v, %v", next, result, err)
		}
		next++
	}
	over.Store(true)
	drops.Wait()
	if next != n {
		t.Errorf("%d results", next)
	}
	if server.Calls() < 8 {
		t.Errorf("%d streams: nothing was dropped", server.Calls())
	}
	t.Logf("%d articles by %d streams, %d asked for again", n, server.Calls(), len(server.Requests())-n)
}

// A server may end a stream whenever it likes, politely or not.
func TestClassifyAllOpensStreamsAgain(t *testing.T) {
	for name, end := range map[string]error{
		"eof":          nil,
		"unavailable":  clienttest.Refuse(codes.Unavailable, client.ShuttingDown, "stopping", nil, 0),
		"rate limited": clienttest.Refuse(codes.ResourceExhausted, client.RateLimited, "slowly", nil, 5*time.Millisecond),
		"reset":        status.Error(codes.Internal, "stream terminated by RST_STREAM"),
	} {
		var streams atomic.Int64
		server := clienttest.New(t, echo, onStreams(func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, h grpc.StreamHandler) error {
			if streams.Add(1)%2 == 1 { // every other stream ends after ten articles
				return h(srv, &short{ServerStream: ss, left: 10, end: end})
			}
			return h(srv, ss)
		}))
		next := 0
		for result, err := range server.Client(t).ClassifyAll(t.Context(), numbered(100), client.WithStreams(2)) {
			if err != nil || result.ArticleID != fmt.Sprint(next) {
				t.Fatalf("%s: %d: %+v, %v", name, next, result, err)
			}
			next++
		}
		if next != 100 || streams.Load() < 3 {
			t.Errorf("%s: %d results of %d streams", name, next, streams.Load())
		}
	}
}

func TestClassifyAllGivesUp(t *testing.T) {
	for name, c := range map[string]struct {
		handler clienttest.Handler
		stream  grpc.StreamServerInterceptor
		code    codes.Code
	}{
		"not let in": {nil, func(any, grpc.ServerStream, *grpc.StreamServerInfo, grpc.StreamHandler) error {
			return clienttest.Refuse(codes.Unauthenticated, client.Unauthenticated, "no token", nil, 0)
		}, codes.Unauthenticated},
		"always away": {nil, func(any, grpc.ServerStream, *grpc.StreamServerInfo, grpc.StreamHandler) error {
			return status.Error(codes.Unavailable, "away")
		}, codes.Unavailable},
		"no answer": {func(ctx context.Context, _ *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}, nil, codes.DeadlineExceeded},
		"another's answer": {nil, func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, h grpc.StreamHandler) error {
			return h(srv, &mislabel{ss})
		}, codes.Internal},
	} {
		var options []grpc.ServerOption
		if c.stream != nil {
			options = append(options, onStreams(c.stream))
		}
		server := clienttest.New(t, c.handler, options...)
		results, start := 0, time.Now()
		var last error
		for _, err := range server.Client(t, client.WithTimeout(time.Second)).ClassifyAll(t.Context(), numbered(1_000_000)) {
			results++
			last = err
		}
		var e *client.Error
		if results != 1 || !errors.As(last, &e) || e.Code != c.code || !e.Last || time.Since(start) > 20*time.Second {
			t.Errorf("%s: after %v %d results, then %+v", name, time.Since(start), results, last)
		}
	}
}

func TestClassifyAllEndsWithTheContext(t *testing.T) {
	server := clienttest.New(t, echo)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range server.Client(t).ClassifyAll(ctx, numbered(1_000_000)) {
		if last = err; err != nil {
			continue
		}
		if n++; n == 10 {
			cancel()
		}
	}
	var e *client.Error
	if !errors.Is(last, context.Canceled) || !errors.As(last, &e) || !e.Last || n > 1000 {
		t.Errorf("after %d: %v", n, last)
	}
}

func TestClassifyAllLeftEarly(t *testing.T) {
	server := clienttest.New(t, echo)
	var read atomic.Int64
	counted := func(yield func(client.Article, error) bool) {
		for a := range numbered(1_000_000) {
			read.Add(1)
			if !yield(a, nil) {
				return
			}
		}
	}
	for result := range server.Client(t).ClassifyAll(t.Context(), counted, client.WithInFlight(8)) {
		if result.ArticleID == "20" {
			break
		}
	}
	if read.Load() > 40 {
		t.Errorf("%d articles were read for 21", read.Load())
	}
}

// A source that pauses must not hold up the answers to what it has given.
func TestClassifyAllAnswersAFeed(t *testing.T) {
	server := clienttest.New(t, echo)
	answered := make(chan struct{})
	feed := func(yield func(client.Article, error) bool) {
		for a := range numbered(3) {
			if !yield(a, nil) {
				return
			}
			select {
			case <-answered:
			case <-time.After(10 * time.Second):
				t.Error("no answer while the feed pauses")
				return
			}
		}
	}
	n := 0
	for range server.Client(t).ClassifyAll(t.Context(), feed) {
		n++
		answered <- struct{}{}
	}
	if n != 3 {
		t.Errorf("%d answers", n)
	}
}

// An idle feed outlives the timeout, which is about answers that are owed.
func TestClassifyAllMayIdle(t *testing.T) {
	server := clienttest.New(t, echo)
	feed := func(yield func(client.Article, error) bool) {
		for a := range numbered(3) {
			if !yield(a, nil) {
				return
			}
			time.Sleep(800 * time.Millisecond)
			server.Drop()
		}
	}
	n := 0
	for result, err := range server.Client(t, client.WithTimeout(600*time.Millisecond)).ClassifyAll(t.Context(), feed, client.WithStreams(1)) {
		if err != nil || result.ArticleID != fmt.Sprint(n) {
			t.Fatalf("%d: %v", n, err)
		}
		n++
	}
	if n != 3 {
		t.Errorf("%d answers", n)
	}
}

// What is held does not grow with the sequence.
func TestClassifyAllIsFlat(t *testing.T) {
	server := clienttest.New(t, nil)
	text := strings.Repeat("x", 64<<10)
	articles := func(yield func(client.Article, error) bool) {
		for i := range 2000 {
			if !yield(client.Article{ID: fmt.Sprint(i), Text: text}, nil) {
				return
			}
		}
	}
	var most uint64
	n := 0
	for _, err := range server.Client(t).ClassifyAll(t.Context(), articles) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n%500 == 0 {
			server.Forget()
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapAlloc)
		}
	}
	if most > 64<<20 { // 128 MB of text went through
		t.Errorf("%d MiB were held", most>>20)
	}
}

// onStreams intercepts the service's streams and leaves those of health checks alone.
func onStreams(f grpc.StreamServerInterceptor) grpc.ServerOption {
	return grpc.StreamInterceptor(func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, h grpc.StreamHandler) error {
		if info.FullMethod != stancev1.StanceService_StreamClassifyArticles_FullMethodName {
			return h(srv, ss)
		}
		return f(srv, ss, info, h)
	})
}

// short is a stream that ends after some articles.
type short struct {
	grpc.ServerStream
	left int
	end  error
}

func (s *short) RecvMsg(m any) error {
	if s.left == 0 {
		if s.end == nil {
			return errEnd
		}
		return s.end
	}
	s.left--
	return s.ServerStream.RecvMsg(m)
}

// mislabel puts a wrong id on every answer.
type mislabel struct{ grpc.ServerStream }

func (s *mislabel) SendMsg(m any) error {
	m.(*stancev1.StreamClassifyArticlesResponse).ArticleId = "wrong"
	return s.ServerStream.SendMsg(m)
}
