// Package gateway serves stance.v1 as JSON over HTTP. It translates and calls the gRPC server, so everything that holds
// there holds here: limits, credentials, reasons of errors. Unlike the gateway's defaults it refuses what it does not
// know: an unknown field is more likely a typing error than a wish to be ignored.
package gateway

import (
	"context"
	_ "embed" // the OpenAPI document
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
	gatewayv1 "github.com/stance-dev/stance/server/gateway/stance/v1"
	"github.com/stance-dev/stance/server/wire"
)

//go:embed stance.swagger.json
var document []byte

// Handler serves the paths of http.yaml by calls over conn, and the OpenAPI document. A body may have limit bytes;
// a JSON string can need several times the bytes of its text. Bodies are held before the server is asked, so check is
// asked before whether the headers "Authorization" let the caller in, and no more than calls are taken at once. What is
// refused here, and so never becomes a call of the gRPC server, is told to refused.
func Handler(ctx context.Context, conn *grpc.ClientConn, check func(authorization []string) error, refused func(*http.Request, error), limit, calls int64) (http.Handler, error) {
	errs := refusals{refused}
	mux := runtime.NewServeMux(
		runtime.WithMarshalerOption(runtime.MIMEWildcard, &strict{runtime.JSONPb{
			UnmarshalOptions: protojson.UnmarshalOptions{DiscardUnknown: false},
		}}),
		runtime.WithIncomingHeaderMatcher(incoming),
		runtime.WithOutgoingHeaderMatcher(func(string) (string, bool) { return "", false }),
		runtime.WithErrorHandler(errs.handle),
		runtime.WithRoutingErrorHandler(errs.handleRouting),
		runtime.WithDisablePathLengthFallback(),
	)
	if err := gatewayv1.RegisterStanceServiceHandler(ctx, mux, conn); err != nil {
		return nil, err
	}
	top := http.NewServeMux()
	top.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Write(document)
	})
	top.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if err := check(r.Header.Values("Authorization")); err != nil {
			refused(r, err)
			w.Header().Set("Connection", "close") // otherwise the body is waited for
			errs.handle(r.Context(), mux, &runtime.JSONPb{}, w, r, err)
			return
		}
		mux.ServeHTTP(w, r)
	})
	var open atomic.Int64
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		defer open.Add(-1)
		if open.Add(1) > calls {
			err := fault.New(stancev1.ErrorReason_ERROR_REASON_OVERLOADED,
				"the JSON port has as many calls open as it takes: try again later or on another server",
				"limit", strconv.FormatInt(calls, 10)).After(5 * time.Second)
			refused(r, err)
			w.Header().Set("Connection", "close")
			errs.handle(r.Context(), mux, &runtime.JSONPb{}, w, r, err)
			return
		}
		r.Body = &bounded{ReadCloser: r.Body, left: limit, limit: limit}
		top.ServeHTTP(w, r)
	}), nil
}

// Server is the HTTP server of the JSON port.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      90 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}

// incoming lets through the headers that the gRPC server knows. The gateway adds "authorization" by itself.
func incoming(key string) (string, bool) {
	switch strings.ToLower(key) {
	case wire.RequestIDKey, "traceparent", "tracestate":
		return strings.ToLower(key), true
	}
	return "", false
}

// strict decodes a body that holds one JSON value and nothing else.
type strict struct{ runtime.JSONPb }

func (s *strict) NewDecoder(r io.Reader) runtime.Decoder {
	return runtime.DecoderFunc(func(v any) error {
		b, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if len(b) == 0 {
			return io.EOF // the gateway takes it for an empty message
		}
		m, ok := v.(proto.Message)
		if !ok {
			return fmt.Errorf("%T is no message", v)
		}
		if objects(b) > maxObjects {
			return fmt.Errorf("it has more than %d objects: send fewer articles in a call", maxObjects)
		}
		return s.UnmarshalOptions.Unmarshal(b, m)
	})
}

