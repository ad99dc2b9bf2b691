package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

type articles = grpc.BidiStreamingClient[stancev1.StreamClassifyArticlesRequest, stancev1.StreamClassifyArticlesResponse]

func openStream(t testing.TB, s *running) articles {
	t.Helper()
	stream, err := s.client.StreamClassifyArticles(within(t, time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

func send(t testing.TB, stream articles, r *stancev1.ClassifyArticleRequest) {
	t.Helper()
	if err := stream.Send(&stancev1.StreamClassifyArticlesRequest{Request: r}); err != nil {
		t.Fatal(err)
	}
}

func TestStreamAnswersInOrder(t *testing.T) {
	s := startFake(t, func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		time.Sleep(time.Duration(len(a.Text)%4) * time.Millisecond)
		return echo(nil, a)
	}, "--workers=4")
	stream := openStream(t, s)
	const n = 200
	go func() {
		for i := range n {
			send(t, stream, article(fmt.Sprint(i), strings.Repeat("w", 1+i%5)))
		}
		stream.CloseSend()
	}()
	for i := range n {
		r, err := stream.Recv()
		if err != nil {
			t.Fatal(err)
		}
		if r.ArticleId != fmt.Sprint(i) || r.GetResult().GetResponse().GetArticleId() != r.ArticleId {
			t.Fatalf("answer %d is %v", i, r)
		}
	}
	if _, err := stream.Recv(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
}

// A refused article answers with an error, also where its bytes cannot be read, and the stream goes on.
func TestStreamGoesOnAfterARefusal(t *testing.T) {
	s := startFake(t, func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		if a.Text == "panic" {
			panic("a defect")
		}
		return echo(nil, a)
	})
	stream, err := s.conn.NewStream(within(t, 10*time.Second), &grpc.StreamDesc{ClientStreams: true, ServerStreams: true},
		"/stance.v1.StanceService/StreamClassifyArticles", grpc.ForceCodecV2(raw{}))
	if err != nil {
		t.Fatal(err)
	}
	request := func(id, text string) []byte {
		article := protowire.AppendString(protowire.AppendTag(nil, 1, protowire.BytesType), id)
		article = protowire.AppendString(protowire.AppendTag(article, 3, protowire.BytesType), text)
		classify := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), article)
		return protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), classify)
	}
	for _, test := range []struct {
		id     string
		body   []byte
		reason stancev1.ErrorReason
	}{
		{"good", request("good", "words"), 0},
		{"empty", request("empty", ""), stancev1.ErrorReason_ERROR_REASON_TEXT_EMPTY},
		{"", nil, stancev1.ErrorReason_ERROR_REASON_FIELD_REQUIRED},
		{"not UTF-8", request("not UTF-8", "a\xff"), stancev1.ErrorReason_ERROR_REASON_INVALID_UTF8},
		{"", []byte{0xff}, stancev1.ErrorReason_ERROR_REASON_MALFORMED},
		{"panic", request("panic", "panic"), stancev1.ErrorReason_ERROR_REASON_INTERNAL},
		{"large", request("large", strings.Repeat("e", maxMessage)), stancev1.ErrorReason_ERROR_REASON_REQUEST_TOO_LARGE},
		{"good again", request("good again", "words"), 0},
	} {
		if err := stream.SendMsg(test.body); err != nil {
			t.Fatal(err)
		}
		var reply []byte
		if err := stream.RecvMsg(&reply); err != nil {
			t.Fatalf("%s: %v", test.id, err)
		}
		var r stancev1.StreamClassifyArticlesResponse
		if err := proto.Unmarshal(reply, &r); err != nil {
			t.Fatal(err)
		}
		if r.GetResult().GetError().GetReason() != test.reason {
			t.Errorf("%s: got %v, want %v", test.id, &r, test.reason)
		}
		// What is too large is not decoded at all.
		if test.id != "large" && r.ArticleId != test.id {
			t.Errorf("got the id %q, want %q", r.ArticleId, test.id)
		}
	}
}

// A caller who does not read is not read from, and holds up nobody else.
func TestSlowReaderHoldsUpItselfAlone(t *testing.T) {
	var classified atomic.Int64
	s := startFake(t, func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		classified.Add(1)
		return &classifier.Result{ArticleID: a.ID, Language: strings.Repeat("x", 100_000)}, nil
	})
	slow := openStream(t, s)
	go func() {
		for slow.Send(&stancev1.StreamClassifyArticlesRequest{Request: article("slow", strings.Repeat("e", 100_000))}) == nil {
		}
	}()
	settled := func() int64 {
		for {
			n := classified.Load()
			time.Sleep(100 * time.Millisecond)
			if classified.Load() == n {
				return n
			}
		}
	}
	if n := settled(); n > 500 {
		t.Errorf("%d articles were read from a caller who takes no answers", n)
	}
	if running, waiting := s.admission.Load(); running != 0 || waiting != 0 {
		t.Errorf("it holds %d workers and %d wait", running, waiting)
	}
	for range 20 {
		if _, err := s.client.ClassifyArticle(within(t, 5*time.Second), article("", "words")); err != nil {
			t.Fatal("another caller:", err)
		}
	}
}

// TestStreamOf100000Articles holds the heap against what it was after the first tenth.
func TestStreamOf100000Articles(t *testing.T) {
	n := 100_000
	if testing.Short() || slow > 1 {
		n = 10_000
	}
	s := startFake(t, echo)
	stream := openStream(t, s)
	go func() {
		for i := range n {
			if stream.Send(&stancev1.StreamClassifyArticlesRequest{Request: article(fmt.Sprint(i), news(50))}) != nil {
				return
			}
		}
		stream.CloseSend()
	}()
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var early uint64
	for i := range n {
		if _, err := stream.Recv(); err != nil {
			t.Fatal(err)
		}
		if i == n/10 {
			early = heap()
		}
	}
	if late := heap(); late > early+4<<20 {
		t.Errorf("the heap grew from %d to %d bytes", early, late)
	}
}

// A stream that the caller abandons leaves nothing behind: goleak watches, and the workers are free.
func TestAbandonedStreamFreesItsWorkers(t *testing.T) {
	s := startFake(t, func(ctx context.Context, a classifier.Article) (*classifier.Result, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	})
	ctx, cancel := context.WithCancel(context.Background())
	stream, err := s.client.StreamClassifyArticles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for range 10 {
		send(t, stream, article("", "words"))
	}
	waitFor(t, func() (int, bool) { n, _ := s.admission.Load(); return n, n == runtime.GOMAXPROCS(0) })
	cancel()
	waitFor(t, func() (int, bool) { n, w := s.admission.Load(); return n + w, n+w == 0 })
}

// A stream that is open when the server stops gets the answers that are under way, and is told why it ends.
func TestStreamIsToldOfTheEnd(t *testing.T) {
	began := make(chan struct{})
	s := startFake(t, func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		close(began)
		time.Sleep(100 * time.Millisecond)
		return echo(nil, a)
	})
	stream := openStream(t, s)
	send(t, stream, article("last", "words"))
	<-began
	go s.stop()
	r, err := stream.Recv()
	if err != nil || r.ArticleId != "last" {
		t.Fatalf("got %v, %v", r, err)
	}
	_, err = stream.Recv()
	wantFault(t, err, codes.Unavailable, "SHUTTING_DOWN")
}
