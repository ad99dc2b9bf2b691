package client_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/client/clienttest"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

func articles(n, size int) []client.Article {
	out := make([]client.Article, n)
	for i := range out {
		out[i] = client.Article{ID: fmt.Sprint(i), Text: fmt.Sprint("text ", i, strings.Repeat(".", size))}
	}
	return out
}

// limits fails calls that a server would refuse.
func limits(ctx context.Context, req any, _ *grpc.UnaryServerInfo, h grpc.UnaryHandler) (any, error) {
	r := req.(*stancev1.BatchClassifyArticlesRequest)
	if n := len(r.Articles); n == 0 || n > 256 {
		return nil, status.Errorf(codes.InvalidArgument, "%d articles", n)
	}
	if n := proto.Size(r); n > 4<<20 {
		return nil, status.Errorf(codes.ResourceExhausted, "%d bytes", n)
	}
	return h(ctx, req)
}

func TestClassifyBatch(t *testing.T) {
	for _, c := range []struct{ n, size, calls int }{
		{0, 0, 0}, {1, 10, 1}, {256, 10, 1}, {257, 10, 2}, {1000, 10, 4}, // by count
		{8, 1<<20 - 10, 3}, {100, 100 << 10, 3}, // by bytes
	} {
		server := clienttest.New(t, echo, grpc.UnaryInterceptor(limits))
		in := articles(c.n, c.size)
		answers, err := server.Client(t).ClassifyBatch(t.Context(), in, client.WithIssues("a", "b"))
		if err != nil || len(answers) != c.n {
			t.Fatalf("%+v: %d answers, %v", c, len(answers), err)
		}
		for i, a := range answers {
			if a.Err != nil || a.Result.ArticleID != in[i].ID || a.Result.Statements[0].Text != in[i].Text {
				t.Fatalf("%+v: answer %d: %v", c, i, a.Err)
			}
		}
		if server.Calls() != c.calls {
			t.Errorf("%+v: %d calls", c, server.Calls())
		}
	}
}

func TestClassifyBatchRefusesOneByOne(t *testing.T) {
	server := clienttest.New(t, func(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		if r.Article.Text == "" {
			return nil, clienttest.Refuse(codes.InvalidArgument, client.TextEmpty, "empty", map[string]string{"k": "v"}, 0)
		}
		return echo(ctx, r)
	})
	answers, err := server.Client(t).ClassifyBatch(t.Context(), []client.Article{{ID: "a", Text: "x"}, {ID: "b"}, {ID: "c", Text: "\xff"}, {ID: "d", Text: "y"}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []client.Reason{"", client.TextEmpty, client.InvalidUTF8, ""} {
		a := answers[i]
		if client.ReasonOf(a.Err) != want || a.Result.ArticleID != string("abcd"[i]) || (want == "") != (a.Err == nil) {
			t.Errorf("%d: %+v", i, a)
		}
	}
	var e *client.Error
	if !errors.As(answers[1].Err, &e) || e.ArticleID != "b" || e.Metadata["k"] != "v" {
		t.Errorf("%+v", e)
	}
}

// A call that fails as a whole takes its own articles with it, no others.
func TestClassifyBatchFailsByCall(t *testing.T) {
	var calls atomic.Int64
	server := clienttest.New(t, echo, grpc.UnaryInterceptor(func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, h grpc.UnaryHandler) (any, error) {
		if calls.Add(1) == 2 {
			return nil, status.Error(codes.PermissionDenied, "not today")
		}
		return h(ctx, req)
	}))
	answers, err := server.Client(t).ClassifyBatch(t.Context(), articles(700, 1), client.WithInFlight(1))
	var e *client.Error
	if !errors.As(err, &e) || e.Code != codes.PermissionDenied {
		t.Fatal(err)
	}
	for i, a := range answers {
		if failed := i >= 256 && i < 512; failed != (a.Err != nil) || a.Result.ArticleID != fmt.Sprint(i) {
			t.Fatalf("answer %d: %v", i, a.Err)
		}
	}
}

func TestClassifyBatchChecksTheAnswer(t *testing.T) {
	server := clienttest.New(t, echo, grpc.UnaryInterceptor(func(context.Context, any, *grpc.UnaryServerInfo, grpc.UnaryHandler) (any, error) {
		return &stancev1.BatchClassifyArticlesResponse{Results: []*stancev1.ClassifyArticleResult{{}}}, nil
	}))
	c := server.Client(t)
	if answers, err := c.ClassifyBatch(t.Context(), articles(2, 1)); err == nil || answers[0].Err == nil || answers[1].Err == nil {
		t.Errorf("one result for two articles: %v", err)
	}
	if answers, err := c.ClassifyBatch(t.Context(), articles(1, 1)); err != nil || answers[0].Err == nil {
		t.Errorf("an empty result: %v, %v", answers[0].Err, err)
	}
}
