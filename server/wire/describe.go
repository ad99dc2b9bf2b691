package wire

import (
	"slices"

	"google.golang.org/grpc"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
)

// Describe returns the description of a service with every unary method as a stream of one message each way. The
// unary interceptor, which may be nil, runs in those methods once the request has been read.
func Describe(d grpc.ServiceDesc, inner grpc.UnaryServerInterceptor) *grpc.ServiceDesc {
	d.Streams = slices.Clone(d.Streams)
	for _, m := range d.Methods {
		d.Streams = append(d.Streams, grpc.StreamDesc{StreamName: m.MethodName, Handler: func(srv any, ss grpc.ServerStream) error {
			reply, err := m.Handler(srv, ss.Context(), ss.RecvMsg, inner)
			if err != nil {
				return err
			}
			return ss.SendMsg(reply)
		}})
	}
	d.Methods = nil
	return &d
}

// Unknown answers calls of methods that the server does not have. As a handler of grpc-go's it goes through the chain.
func Unknown(_ any, ss grpc.ServerStream) error {
	method, _ := grpc.MethodFromServerStream(ss)
	return fault.New(stancev1.ErrorReason_ERROR_REASON_UNKNOWN_METHOD, "the server has no method "+method+": list the services by reflection",
		"method", method)
}
