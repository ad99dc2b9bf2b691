package wire

import (
	"context"
	"os"
	"slices"
	"strings"

	"google.golang.org/grpc"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
)

// Describe returns the description of a service with every method as a stream, whose handler runs the outer chain before
// the request is read. In unary methods the inner chain runs once it has been. grpc-go's own options for interceptors
// stay unused: it would run stream interceptors for some methods and unary ones, after decoding, for the others.
func Describe(d grpc.ServiceDesc, outer []grpc.StreamServerInterceptor, inner []grpc.UnaryServerInterceptor) *grpc.ServiceDesc {
	streams := slices.Clone(d.Streams)
	unary := chainUnary(inner)
	for _, m := range d.Methods {
		streams = append(streams, grpc.StreamDesc{StreamName: m.MethodName, Handler: func(srv any, ss grpc.ServerStream) error {
			reply, err := m.Handler(srv, ss.Context(), ss.RecvMsg, unary)
			if err != nil {
				return err
			}
			return ss.SendMsg(reply)
		}})
	}
	for i, s := range streams {
		info := &grpc.StreamServerInfo{
			FullMethod:     "/" + d.ServiceName + "/" + s.StreamName,
			IsClientStream: s.ClientStreams,
			IsServerStream: s.ServerStreams,
		}
		streams[i].Handler = func(srv any, ss grpc.ServerStream) error {
			growStack()
			return run(outer, srv, ss, info, s.Handler)
		}
	}
	d.Streams, d.Methods = streams, nil
	return &d
}

// maxMethod is how much of an unknown method's name goes into the error and the log.
const maxMethod = 200

// Unknown is the handler of methods that the server does not have: they pass the outer chain, too.
func Unknown(outer []grpc.StreamServerInterceptor) grpc.StreamHandler {
	refuse := func(_ any, ss grpc.ServerStream) error {
		method, _ := grpc.MethodFromServerStream(ss)
		method = strings.ToValidUTF8(method[:min(len(method), maxMethod)], "?")
		return fault.New(stancev1.ErrorReason_ERROR_REASON_UNKNOWN_METHOD, "the server has no method "+method+": list the services by reflection",
			"method", method)
	}
	return func(srv any, ss grpc.ServerStream) error {
		method, _ := grpc.MethodFromServerStream(ss)
		method = method[:min(len(method), maxMethod)]
		info := &grpc.StreamServerInfo{FullMethod: method, IsClientStream: true, IsServerStream: true}
		return run(outer, srv, ss, info, refuse)
	}
}

// growStack gives a new goroutine at once the stack that a call takes. Grown where it is needed, behind the chain and the
// decoder, all their frames are copied: 15 µs a call.
//
//go:noinline
func growStack() byte {
	var room [6 << 10]byte
	return room[len(os.Args)&1]
}

// run calls the handler within the chain, the first interceptor outermost.
func run(chain []grpc.StreamServerInterceptor, srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	if len(chain) == 0 {
		return handler(srv, ss)
	}
	return chain[0](srv, ss, info, func(srv any, ss grpc.ServerStream) error {
		return run(chain[1:], srv, ss, info, handler)
	})
}

// chainUnary makes one interceptor of several, the first outermost; nil of none.
func chainUnary(chain []grpc.UnaryServerInterceptor) grpc.UnaryServerInterceptor {
	if len(chain) == 0 {
		return nil
	}
	rest := chainUnary(chain[1:])
	return func(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		if rest == nil {
			return chain[0](ctx, req, info, handler)
		}
		return chain[0](ctx, req, info, func(ctx context.Context, req any) (any, error) { return rest(ctx, req, info, handler) })
	}
}
