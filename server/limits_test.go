package server

import (
	"context"
	"fmt"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// TestLimits tries every limit of a request at one less, itself, and one more.
func TestLimits(t *testing.T) {
	s := startFake(t, echo)
	classify := func(build func(n int) *stancev1.ClassifyArticleRequest) func(int) error {
		return func(n int) error {
			_, err := s.client.ClassifyArticle(within(t, 20*time.Second), build(n))
			return err
		}
	}
	field := func(set func(a *stancev1.Article, v string)) func(int) error {
		return classify(func(n int) *stancev1.ClassifyArticleRequest {
			r := article("", "words")
			set(r.Article, strings.Repeat("e", n))
			return r
		})
	}
	for _, test := range []struct {
		name   string
		limit  int
		call   func(n int) error
		code   codes.Code
		reason string
	}{
		{"text", classifier.MaxText, field(func(a *stancev1.Article, v string) { a.Text = v }), codes.InvalidArgument, "TEXT_TOO_LARGE"},
		{"article_id", maxArticleID, field(func(a *stancev1.Article, v string) { a.ArticleId = v }), codes.InvalidArgument, "FIELD_INVALID"},
		{"title", maxTitle, field(func(a *stancev1.Article, v string) { a.Title = v }), codes.InvalidArgument, "FIELD_INVALID"},
		{"author", maxAuthor, field(func(a *stancev1.Article, v string) { a.Author = v }), codes.InvalidArgument, "FIELD_INVALID"},
		{"uri", maxURI, field(func(a *stancev1.Article, v string) { a.Uri = v }), codes.InvalidArgument, "FIELD_INVALID"},
		{"language_code", maxLanguage, field(func(a *stancev1.Article, v string) { a.LanguageCode = v }), codes.InvalidArgument, "FIELD_INVALID"},
		{"issue_ids", maxIssueIDs, classify(func(n int) *stancev1.ClassifyArticleRequest {
			r := article("", "words")
			r.IssueIds = make([]string, n)
			return r
		}), codes.InvalidArgument, "TOO_MANY"},
		{"articles", maxBatch, func(n int) error {
			r := &stancev1.BatchClassifyArticlesRequest{}
			for range n {
				r.Articles = append(r.Articles, &stancev1.Article{Text: "words"})
			}
			_, err := s.client.BatchClassifyArticles(within(t, 20*time.Second), r)
			return err
		}, codes.InvalidArgument, "TOO_MANY"},
		{"request", maxMessage, func(n int) error {
			_, err := s.client.BatchClassifyArticles(within(t, 20*time.Second), batchOf(t, n))
			return err
		}, codes.ResourceExhausted, "REQUEST_TOO_LARGE"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, n := range []int{test.limit - 1, test.limit} {
				if err := test.call(n); err != nil {
					t.Errorf("%d: %v", n, err)
				}
			}
			info := wantFault(t, test.call(test.limit+1), test.code, test.reason)
			if info.Metadata["limit"] != fmt.Sprint(test.limit) || info.Metadata["given"] != fmt.Sprint(test.limit+1) {
				t.Errorf("metadata %v", info.Metadata)
			}
		})
	}
}

// batchOf is a request of exactly so many bytes.
func batchOf(t *testing.T, bytes int) *stancev1.BatchClassifyArticlesRequest {
	t.Helper()
	r := &stancev1.BatchClassifyArticlesRequest{}
	for range 5 {
		r.Articles = append(r.Articles, &stancev1.Article{Text: strings.Repeat("e", 800_000)})
	}
	last := r.Articles[4]
	for range 3 { // the lengths' own lengths settle
		last.Text = strings.Repeat("e", len(last.Text)+bytes-proto.Size(r))
	}
	if proto.Size(r) != bytes {
		t.Fatalf("made %d bytes", proto.Size(r))
	}
	return r
}

