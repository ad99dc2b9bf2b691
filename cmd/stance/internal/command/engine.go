package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/client"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/convert"
)

// engine answers articles: in this process, or on a server.
type engine interface {
	Classify(context.Context, *stancev1.Article) (*stancev1.ClassifyArticleResponse, error)
	Issues(context.Context) (client.IssueList, error)
	Close() error
}

// engineFlags says which engine answers, and how.
type engineFlags struct {
	server    string
	plaintext bool
	ca        string
	cert, key string
	tokenFile string
	timeout   time.Duration
	issues    string
	offsets   string
	workers   int
	packs     string
}

// addServer declares the flags that say who answers.
func (f *engineFlags) addServer(fs *flag.FlagSet) {
	fs.StringVar(&f.packs, "packs", "", "load the issue packs of a `folder` beside the built-in ones; one of the same id replaces it")
	fs.StringVar(&f.server, "server", "", "ask the server at `address` (host:port, unix:path) instead of classifying in this process")
	fs.BoolVar(&f.plaintext, "plaintext", false, "talk to a server beyond loopback without TLS")
	fs.StringVar(&f.ca, "ca", "", "trust the server's certificate by the roots in this PEM `file`")
	fs.StringVar(&f.cert, "cert", "", "show the server the certificate in this PEM `file`")
	fs.StringVar(&f.key, "key", "", "`file` with the key of --cert")
	fs.StringVar(&f.tokenFile, "token-file", "", "send the bearer token in this `file`; else that in STANCE_TOKEN, if any")
	fs.DurationVar(&f.timeout, "timeout", client.DefaultTimeout, "longest time that the server may take for an article")
}

// addCalls declares the flags that say what is asked.
func (f *engineFlags) addCalls(fs *flag.FlagSet) {
	fs.StringVar(&f.issues, "issues", "", "classify these issues only: `ids` parted by commas")
	fs.StringVar(&f.offsets, "offsets", "bytes", "`unit` of the offsets: bytes, utf16 or code-points")
	fs.IntVar(&f.workers, "workers", 0, "articles classified at the same time; 0: one a core, 16 with --server")
}

func (f *engineFlags) parallel() int {
	switch {
	case f.workers > 0:
		return f.workers
	case f.server != "":
		return 16
	}
	return runtime.GOMAXPROCS(0)
}

// open makes the engine and lists its issues. The errors are ready for exitCode.
func (f *engineFlags) open(ctx context.Context) (engine, client.IssueList, error) {
	none := client.IssueList{}
	unit, err := f.unit()
	if err != nil {
		return nil, none, err
	}
	if f.workers < 0 {
		return nil, none, usagef("--workers cannot be negative")
	}
	ids := splitList(f.issues)
	var eng engine
	switch {
	case f.server != "" && f.packs != "":
		return nil, none, usagef("--packs is for this process, --server answers by its own packs: drop one of them")
	case f.server != "":
		eng, err = f.remote(ids, unit)
	default:
		eng, err = newLocal(f.packs, ids, unit)
	}
	if err != nil {
		return nil, none, err
	}
	list, err := eng.Issues(ctx)
	if err == nil {
		err = known(ids, list)
	}
	if err != nil {
		_ = eng.Close()
		if errors.Is(err, context.DeadlineExceeded) {
			return nil, none, unreachableError{fmt.Errorf("the server %s did not answer in %v", f.server, f.timeout)}
		}
		return nil, none, f.explain(err)
	}
	return eng, list, nil
}

func (f *engineFlags) unit() (client.OffsetUnit, error) {
	switch f.offsets {
	case "", "bytes":
		return client.Bytes, nil
	case "utf16":
		return client.UTF16, nil
	case "code-points":
		return client.CodePoints, nil
	}
	return 0, usagef("--offsets cannot be %q: bytes, utf16 or code-points", f.offsets)
}

