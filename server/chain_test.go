package server

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/http2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// lines is a log that a test can read.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// calls are the lines of calls that have ended.
func (l *lines) calls(t testing.TB) (out []map[string]any) {
	t.Helper()
	for line := range strings.Lines(l.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if m["msg"] == "call" {
			out = append(out, m)
		}
	}
	return out
}

// raw is a codec that sends bytes as they are, to send what no client would.
type raw struct{}

func (raw) Name() string { return "proto" }
func (raw) Marshal(v any) (mem.BufferSlice, error) {
	return mem.BufferSlice{mem.SliceBuffer(v.([]byte))}, nil
}
func (raw) Unmarshal(b mem.BufferSlice, v any) error { *(v.(*[]byte)) = b.Materialize(); return nil }

var _ encoding.CodecV2 = raw{}

const classify = "/stance.v1.StanceService/ClassifyArticle"

func callRaw(ctx context.Context, conn *grpc.ClientConn, method string, body []byte) error {
	var reply []byte
	return conn.Invoke(ctx, method, body, &reply, grpc.ForceCodecV2(raw{}))
}

// TestChainSeesEveryCall sends calls that fail at different depths. Each must leave a log line with its reason and be
// counted with its code: also those that are refused before, or while, the request is read.
func TestChainSeesEveryCall(t *testing.T) {
	tokens := filepath.Join(t.TempDir(), "tokens.yaml")
	os.WriteFile(tokens, []byte("tokens: [{name: tester, token: "+token+"}, {name: slow, token: slow-"+token+", rate: 0.001}]"), 0o600)
	log := &lines{}
	boom := fake(func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		switch a.Text {
		case "panic":
			panic("a secret")
		case "fail":
			return nil, errors.New("a secret")
		}
		return echo(nil, a)
	})
	s := startWith(t, slog.New(slog.NewJSONHandler(log, nil)), boom, "--tokens="+tokens, "--admin-listen=127.0.0.1:0")
	known := metadata.AppendToOutgoingContext(within(t, 20*time.Second), "authorization", "Bearer "+token, "x-request-id", "req-1")
	slow := metadata.AppendToOutgoingContext(within(t, 20*time.Second), "authorization", "Bearer slow-"+token)
	text := func(s string) []byte {
		article := protowire.AppendString(protowire.AppendTag(nil, 3, protowire.BytesType), s)
		return protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), article)
	}
	callRaw(slow, s.conn, classify, text("the one that the rate allows"))
	for _, test := range []struct {
		name   string
		ctx    context.Context
		method string
		body   []byte
		code   codes.Code
		reason string
	}{
		{"no token", within(t, 20*time.Second), classify, []byte("garbage that nobody reads"), codes.Unauthenticated, "UNAUTHENTICATED"},
		{"unknown method", known, "/stance.v1.StanceService/Nothing", nil, codes.Unimplemented, "UNKNOWN_METHOD"},
		{"unknown service", known, "/no.Service/Nothing", nil, codes.Unimplemented, "UNKNOWN_METHOD"},
		{"garbage", known, classify, []byte{0xff, 0xff, 0xff}, codes.InvalidArgument, "MALFORMED"},
		{"not UTF-8", known, classify, text("a\xffb"), codes.InvalidArgument, "INVALID_UTF8"},
		{"too large", known, classify, make([]byte, maxMessage+1), codes.ResourceExhausted, "REQUEST_TOO_LARGE"},
		{"not valid", known, classify, text(" "), codes.InvalidArgument, "TEXT_EMPTY"},
		{"not valid, and over the rate", slow, classify, text(" "), codes.ResourceExhausted, "RATE_LIMITED"},
		{"over the rate", slow, classify, text("words"), codes.ResourceExhausted, "RATE_LIMITED"},
		{"panic", known, classify, text("panic"), codes.Internal, "INTERNAL"},
		{"error", known, classify, text("fail"), codes.Internal, "INTERNAL"},
	} {
		t.Run(test.name, func(t *testing.T) {
			before := len(log.calls(t))
			err := callRaw(test.ctx, s.conn, test.method, test.body)
			info := wantFault(t, err, test.code, test.reason)
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the caller is told %q", err)
			}
			if test.code == codes.Internal && (info.Metadata["incident"] != "req-1" || !strings.Contains(log.String(), "a secret")) {
				t.Errorf("incident %v does not lead to the log's line", info.Metadata)
			}
			calls := waitFor(t, func() ([]map[string]any, bool) { c := log.calls(t); return c, len(c) > before })
			last := calls[len(calls)-1]
			if last["code"] != test.code.String() || last["reason"] != test.reason || last["method"] != test.method {
				t.Errorf("logged %v", last)
			}
		})
	}
	metrics := get(t, "http://"+s.AdminAddr().String()+"/metrics")
	for _, want := range []string{
		`stance_calls_total{code="Unauthenticated",method="StanceService/ClassifyArticle"} 1`,
		`stance_calls_total{code="Unimplemented",method="unknown"} 2`,
		`stance_calls_total{code="InvalidArgument",method="StanceService/ClassifyArticle"} 3`,
		`stance_calls_total{code="ResourceExhausted",method="StanceService/ClassifyArticle"} 3`,
		`stance_calls_total{code="Internal",method="StanceService/ClassifyArticle"} 2`,
		`stance_panics_total 1`,
	} {
		if !strings.Contains(metrics, want+"\n") {
			t.Errorf("metrics have no %s", want)
		}
	}
	if strings.Contains(metrics, "Nothing") {
		t.Error("a name that a caller made up became a label")
	}
}

