package admission

import (
	"strconv"
	"strings"
	"sync/atomic"

	"google.golang.org/grpc"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
)

// Bound refuses calls while so many are open, before their requests are read: it is what bounds the memory that
// requests can take. Health is always answered. Reflection, which asks for no credentials, is counted apart, so that
// strangers cannot take the callers' places.
func Bound(limit int) grpc.StreamServerInterceptor {
	var calls, tools atomic.Int64
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		if strings.HasPrefix(info.FullMethod, "/grpc.health.v1.Health/") {
			return handler(srv, ss)
		}
		open := &calls
		if strings.HasPrefix(info.FullMethod, "/grpc.reflection.") {
			open = &tools
		}
		defer open.Add(-1)
		if open.Add(1) > int64(limit) {
			return fault.New(stancev1.ErrorReason_ERROR_REASON_OVERLOADED,
				"the server has as many calls open as it takes: try again later or on another server",
				"limit", strconv.Itoa(limit)).After(maxRetry)
		}
		return handler(srv, ss)
	}
}
