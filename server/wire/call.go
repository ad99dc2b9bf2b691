package wire

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"io"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/stance-dev/stance/server/fault"
)

// RequestIDKey is the metadata key under which a caller may send an id of its own for the call.
const RequestIDKey = "x-request-id"

// Call is what the server knows of one call. It travels in the context; the interceptors fill it in.
type Call struct {
	ID     string // the caller's x-request-id, or a random one
	Method string // "/stance.v1.StanceService/ClassifyArticle"
	Start  time.Time
	Caller string // whose credentials the call carries; "" where none are asked for

	Limiter *rate.Limiter // the caller's, in articles; nil: no limit
	Spent   atomic.Bool   // the call has been taken off the limit, or refused by it

	BytesIn, BytesOut atomic.Int64 // of the messages, uncompressed
	Articles          atomic.Int64 // classified, without those refused
	Statements        atomic.Int64
}

type callKey struct{}

// CallFrom returns the call of a context, or nil outside of one.
func CallFrom(ctx context.Context) *Call {
	c, _ := ctx.Value(callKey{}).(*Call)
	return c
}

// WithCall returns a context of a call.
func WithCall(ctx context.Context, c *Call) context.Context {
	return context.WithValue(ctx, callKey{}, c)
}

// Intercept is the outermost interceptor: it gives the call its id and its limit of bytes a message.
func Intercept(limit int) grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		ctx := ss.Context()
		call := &Call{ID: requestID(ctx), Method: info.FullMethod, Start: time.Now()}
		return handler(srv, &stream{ServerStream: ss, ctx: WithCall(ctx, call), call: call, limit: limit})
	}
}

func requestID(ctx context.Context) string {
	if ids := metadata.ValueFromIncomingContext(ctx, RequestIDKey); len(ids) == 1 && fitForLog(ids[0]) {
		return ids[0]
	}
	var b [8]byte
	rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// fitForLog keeps ids that could forge or flood a log line out of it.
func fitForLog(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	return strings.IndexFunc(id, func(r rune) bool {
		return !('0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || strings.ContainsRune("-_.:", r))
	}) < 0
}

type stream struct {
	grpc.ServerStream
	ctx   context.Context
	call  *Call
	limit int
}

func (s *stream) Context() context.Context { return s.ctx }

func (s *stream) RecvMsg(m any) error {
	r := received{message: m, limit: s.limit}
	if err := s.ServerStream.RecvMsg(&r); err != nil {
		return s.explain(err)
	}
	s.call.BytesIn.Add(int64(r.size))
	if r.err != nil {
		return &Unreadable{fault.From(r.err, s.call.ID), m}
	}
	return nil
}

// Unreadable is the error of a message that came whole but cannot be decoded or is too large. A stream may go on after it.
type Unreadable struct {
	*fault.Fault
	Message any // what could be read of it, to name it by
}

// Unwrap lets errors.As find the fault.
func (u *Unreadable) Unwrap() error { return u.Fault }

func (s *stream) SendMsg(m any) error {
	out := sent{message: m}
	err := s.ServerStream.SendMsg(&out)
	s.call.BytesOut.Add(int64(out.size))
	return err
}

// explain gives grpc-go's own refusals of a message a reason.
func (s *stream) explain(err error) error {
	if err == io.EOF {
		return err
	}
	if s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	switch st := status.Convert(err); st.Code() {
	case codes.ResourceExhausted:
		return fault.RequestTooLarge(s.limit, givenSize(st.Message()))
	case codes.Internal, codes.Unknown, codes.InvalidArgument:
		return Malformed("the request cannot be read: " + st.Message())
	}
	return err
}

// givenSize reads the size out of grpc-go's words "received message larger than max (5 vs. 4)"; 0 if they changed.
func givenSize(message string) int {
	_, rest, _ := strings.Cut(message, "(")
	number, _, _ := strings.Cut(rest, " vs. ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	return n
}
