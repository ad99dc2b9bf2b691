package bench

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"

	"google.golang.org/grpc"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/convert"
)

// ServeEcho serves ClassifyArticle without classifying: a server of grpc-go as it comes, which answers an article with
// what it answered the first time. So the same bytes travel as with a real server, and nothing else is done. It writes
// its address and serves until in ends.
func ServeEcho(in io.Reader, out io.Writer) error {
	c, err := classifier.New()
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s := grpc.NewServer()
	stancev1.RegisterStanceServiceServer(s, &echo{classifier: c})
	go func() {
		_, _ = io.Copy(io.Discard, in)
		s.Stop()
	}()
	fmt.Fprintln(out, l.Addr())
	return s.Serve(l)
}

type echo struct {
	stancev1.UnimplementedStanceServiceServer
	classifier *classifier.Classifier
	answers    sync.Map // article_id → *stancev1.ClassifyArticleResponse
}

func (e *echo) ClassifyArticle(ctx context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
	id := r.GetArticle().GetArticleId()
	if a, ok := e.answers.Load(id); ok {
		return a.(*stancev1.ClassifyArticleResponse), nil
	}
	a, err := convert.Article(r.GetArticle())
	if err != nil {
		return nil, err
	}
	result, err := e.classifier.Classify(ctx, a)
	if err != nil {
		return nil, err
	}
	response := convert.Response(result)
	e.answers.Store(id, response)
	return response, nil
}

// StartEcho runs this program again as an echo server, so that it has a process of its own as the server has with which
// it is compared. stop ends it.
func StartEcho(args ...string) (address string, stop func(), err error) {
	program, err := os.Executable()
	if err != nil {
		return "", nil, err
	}
	cmd := exec.Command(program, args...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, fmt.Errorf("the echo server cannot be started: %w", err)
	}
	stop = func() {
		_ = in.Close()
		_ = cmd.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("the echo server does not tell its address: %w", err)
	}
	return strings.TrimSpace(line), stop, nil
}
