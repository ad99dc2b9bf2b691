package command

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"google.golang.org/grpc/codes"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/cmd/stance/internal/input"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// engine answers articles: in this process, or on a server.
type engine interface {
	// Answers yields an answer for each item, in their order. finish is called for each that has a response; it may
	// be called on many goroutines.
	Answers(ctx context.Context, items iter.Seq[input.Item], finish func(*answer)) iter.Seq[*answer]
	Issues(context.Context) (client.IssueList, error)
	Close() error
}

// answer is what became of an item: a response, or an error.
type answer struct {
	item     input.Item
	article  *stancev1.Article
	response *stancev1.ClassifyArticleResponse
	err      error
	out      *[]byte // what is printed of it, where finish makes that
}

// result is the answer as the client's types.
func (a *answer) result() (client.Article, client.Result) {
	return client.NewArticle(a.article), client.NewResult(a.article.GetText(), a.response)
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
	fs.IntVar(&f.workers, "workers", 0, "articles classified at the same time; 0: one a core, with --server 64 underway")
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
		eng, err = newLocal(f.packs, f.workers, ids, unit)
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
	calls := []client.CallOption{client.WithIssues(issues...), client.WithOffsets(unit)}
	if f.workers > 0 {
		calls = append(calls, client.WithInFlight(f.workers))
	}
	return &remote{c, calls}, nil
}

// explain tells an error of the server as a whole from one of an article. The former is unreachableError.
func (f *engineFlags) explain(err error) error {
	var e *client.Error
	if f.server == "" || !errors.As(err, &e) {
		return err
	}
	switch e.Code {
	case codes.DeadlineExceeded:
		if e.Last {
			return unreachableError{fmt.Errorf("the server %s: %s", f.server, e.Message)}
		}
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

func splitList(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
