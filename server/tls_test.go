package server

import (
	"context"
	"crypto/tls"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/certs/certstest"
)

// tlsFiles are a server's certificate and key in a folder of the test's.
func tlsFiles(t testing.TB, a *certstest.Authority, name string) (cert, key string) {
	t.Helper()
	folder := t.TempDir()
	cert, key = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	a.Issue(t, name, cert, key)
	return cert, key
}

func dialTLS(t testing.TB, address string, c *tls.Config) *grpc.ClientConn {
	t.Helper()
	c.ServerName = "localhost"
	return dial(t, address, grpc.WithTransportCredentials(credentials.NewTLS(c)))
}

func TestTLSIsOfVersion13(t *testing.T) {
	ca := certstest.New(t, "ca")
	cert, key := tlsFiles(t, ca, "server")
	s := startFake(t, echo, "--listen=:0", "--tls-cert="+cert, "--tls-key="+key, "--admin-listen=127.0.0.1:0")
	address := s.Addr().String()
	address = "127.0.0.1" + address[strings.LastIndexByte(address, ':'):]
	call := func(conn *grpc.ClientConn) error {
		_, err := stancev1.NewStanceServiceClient(conn).ClassifyArticle(within(t, 5*time.Second), article("", "words"))
		return err
	}
	if err := call(dialTLS(t, address, &tls.Config{RootCAs: ca.Pool()})); err != nil {
		t.Error(err)
	}
	if err := call(dialTLS(t, address, &tls.Config{RootCAs: ca.Pool(), MaxVersion: tls.VersionTLS12})); err == nil {
		t.Error("TLS 1.2 was taken")
	}
	if err := call(dial(t, address)); err == nil {
		t.Error("plaintext was taken")
	}
	if err := call(dialTLS(t, address, &tls.Config{RootCAs: certstest.New(t, "other").Pool()})); err == nil {
		t.Error("the client trusts anybody")
	}
	if m := get(t, "http://"+s.AdminAddr().String()+"/metrics"); strings.Contains(m, "stance_handshakes_failed_total 0\n") {
		t.Error("handshakes that failed were not counted")
	}
}

func TestClientCertificates(t *testing.T) {
	ca, clients := certstest.New(t, "ca"), certstest.New(t, "clients")
	cert, key := tlsFiles(t, ca, "server")
	log := &lines{}
	s := startWith(t, slog.New(slog.NewJSONHandler(log, nil)), fake(echo), "--tls-cert="+cert, "--tls-key="+key, "--tls-client-ca="+clients.File)
	call := func(certificates ...tls.Certificate) error {
		conn := dialTLS(t, s.Addr().String(), &tls.Config{RootCAs: ca.Pool(), Certificates: certificates})
		_, err := stancev1.NewStanceServiceClient(conn).ClassifyArticle(within(t, 5*time.Second), article("", "words"))
		return err
	}
	known := func(a *certstest.Authority, name string) tls.Certificate {
		c, k := tlsFiles(t, a, name)
		return certstest.Pair(t, c, k)
	}
	if err := call(known(clients, "newsroom")); err != nil {
		t.Error(err)
	}
	if err := call(); err == nil {
		t.Error("a client without a certificate was let in")
	}
	if err := call(known(ca, "stranger")); err == nil {
		t.Error("a client of another authority was let in")
	}
	calls := waitFor(t, func() ([]map[string]any, bool) { c := log.calls(t); return c, len(c) > 0 })
	if calls[0]["caller"] != "newsroom" {
		t.Errorf("logged %v", calls[0])
	}
}

// Certificates are swapped while calls run, on old connections and on new ones: none fails, and new ones get the new.
func TestCertificatesAreSwappedUnderTraffic(t *testing.T) {
	ca := certstest.New(t, "ca")
	cert, key := tlsFiles(t, ca, "day0")
	s := startFake(t, echo, "--tls-cert="+cert, "--tls-key="+key, "--reload-interval=10ms", "--connection-age=100ms", "--http-listen=127.0.0.1:0")
	ctx, cancel := context.WithCancel(context.Background())
	var calls sync.WaitGroup
	var done int
	for range 2 {
		calls.Go(func() {
			conn := dialTLS(t, s.Addr().String(), &tls.Config{RootCAs: ca.Pool()})
			for ctx.Err() == nil {
				if _, err := stancev1.NewStanceServiceClient(conn).ClassifyArticle(context.Background(), article("", "words")); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for day := range 5 {
		name := "day" + string(rune('1'+day))
		ca.Issue(t, name, cert, key)
		for _, address := range []string{s.Addr().String(), s.HTTPAddr().String()} {
			waitFor(t, func() (string, bool) {
				c, err := tls.Dial("tcp", address, &tls.Config{RootCAs: ca.Pool(), ServerName: "localhost", NextProtos: []string{"h2"}})
				if err != nil {
					return err.Error(), false
				}
				defer c.Close()
				got := c.ConnectionState().PeerCertificates[0].Subject.CommonName
				return got, got == name
			})
		}
		done++
	}
	cancel()
	calls.Wait()
	// A half-written certificate changes nothing.
	if err := s.certs.Load(ctx); err != nil || done != 5 {
		t.Error(err)
	}
}

func TestJSONOverTLS(t *testing.T) {
	ca := certstest.New(t, "ca")
	cert, key := tlsFiles(t, ca, "server")
	s := startFake(t, echo, "--tls-cert="+cert, "--tls-key="+key, "--http-listen=127.0.0.1:0")
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: ca.Pool()}, DisableKeepAlives: true}}
	r, err := client.Post("https://"+s.HTTPAddr().String()+"/v1/articles:classify", "application/json", strings.NewReader(`{"article":{"text":"words"}}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Error(r.Status)
	}
}
