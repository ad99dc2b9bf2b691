// Package server serves stance.v1: it makes the classifier a service that can be left alone.
//
// In go a configuration and a logger; out comes a running server, which ends when its context does. README.md beside
// this file describes what callers and operators see: errors, limits, settings, metrics.
package server

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	_ "google.golang.org/grpc/encoding/gzip" // lets clients compress; what comes out is bounded by maxReceive
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/reflection"
	reflectionv1 "google.golang.org/grpc/reflection/grpc_reflection_v1"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/admin"
	"github.com/stance-dev/stance/server/admission"
	"github.com/stance-dev/stance/server/auth"
	"github.com/stance-dev/stance/server/certs"
	"github.com/stance-dev/stance/server/config"
	"github.com/stance-dev/stance/server/gateway"
	"github.com/stance-dev/stance/server/metrics"
	"github.com/stance-dev/stance/server/packs"
	"github.com/stance-dev/stance/server/reload"
	"github.com/stance-dev/stance/server/tracing"
	"github.com/stance-dev/stance/server/wire"
)

// Server is a server that is ready to serve. It is made by New and serves once.
type Server struct {
	config    *config.Config
	log       *slog.Logger
	packs     *packs.Holder
	admission *admission.Controller
	metrics   *metrics.Metrics
	guard     *auth.Guard
	certs     *certs.Store // nil: no TLS
	tracing   *tracing.Tracing
	watcher   *reload.Watcher
	problems  problems
	health    *health.Server
	grpc      *grpc.Server
	draining  chan struct{}

	listener                *bounded
	httpListener            net.Listener // nil: no JSON port
	adminListener           net.Listener // nil: no admin port
	memory                  *memory
	httpConn                *grpc.ClientConn
	httpServer, adminServer *http.Server
}

// New loads packs, certificates and credentials, and opens the addresses. Nothing is served before Serve.
func New(ctx context.Context, c *config.Config, log *slog.Logger) (*Server, error) {
	return newServer(ctx, c, log, packs.Folder(c.Packs), defaultTiming)
}

func newServer(ctx context.Context, c *config.Config, log *slog.Logger, open packs.Open, times timing) (*Server, error) {
	s := &Server{config: c, log: log, health: health.NewServer(), draining: make(chan struct{}), memory: newMemory()}
	workers := c.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	s.admission = admission.New(workers, c.Queue, c.CallTimeout)
	s.metrics = metrics.New(methods(), s.admission.Load)
	if err := s.load(ctx, open); err != nil {
		return nil, err
	}
	outer := s.outer()
	s.grpc = grpc.NewServer(s.options(outer, times)...)
	s.register(outer, workers)
	if err := s.open(ctx); err != nil {
		s.close()
		return nil, err
	}
	return s, nil
}

// load reads everything that can be reloaded later.
func (s *Server) load(ctx context.Context, open packs.Open) (err error) {
	c := s.config
	s.packs = packs.New(open, s.metrics.Loaded)
	if err = s.packs.Load(ctx); err != nil {
		return fmt.Errorf("packs: %w", err)
	}
	s.guard, err = auth.Open(auth.Settings{
		Tokens: c.Tokens, JWTKeys: c.JWTKeys, Audience: c.JWTAudience, Issuer: c.JWTIssuer, JWTRate: c.JWTRate,
	})
	if err != nil {
		return err
	}
	items := []reload.Item{
		{What: "packs", Paths: []string{c.Packs}, Load: s.packs.Load, Done: s.reloaded},
		{What: "credentials", Paths: s.guard.Paths(), Load: s.guard.Load, Done: s.reloaded},
	}
	if c.Protected() {
		if s.certs, err = certs.Open(certs.Files{Cert: c.TLSCert, Key: c.TLSKey, ClientCA: c.TLSClientCA}); err != nil {
			return err
		}
		items = append(items, reload.Item{What: "certificates", Paths: s.certs.Paths(), Load: s.certs.Load, Done: s.reloaded})
	}
	if c.OTLPEndpoint != "" {
		if s.tracing, err = tracing.Open(ctx, c.OTLPEndpoint, c.TracePart, s.log); err != nil {
			return err
		}
	}
	s.watcher = reload.New(c.ReloadInterval, s.log, items...)
	return nil
}

func (s *Server) reloaded(what string, err error) {
	s.metrics.Reloaded(what, err)
	s.problems.set(what, err)
}

