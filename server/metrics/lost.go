package metrics

import (
	"context"

	"google.golang.org/grpc/stats"
	"google.golang.org/grpc/status"
)

// Lost counts the calls that grpc-go refuses by itself, before an interceptor could see them: those in a compression
// that the server does not know. Those whose headers are no call at all (no method, another content type) grpc-go tells
// nobody of. It is a stats.Handler for the server.
func (m *Metrics) Lost() stats.Handler { return lost{m} }

type lost struct{ *Metrics }

// passage tells whether a call has come as far as Intercept.
type passage struct {
	method  string
	entered bool
}

type passageKey struct{}

func (lost) TagRPC(ctx context.Context, info *stats.RPCTagInfo) context.Context {
	return context.WithValue(ctx, passageKey{}, &passage{method: info.FullMethodName})
}

func (l lost) HandleRPC(ctx context.Context, event stats.RPCStats) {
	end, ok := event.(*stats.End)
	if !ok {
		return
	}
	if p, ok := ctx.Value(passageKey{}).(*passage); ok && !p.entered {
		l.Ended(p.method, status.Code(end.Error))
	}
}

func (lost) TagConn(ctx context.Context, _ *stats.ConnTagInfo) context.Context { return ctx }
func (lost) HandleConn(context.Context, stats.ConnStats)                       {}

func enter(ctx context.Context) {
	if p, ok := ctx.Value(passageKey{}).(*passage); ok {
		p.entered = true
	}
}
