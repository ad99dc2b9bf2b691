package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/resolver"
	"google.golang.org/grpc/resolver/manual"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/server/certs/certstest"
)

const road = "“The road will be open by Friday,” Mayor Ann Clarke said on Monday. She did not say who pays.\n\n"

func newClient(t *testing.T, target string, options ...client.Option) *client.Client {
	t.Helper()
	c, err := client.New(target, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestClientAsksTheServer(t *testing.T) {
	p := start(t)
	r, err := newClient(t, p.grpc).Classify(t.Context(), client.Article{ID: "a1", Text: road})
	if err != nil {
		t.Fatal(err)
	}
	if r.ArticleID != "a1" || len(r.Statements) == 0 || r.Statements[0].Speaker.Name != "Ann Clarke" {
		t.Errorf("got %+v", r)
	}
	p.terminate(5 * time.Second)
	if strings.Contains(p.text(), "road") {
		t.Error("the log has words of the article")
	}
}

func TestExitCodesAndWords(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		env  string
		code int
		says string
	}{
		{"help", []string{"--help"}, "", 0, "STANCE_CALL_TIMEOUT"},
		{"settings", []string{"--print-config", "--queue=7"}, "", 0, `queue: "7" # flag`},
		{"flag", []string{"--queue=x"}, "", 2, "queue"},
		{"environment", nil, "STANCE_GRACE=x", 2, "STANCE_GRACE"},
		{"packs", []string{"--listen=127.0.0.1:0", "--packs=/no/such/folder"}, "", 1, "/no/such/folder"},
		{"certificate", []string{"--listen=127.0.0.1:0", "--tls-cert=/no/cert", "--tls-key=/no/key"}, "", 1, "tls-cert"},
		{"plaintext", []string{"--listen=0.0.0.0:0"}, "", 1, "plaintext"},
		{"nobody there", []string{"healthcheck", "--listen=127.0.0.1:1"}, "", 1, "127.0.0.1:1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			cmd := exec.Command(binary, test.args...)
			cmd.Env = append(os.Environ(), test.env)
			out, _ := cmd.CombinedOutput()
			if code := cmd.ProcessState.ExitCode(); code != test.code || !bytes.Contains(out, []byte(test.says)) {
				t.Errorf("ended with %d and %q, want %d and %s", code, out, test.code, test.says)
			}
		})
	}
}

func TestHealthcheck(t *testing.T) {
	folder := t.TempDir()
	cert, key := filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	certstest.New(t, "ca").Issue(t, "server", cert, key)
	for name, args := range map[string][]string{
		"plaintext":   nil,
		"TLS":         {"--tls-cert=" + cert, "--tls-key=" + key},
		"unix socket": {"--listen=unix:" + filepath.Join(folder, "socket")},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, args...)
			address := p.grpc
			if strings.HasPrefix(address, "/") {
				address = "unix:" + address
			}
			args := append(append([]string{"healthcheck"}, args...), "--listen="+address)
			if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// load calls the servers from several goroutines until stop, and counts. No call may fail.
func load(t *testing.T, c *client.Client) (calls *atomic.Int64, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	calls = new(atomic.Int64)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for ctx.Err() == nil {
				if _, err := c.Classify(context.Background(), client.Article{Text: road}); err != nil {
					t.Error("a call failed:", err)
					return
				}
				calls.Add(1)
			}
		})
	}
	return calls, sync.OnceFunc(func() { cancel(); all.Wait() })
}

// more waits until so many more calls have come back.
func more(t *testing.T, calls *atomic.Int64, n int64) {
	t.Helper()
	from := calls.Load()
	until(t, "calls go on", func() bool { return calls.Load() >= from+n || t.Failed() })
}

func spread(processes ...*process) client.Option {
	r := manual.NewBuilderWithScheme("servers")
	var state resolver.State
	for _, p := range processes {
		state.Endpoints = append(state.Endpoints, resolver.Endpoint{Addresses: []resolver.Address{{Addr: p.grpc}}})
	}
	r.InitialState(state)
	return client.WithDialOptions(grpc.WithResolvers(r))
}

// Three servers take turns; one is told to end, one is killed. No call fails.
func TestNoCallFailsWhenServersGo(t *testing.T) {
	args := []string{"--drain-delay=200ms", "--log-calls=false"}
	servers := []*process{start(t, args...), start(t, args...), start(t, args...)}
	c := newClient(t, "servers:///all", client.WithPlaintext(), spread(servers...))
	calls, stop := load(t, c)
	defer stop()
	more(t, calls, 200)
	servers[0].terminate(10 * time.Second)
	more(t, calls, 200)
	servers[1].signal(syscall.SIGKILL)
	more(t, calls, 200)
	stop()
	t.Logf("%d calls", calls.Load())
}

// SIGTERM to the only server while calls run: each call that it took is answered.
func TestSIGTERMUnderLoadCutsNothing(t *testing.T) {
	p := start(t)
	conn, err := grpc.NewClient(p.grpc, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	watch, err := healthv1.NewHealthClient(conn).Watch(t.Context(), &healthv1.HealthCheckRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := watch.Recv(); err != nil {
		t.Fatal(err)
	}
	// The client tries again what was refused, in vain once the server is gone: it is the server's log that counts.
	ctx, cancel := context.WithCancel(context.Background())
	c := newClient(t, p.grpc)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for ctx.Err() == nil {
				c.Classify(ctx, client.Article{Text: strings.Repeat(road, 200)})
			}
		})
	}
	until(t, "calls run", func() bool { return strings.Count(p.text(), `"msg":"call"`) > 20 })
	p.terminate(22 * time.Second)
	cancel()
	all.Wait()
	served := 0
	for line := range strings.Lines(p.text()) {
		if strings.Contains(line, `"msg":"call"`) && strings.Contains(line, "ClassifyArticle") {
			served++
			if !strings.Contains(line, `"code":"OK"`) {
				t.Error("a call was cut:", line)
			}
		}
	}
	t.Logf("%d calls, all answered", served)
}

