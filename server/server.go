// Package server serves stance.v1: it makes the classifier a service that can be left alone.
//
// In go a configuration and a logger; out comes a running server, which ends when its context does. README.md beside
// this file describes what callers and operators see: errors, limits, settings, metrics.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"runtime"
	"strings"
	"time"

	"google.golang.org/grpc"
	_ "google.golang.org/grpc/encoding/gzip" // lets clients compress; what comes out is bounded by maxReceive
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/admission"
	"github.com/stance-dev/stance/server/config"
	"github.com/stance-dev/stance/server/packs"
	"github.com/stance-dev/stance/server/wire"
)

// Server is a server that is ready to serve. It is made by New and serves once.
type Server struct {
	config    *config.Config
	log       *slog.Logger
	packs     packs.Holder
	admission *admission.Controller
	health    *health.Server
	grpc      *grpc.Server
	listener  net.Listener
	draining  chan struct{}
}

// New loads the packs and opens the addresses. Nothing is served before Serve.
func New(ctx context.Context, c *config.Config, log *slog.Logger) (*Server, error) {
	workers := c.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	s := &Server{
		config:    c,
		log:       log,
		admission: admission.New(workers, c.Queue, c.CallTimeout),
		health:    health.NewServer(),
		draining:  make(chan struct{}),
	}
	if err := s.packs.Load(ctx); err != nil {
		return nil, fmt.Errorf("packs: %w", err)
	}
	s.grpc = grpc.NewServer(s.options()...)
	stance := wire.Describe(stancev1.StanceService_ServiceDesc, chainUnary(s.inner()))
	s.grpc.RegisterService(stance, &service{
		packs:     &s.packs,
		admission: s.admission,
		window:    2 * workers,
		draining:  s.draining,
		failed:    s.panicked,
	})
	s.grpc.RegisterService(wire.Describe(healthv1.Health_ServiceDesc, nil), s.health)
	if c.Reflection {
		s.grpc.RegisterService(wire.Describe(reflectionv1.ServerReflection_ServiceDesc, nil),
			reflection.NewServerV1(reflection.ServerOptions{Services: s.grpc}))
	}
	s.health.SetServingStatus(stancev1.StanceService_ServiceDesc.ServiceName, healthv1.HealthCheckResponse_SERVING)
	var err error
	if s.listener, err = listen(c.Listen, c.Plaintext); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Server) options() []grpc.ServerOption {
	return []grpc.ServerOption{
		grpc.ForceServerCodecV2(wire.Codec()),
		grpc.ChainStreamInterceptor(s.outer()...),
		grpc.UnknownServiceHandler(wire.Unknown),
		grpc.MaxRecvMsgSize(maxReceive),
		grpc.MaxHeaderListSize(maxHeaderList),
		grpc.MaxConcurrentStreams(maxStreams),
		grpc.ConnectionTimeout(handshake),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: pingEvery, PermitWithoutStream: true}),
		grpc.KeepaliveParams(keepalive.ServerParameters{
			Time: keepaliveEvery, Timeout: keepaliveWait,
			MaxConnectionIdle: idleAge, MaxConnectionAge: s.config.ConnectionAge, MaxConnectionAgeGrace: ageGrace,
		}),
	}
}

// Addr is where gRPC is served.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Serve serves until the context ends, then drains: health says NOT_SERVING, new connections are refused, running
// calls finish. After the grace, or when now is closed, what still runs is cut off. It returns nil after a drain.
func (s *Server) Serve(ctx context.Context, now <-chan struct{}) error {
	s.log.Info("serving", "grpc", s.listener.Addr().String())
	ended := make(chan error, 1)
	go func() { ended <- s.grpc.Serve(s.listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("gRPC on %s: %w", s.listener.Addr(), err)
	case <-ctx.Done():
	}
	s.drain(now)
	return <-ended
}

// drain ends the server. GracefulStop alone would wait for ever for a client that watches health.
func (s *Server) drain(now <-chan struct{}) {
	s.log.Info("draining", "grace", s.config.Grace)
	s.health.Shutdown()
	sleep(s.config.DrainDelay, now)
	close(s.draining)
	finished := make(chan struct{})
	go func() {
		s.grpc.GracefulStop()
		close(finished)
	}()
	select {
	case <-finished:
	case <-time.After(s.config.Grace):
		s.log.Warn("calls were cut off at the end of the grace")
		s.grpc.Stop()
	case <-now:
		s.log.Warn("calls were cut off by a second signal")
		s.grpc.Stop()
	}
	<-finished
	s.log.Info("stopped")
}

func sleep(d time.Duration, now <-chan struct{}) {
	if d <= 0 {
		return
	}
	select {
	case <-time.After(d):
	case <-now:
	}
}

// listen opens an address. Without TLS it must be one that only this host can reach.
func listen(address string, plaintext bool) (net.Listener, error) {
	network := "tcp"
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		network, address = "unix", path
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("listen: %w", err)
		}
	}
	l, err := net.Listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() && !plaintext {
		l.Close()
		return nil, fmt.Errorf("listen: %s can be reached from other hosts and there is no TLS: set tls-cert and tls-key, or plaintext to allow it", address)
	}
	return l, nil
}

// chainUnary makes one interceptor of several, the first outermost.
func chainUnary(chain []grpc.UnaryServerInterceptor) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		next := handler
		for i := len(chain) - 1; i >= 0; i-- {
			interceptor, inside := chain[i], next
			next = func(ctx context.Context, req any) (any, error) { return interceptor(ctx, req, info, inside) }
		}
		return next(ctx, req)
	}
}
