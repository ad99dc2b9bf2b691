package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// echoServer runs an echo server in this process until the test ends.
func echoServer(t *testing.T) *grpc.ClientConn {
	t.Helper()
	in, end := io.Pipe()
	lines, out := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- ServeEcho(in, out) }()
	address, err := bufio.NewReader(lines).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	conn, err := grpc.NewClient(strings.TrimSpace(address), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = conn.Close()
		_ = end.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return conn
}

func load(callers int) *Load {
	l := &Load{Callers: callers}
	for i := range 3 {
		l.Requests = append(l.Requests, &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{
			ArticleId: fmt.Sprint(i), Text: "“The road will be open by Friday,” Mayor Ann Clarke said on Monday.",
		}})
	}
	return l
}

func TestClosedAndPaced(t *testing.T) {
	ctx, l := context.Background(), load(4)
	lane := Unary("echo", []*grpc.ClientConn{echoServer(t)})
	if err := l.Closed(ctx, lane, 50*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	s := lane.Summary()
	if s.Rate == 0 || s.MB == 0 || s.Errors != 0 || s.P50 > s.P99 || s.P99 > s.P999 || s.P50 == 0 {
		t.Errorf("a closed loop came to %+v", s)
	}
	paced := Unary("echo", []*grpc.ClientConn{echoServer(t)})
	if err := l.Paced(ctx, paced, 100, 200*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if n := paced.Rounds[0].Calls; n < 19 || n > 21 {
		t.Errorf("%d calls in 200 ms at 100 a second", n)
	}
}

func TestErrorsAreCounted(t *testing.T) {
	l := load(2)
	l.Requests[1].Article.Text = "" // refused
	lane := Unary("echo", []*grpc.ClientConn{echoServer(t)})
	if err := l.Closed(context.Background(), lane, 50*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if s := lane.Summary(); s.Errors == 0 || s.Failure == nil || s.Rate == 0 {
		t.Errorf("one of three articles is refused, but the lane came to %+v", s)
	}
}

// TestStreamFails: the echo server has no streams; every caller is told.
func TestStreamFails(t *testing.T) {
	lane := Stream("stream", []*grpc.ClientConn{echoServer(t)}, 2)
	if err := load(4).Closed(context.Background(), lane, 20*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	if s := lane.Summary(); s.Errors < 4 || s.Rate != 0 {
		t.Errorf("the lane came to %+v", s)
	}
}

func TestRatio(t *testing.T) {
	lane := func(calls ...int64) *Lane {
		l := &Lane{}
		for _, n := range calls {
			l.Rounds = append(l.Rounds, Round{Calls: n, Elapsed: time.Second})
		}
		return l
	}
	median, least, greatest := Ratio(lane(10, 30, 20), lane(10, 10, 10))
	if median != 2 || least != 1 || greatest != 3 {
		t.Errorf("the ratios are %v, %v, %v, want 2, 1, 3", median, least, greatest)
	}
}
