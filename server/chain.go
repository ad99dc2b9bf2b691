package server

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/recovery"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/admission"
	"github.com/stance-dev/stance/server/auth"
	"github.com/stance-dev/stance/server/fault"
	"github.com/stance-dev/stance/server/wire"
)

// outer is the chain that every call passes, in this order: the call gets its id; it is counted and logged with the
// status that it ends with; every error gets its reason; a panic further in ends that call alone; the caller is known;
// there is room for the call. Only then is the request read.
func (s *Server) outer() []grpc.StreamServerInterceptor {
	return []grpc.StreamServerInterceptor{
		wire.Intercept(maxMessage),
		s.metrics.Intercept,
		s.logCall,
		explainErrors,
		recovery.StreamServerInterceptor(recovery.WithRecoveryHandlerContext(s.recovered)),
		s.guard.Intercept,
		admission.Bound(s.config.MaxCalls),
		s.endWatches,
	}
}

// inner is the chain of a unary call of StanceService once its request has been read: it is well formed, its caller may
// still call, it has a deadline, and there is a slot for it. What is refused here costs no slot.
func (s *Server) inner() []grpc.UnaryServerInterceptor {
	return []grpc.UnaryServerInterceptor{
		validateRequest,
		spend,
		withDeadline(s.config.CallTimeout),
		admit(s.admission),
	}
}

// explainErrors turns every error into a fault, so that what reaches the caller has a reason and tells no secrets.
func explainErrors(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	err := handler(srv, ss)
	if err == nil {
		return nil
	}
	if _, isStatus := err.(interface{ GRPCStatus() *status.Status }); isStatus {
		return err
	}
	return fault.From(err, incident(ss.Context()))
}

func (s *Server) recovered(ctx context.Context, what any) error {
	s.panicked(ctx, what, debug.Stack())
	return fault.Internal(incident(ctx), fmt.Errorf("panic: %v", what))
}

// panicked keeps the stack for the log; the caller gets the incident's id.
func (s *Server) panicked(ctx context.Context, what any, stack []byte) {
	s.metrics.Panicked()
	s.log.ErrorContext(ctx, "panic", "incident", incident(ctx), "what", fmt.Sprint(what), "stack", string(stack))
}

func validateRequest(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	if err := validate(req); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

// spend takes the call's articles off its caller's rate.
func spend(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	n := 1
	switch r := req.(type) {
	case *stancev1.BatchClassifyArticlesRequest:
		n = len(r.Articles)
	case *stancev1.ListIssuesRequest:
		n = 0
	}
	if err := auth.Spend(ctx, n); err != nil {
		return nil, err
	}
	return handler(ctx, req)
}

// withDeadline gives a call an end where the caller gave it none, or a later one.
func withDeadline(limit time.Duration) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		ctx, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		return handler(ctx, req)
	}
}

// admit lets calls that classify wait for a slot, or refuses them.
func admit(c *admission.Controller) grpc.UnaryServerInterceptor {
	return func(ctx context.Context, req any, _ *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (reply any, err error) {
		var size int
		switch r := req.(type) {
		case *stancev1.ClassifyArticleRequest:
			size = len(r.Article.GetText())
		case *stancev1.BatchClassifyArticlesRequest:
			size = proto.Size(r)
		default:
			return handler(ctx, req)
		}
		slot, err := c.Acquire(ctx, size)
		if err != nil {
			return nil, err
		}
		done := false
		defer func() { slot.Release(done) }()
		reply, err = handler(ctx, req)
		done = err == nil
		return reply, err
	}
}

// codeOf is the code that a call ended with.
func codeOf(err error) codes.Code {
	if err == nil {
		return codes.OK
	}
	return status.Code(err)
}
