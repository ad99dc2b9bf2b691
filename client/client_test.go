package client_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/client/clienttest"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// echo answers with one statement that spans the whole text, in the unit that was asked for.
func echo(_ context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
	return &stancev1.ClassifyArticleResponse{
		Statements: []*stancev1.Statement{{
			Kind:         stancev1.StatementKind_STATEMENT_KIND_DIRECT,
			Text:         r.GetArticle().GetText(),
			SpeakerIndex: proto.Int32(0),
		}},
		Speakers: []*stancev1.Speaker{{Name: "Speaker of " + r.GetArticle().GetArticleId(), Kind: stancev1.SpeakerKind_SPEAKER_KIND_PERSON}},
	}, nil
}

func TestClassify(t *testing.T) {
	server := clienttest.New(t, echo)
	c := server.Client(t)
	article := client.Article{
		ID: "a1", Title: "T", Text: "Words.", Language: "en-GB", URI: "https://example.org/1",
		Published: time.Date(2011, 9, 25, 0, 0, 0, 0, time.UTC), Type: client.Speech, Author: "Ada Moor",
	}
	result, err := c.Classify(t.Context(), article, client.WithIssues("x", "y"), client.WithOffsets(client.CodePoints))
	if err != nil {
		t.Fatal(err)
	}
	if result.ArticleID != "a1" || result.Offsets != client.CodePoints || len(result.Statements) != 1 || result.Statements[0].Text != "Words." {
		t.Errorf("%+v", result)
	}
	if got := result.Statements[0].Speaker; got.Name != "Speaker of a1" || got != &result.Speakers[0] || !got.Known() {
		t.Errorf("speaker %+v", got)
	}
	want := &stancev1.ClassifyArticleRequest{
		Article: article.Proto(), IssueIds: []string{"x", "y"}, OffsetEncoding: stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS,
	}
	if diff := cmp.Diff(want, server.Requests()[0], protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	if back := client.NewArticle(server.Requests()[0].Article); back != article {
		t.Errorf("the article came back as %+v", back)
	}
}

func TestIssues(t *testing.T) {
	server := clienttest.New(t, nil)
	want := &stancev1.ListIssuesResponse{
		Packs:  []*stancev1.PackInfo{{Id: "trade", Version: "1.0.0", Digest: "sha256:00"}},
		Issues: []*stancev1.Issue{{Id: "tariffs", PackId: "trade", Label: "Tariffs", Proposition: "Tariffs should rise.", Description: "d"}},
	}
	server.SetIssues(want)
	list, err := server.Client(t).Issues(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]client.Issue{{ID: "tariffs", Pack: "trade", Label: "Tariffs", Proposition: "Tariffs should rise.", Description: "d"}}, list.Issues); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]client.Pack{{ID: "trade", Version: "1.0.0", Digest: "sha256:00"}}, list.Packs); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, list.Proto(), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

func TestErrorsHaveReasons(t *testing.T) {
	server := clienttest.New(t, func(context.Context, *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		return nil, clienttest.Refuse(codes.InvalidArgument, client.UnknownIssue, "no such issue", map[string]string{"issue_id": "x"}, time.Second)
	})
	result, err := server.Client(t).Classify(t.Context(), client.Article{ID: "a1", Text: "x"})
	var e *client.Error
	if !errors.As(err, &e) {
		t.Fatalf("%T %v", err, err)
	}
	if e.Code != codes.InvalidArgument || e.Reason != client.UnknownIssue || e.Metadata["issue_id"] != "x" || e.ArticleID != "a1" || e.RetryAfter != time.Second {
		t.Errorf("%+v", e)
	}
	if client.ReasonOf(fmt.Errorf("wrapped: %w", err)) != client.UnknownIssue || client.ReasonOf(errors.New("x")) != "" {
		t.Error("ReasonOf")
	}
	if !strings.Contains(err.Error(), "no such issue") || strings.Contains(err.Error(), "rpc error") {
		t.Error(err)
	}
	if status.Code(err) != codes.InvalidArgument {
		t.Error("grpc's status functions do not know the error")
	}
	if result.ArticleID != "a1" || result.Proto() != nil || result.Text(client.Span{Start: 0, End: 1}) != "" {
		t.Errorf("%+v", result)
	}
}

