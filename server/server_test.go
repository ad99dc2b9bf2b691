package server

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/config"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start serves on loopback until the test ends, and returns the server and a connection to it.
func start(t testing.TB, change ...func(*config.Config)) (*Server, *grpc.ClientConn) {
	t.Helper()
	c, _, err := config.Load([]string{"--listen=127.0.0.1:0", "--grace=5s"}, func(string) (string, bool) { return "", false }, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range change {
		f(c)
	}
	s, err := New(t.Context(), c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, Signals{}) }()
	conn := dial(t, s.Addr().String())
	t.Cleanup(func() {
		conn.Close()
		stop()
		if err := <-ended; err != nil {
			t.Error("Serve:", err)
		}
	})
	return s, conn
}

func dial(t testing.TB, target string, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	options = append([]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}, options...)
	conn, err := grpc.NewClient("passthrough:///"+target, options...)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func within(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

// reason is the ErrorInfo of an error; nil where it has none.
func reason(err error) *errdetails.ErrorInfo {
	for _, d := range status.Convert(err).Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			return info
		}
	}
	return nil
}

// wantFault fails the test unless the error has this code and reason, in the project's domain.
func wantFault(t testing.TB, err error, code codes.Code, name string) *errdetails.ErrorInfo {
	t.Helper()
	info := reason(err)
	if status.Code(err) != code || info == nil || info.Reason != name || info.Domain != "stance.dev" {
		t.Fatalf("got %v with %v, want %v with reason %s", err, info, code, name)
	}
	return info
}

func TestClassifyAnswers(t *testing.T) {
	_, conn := start(t)
	client := stancev1.NewStanceServiceClient(conn)
	r, err := client.ClassifyArticle(within(t, time.Second), &stancev1.ClassifyArticleRequest{
		Article: &stancev1.Article{ArticleId: "a1", Text: "“It is late,” the mayor said."},
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.ArticleId != "a1" || r.OffsetEncoding != stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES {
		t.Errorf("got %v", r)
	}
}

func TestRefusalHasReasonAndField(t *testing.T) {
	_, conn := start(t)
	client := stancev1.NewStanceServiceClient(conn)
	_, err := client.ClassifyArticle(within(t, time.Second), &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: " \n"}})
	wantFault(t, err, codes.InvalidArgument, "TEXT_EMPTY")
}