func (f *engineFlags) remote(issues []string, unit client.OffsetUnit) (engine, error) {
	options := []client.Option{client.WithUserAgent("stance"), client.WithTimeout(f.timeout)}
	if f.plaintext {
		options = append(options, client.WithPlaintext())
	}
	if f.ca != "" {
		options = append(options, client.WithRootCA(f.ca))
	}
	if (f.cert == "") != (f.key == "") {
		return nil, usagef("--cert and --key go together")
	}
	if f.cert != "" {
		options = append(options, client.WithClientCertificate(f.cert, f.key))
	}
	token := os.Getenv("STANCE_TOKEN")
	if f.tokenFile != "" {
		data, err := os.ReadFile(f.tokenFile)
		if err != nil {
			return nil, usagef("--token-file: %w", err)
		}
		token = strings.TrimSpace(string(data))
	}
	if token != "" {
		options = append(options, client.WithToken(token))
	}
	c, err := client.New(f.server, options...)
	if err != nil {
		return nil, usageError{err}
	}
	return &remote{c, []client.CallOption{client.WithIssues(issues...), client.WithOffsets(unit)}}, nil
}

// explain tells an error of the server as a whole from one of an article. The former is unreachableError.
func (f *engineFlags) explain(err error) error {
	var e *client.Error
	if f.server == "" || !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case codes.Unavailable, codes.Unauthenticated, codes.PermissionDenied, codes.Unimplemented:
		return unreachableError{fmt.Errorf("the server %s: %s", f.server, e.Message)}
	}
	return err
}

// known refuses ids of issues that are not in the list.
func known(ids []string, list client.IssueList) error {
	for _, id := range ids {
		if !slices.ContainsFunc(list.Issues, func(i client.Issue) bool { return i.ID == id }) {
			return usagef("there is no issue %q: \"stance issues\" lists them", id)
		}
	}
	return nil
}

// local classifies in this process.
type local struct {
	classifier *classifier.Classifier
	options    []classifier.CallOption
}

func newLocal(packs string, issues []string, unit client.OffsetUnit) (*local, error) {
	var options []classifier.Option
	if packs != "" {
		if info, err := os.Stat(packs); err != nil || !info.IsDir() {
			return nil, usagef("--packs: there is no folder %s", packs)
		}
		options = append(options, classifier.WithPacks(os.DirFS(packs)))
	}
	c, err := classifier.New(options...)
	if err != nil {
		return nil, fmt.Errorf("the packs cannot be loaded:\n%w", err)
	}
	units := map[client.OffsetUnit]classifier.OffsetUnit{
		client.Bytes: classifier.Bytes, client.UTF16: classifier.UTF16, client.CodePoints: classifier.CodePoints,
	}
	return &local{c, []classifier.CallOption{classifier.WithIssues(issues...), classifier.WithOffsets(units[unit])}}, nil
}

func (l *local) Classify(ctx context.Context, message *stancev1.Article) (*stancev1.ClassifyArticleResponse, error) {
	a, err := convert.Article(message)
	if err != nil {
		return nil, err
	}
	result, err := l.classifier.Classify(ctx, a, l.options...)
	if err != nil {
		return nil, err
	}
	return convert.Response(result), nil
}

func (l *local) Issues(context.Context) (client.IssueList, error) {
	return client.NewIssueList(convert.Issues(l.classifier.Packs(), l.classifier.Issues())), nil
}

func (l *local) Close() error { return nil }

// remote asks a server.
type remote struct {
	client  *client.Client
	options []client.CallOption
}

func (r *remote) Classify(ctx context.Context, a *stancev1.Article) (*stancev1.ClassifyArticleResponse, error) {
	result, err := r.client.Classify(ctx, client.NewArticle(a), r.options...)
	return result.Proto(), err
}

func (r *remote) Issues(ctx context.Context) (client.IssueList, error) { return r.client.Issues(ctx) }

func (r *remote) Close() error { return r.client.Close() }

func splitList(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
