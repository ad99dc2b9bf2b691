package client

import (
	"context"
	"crypto/tls"
	"strings"
	"testing"

	"google.golang.org/grpc"
)

func TestLoopback(t *testing.T) {
	for target, want := range map[string]bool{
		"localhost:50051":                     true,
		"localhost":                           true,
		"127.0.0.1:50051":                     true,
		"127.8.0.1:50051":                     true,
		"[::1]:50051":                         true,
		"::1":                                 true,
		"unix:/run/stance.sock":               true,
		"unix:///run/stance.sock":             true,
		"unix-abstract:stance":                true,
		"dns:///localhost:50051":              true,
		"dns:localhost:50051":                 true,
		"dns://8.8.8.8/localhost:50051":       true,
		"passthrough:///127.0.0.1:50051":      true,
		"ipv4:127.0.0.1:1,127.0.0.1:2":        true,
		"ipv4:127.0.0.1:1,10.0.0.1:2":         false,
		"stance.example.org:443":              false,
		"dns:///stance.example.org:443":       false,
		"dns://127.0.0.1/stance.example.org":  false,
		"10.0.0.1:50051":                      false,
		"0.0.0.0:50051":                       false,
		"localhost.example.org:50051":         false,
		"passthrough:///127.0.0.1.example:80": false,
		"xds:///localhost":                    false,
		"":                                    false,
	} {
		if got := loopback(target); got != want {
			t.Errorf("loopback(%q) = %v", target, got)
		}
	}
}

func TestTransport(t *testing.T) {
	token := WithToken("x")
	for name, c := range map[string]struct {
		target   string
		options  []Option
		protocol string // of the credentials, or part of the error
	}{
		"loopback":             {"localhost:1", nil, "insecure"},
		"loopback, token":      {"localhost:1", []Option{token}, "insecure"},
		"loopback, tls":        {"localhost:1", []Option{WithTLS(nil)}, "tls"},
		"beyond":               {"example.org:1", nil, "tls"},
		"beyond, token":        {"example.org:1", []Option{token}, "tls"},
		"beyond, plaintext":    {"example.org:1", []Option{WithPlaintext()}, "insecure"},
		"token in plaintext":   {"example.org:1", []Option{WithPlaintext(), token}, "a token would go"},
		"both":                 {"localhost:1", []Option{WithPlaintext(), WithTLS(nil)}, "both asked for"},
		"no such root":         {"example.org:1", []Option{WithRootCA("testdata/none.pem")}, "root certificates cannot be read"},
		"root is not PEM":      {"example.org:1", []Option{WithRootCA("target_test.go")}, "no certificate in PEM"},
		"no such certificate":  {"example.org:1", []Option{WithClientCertificate("none.pem", "none.key")}, "client certificate cannot be read"},
		"an old TLS is raised": {"example.org:1", []Option{WithTLS(&tls.Config{MinVersion: tls.VersionTLS10})}, "tls"},
	} {
		var cfg config
		for _, o := range c.options {
			o.apply(&cfg)
		}
		creds, err := cfg.transport(c.target)
		switch {
		case err != nil && !strings.Contains(err.Error(), c.protocol):
			t.Errorf("%s: %v", name, err)
		case err == nil && creds.Info().SecurityProtocol != c.protocol:
			t.Errorf("%s: %s", name, creds.Info().SecurityProtocol)
		case cfg.tls != nil && err == nil && cfg.tls.MinVersion < tls.VersionTLS12:
			t.Errorf("%s: MinVersion %x", name, cfg.tls.MinVersion)
		}
	}
}

func TestNewRefusesATargetThatIsNone(t *testing.T) {
	if _, err := New("localhost:1\x00"); err == nil {
		t.Error("it was taken")
	}
}

func TestTextByUnit(t *testing.T) {
	// One of each: two, three and four bytes, a pair of surrogates, a combining mark, CRLF.
	text := "né — 😀 e\u0301\r\n" + strings.Repeat("añ😀", 2*stride) + "end"
	for _, unit := range []OffsetUnit{Bytes, UTF16, CodePoints} {
		o := &offsets{text: text, unit: unit}
		start := 0
		for i, r := range text {
			width := 1
			switch {
			case unit == Bytes:
				width = len(string(r))
			case unit == UTF16 && r > 0xFFFF:
				width = 2
			}
			if got := o.slice(Span{start, start + width}); got != string(r) {
				t.Fatalf("unit %d: at byte %d: %q, want %q", unit, i, got, string(r))
			}
			if width > 1 {
				if got := o.slice(Span{start, start + 1}); got != "" {
					t.Fatalf("unit %d: half a character is %q", unit, got)
				}
			}
			start += width
		}
		if got := o.slice(Span{0, start}); got != text {
			t.Errorf("unit %d: the whole is %d bytes", unit, len(got))
		}
		for _, s := range []Span{{0, start + 1}, {start, start + 1}, {-1, 2}, {3, 2}, {2, 2}, {1 << 40, 1<<40 + 1}} {
			if got := o.slice(s); got != "" {
				t.Errorf("unit %d: %v is %q", unit, s, got)
			}
		}
	}
	for _, unit := range []OffsetUnit{Bytes, UTF16, CodePoints} {
		if got := (&offsets{unit: unit}).slice(Span{0, 1}); got != "" {
			t.Errorf("of no text: %q", got)
		}
	}
}

func TestBearerKeepsToItsService(t *testing.T) {
	b := bearer(func(context.Context) (string, error) { t.Error("asked for a token"); return "", nil })
	_, _ = b.stream(t.Context(), nil, nil, "/grpc.health.v1.Health/Watch", noStream)
}

func noStream(context.Context, *grpc.StreamDesc, *grpc.ClientConn, string, ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, nil
}
