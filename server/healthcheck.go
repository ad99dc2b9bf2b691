package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/config"
)

// Healthcheck asks the server that runs with this configuration on this host whether it serves. It is for container
// probes, where there is no other program in the image.
func Healthcheck(ctx context.Context, c *config.Config) error {
	if c.TLSClientCA != "" {
		return errors.New("with tls-client-ca a probe would need a certificate: ask /readyz of admin-listen")
	}
	target, err := probeTarget(c.Listen)
	if err != nil {
		return err
	}
	protection := insecure.NewCredentials()
	if c.Protected() {
		// It is this very host that is asked how it is, not who.
		protection = credentials.NewTLS(&tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS13})
	}
	conn, err := grpc.NewClient(target, grpc.WithTransportCredentials(protection))
	if err != nil {
		return err
	}
	defer conn.Close()
	r, err := healthv1.NewHealthClient(conn).Check(ctx, &healthv1.HealthCheckRequest{Service: stancev1.StanceService_ServiceDesc.ServiceName})
	if err != nil {
		return fmt.Errorf("%s does not answer: %w", c.Listen, err)
	}
	if r.Status != healthv1.HealthCheckResponse_SERVING {
		return fmt.Errorf("%s says %v", c.Listen, r.Status)
	}
	return nil
}

// probeTarget is where a server that listens on an address can be reached from its own host.
func probeTarget(address string) (string, error) {
	if strings.HasPrefix(address, "unix:") {
		return address, nil
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", fmt.Errorf("listen: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
		if ip != nil && ip.To4() == nil {
			host = "::1"
		}
	}
	return "passthrough:///" + net.JoinHostPort(host, port), nil
}