func TestSecondSIGTERMEndsNow(t *testing.T) {
	p := start(t, "--grace=1m", "--drain-delay=1m")
	p.signal(syscall.SIGTERM)
	until(t, "it drains", func() bool { return strings.Contains(p.text(), "draining") })
	p.terminate(3 * time.Second)
}

// packFile is a pack of ours with another version.
func packFile(t *testing.T, version string) []byte {
	t.Helper()
	b, err := os.ReadFile("../../classifier/packs/israel_palestine.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := regexp.MustCompile(`(?m)^version: .*$`).ReplaceAll(b, []byte("version: "+version))
	if bytes.Equal(changed, b) {
		t.Fatal("the pack has no version")
	}
	return changed
}

func TestPacksAreReloadedUnderTraffic(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "pack.yaml")
	put := func(content []byte) {
		next := file + ".next"
		os.WriteFile(next, content, 0o600)
		os.Rename(next, file)
	}
	put(packFile(t, "9.0.1"))
	p := start(t, "--packs="+folder, "--reload-interval=20ms", "--log-calls=false", "--admin-listen=127.0.0.1:0")
	c := newClient(t, p.grpc)
	calls, stop := load(t, c)
	defer stop()
	version := func() string {
		list, err := c.Issues(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, pack := range list.Packs {
			if pack.ID == "israel_palestine" {
				return pack.Version
			}
		}
		return ""
	}
	if v := version(); v != "9.0.1" {
		t.Fatalf("at first %q", v)
	}
	put(packFile(t, "9.0.2"))
	until(t, "the new version is served", func() bool { return version() == "9.0.2" })
	more(t, calls, 50)
	put([]byte("pack: [broken"))
	until(t, "the failure is told", func() bool { return strings.Contains(page(t, p.admin, "/readyz"), "problem") })
	if v := version(); v != "9.0.2" {
		t.Errorf("after a broken file %q is served", v)
	}
	if m := page(t, p.admin, "/metrics"); !strings.Contains(m, `stance_reloads_total{result="failed",what="packs"}`) ||
		!strings.Contains(m, `pack="israel_palestine",version="9.0.2"`) {
		t.Error("the metrics do not tell of the failure or of the version")
	}
	put(packFile(t, "9.0.3"))
	p.signal(syscall.SIGHUP)
	until(t, "the mended file is served", func() bool { return version() == "9.0.3" })
	until(t, "the failure is no longer told", func() bool { return !strings.Contains(page(t, p.admin, "/readyz"), "problem") })
	more(t, calls, 50)
	stop()
	p.terminate(5 * time.Second)
}

func page(t *testing.T, address, path string) string {
	t.Helper()
	r, err := http.Get("http://" + address + path)
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

func TestAdminPort(t *testing.T) {
	p := start(t, "--admin-listen=127.0.0.1:0")
	if _, err := newClient(t, p.grpc).Classify(t.Context(), client.Article{Text: road}); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"/healthz":             "ok",
		"/readyz":              `"ready":true`,
		"/metrics":             `stance_calls_total{code="OK",method="StanceService/ClassifyArticle"} 1`,
		"/debug/pprof/heap":    "",
		"/debug/pprof/cmdline": "404",
	} {
		if got := page(t, p.admin, path); !strings.Contains(got, want) {
			t.Errorf("%s has no %s:\n%.500s", path, want, got)
		}
	}
	for _, name := range []string{"stance_statements_total{kind=\"direct\"} 1", "stance_articles_total 1", "stance_pack_info{", "stance_queue_length 0", "stance_call_seconds_count{method=\"StanceService/ClassifyArticle\"} 1"} {
		if !strings.Contains(page(t, p.admin, "/metrics"), name) {
			t.Error("no metric", name)
		}
	}
}

// TLS, client certificates and tokens together, through the client; the certificate is swapped meanwhile.
func TestClientOverTLSWithToken(t *testing.T) {
	const token = "a-token-for-tests-0123456789"
	folder := t.TempDir()
	file := func(name string) string { return filepath.Join(folder, name) }
	ca := certstest.New(t, "ca")
	ca.Issue(t, "server", file("cert"), file("key"))
	ca.Issue(t, "caller", file("client-cert"), file("client-key"))
	os.WriteFile(file("tokens"), []byte("tokens: [{name: tester, token: "+token+"}]"), 0o600)
	p := start(t, "--tls-cert="+file("cert"), "--tls-key="+file("key"), "--tls-client-ca="+ca.File, "--tokens="+file("tokens"),
		"--connection-age=100ms", "--reload-interval=10ms", "--log-calls=false")
	target := "localhost" + p.grpc[strings.LastIndexByte(p.grpc, ':'):]
	tls := []client.Option{client.WithRootCA(ca.File), client.WithClientCertificate(file("client-cert"), file("client-key"))}
	calls, stop := load(t, newClient(t, target, append(tls, client.WithToken(token))...))
	defer stop()
	for range 3 {
		more(t, calls, 20)
		ca.Issue(t, "server", file("cert"), file("key"))
	}
	more(t, calls, 20)
	stop()
	_, err := newClient(t, target, append(tls, client.WithToken("another-token-0123456789"))...).Classify(t.Context(), client.Article{Text: road})
	var e *client.Error
	if !errors.As(err, &e) || string(e.Reason) != "UNAUTHENTICATED" {
		t.Errorf("with a wrong token: %v", err)
	}
}