func (s *Server) options(outer []grpc.StreamServerInterceptor, times timing) []grpc.ServerOption {
	options := []grpc.ServerOption{
		grpc.ForceServerCodecV2(wire.Codec()),
		grpc.StatsHandler(s.metrics.Lost()),
		grpc.UnknownServiceHandler(wire.Unknown(outer)),
		grpc.MaxRecvMsgSize(maxReceive),
		grpc.MaxHeaderListSize(maxHeaderList),
		grpc.MaxConcurrentStreams(maxStreams),
		grpc.ConnectionTimeout(handshake),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: times.ping, PermitWithoutStream: true}),
		grpc.KeepaliveParams(keepalive.ServerParameters{
			Time: times.every, Timeout: times.answer,
			MaxConnectionIdle: times.idle, MaxConnectionAge: s.config.ConnectionAge, MaxConnectionAgeGrace: times.ageGrace,
		}),
	}
	if s.certs != nil {
		options = append(options, grpc.Creds(newHandshakes(s.certs.Config(), s.metrics)))
	}
	if s.tracing != nil {
		options = append(options, grpc.StatsHandler(s.tracing.StatsHandler()))
	}
	return options
}

// register puts the services behind the chain.
func (s *Server) register(outer []grpc.StreamServerInterceptor, workers int) {
	s.grpc.RegisterService(wire.Describe(stancev1.StanceService_ServiceDesc, outer, s.inner()), &service{
		packs:     s.packs,
		admission: s.admission,
		metrics:   s.metrics,
		tracing:   s.tracing,
		window:    2 * workers,
		draining:  s.draining,
		failed:    s.panicked,
	})
	s.grpc.RegisterService(wire.Describe(healthv1.Health_ServiceDesc, outer, nil), s.health)
	if s.config.Reflection {
		s.grpc.RegisterService(wire.Describe(reflectionv1.ServerReflection_ServiceDesc, outer, nil),
			reflection.NewServerV1(reflection.ServerOptions{Services: s.grpc}))
	}
}

// methods are the methods that calls are counted by.
func methods() []string {
	var all []string
	for _, d := range []grpc.ServiceDesc{stancev1.StanceService_ServiceDesc, healthv1.Health_ServiceDesc, reflectionv1.ServerReflection_ServiceDesc} {
		for _, m := range d.Methods {
			all = append(all, "/"+d.ServiceName+"/"+m.MethodName)
		}
		for _, m := range d.Streams {
			all = append(all, "/"+d.ServiceName+"/"+m.StreamName)
		}
	}
	return all
}

// open listens on the addresses and makes the HTTP servers.
func (s *Server) open(ctx context.Context) error {
	c := s.config
	l, err := listen("listen", c.Listen, c.Protected(), c.Plaintext)
	if err != nil {
		return err
	}
	s.listener = &bounded{Listener: l, limit: int64(c.MaxConnections), metrics: s.metrics}
	if c.AdminListen != "" {
		// What is served here is no secret of callers, and probes speak plaintext.
		if s.adminListener, err = listen("admin-listen", c.AdminListen, false, true); err != nil {
			return err
		}
		s.adminServer = admin.Server(admin.Handler(s.metrics.Registry, s.status, c.Profiles))
	}
	if c.HTTPListen != "" {
		if s.httpListener, err = listen("http-listen", c.HTTPListen, c.Protected(), c.Plaintext); err != nil {
			return err
		}
		s.httpListener = &bounded{Listener: s.httpListener, limit: int64(c.MaxConnections), metrics: s.metrics}
		s.httpConn, err = grpc.NewClient("passthrough:///memory", grpc.WithContextDialer(s.memory.dial),
			grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxAnswer)))
		if err != nil {
			return err
		}
		h, err := gateway.Handler(ctx, s.httpConn, s.guard.Check, s.refusedJSON, maxJSON, int64(min(c.MaxCalls, maxBodies)))
		if err != nil {
			return err
		}
		s.httpServer = gateway.Server(h)
		if s.certs != nil {
			s.httpServer.TLSConfig = s.certs.Config()
		}
	}
	return nil
}

// Addr is where gRPC is served.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// HTTPAddr is where JSON is served, or nil.
func (s *Server) HTTPAddr() net.Addr { return addr(s.httpListener) }

// AdminAddr is where operators are served, or nil.
func (s *Server) AdminAddr() net.Addr { return addr(s.adminListener) }

func addr(l net.Listener) net.Addr {
	if l == nil {
		return nil
	}
	return l.Addr()
}

// status is the answer of /readyz.
func (s *Server) status() admin.Status {
	out := admin.Status{Packs: map[string]string{}, Problem: s.problems.all()}
	r, err := s.health.Check(context.Background(), &healthv1.HealthCheckRequest{Service: stancev1.StanceService_ServiceDesc.ServiceName})
	out.Ready = err == nil && r.Status == healthv1.HealthCheckResponse_SERVING
	for _, p := range s.packs.Current().Classifier.Packs() {
		out.Packs[p.ID] = p.Version + " " + p.Digest
	}
	return out
}

// Signals is what a process tells a running server.
type Signals struct {
	Reload <-chan os.Signal // read packs, certificates and credentials again
	Now    <-chan struct{}  // closed: do not wait for running calls any longer
}
