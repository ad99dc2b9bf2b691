package client

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"google.golang.org/grpc"
	_ "google.golang.org/grpc/health" // makes healthCheckConfig work
	"google.golang.org/grpc/keepalive"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// serviceConfig spreads calls over all addresses whose server reports itself healthy, and tries unary calls again that
// were answered with UNAVAILABLE: a call changes nothing on a server, so it may be made twice. A server's pushback
// (grpc-retry-pushback-ms) decides the pause where it sends one. When 500 more attempts have failed than succeeded there
// are no retries until calls succeed again: they would only add to the load. Streams are mended by ClassifyAll, which
// knows what has been answered.
const serviceConfig = `{
	"loadBalancingConfig": [{"round_robin": {}}],
	"healthCheckConfig": {"serviceName": "stance.v1.StanceService"},
	"retryThrottling": {"maxTokens": 1000, "tokenRatio": 1},
	"methodConfig": [{
		"name": [
			{"service": "stance.v1.StanceService", "method": "ClassifyArticle"},
			{"service": "stance.v1.StanceService", "method": "BatchClassifyArticles"},
			{"service": "stance.v1.StanceService", "method": "ListIssues"}
		],
		"retryPolicy": {
			"maxAttempts": 5,
			"initialBackoff": "0.1s",
			"maxBackoff": "2s",
			"backoffMultiplier": 2,
			"retryableStatusCodes": ["UNAVAILABLE"]
		}
	}]
}`

// maxResponse is the largest response that is taken, in bytes: those of a full batch are larger than its request.
const maxResponse = 64 << 20

// Client calls a Stance server. It is safe for use by many goroutines; one is enough for a program.
type Client struct {
	conn    *grpc.ClientConn
	rpc     stancev1.StanceServiceClient
	timeout time.Duration
}

// New makes a client for a target as grpc-go names them: "localhost:50051", "dns:///stance.example.org:443",
// "unix:/run/stance.sock". It does not connect yet; the first call does. Beyond loopback it speaks TLS unless
// WithPlaintext is given. The error is of the target, the options or their files.
func New(target string, options ...Option) (*Client, error) {
	cfg := config{timeout: DefaultTimeout}
	for _, o := range options {
		o.apply(&cfg)
	}
	creds, err := cfg.transport(target)
	if err != nil {
		return nil, err
	}
	dial := []grpc.DialOption{
		grpc.WithTransportCredentials(creds),
		grpc.WithDefaultServiceConfig(serviceConfig),
		grpc.WithUserAgent(userAgent(cfg.userAgent)),
		grpc.WithDefaultCallOptions(
			grpc.MaxCallRecvMsgSize(maxResponse),
			// What is larger than this is not tried again; grpc-go's own limit is below that of an article.
			grpc.MaxRetryRPCBufferSize(2*maxRequest),
		),
		// Tells of a server that vanished without a word. Servers allow a ping in ten seconds.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: 30 * time.Second, Timeout: 10 * time.Second}),
	}
	if cfg.token != nil {
		token := bearer(cfg.token)
		dial = append(dial, grpc.WithChainUnaryInterceptor(token.unary), grpc.WithChainStreamInterceptor(token.stream))
	}
	conn, err := grpc.NewClient(target, append(dial, cfg.dial...)...)
	if err != nil {
		return nil, fmt.Errorf("client: %w", err)
	}
	return &Client{conn: conn, rpc: stancev1.NewStanceServiceClient(conn), timeout: cfg.timeout}, nil
}

// Close closes the connections. Calls that are underway fail with CANCELLED.
func (c *Client) Close() error { return c.conn.Close() }

// Classify analyses one article.
func (c *Client) Classify(ctx context.Context, a Article, options ...CallOption) (Result, error) {
	call := newCall(options)
	failed := Result{ArticleID: a.ID}
	request, err := call.request(&a)
	if err != nil {
		return failed, err
	}
	ctx, cancel := c.deadline(ctx)
	defer cancel()
	m, err := c.rpc.ClassifyArticle(ctx, request)
	if err != nil {
		return failed, newError(err, a.ID)
	}
	return NewResult(a.Text, m), nil
}

// Issues lists what the server can classify.
func (c *Client) Issues(ctx context.Context) (IssueList, error) {
	ctx, cancel := c.deadline(ctx)
	defer cancel()
	m, err := c.rpc.ListIssues(ctx, &stancev1.ListIssuesRequest{})
	if err != nil {
		return IssueList{}, newError(err, "")
	}
	return NewIssueList(m), nil
}

// request is the checked request for one article.
func (c call) request(a *Article) (*stancev1.ClassifyArticleRequest, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if err := check(a); err != nil {
		return nil, err
	}
	m := &stancev1.ClassifyArticleRequest{Article: a.Proto(), IssueIds: c.issues, OffsetEncoding: c.unit.proto()}
	return m, checkSize(m, a.ID)
}

// deadline gives a context an end where it has none.
func (c *Client) deadline(ctx context.Context) (context.Context, context.CancelFunc) {
	if _, ok := ctx.Deadline(); ok || c.timeout <= 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, c.timeout)
}

// userAgent is what the server's log shows: "archive/1.2 stance-go/v1.0.0".
func userAgent(program string) string {
	own := "stance-go/" + version()
	if program == "" {
		return own
	}
	return program + " " + own
}

func version() string {
	const module = "github.com/stance-dev/stance"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "devel"
	}
	if info.Main.Path == module && info.Main.Version != "" && info.Main.Version != "(devel)" {
		return info.Main.Version
	}
	for _, dep := range info.Deps {
		if dep.Path == module {
			return dep.Version
		}
	}
	return "devel"
}
