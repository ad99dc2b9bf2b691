package clienttest

import (
	"context"
	"errors"
	"io"
	"sync"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// service answers every kind of call by the handler.
type service struct {
	stancev1.UnimplementedStanceServiceServer
	handler Handler

	mu       sync.Mutex
	issues   *stancev1.ListIssuesResponse
	requests []*stancev1.ClassifyArticleRequest
	calls    int
}

func (s *service) called() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
}

func (s *service) answer(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
	s.mu.Lock()
	s.requests = append(s.requests, r)
	s.mu.Unlock()
	response, err := s.handler(ctx, r)
	if err != nil {
		return nil, err
	}
	if response == nil {
		response = &stancev1.ClassifyArticleResponse{}
	}
	response = proto.CloneOf(response)
	if response.ArticleId == "" {
		response.ArticleId = r.GetArticle().GetArticleId()
	}
	if response.OffsetEncoding == stancev1.OffsetEncoding_OFFSET_ENCODING_UNSPECIFIED {
		response.OffsetEncoding = max(r.GetOffsetEncoding(), stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES)
	}
	return response, nil
}

// result is an answer as batches and streams have it.
func (s *service) result(ctx context.Context, r *stancev1.ClassifyArticleRequest) *stancev1.ClassifyArticleResult {
	response, err := s.answer(ctx, r)
	if err == nil {
		return &stancev1.ClassifyArticleResult{Result: &stancev1.ClassifyArticleResult_Response{Response: response}}
	}
	st := status.Convert(err)
	refused := &stancev1.ArticleError{Code: int32(st.Code()), Message: st.Message()}
	for _, d := range st.Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			refused.Reason = stancev1.ErrorReason(stancev1.ErrorReason_value["ERROR_REASON_"+info.GetReason()])
			refused.Metadata = info.GetMetadata()
		}
	}
	return &stancev1.ClassifyArticleResult{Result: &stancev1.ClassifyArticleResult_Error{Error: refused}}
}

func (s *service) ClassifyArticle(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
	s.called()
	return s.answer(ctx, r)
}

func (s *service) BatchClassifyArticles(ctx context.Context, r *stancev1.BatchClassifyArticlesRequest) (*stancev1.BatchClassifyArticlesResponse, error) {
	s.called()
	out := &stancev1.BatchClassifyArticlesResponse{}
	for _, a := range r.GetArticles() {
		out.Results = append(out.Results, s.result(ctx, &stancev1.ClassifyArticleRequest{
			Article: a, IssueIds: r.GetIssueIds(), OffsetEncoding: r.GetOffsetEncoding(),
		}))
	}
	return out, nil
}

func (s *service) StreamClassifyArticles(stream grpc.BidiStreamingServer[stancev1.StreamClassifyArticlesRequest, stancev1.StreamClassifyArticlesResponse]) error {
	s.called()
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		err = stream.Send(&stancev1.StreamClassifyArticlesResponse{
			ArticleId: m.GetRequest().GetArticle().GetArticleId(),
			Result:    s.result(stream.Context(), m.GetRequest()),
		})
		if err != nil {
			return err
		}
	}
}

func (s *service) ListIssues(context.Context, *stancev1.ListIssuesRequest) (*stancev1.ListIssuesResponse, error) {
	s.called()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.issues == nil {
		return &stancev1.ListIssuesResponse{}, nil
	}
	return s.issues, nil
}
