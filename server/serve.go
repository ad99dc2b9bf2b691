package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Serve serves until the context ends, then drains: health says NOT_SERVING, new connections are refused, running
// calls finish. After the grace, or when signals.Now is closed, what still runs is cut off. It returns nil after a drain.
func (s *Server) Serve(ctx context.Context, signals Signals) error {
	background, stop := context.WithCancel(context.Background())
	var others sync.WaitGroup
	others.Go(func() { s.watcher.Run(background, signals.Reload) })

	failed := make(chan error, 4)
	var serving sync.WaitGroup
	serve := func(what string, f func() error) {
		serving.Go(func() {
			if err := f(); err != nil && !errors.Is(err, http.ErrServerClosed) {
				failed <- fmt.Errorf("%s: %w", what, err)
			}
		})
	}
	// Packs, certificates and credentials are loaded and tested: the first caller may rely on it.
	s.health.SetServingStatus(stancev1.StanceService_ServiceDesc.ServiceName, healthv1.HealthCheckResponse_SERVING)
	serve("gRPC", func() error { return s.grpc.Serve(s.listener) })
	attrs := []any{"grpc", s.listener.Addr().String(), "tls", s.certs != nil}
	if s.httpServer != nil {
		attrs = append(attrs, "http", s.httpListener.Addr().String())
		serve("memory", func() error {
			if err := s.grpc.Serve(s.memory); !errors.Is(err, errNoConnection) {
				return err
			}
			return nil
		})
		serve("HTTP", func() error {
			if s.certs != nil {
				return s.httpServer.ServeTLS(s.httpListener, "", "")
			}
			return s.httpServer.Serve(s.httpListener)
		})
	}
	if s.adminServer != nil {
		attrs = append(attrs, "admin", s.adminListener.Addr().String())
		serve("admin", func() error { return s.adminServer.Serve(s.adminListener) })
	}
	s.log.Info("serving", attrs...)

	var err error
	select {
	case err = <-failed:
		s.grpc.Stop()
	case <-ctx.Done():
		s.drain(signals.Now)
	}
	s.close()
	serving.Wait()
	stop()
	others.Wait()
	flush, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	s.tracing.Close(flush)
	s.log.Info("stopped")
	return err
}

// drain ends the server. GracefulStop alone would wait for ever for a client that watches health.
func (s *Server) drain(now <-chan struct{}) {
	s.log.Info("draining", "delay", s.config.DrainDelay.String(), "grace", s.config.Grace.String())
	s.health.Shutdown()
	sleep(s.config.DrainDelay, now)
	close(s.draining)
	grace, cancel := context.WithTimeout(context.Background(), s.config.Grace)
	defer cancel()
	finished := make(chan struct{})
	go func() {
		if s.httpServer != nil {
			s.httpServer.Shutdown(grace) // first: its calls end in the gRPC server
		}
		s.grpc.GracefulStop()
		close(finished)
	}()
	select {
	case <-finished:
		return
	case <-grace.Done():
		s.log.Warn("what still ran at the end of the grace was cut off")
	case <-now:
		cancel()
		s.log.Warn("what still ran was cut off by a second signal")
	}
	s.grpc.Stop()
	<-finished
}

// close closes what Serve or New have opened.
func (s *Server) close() {
	s.memory.Close()
	if s.httpConn != nil {
		s.httpConn.Close()
	}
	for _, server := range []*http.Server{s.httpServer, s.adminServer} {
		if server != nil {
			server.Close()
		}
	}
	if s.listener != nil {
		s.listener.Close()
	}
	if s.httpListener != nil {
		s.httpListener.Close()
	}
	if s.adminListener != nil {
		s.adminListener.Close()
	}
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

// problems holds the last error of each thing that could not be reloaded.
type problems struct {
	mu sync.Mutex
	of map[string]string
}

func (p *problems) set(what string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil {
		delete(p.of, what)
		return
	}
	if p.of == nil {
		p.of = map[string]string{}
	}
	p.of[what] = err.Error()
}

func (p *problems) all() map[string]string {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make(map[string]string, len(p.of))
	for k, v := range p.of {
		out[k] = v
	}
	return out
}
