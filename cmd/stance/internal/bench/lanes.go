package bench

import (
	"context"
	"errors"
	"fmt"
	"io"

	"google.golang.org/grpc"
	"google.golang.org/grpc/status"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Unary is a lane of ClassifyArticle calls, spread over connections.
func Unary(name string, conns []*grpc.ClientConn) *Lane {
	next := 0
	return &Lane{Name: name, Open: func(context.Context) (Call, func(), error) {
		client := stancev1.NewStanceServiceClient(conns[next%len(conns)])
		next++
		return func(ctx context.Context, r *stancev1.ClassifyArticleRequest) error {
			_, err := client.ClassifyArticle(ctx, r)
			return err
		}, func() {}, nil
	}}
}

// Stream is a lane of StreamClassifyArticles. Its callers share streams, several to each, as a program would that
// keeps a stream full: an answer belongs to the caller that has waited longest.
func Stream(name string, conns []*grpc.ClientConn, sharing int) *Lane {
	opened := 0
	var current *stream
	return &Lane{Name: name, Open: func(ctx context.Context) (Call, func(), error) {
		if opened%sharing == 0 || current == nil {
			s, err := newStream(ctx, conns[opened/sharing%len(conns)], sharing)
			if err != nil {
				return nil, nil, err
			}
			current = s
		}
		opened++
		s := current
		return s.call, s.close, nil
	}}
}

type stream struct {
	grpc.BidiStreamingClient[stancev1.StreamClassifyArticlesRequest, stancev1.StreamClassifyArticlesResponse]
	send    chan struct{}     // holds the right to send
	waiting chan chan<- error // the callers that wait for an answer, in order
	users   int
}

func newStream(ctx context.Context, conn *grpc.ClientConn, users int) (*stream, error) {
	raw, err := stancev1.NewStanceServiceClient(conn).StreamClassifyArticles(ctx)
	if err != nil {
		return nil, err
	}
	s := &stream{BidiStreamingClient: raw, send: make(chan struct{}, 1), waiting: make(chan chan<- error, users), users: users}
	go s.receive()
	return s, nil
}

func (s *stream) receive() {
	var failed error
	for answer := range s.waiting {
		if failed == nil {
			var m *stancev1.StreamClassifyArticlesResponse
			if m, failed = s.Recv(); failed == nil {
				if e := m.GetResult().GetError(); e != nil {
					answer <- fmt.Errorf("%s", e.GetMessage())
					continue
				}
			}
		}
		answer <- failed
	}
	for failed == nil { // until the server has ended the stream
		_, failed = s.Recv()
	}
}

func (s *stream) call(_ context.Context, r *stancev1.ClassifyArticleRequest) error {
	answer := make(chan error, 1)
	s.send <- struct{}{}
	err := s.Send(&stancev1.StreamClassifyArticlesRequest{Request: r})
	if err == nil || errors.Is(err, io.EOF) { // Recv tells why it ended
		s.waiting <- answer
		err = nil
	}
	<-s.send
	if err != nil {
		return err
	}
	return <-answer
}

// close is called once by each caller; the last one ends the stream.
func (s *stream) close() {
	if s.users--; s.users == 0 {
		_ = s.CloseSend()
		close(s.waiting)
	}
}

// Explain makes an error of a call short.
func Explain(err error) string {
	if s, ok := status.FromError(err); ok {
		return fmt.Sprintf("%s: %s", s.Code(), s.Message())
	}
	return err.Error()
}