func TestRefusedBeforeSending(t *testing.T) {
	server := clienttest.New(t, echo)
	c := server.Client(t)
	for name, x := range map[string]struct {
		article  client.Article
		options  []client.CallOption
		reason   client.Reason
		metadata map[string]string
	}{
		"text":  {client.Article{ID: "a", Text: "ab\xffc"}, nil, client.InvalidUTF8, map[string]string{"field": "text", "offset": "2"}},
		"title": {client.Article{ID: "a", Text: "x", Title: "\xc3"}, nil, client.InvalidUTF8, map[string]string{"field": "title", "offset": "0"}},
		"id":    {client.Article{ID: "\xff", Text: "x"}, nil, client.InvalidUTF8, map[string]string{"field": "article_id", "offset": "0"}},
		"issue": {client.Article{Text: "x"}, []client.CallOption{client.WithIssues("a", "\xff")}, client.InvalidUTF8, map[string]string{"field": "issue_ids[1]", "offset": "0"}},
		"large": {client.Article{Text: strings.Repeat("x", client.MaxText+1)}, nil, client.TextTooLarge, map[string]string{"limit": "1048576", "given": "1048577"}},
		"request": {client.Article{Text: "x", Title: strings.Repeat("x", 4<<20)}, nil, client.RequestTooLarge,
			map[string]string{"limit": "4194304", "given": fmt.Sprint(4<<20 + 17)}},
	} {
		_, err := c.Classify(t.Context(), x.article, x.options...)
		var e *client.Error
		if !errors.As(err, &e) || e.Reason != x.reason {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(x.metadata, e.Metadata); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if client.ReasonOf(e.GRPCStatus().Err()) != "" || len(e.GRPCStatus().Details()) != 1 {
			t.Errorf("%s: status %v", name, e.GRPCStatus())
		}
	}
	if n := server.Calls(); n != 0 {
		t.Errorf("%d calls were made", n)
	}
	if _, err := c.Classify(t.Context(), client.Article{Text: strings.Repeat("x", client.MaxText)}); err != nil {
		t.Errorf("the largest text: %v", err)
	}
}

func TestDeadline(t *testing.T) {
	server := clienttest.New(t, func(ctx context.Context, _ *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	})
	c := server.Client(t, client.WithTimeout(50*time.Millisecond))
	start := time.Now()
	_, err := c.Classify(t.Context(), client.Article{Text: "x"})
	if !errors.Is(err, context.DeadlineExceeded) || status.Code(err) != codes.DeadlineExceeded || time.Since(start) > 5*time.Second {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Classify(ctx, client.Article{Text: "x"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	if _, err := c.Classify(ctx, client.Article{Text: "x"}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestUnavailableIsTriedAgain(t *testing.T) {
	var tries atomic.Int64
	server := clienttest.New(t, func(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		if tries.Add(1) < 4 {
			return nil, clienttest.Refuse(codes.Unavailable, client.Overloaded, "busy", nil, 0)
		}
		return echo(ctx, r)
	})
	c := server.Client(t)
	// As large as an article can be: grpc-go by itself gives up retrying above 256 KiB.
	if _, err := c.Classify(t.Context(), client.Article{Text: strings.Repeat("x", client.MaxText)}); err != nil || tries.Load() != 4 {
		t.Errorf("%d tries, %v", tries.Load(), err)
	}
	tries.Store(-100)
	if _, err := c.Classify(t.Context(), client.Article{Text: "x"}); client.ReasonOf(err) != client.Overloaded || tries.Load() != -95 {
		t.Errorf("%d tries, %v", tries.Load()+100, err)
	}
}

func TestOtherCodesAreNotTriedAgain(t *testing.T) {
	server := clienttest.New(t, func(context.Context, *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		return nil, clienttest.Refuse(codes.Internal, client.Internal, "defect", nil, 0)
	})
	if _, err := server.Client(t).Classify(t.Context(), client.Article{Text: "x"}); err == nil || server.Calls() != 1 {
		t.Errorf("%d calls, %v", server.Calls(), err)
	}
}

func TestPushbackDecidesThePause(t *testing.T) {
	// grpc-go obeys the trailer; the test holds the service config to switching that on.
	var tries atomic.Int64
	server := clienttest.New(t, func(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		if tries.Add(1) == 1 {
			setTrailer(ctx, "grpc-retry-pushback-ms", "700")
			return nil, clienttest.Refuse(codes.Unavailable, client.Overloaded, "busy", nil, 0)
		}
		return echo(ctx, r)
	})
	start := time.Now()
	_, err := server.Client(t).Classify(t.Context(), client.Article{Text: "x"})
	if took := time.Since(start); err != nil || took < 700*time.Millisecond {
		t.Errorf("after %v: %v", took, err)
	}
	tries.Store(0)
	refuse := clienttest.New(t, func(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		tries.Add(1)
		setTrailer(ctx, "grpc-retry-pushback-ms", "-1")
		return nil, clienttest.Refuse(codes.Unavailable, client.Overloaded, "busy", nil, 0)
	})
	if _, err := refuse.Client(t).Classify(t.Context(), client.Article{Text: "x"}); err == nil || tries.Load() != 1 {
		t.Errorf("%d tries, %v", tries.Load(), err)
	}
}

func TestWhatTheServerSees(t *testing.T) {
	var seen metadata.MD
	server := clienttest.New(t, func(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		seen, _ = metadata.FromIncomingContext(ctx)
		return echo(ctx, r)
	})
	tokens := 0
	c := server.Client(t, client.WithUserAgent("archive/1.2"), client.WithTokenSource(func(context.Context) (string, error) {
		tokens++
		return fmt.Sprint("token-", tokens), nil
	}))
	for range 2 {
		if _, err := c.Classify(t.Context(), client.Article{Text: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := seen.Get("authorization"); len(got) != 1 || got[0] != "Bearer token-2" {
		t.Errorf("authorization %q", got)
	}
	if got := seen.Get("user-agent"); len(got) != 1 || !strings.HasPrefix(got[0], "archive/1.2 stance-go/") {
		t.Errorf("user-agent %q", got)
	}
	failing := server.Client(t, client.WithTokenSource(func(context.Context) (string, error) { return "", errors.New("vault is shut") }))
	if _, err := failing.Classify(t.Context(), client.Article{Text: "x"}); err == nil || !strings.Contains(err.Error(), "vault is shut") {
		t.Error(err)
	}
}
