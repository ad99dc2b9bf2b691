package client

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// maxBatch is the most articles that a server takes in one call.
const maxBatch = 256

// Answer is the result of one article of a batch, or why there is none.
type Answer struct {
	Result Result
	Err    error // nil, or an *Error
}

// ClassifyBatch analyses articles in as few calls as their number and size allow, several at once. The answers are as
// many as the articles and in their order. An article that is refused has its error in its answer and fails nobody
// else. The error is that of the first call that failed as a whole; the answers of its articles hold it too, and those
// of other calls are good.
func (c *Client) ClassifyBatch(ctx context.Context, articles []Article, options ...CallOption) ([]Answer, error) {
	call := newCall(options)
	if call.inFlight == 0 {
		call.inFlight = 4
	}
	answers := make([]Answer, len(articles))
	if err := call.check(); err != nil {
		for i := range answers {
			answers[i] = Answer{Result{ArticleID: articles[i].ID}, err}
		}
		return answers, err
	}
	chunks := call.split(articles, answers)
	failures := make([]error, len(chunks))
	slots := make(chan struct{}, call.inFlight)
	var wg sync.WaitGroup
	for i, chunk := range chunks {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			failures[i] = c.classifyChunk(ctx, chunk, articles, answers)
		})
	}
	wg.Wait()
	for _, err := range failures {
		if err != nil {
			return answers, err
		}
	}
	return answers, nil
}

// chunk is one call of a batch: articles[indexes[i]] is the i-th of the request.
type chunk struct {
	request *stancev1.BatchClassifyArticlesRequest
	indexes []int
}

// split deals the articles into calls. What cannot be sent is answered here.
func (c call) split(articles []Article, answers []Answer) []*chunk {
	var chunks []*chunk
	var last *chunk
	empty := &stancev1.BatchClassifyArticlesRequest{IssueIds: c.issues, OffsetEncoding: c.unit.proto()}
	base, size := proto.Size(empty), 0
	for i := range articles {
		answers[i].Result.ArticleID = articles[i].ID
		request, err := c.request(&articles[i])
		if err != nil {
			answers[i].Err = err
			continue
		}
		n := proto.Size(request.Article)
		n += protowire.SizeTag(1) + protowire.SizeVarint(uint64(n))
		if last == nil || len(last.indexes) == maxBatch || size+n > maxRequest {
			last = &chunk{request: proto.CloneOf(empty)}
			chunks = append(chunks, last)
			size = base
		}
		size += n
		last.request.Articles = append(last.request.Articles, request.Article)
		last.indexes = append(last.indexes, i)
	}
	return chunks
}

// classifyChunk makes one call and puts its results into the answers.
func (c *Client) classifyChunk(ctx context.Context, ch *chunk, articles []Article, answers []Answer) error {
	ctx, cancel := c.deadline(ctx)
	defer cancel()
	m, err := c.rpc.BatchClassifyArticles(ctx, ch.request)
	if err == nil && len(m.GetResults()) != len(ch.indexes) {
		err = status.Error(codes.Internal, fmt.Sprintf("the server gave %d results for %d articles", len(m.GetResults()), len(ch.indexes)))
	}
	err = newError(err, "")
	for at, i := range ch.indexes {
		if err != nil {
			answers[i].Err = err
			continue
		}
		answers[i].Result, answers[i].Err = read(m.GetResults()[at], &articles[i])
	}
	return err
}

// read is the answer of a batch or a stream to one article.
func read(m *stancev1.ClassifyArticleResult, a *Article) (Result, error) {
	switch r := m.GetResult().(type) {
	case *stancev1.ClassifyArticleResult_Response:
		return NewResult(a.Text, r.Response), nil
	case *stancev1.ClassifyArticleResult_Error:
		return Result{ArticleID: a.ID}, refusal(r.Error, a.ID)
	}
	return Result{ArticleID: a.ID}, newError(errors.New("the server gave neither a result nor an error"), a.ID)
}
