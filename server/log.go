package server

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	"github.com/stance-dev/stance/server/auth"
	"github.com/stance-dev/stance/server/fault"
	"github.com/stance-dev/stance/server/wire"
)

// logCall writes one line when a call ends: who, what, how long, how it went. Never a word of an article.
func (s *Server) logCall(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	err := handler(srv, ss)
	ctx := ss.Context()
	level := s.levelOf(info.FullMethod, codeOf(err))
	if !s.log.Enabled(ctx, level) {
		return err
	}
	call := wire.CallFrom(ctx)
	attrs := make([]slog.Attr, 0, 16)
	attrs = append(attrs,
		slog.String("method", info.FullMethod),
		slog.String("code", codeOf(err).String()),
		slog.Float64("ms", float64(time.Since(call.Start).Microseconds())/1000),
		slog.String("request_id", call.ID),
		slog.String("peer", address(ctx)),
		slog.Int64("bytes_in", call.BytesIn.Load()),
		slog.Int64("bytes_out", call.BytesOut.Load()),
	)
	if call.Caller != "" {
		attrs = append(attrs, slog.String("caller", call.Caller))
	}
	if n := call.Articles.Load(); n > 0 {
		attrs = append(attrs, slog.Int64("articles", n), slog.Int64("statements", call.Statements.Load()))
	}
	if err != nil {
		attrs = append(attrs, reasons(err)...)
	}
	s.log.LogAttrs(ctx, level, "call", attrs...)
	return err
}

// refusedJSON counts and logs a call that the JSON port has refused by itself. What could not be read is taken off the
// caller's rate, as it is where the gRPC server refuses.
func (s *Server) refusedJSON(r *http.Request, err error) {
	c := codeOf(err)
	s.metrics.Ended("JSON", c)
	if auth.Nonsense(err) {
		s.guard.Charge(r.Header.Values("Authorization"))
	}
	s.log.LogAttrs(r.Context(), s.levelOf("JSON", c), "call", append([]slog.Attr{
		slog.String("method", "JSON"), slog.String("code", c.String()), slog.String("peer", r.RemoteAddr),
	}, reasons(err)...)...)
}

// levelOf tells apart what an operator must look at from what a caller did.
func (s *Server) levelOf(method string, c codes.Code) slog.Level {
	switch c {
	case codes.Internal, codes.Unknown, codes.DataLoss:
		return slog.LevelError
	case codes.Unavailable, codes.ResourceExhausted, codes.DeadlineExceeded:
		return slog.LevelWarn
	case codes.OK:
		if !s.config.LogCalls || !strings.HasPrefix(method, "/stance.") {
			return slog.LevelDebug
		}
	}
	return slog.LevelInfo
}

// reasons describes an error by its reason, limit and cause. The message may hold what the caller sent and stays out.
func reasons(err error) []slog.Attr {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return []slog.Attr{slog.String("error", status.Convert(err).Message())}
	}
	attrs := []slog.Attr{slog.String("reason", fault.Name(f.Reason))}
	if f.Field != "" {
		attrs = append(attrs, slog.String("field", f.Field))
	}
	if cause := f.Unwrap(); cause != nil {
		attrs = append(attrs, slog.String("cause", cause.Error()))
	}
	return attrs
}

func address(ctx context.Context) string {
	if p, ok := peer.FromContext(ctx); ok {
		return p.Addr.String()
	}
	return ""
}