// maxObjects is more than any body has that the server would take. Three bytes of JSON are an empty article, and this
// two hundred in memory.
const maxObjects = 1000

// objects counts the objects that a body begins, outside of its strings.
func objects(b []byte) (n int) {
	quoted := false
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == '"':
			quoted = !quoted
		case quoted && b[i] == '\\':
			i++
		case !quoted && b[i] == '{':
			n++
		}
	}
	return n
}

// bounded is a body that ends with an error at its limit, and remembers that it did.
type bounded struct {
	io.ReadCloser
	left, limit int64
	exceeded    bool
}

var errTooLarge = errors.New("the body is too large")

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		b.exceeded = true
		return 0, errTooLarge
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		b.exceeded = true
		return n, errTooLarge
	}
	return n, err
}

// refusals answers with errors.
type refusals struct {
	tell func(*http.Request, error)
}

// handle gives the gateway's own errors the reasons that the server's have, and says in HTTP when to try again.
func (e refusals) handle(ctx context.Context, mux *runtime.ServeMux, m runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
	st := status.Convert(err)
	info, retry := details(st)
	if body, ok := r.Body.(*bounded); ok && body.exceeded && info == nil {
		err = fault.RequestTooLarge(int(body.limit), 0)
		e.tell(r, err)
	} else if info == nil {
		if err = explain(st, r); st.Code() == codes.InvalidArgument {
			e.tell(r, err)
		}
	}
	if retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(retry.Seconds()))))
	}
	runtime.DefaultHTTPErrorHandler(ctx, mux, m, &challenge{w}, r, err)
}

// challenge names the scheme in answers to the unknown, where the gateway would put the error's words.
type challenge struct{ http.ResponseWriter }

func (c *challenge) WriteHeader(code int) {
	if code == http.StatusUnauthorized {
		c.Header().Set("WWW-Authenticate", "Bearer")
	}
	c.ResponseWriter.WriteHeader(code)
}

func details(st *status.Status) (info *errdetails.ErrorInfo, retry time.Duration) {
	for _, d := range st.Details() {
		switch d := d.(type) {
		case *errdetails.ErrorInfo:
			info = d
		case *errdetails.RetryInfo:
			retry = d.RetryDelay.AsDuration()
		}
	}
	return info, retry
}

func explain(st *status.Status, r *http.Request) error {
	asked := printable(r.Method + " " + r.URL.Path)
	switch st.Code() {
	case codes.InvalidArgument:
		return wire.Malformed("the body cannot be read: " + printable(st.Message()))
	case codes.NotFound, codes.Unimplemented:
		return fault.New(stancev1.ErrorReason_ERROR_REASON_UNKNOWN_METHOD,
			"nothing is served at "+asked+": see /openapi.json", "method", asked)
	case codes.Unavailable:
		return fault.New(stancev1.ErrorReason_ERROR_REASON_SHUTTING_DOWN, "the server is stopping: ask another one")
	case codes.DeadlineExceeded:
		return fault.From(context.DeadlineExceeded, "")
	case codes.Canceled:
		return fault.From(context.Canceled, "")
	}
	return st.Err()
}

// printable is what a caller sent, made fit to be sent back: UTF-8, and not much of it.
func printable(s string) string {
	const most = 300
	return strings.ToValidUTF8(s[:min(len(s), most)], "?")
}

// handleRouting answers paths and methods that are not served.
func (e refusals) handleRouting(ctx context.Context, mux *runtime.ServeMux, m runtime.Marshaler, w http.ResponseWriter, r *http.Request, code int) {
	err := explain(status.New(codes.NotFound, ""), r)
	switch code {
	case http.StatusMethodNotAllowed, http.StatusNotFound:
		err = &runtime.HTTPStatusError{HTTPStatus: code, Err: err}
	case http.StatusBadRequest:
		err = wire.Malformed("the path cannot be read")
	}
	runtime.DefaultHTTPErrorHandler(ctx, mux, m, w, r, err)
}
