// Package clienttest has a server for the tests of programs that use the client. It answers on a loopback address what
// the test says, and classifies nothing.
//
//	server := clienttest.New(t, func(_ context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
//		return &stancev1.ClassifyArticleResponse{LanguageCode: "en"}, nil
//	})
//	result, err := server.Client(t).Classify(ctx, client.Article{Text: "…"})
package clienttest

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health"
	healthv1 "google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/stance-dev/stance/client"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Handler answers one article, whether it comes alone, in a batch or in a stream. It is called from many goroutines.
// A response without an article id or an offset encoding gets those of the request. An error made by Refuse comes to
// the caller as a server's would.
type Handler func(context.Context, *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error)

// Server is a Stance server that answers what a Handler says.
type Server struct {
	address string
	server  *grpc.Server
	service *service
	conns   *listener
}

// New starts a server that lives as long as the test. A nil handler finds no statements in any article.
func New(tb testing.TB, handler Handler, options ...grpc.ServerOption) *Server {
	tb.Helper()
	s, err := Start(handler, options...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(s.Close)
	return s
}

// Start starts a server outside a test; Close stops it.
func Start(handler Handler, options ...grpc.ServerOption) (*Server, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	if handler == nil {
		handler = func(context.Context, *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
			return &stancev1.ClassifyArticleResponse{LanguageCode: "en"}, nil
		}
	}
	s := &Server{
		address: l.Addr().String(),
		server:  grpc.NewServer(append([]grpc.ServerOption{grpc.MaxRecvMsgSize(8 << 20)}, options...)...),
		service: &service{handler: handler},
		conns:   &listener{Listener: l, open: make(map[*conn]struct{})},
	}
	stancev1.RegisterStanceServiceServer(s.server, s.service)
	h := health.NewServer()
	h.SetServingStatus(stancev1.StanceService_ServiceDesc.ServiceName, healthv1.HealthCheckResponse_SERVING)
	healthv1.RegisterHealthServer(s.server, h)
	go func() { _ = s.server.Serve(s.conns) }()
	return s, nil
}

// Close stops the server and ends its calls.
func (s *Server) Close() { s.server.Stop() }

// Target is the server's address, for client.New.
func (s *Server) Target() string { return s.address }

// Client is a client of the server that lives as long as the test.
func (s *Server) Client(tb testing.TB, options ...client.Option) *client.Client {
	tb.Helper()
	c, err := client.New(s.address, options...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = c.Close() })
	return c
}

// SetIssues sets what ListIssues answers.
func (s *Server) SetIssues(list *stancev1.ListIssuesResponse) {
	s.service.mu.Lock()
	defer s.service.mu.Unlock()
	s.service.issues = proto.CloneOf(list)
}

// Requests is the articles that were asked for until now, however they came.
func (s *Server) Requests() []*stancev1.ClassifyArticleRequest {
	s.service.mu.Lock()
	defer s.service.mu.Unlock()
	return append([]*stancev1.ClassifyArticleRequest(nil), s.service.requests...)
}

// Forget empties the list of Requests, which a long test would fill.
func (s *Server) Forget() {
	s.service.mu.Lock()
	defer s.service.mu.Unlock()
	s.service.requests = nil
}

// Calls is how many calls were made until now; a batch is one, and so is a stream.
func (s *Server) Calls() int {
	s.service.mu.Lock()
	defer s.service.mu.Unlock()
	return s.service.calls
}

// Drop breaks all connections at once, as the end of a process does. New ones are taken.
func (s *Server) Drop() { s.conns.drop() }

// Refuse is the error by which a Handler refuses an article as a server would. A retry of more than 0 is when to try
// again. Metadata may be nil.
func Refuse(code codes.Code, reason client.Reason, message string, metadata map[string]string, retry time.Duration) error {
	details := []protoadapt.MessageV1{&errdetails.ErrorInfo{Reason: string(reason), Domain: "stance.dev", Metadata: metadata}}
	if retry > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(retry)})
	}
	st, err := status.New(code, message).WithDetails(details...)
	if err != nil {
		return err
	}
	return st.Err()
}

// listener keeps the connections that it has accepted, to break them.
type listener struct {
	net.Listener
	mu   sync.Mutex
	open map[*conn]struct{}
}

func (l *listener) Accept() (net.Conn, error) {
	accepted, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: accepted, from: l}
	l.mu.Lock()
	l.open[c] = struct{}{}
	l.mu.Unlock()
	return c, nil
}

func (l *listener) drop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.open {
		_ = c.Conn.Close()
	}
	clear(l.open)
}

type conn struct {
	net.Conn
	from *listener
}

func (c *conn) Close() error {
	c.from.mu.Lock()
	delete(c.from.open, c)
	c.from.mu.Unlock()
	return c.Conn.Close()
}
