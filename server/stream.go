package server

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"google.golang.org/grpc"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/admission"
	"github.com/stance-dev/stance/server/auth"
	"github.com/stance-dev/stance/server/fault"
	"github.com/stance-dev/stance/server/wire"
)

// answer is the place of one article in the order of its stream.
type answer struct {
	id     string
	size   int64 // bytes of the article's text and id
	result chan *stancev1.ClassifyArticleResult
}

// StreamClassifyArticles answers articles in the order in which they come. It reads no further than window articles
// and maxAhead bytes of text ahead of the last answer that was sent, so a caller who does not read is not read from, and
// holds no slot and little memory meanwhile.
func (s *service) StreamClassifyArticles(stream grpc.BidiStreamingServer[stancev1.StreamClassifyArticlesRequest, stancev1.StreamClassifyArticlesResponse]) error {
	answers := make(chan answer, s.window)
	stop := make(chan struct{}) // closed when this function returns; the reader then stops
	defer close(stop)
	ended := make(chan error, 1)
	held := newHeld(maxAhead)
	go func() {
		defer close(answers)
		// No interceptor sees a panic on this goroutine.
		defer func() {
			if what := recover(); what != nil {
				s.failed(stream.Context(), what, debug.Stack())
				ended <- fault.Internal(incident(stream.Context()), fmt.Errorf("panic: %v", what))
			}
		}()
		ended <- s.read(stream, answers, held, stop)
	}()
	draining := s.draining
	for {
		select {
		case a, more := <-answers:
			if !more {
				return <-ended
			}
			if err := s.send(stream, a); err != nil {
				return s.because(err, ended)
			}
			held.give(a.size)
		case <-draining:
			return s.finish(stream, answers, ended)
		}
	}
}

// finish sends what is ready to be sent when the server stops. What the caller has sent without an answer, it sends
// again elsewhere.
func (s *service) finish(stream grpc.BidiStreamingServer[stancev1.StreamClassifyArticlesRequest, stancev1.StreamClassifyArticlesResponse], answers <-chan answer, ended <-chan error) error {
	for range s.window {
		select {
		case a, more := <-answers:
			if !more {
				return <-ended
			}
			if err := s.send(stream, a); err != nil {
				return s.because(err, ended)
			}
			continue
		default:
		}
		break
	}
	return fault.New(stancev1.ErrorReason_ERROR_REASON_SHUTTING_DOWN, "the server is stopping: send the articles without an answer to another one")
}

func (s *service) send(stream grpc.BidiStreamingServer[stancev1.StreamClassifyArticlesRequest, stancev1.StreamClassifyArticlesResponse], a answer) error {
	select {
	case r, answered := <-a.result:
		if !answered {
			return errReaderEnded
		}
		return stream.Send(&stancev1.StreamClassifyArticlesResponse{ArticleId: a.id, Result: r})
	case <-stream.Context().Done():
		return stream.Context().Err()
	}
}

// errReaderEnded says that the reader ended with an error before it had an article worked on.
var errReaderEnded = errors.New("the reader of the stream has ended")

// because is the reader's error where it is what ended the sending.
func (s *service) because(err error, ended <-chan error) error {
	if err == errReaderEnded {
		return <-ended
	}
	return err
}

// job is an article that has its slot.
type job struct {
	request *stancev1.ClassifyArticleRequest
	slot    admission.Slot
	result  chan<- *stancev1.ClassifyArticleResult
}

// workers are the goroutines that work on a stream's articles. They stay until it ends: a new one for each article would
// have to grow its stack each time.
type workers struct {
	jobs    chan job
	started int
}

// do has a job done by a worker that waits for one, or by a new one.
func (w *workers) do(j job, most int, work func(job)) {
	if w.started < most {
		select {
		case w.jobs <- j:
			return
		default:
		}
		w.started++
		go func() {
			work(j)
			for j := range w.jobs {
				work(j)
			}
		}()
		return
	}
	w.jobs <- j
}

// read takes articles in as long as there is room for their answers, and has them classified.
func (s *service) read(stream grpc.BidiStreamingServer[stancev1.StreamClassifyArticlesRequest, stancev1.StreamClassifyArticlesResponse], answers chan<- answer, held *held, stop <-chan struct{}) error {
	w := &workers{jobs: make(chan job)}
	defer close(w.jobs)
	for {
		m, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		var unreadable *wire.Unreadable
		if err != nil && !errors.As(err, &unreadable) {
			return err
		}
		if unreadable != nil {
			m, _ = unreadable.Message.(*stancev1.StreamClassifyArticlesRequest)
		}
		request := m.GetRequest()
		a := answer{
			id: request.GetArticle().GetArticleId(), size: int64(len(request.GetArticle().GetText()) + len(request.GetArticle().GetArticleId())),
			result: make(chan *stancev1.ClassifyArticleResult, 1),
		}
		if !held.take(a.size, stop) {
			return nil
		}
		select {
		case answers <- a:
		case <-stop:
			return nil
		}
		if err := s.work(stream, w, a, request, unreadable); err != nil {
			return err
		}
	}
}

// work waits until the article may be worked on and has it done. Where it fails the article gets no answer.
func (s *service) work(stream grpc.ServerStream, w *workers, a answer, request *stancev1.ClassifyArticleRequest, unreadable *wire.Unreadable) error {
	ctx := stream.Context()
	handed := false
	defer func() {
		if !handed {
			close(a.result)
		}
	}()
	if err := auth.Wait(ctx); err != nil {
		return err
	}
	if unreadable != nil {
		a.result <- s.refused(unreadable.Fault)
		handed = true
		return nil
	}
	slot, err := s.admission.Wait(ctx, len(request.GetArticle().GetText()))
	if err != nil {
		return err
	}
	handed = true
	w.do(job{request, slot, a.result}, s.window, func(j job) {
		r := s.streamed(stream, j.request)
		j.slot.Release(r.GetResponse() != nil)
		j.result <- r
	})
	return nil
}

func (s *service) streamed(stream grpc.ServerStream, r *stancev1.ClassifyArticleRequest) *stancev1.ClassifyArticleResult {
	ctx := stream.Context()
	if r.GetArticle() == nil {
		return s.refused(fault.Required("article", "set article.text to the article's words"))
	}
	if err := validateOptions(r.IssueIds, r.OffsetEncoding); err != nil {
		return s.refused(fault.From(err, incident(ctx)))
	}
	return s.result(ctx, s.packs.Current(), r.Article, "article.", r.IssueIds, r.OffsetEncoding)
}
