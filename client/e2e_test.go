package client_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/resolver"
	"google.golang.org/grpc/resolver/manual"

	"github.com/stance-dev/stance/client"
)

// stanced builds the real server once and starts it as often as it is asked to.
type stanced struct {
	t      *testing.T
	binary string
}

func newStanced(t *testing.T) *stanced {
	t.Helper()
	if testing.Short() {
		t.Skip("it builds the server")
	}
	s := &stanced{t, filepath.Join(t.TempDir(), "stanced")}
	if out, err := exec.Command("go", "build", "-o", s.binary, "../cmd/stanced").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return s
}

var serving = regexp.MustCompile(`"msg":"serving".*"grpc":"([^"]+)"`)

// start starts a server and waits until it serves.
func (s *stanced) start() (*exec.Cmd, string) {
	s.t.Helper()
	cmd := exec.Command(s.binary, "--listen", "127.0.0.1:0", "--log-calls=false", "--grace", "10s")
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	log, err := cmd.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	address := make(chan string, 1)
	go func() {
		for lines := bufio.NewScanner(log); lines.Scan(); {
			if m := serving.FindStringSubmatch(lines.Text()); m != nil {
				address <- m[1]
			}
		}
	}()
	select {
	case a := <-address:
		return cmd, a
	case <-time.After(30 * time.Second):
		s.t.Fatal("stanced did not start")
	}
	return nil, ""
}

const news = "“The road will be open by Friday,” Mayor Ann Clarke said on Monday. She thanked the builders."

func TestRealServer(t *testing.T) {
	_, address := newStanced(t).start()
	c, err := client.New(address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, unit := range []client.OffsetUnit{client.Bytes, client.UTF16, client.CodePoints} {
		result, err := c.Classify(t.Context(), client.Article{ID: "road", Text: "😀 é " + news}, client.WithOffsets(unit))
		if err != nil {
			t.Fatal(err)
		}
		if len(result.Statements) == 0 || result.Statements[0].Speaker.Name != "Ann Clarke" || result.Offsets != unit {
			t.Fatalf("%+v", result)
		}
		st := result.Statements[0]
		if len(st.Spans) != 1 || result.Text(st.Spans[0]) != st.Text || result.Text(st.Mention) == "" || result.Text(st.Cue.Span) != st.Cue.Text {
			t.Errorf("unit %v: spans do not give the words: %+v", unit, st)
		}
	}
	if _, err := c.Classify(t.Context(), client.Article{Text: " "}); client.ReasonOf(err) != client.TextEmpty {
		t.Error(err)
	}
	var e *client.Error
	if _, err := c.Classify(t.Context(), client.Article{Text: news}, client.WithIssues("no_such_issue")); !errors.As(err, &e) ||
		e.Reason != client.UnknownIssue || e.Metadata["issue_id"] != "no_such_issue" || len(e.Violations) == 0 {
		t.Errorf("%+v", err)
	}
	list, err := c.Issues(t.Context())
	if err != nil || len(list.Packs) == 0 || len(list.Issues) == 0 {
		t.Errorf("%d packs, %d issues, %v", len(list.Packs), len(list.Issues), err)
	}
	answers, err := c.ClassifyBatch(t.Context(), []client.Article{{ID: "1", Text: news}, {ID: "2"}, {ID: "3", Text: news}})
	if err != nil || answers[0].Err != nil || client.ReasonOf(answers[1].Err) != client.TextEmpty || answers[2].Err != nil {
		t.Errorf("%+v, %v", answers, err)
	}
	next := 0
	for result, err := range c.ClassifyAll(t.Context(), numbered(300)) {
		if err != nil || result.ArticleID != fmt.Sprint(next) {
			t.Fatalf("%d: %v", next, err)
		}
		next++
	}
	if next != 300 {
		t.Error(next)
	}
}

// Three servers share the calls. One is killed and one told to stop, while calls go on: none of them fails.
func TestServersComeAndGo(t *testing.T) {
	s := newStanced(t)
	var servers []*exec.Cmd
	var addresses []resolver.Address
	for range 3 {
		cmd, address := s.start()
		servers = append(servers, cmd)
		addresses = append(addresses, resolver.Address{Addr: address})
	}
	names := manual.NewBuilderWithScheme("stances")
	names.InitialState(resolver.State{Addresses: addresses})
	c, err := client.New("stances:///x", client.WithPlaintext(), client.WithDialOptions(grpc.WithResolvers(names)))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()

	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var over atomic.Bool
	var unary, batched, streamed atomic.Int64
	var calls sync.WaitGroup
	for range 4 {
		calls.Go(func() {
			for !over.Load() {
				if _, err := c.Classify(ctx, client.Article{Text: news}); err != nil {
					t.Errorf("unary: %v", err)
				}
				unary.Add(1)
			}
		})
	}
	calls.Go(func() {
		for !over.Load() {
			if _, err := c.ClassifyBatch(ctx, articles(20, 100)); err != nil {
				t.Errorf("batch: %v", err)
			}
			batched.Add(1)
		}
	})
	calls.Go(func() {
		feed := func(yield func(client.Article, error) bool) {
			for i := 0; !over.Load() && yield(client.Article{ID: fmt.Sprint(i), Text: news}, nil); i++ {
				time.Sleep(time.Millisecond)
			}
		}
		next := 0
		for result, err := range c.ClassifyAll(ctx, feed) {
			if err != nil || result.ArticleID != fmt.Sprint(next) {
				t.Errorf("stream: %d: %q, %v", next, result.ArticleID, err)
				return
			}
			next++
			streamed.Add(1)
		}
	})
	time.Sleep(500 * time.Millisecond)
	if err := servers[0].Process.Kill(); err != nil {
		t.Error(err)
	}
	time.Sleep(500 * time.Millisecond)
	if err := servers[1].Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	time.Sleep(time.Second)
	over.Store(true)
	calls.Wait()
	if unary.Load() < 10 || batched.Load() < 2 || streamed.Load() < 20 {
		t.Errorf("only %d calls, %d batches, %d articles by stream", unary.Load(), batched.Load(), streamed.Load())
	}
	t.Logf("%d calls, %d batches, %d articles by stream: none failed", unary.Load(), batched.Load(), streamed.Load())
}
