package server

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/admission"
	"github.com/stance-dev/stance/server/convert"
	"github.com/stance-dev/stance/server/fault"
	"github.com/stance-dev/stance/server/metrics"
	"github.com/stance-dev/stance/server/packs"
	"github.com/stance-dev/stance/server/tracing"
	"github.com/stance-dev/stance/server/wire"
)

// service answers the calls of StanceService.
type service struct {
	stancev1.UnimplementedStanceServiceServer
	packs     *packs.Holder
	admission *admission.Controller
	metrics   *metrics.Metrics
	tracing   *tracing.Tracing // nil: none
	window    int              // articles of a stream that are worked on at once
	draining  <-chan struct{}  // closed when streams shall end
	failed    func(ctx context.Context, what any, stack []byte)
}

// ClassifyArticle answers one article. The chain has admitted and validated it.
func (s *service) ClassifyArticle(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
	response, err := s.classify(ctx, s.packs.Current(), r.Article, r.IssueIds, r.OffsetEncoding)
	if err != nil {
		f := fault.From(err, incident(ctx))
		s.metrics.Refused(f.Reason)
		return nil, f
	}
	return response, nil
}

// ListIssues names what is loaded.
func (s *service) ListIssues(context.Context, *stancev1.ListIssuesRequest) (*stancev1.ListIssuesResponse, error) {
	return s.packs.Current().Issues, nil
}

// BatchClassifyArticles answers several articles in the slot that the call was admitted to, and in as many more as are
// free. All are answered by the same packs.
func (s *service) BatchClassifyArticles(ctx context.Context, r *stancev1.BatchClassifyArticlesRequest) (*stancev1.BatchClassifyArticlesResponse, error) {
	loaded := s.packs.Current()
	results := make([]*stancev1.ClassifyArticleResult, len(r.Articles))
	var next atomic.Int64
	// work takes the next article; false: there are none left.
	work := func() bool {
		i := int(next.Add(1)) - 1
		if i >= len(results) || ctx.Err() != nil {
			return false
		}
		results[i] = s.result(ctx, loaded, r.Articles[i], fmt.Sprintf("articles[%d].", i), r.IssueIds, r.OffsetEncoding)
		return true
	}
	var helpers sync.WaitGroup
	for range min(s.window, len(results)) - 1 {
		slot, free := s.admission.Try(0)
		if !free {
			break
		}
		helpers.Go(func() {
			for more := work(); more; more = work() {
				slot.Release(false)
				if slot, free = s.admission.Try(0); !free {
					return
				}
			}
			slot.Release(false)
		})
	}
	for work() {
	}
	helpers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return &stancev1.BatchClassifyArticlesResponse{Results: results}, nil
}

// result answers one of several articles: a refusal is the answer, not the end of the call.
func (s *service) result(ctx context.Context, loaded *packs.Loaded, a *stancev1.Article, path string, issueIDs []string, e stancev1.OffsetEncoding) *stancev1.ClassifyArticleResult {
	response, err := s.checked(ctx, loaded, a, path, issueIDs, e)
	if err != nil {
		return s.refused(fault.From(err, incident(ctx)).Within(path))
	}
	return &stancev1.ClassifyArticleResult{Result: &stancev1.ClassifyArticleResult_Response{Response: response}}
}

func (s *service) refused(f *fault.Fault) *stancev1.ClassifyArticleResult {
	s.metrics.Refused(f.Reason)
	return &stancev1.ClassifyArticleResult{Result: &stancev1.ClassifyArticleResult_Error{Error: f.ArticleError()}}
}

// checked validates and classifies. It runs in goroutines of the server's own, so it is here that a panic must stop.
func (s *service) checked(ctx context.Context, loaded *packs.Loaded, a *stancev1.Article, path string, issueIDs []string, e stancev1.OffsetEncoding) (response *stancev1.ClassifyArticleResponse, err error) {
	defer func() {
		if what := recover(); what != nil {
			s.failed(ctx, what, debug.Stack())
			response, err = nil, fault.Internal(incident(ctx), fmt.Errorf("panic: %v", what))
		}
	}()
	if a == nil {
		return nil, fault.Required(path+"text", "set it to the article's words")
	}
	if err := validateArticle(a, path); err != nil {
		return nil, err
	}
	return s.classify(ctx, loaded, a, issueIDs, e)
}

func (s *service) classify(ctx context.Context, loaded *packs.Loaded, a *stancev1.Article, issueIDs []string, e stancev1.OffsetEncoding) (*stancev1.ClassifyArticleResponse, error) {
	var options [3]classifier.CallOption
	use := options[:0]
	if len(issueIDs) > 0 {
		use = append(use, classifier.WithIssues(issueIDs...))
	}
	unit, err := convert.Unit(e)
	if err != nil {
		return nil, err
	}
	if unit != classifier.Bytes {
		use = append(use, classifier.WithOffsets(unit))
	}
	article, err := convert.Article(a)
	if err != nil {
		return nil, err
	}
	if s.tracing != nil {
		use = append(use, classifier.WithStages(func(stage string, start, end time.Time) { s.tracing.Stage(ctx, stage, start, end) }))
	}
	start := time.Now()
	result, err := loaded.Classifier.Classify(ctx, article, use...)
	if err != nil {
		return nil, err
	}
	s.metrics.Classified(len(article.Text), time.Since(start), result)
	if call := wire.CallFrom(ctx); call != nil {
		call.Articles.Add(1)
		call.Statements.Add(int64(len(result.Statements)))
	}
	return convert.Encoded(result), nil
}

// incident is the id under which the log tells of a call.
func incident(ctx context.Context) string {
	if call := wire.CallFrom(ctx); call != nil {
		return call.ID
	}
	return "unknown"
}
