package server

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/config"
	"github.com/stance-dev/stance/server/packs"
)

// TestMain watches for goroutines that are left behind. One that gives back what packs took while they were loaded ends by itself,
// on a busy machine after the tests.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("runtime/debug.FreeOSMemory"))
}

// running is a server that serves on loopback until its test ends.
type running struct {
	*Server
	conn   *grpc.ClientConn
	client stancev1.StanceServiceClient
	stop   func() error // drains, and returns what Serve returned
}

// settings are the defaults with an address of the system's choice.
func settings(t testing.TB, args ...string) *config.Config {
	t.Helper()
	args = append([]string{"--listen=127.0.0.1:0", "--grace=5s"}, args...)
	c, _, err := config.Load(args, func(string) (string, bool) { return "", false }, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// start serves with the defaults but for these flags.
func start(t testing.TB, args ...string) *running {
	t.Helper()
	return startWith(t, slog.New(slog.DiscardHandler), nil, args...)
}

// startFake serves with a classifier of the test's own.
func startFake(t testing.TB, f fake, args ...string) *running {
	t.Helper()
	return startWith(t, slog.New(slog.DiscardHandler), f, args...)
}

func startWith(t testing.TB, log *slog.Logger, c packs.Classifier, args ...string) *running {
	t.Helper()
	return startTimed(t, log, c, defaultTiming, args...)
}

func startTimed(t testing.TB, log *slog.Logger, c packs.Classifier, times timing, args ...string) *running {
	t.Helper()
	conf := settings(t, args...)
	open := packs.Folder(conf.Packs)
	if c != nil {
		open = func() (packs.Classifier, error) { return tested{c}, nil }
	}
	s, err := newServer(context.Background(), conf, log, open, times)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, Signals{}) }()
	conn := dial(t, s.Addr().String())
	r := &running{Server: s, conn: conn, client: stancev1.NewStanceServiceClient(conn)}
	stopped := false
	r.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() {
		conn.Close()
		if err := r.stop(); err != nil {
			t.Error("Serve:", err)
		}
	})
	return r
}

func dial(t testing.TB, target string, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	options = append([]grpc.DialOption{
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(64<<20), grpc.MaxCallSendMsgSize(64<<20)),
	}, options...)
	conn, err := grpc.NewClient("passthrough:///"+target, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// fake is a classifier that does what a test wants.
type fake func(context.Context, classifier.Article) (*classifier.Result, error)

func (f fake) Classify(ctx context.Context, a classifier.Article, _ ...classifier.CallOption) (*classifier.Result, error) {
	return f(ctx, a)
}
func (f fake) Issues() []classifier.Issue   { return nil }
func (f fake) Packs() []classifier.PackInfo { return nil }

// tested is a classifier that passes the self-test, and else does what the one in it does.
type tested struct{ packs.Classifier }

func (c tested) Classify(ctx context.Context, a classifier.Article, options ...classifier.CallOption) (*classifier.Result, error) {
	if strings.Contains(a.Text, "Mayor Ann Clarke") && a.ID == "" {
		return &classifier.Result{
			Statements: []classifier.Statement{{Speaker: 0}}, Speakers: []classifier.Speaker{{Name: "Ann Clarke"}},
		}, nil
	}
	return c.Classifier.Classify(ctx, a, options...)
}

// echo answers at once, without a statement.
func echo(_ context.Context, a classifier.Article) (*classifier.Result, error) {
	return &classifier.Result{ArticleID: a.ID, Language: "en"}, nil
}

func within(t testing.TB, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	t.Cleanup(cancel)
	return ctx
}

// details are the details of an error's status.
func details(err error) (info *errdetails.ErrorInfo, bad *errdetails.BadRequest, retry *errdetails.RetryInfo) {
	for _, d := range status.Convert(err).Details() {
		switch d := d.(type) {
		case *errdetails.ErrorInfo:
			info = d
		case *errdetails.BadRequest:
			bad = d
		case *errdetails.RetryInfo:
			retry = d
		}
	}
	return info, bad, retry
}

// wantFault fails the test unless the error has this code and reason, in the project's domain.
func wantFault(t testing.TB, err error, code codes.Code, name string) *errdetails.ErrorInfo {
	t.Helper()
	info, _, _ := details(err)
	if status.Code(err) != code || info == nil || info.Reason != name || info.Domain != "stance.dev" {
		t.Fatalf("got %v with %v, want %v with reason %s", err, info, code, name)
	}
	return info
}

// article is a request for one article.
func article(id, text string) *stancev1.ClassifyArticleRequest {
	return &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{ArticleId: id, Text: text}}
}

const road = "“The road will be open by Friday,” Mayor Ann Clarke said on Monday. She did not say who pays.\n\n"

// news is an article of about so many bytes.
func news(bytes int) string { return strings.Repeat(road, bytes/len(road)+1)[:bytes] }
