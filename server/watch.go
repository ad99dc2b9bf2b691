package server

import (
	"context"
	"time"

	"google.golang.org/grpc"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
)

// lastWord is how long a watcher of health has to be told NOT_SERVING before its call ends.
const lastWord = 100 * time.Millisecond

// endWatches ends the calls of Health/Watch when the server drains. They would never end by themselves, and every drain
// would take the whole grace.
func (s *Server) endWatches(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if info.FullMethod != healthv1.Health_Watch_FullMethodName {
		return handler(srv, ss)
	}
	ctx, cancel := context.WithCancel(ss.Context())
	defer cancel()
	go func() {
		select {
		case <-ctx.Done():
			return
		case <-s.draining:
		}
		select {
		case <-ctx.Done():
		case <-time.After(lastWord):
			cancel()
		}
	}()
	err := handler(srv, watched{ss, ctx})
	if ctx.Err() != nil && ss.Context().Err() == nil {
		return fault.New(stancev1.ErrorReason_ERROR_REASON_SHUTTING_DOWN, "the server is stopping: watch another one")
	}
	return err
}

// watched is a stream with a context that ends earlier.
type watched struct {
	grpc.ServerStream
	ctx context.Context
}

func (w watched) Context() context.Context { return w.ctx }