// A call that is refused before it is classified counts as one article: nonsense is not free.
func TestBadRequestsAreTakenOffTheRate(t *testing.T) {
	for name, body := range map[string][]byte{"garbage": {0xff, 0xff}, "no article": nil} {
		t.Run(name, func(t *testing.T) {
			tokens := filepath.Join(t.TempDir(), "tokens.yaml")
			os.WriteFile(tokens, []byte("tokens: [{name: slow, token: "+token+", rate: 0.001}]"), 0o600)
			s := startFake(t, echo, "--tokens="+tokens)
			ctx := metadata.AppendToOutgoingContext(within(t, 20*time.Second), "authorization", "Bearer "+token)
			if err := callRaw(ctx, s.conn, classify, body); status.Code(err) != codes.InvalidArgument {
				t.Fatal(err)
			}
			_, err := s.client.ClassifyArticle(ctx, article("", "words"))
			wantFault(t, err, codes.ResourceExhausted, "RATE_LIMITED")
		})
	}
}

// grpc-go refuses a compression that it does not know before any interceptor runs; the call is counted all the same.
func TestCallsThatTheChainCannotSeeAreCounted(t *testing.T) {
	s := startFake(t, echo, "--admin-listen=127.0.0.1:0")
	plain := &http2.Transport{AllowHTTP: true, DialTLSContext: func(ctx context.Context, network, addr string, _ *tls.Config) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, addr)
	}}
	defer plain.CloseIdleConnections()
	r, _ := http.NewRequestWithContext(within(t, 20*time.Second), "POST", "http://"+s.Addr().String()+classify, http.NoBody)
	r.Header = http.Header{"Content-Type": {"application/grpc"}, "Te": {"trailers"}, "Grpc-Encoding": {"unheard-of"}}
	response, err := plain.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	waitFor(t, func() (string, bool) {
		metrics := get(t, "http://"+s.AdminAddr().String()+"/metrics")
		return metrics, strings.Contains(metrics, `stance_calls_total{code="Unimplemented",method="StanceService/ClassifyArticle"} 1`+"\n")
	})
}

func TestTheLogHasNoWordOfAnArticle(t *testing.T) {
	log := &lines{}
	s := startWith(t, slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})), nil)
	ctx := within(t, 5*time.Second)
	s.client.ClassifyArticle(ctx, article("Confidential", strings.ReplaceAll(road, "road", "Xyzzy")))
	s.client.ClassifyArticle(ctx, &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: "Xyzzy", Title: strings.Repeat("Xyzzy", 10_000)}})
	s.client.ClassifyArticle(ctx, &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: "x"}, IssueIds: []string{"Xyzzy"}})
	callRaw(ctx, s.conn, classify, []byte("Xyzzy Xyzzy"))
	waitFor(t, func() (int, bool) { n := len(log.calls(t)); return n, n == 4 })
	if strings.Contains(log.String(), "Xyzzy") || strings.Contains(log.String(), "Confidential") {
		t.Errorf("the log has words of an article:\n%s", log)
	}
}

func TestRequestIDsThatCouldForgeTheLogAreReplaced(t *testing.T) {
	log := &lines{}
	s := startWith(t, slog.New(slog.NewJSONHandler(log, nil)), fake(echo))
	for _, id := range []string{"a b", strings.Repeat("a", 65), "<script>", ""} {
		ctx := metadata.AppendToOutgoingContext(within(t, 5*time.Second), "x-request-id", id)
		if _, err := s.client.ClassifyArticle(ctx, article("", "words")); err != nil {
			t.Fatal(err)
		}
	}
	calls := waitFor(t, func() ([]map[string]any, bool) { c := log.calls(t); return c, len(c) == 4 })
	for _, c := range calls {
		if id, _ := c["request_id"].(string); len(id) != 16 {
			t.Errorf("request_id %q", id)
		}
	}
}

const token = "a-token-for-tests-0123456789"

// waitFor asks until it is told true, and fails the test when that takes too long.
func waitFor[T any](t testing.TB, ask func() (T, bool)) T {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		v, ok := ask()
		if ok {
			return v
		}
		if time.Now().After(end) {
			t.Fatalf("waited in vain; last: %v", v)
		}
	}
}

// get is the body of a page of the admin port.
func get(t testing.TB, url string) string {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	r, err := client.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
