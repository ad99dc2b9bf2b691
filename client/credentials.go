package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// transport decides how to talk to the target: TLS, but for loopback or where plaintext is asked for.
func (c *config) transport(target string) (credentials.TransportCredentials, error) {
	wantsTLS := c.tls != nil || c.rootCA != "" || c.cert != ""
	local := loopback(target)
	switch {
	case c.plaintext && wantsTLS:
		return nil, errors.New("client: plaintext and TLS are both asked for: drop one of the options")
	case c.plaintext && !local && c.token != nil:
		return nil, fmt.Errorf("client: a token would go to %s in plaintext: use TLS", target)
	case c.plaintext || local && !wantsTLS:
		return insecure.NewCredentials(), nil
	}
	t := c.tls
	if t == nil {
		t = &tls.Config{}
	}
	t.MinVersion = max(t.MinVersion, tls.VersionTLS12)
	if c.rootCA != "" {
		pem, err := os.ReadFile(c.rootCA)
		if err != nil {
			return nil, fmt.Errorf("client: the root certificates cannot be read: %w", err)
		}
		t.RootCAs = x509.NewCertPool()
		if !t.RootCAs.AppendCertsFromPEM(pem) {
			return nil, fmt.Errorf("client: %s holds no certificate in PEM", c.rootCA)
		}
	}
	if c.cert != "" {
		if _, err := tls.LoadX509KeyPair(c.cert, c.key); err != nil {
			return nil, fmt.Errorf("client: the client certificate cannot be read: %w", err)
		}
		cert, key := c.cert, c.key
		t.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
			pair, err := tls.LoadX509KeyPair(cert, key)
			return &pair, err
		}
	}
	return credentials.NewTLS(t), nil
}

// loopback reports whether a target of grpc-go cannot leave this machine: a unix socket, localhost, a loopback address.
func loopback(target string) bool {
	scheme, rest, found := strings.Cut(target, ":")
	if found {
		switch scheme {
		case "unix", "unix-abstract":
			return true
		case "dns", "passthrough", "ipv4", "ipv6":
			target = rest
			if authority, ok := strings.CutPrefix(rest, "//"); ok {
				_, target, _ = strings.Cut(authority, "/")
			}
		}
	}
	for address := range strings.SplitSeq(target, ",") {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			host = strings.Trim(address, "[]")
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return false
		}
	}
	return true
}

// bearer adds a token to the calls of the service. Credentials of grpc-go's own would add it to health checks too, which
// need none, and hide the error of a source behind a server that never becomes ready.
type bearer func(context.Context) (string, error)

func (b bearer) add(ctx context.Context) (context.Context, error) {
	token, err := b(ctx)
	if err != nil {
		return nil, status.Error(codes.Unauthenticated, fmt.Sprintf("there is no token: %v", err))
	}
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token), nil
}

func (b bearer) unary(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
	ctx, err := b.add(ctx)
	if err != nil {
		return err
	}
	return invoke(ctx, method, req, reply, cc, opts...)
}

func (b bearer) stream(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, open grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	if !strings.HasPrefix(method, "/"+stancev1.StanceService_ServiceDesc.ServiceName+"/") {
		return open(ctx, desc, cc, method, opts...)
	}
	ctx, err := b.add(ctx)
	if err != nil {
		return nil, err
	}
	return open(ctx, desc, cc, method, opts...)
}