// What is far too large grpc-go refuses on its own, before there is a call to give a reason to. The code is the same.
func TestRequestBeyondWhatIsReceived(t *testing.T) {
	s := startFake(t, echo)
	err := callRaw(within(t, 20*time.Second), s.conn, classify, make([]byte, maxReceive+1))
	if codeOf(err) != codes.ResourceExhausted {
		t.Errorf("got %v", err)
	}
	if _, err := s.client.ClassifyArticle(within(t, 5*time.Second), article("", "words")); err != nil {
		t.Error("afterwards:", err)
	}
}

func TestMetadataLimit(t *testing.T) {
	s := startFake(t, echo)
	call := func(n int) error {
		// A client of its own: the connection does not survive the refusal.
		conn := dial(t, s.Addr().String(), grpc.WithMaxHeaderListSize(1<<20))
		ctx := metadata.AppendToOutgoingContext(within(t, 5*time.Second), "x-filler", strings.Repeat("a", n))
		_, err := stancev1.NewStanceServiceClient(conn).ClassifyArticle(ctx, article("", "words"))
		return err
	}
	low, high := 1, 1<<20 // the largest that is taken lies between; HTTP/2 counts names and other headers, too
	for high-low > 1 {
		if middle := (low + high) / 2; call(middle) == nil {
			low = middle
		} else {
			high = middle
		}
	}
	if low < maxHeaderList-1024 || low > maxHeaderList {
		t.Errorf("metadata of %d bytes is taken and of %d is not; the limit is %d", low, high, maxHeaderList)
	}
}

func TestConnectionLimit(t *testing.T) {
	s := startFake(t, echo, "--max-connections=3")
	open := func() (net.Conn, bool) {
		c, err := net.Dial("tcp", s.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		c.SetReadDeadline(time.Now().Add(2 * time.Second))
		_, err = c.Read(make([]byte, 1)) // the server's settings come first, or the end
		return c, err == nil
	}
	var all []net.Conn
	for n := 1; n <= 4; n++ {
		c, ok := open()
		defer c.Close()
		all = append(all, c)
		if ok != (n <= 3) {
			t.Errorf("connection %d: open %v", n, ok)
		}
	}
	all[0].Close()
	waitFor(t, func() (bool, bool) { c, ok := open(); defer c.Close(); return ok, ok })
}

func TestStreamsOfOneConnectionLimit(t *testing.T) {
	release := make(chan struct{})
	s := startFake(t, func(ctx context.Context, a classifier.Article) (*classifier.Result, error) {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return echo(ctx, a)
	}, "--workers=1000")
	ended := make(chan error, maxStreams+1)
	for range maxStreams {
		go func() {
			_, err := s.client.ClassifyArticle(within(t, 20*time.Second), article("", "words"))
			ended <- err
		}()
	}
	waitFor(t, func() (int, bool) { n, _ := s.admission.Load(); return n, n == maxStreams })
	short, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	if _, err := s.client.ClassifyArticle(short, article("", "words")); codeOf(err) != codes.DeadlineExceeded {
		t.Errorf("one more call than the connection may have: %v, want it to wait", err)
	}
	close(release)
	for range maxStreams {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func TestCallsOfAllConnectionsLimit(t *testing.T) {
	release := make(chan struct{})
	s := startFake(t, func(ctx context.Context, a classifier.Article) (*classifier.Result, error) {
		<-release
		return echo(ctx, a)
	}, "--workers=100", "--max-calls=3")
	ended := make(chan error, 3)
	for range 3 {
		go func() {
			_, err := s.client.ClassifyArticle(within(t, 20*time.Second), article("", "words"))
			ended <- err
		}()
	}
	waitFor(t, func() (int, bool) { n, _ := s.admission.Load(); return n, n == 3 })
	_, err := s.client.ClassifyArticle(within(t, 5*time.Second), article("", "words"))
	wantFault(t, err, codes.Unavailable, "OVERLOADED")
	if _, _, retry := details(err); retry == nil {
		t.Error("no RetryInfo")
	}
	close(release)
	for range 3 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}
