package client

import (
	"context"
	"crypto/tls"
	"time"

	"google.golang.org/grpc"
)

// Option configures New.
type Option interface{ apply(*config) }

// CallOption configures one call.
type CallOption interface{ applyCall(*call) }

// DefaultTimeout is the time of a call whose context has no deadline.
const DefaultTimeout = 30 * time.Second

type config struct {
	plaintext bool
	tls       *tls.Config
	rootCA    string
	cert, key string
	token     func(context.Context) (string, error)
	userAgent string
	timeout   time.Duration
	dial      []grpc.DialOption
}

type call struct {
	issues   []string
	unit     OffsetUnit
	inFlight int
	streams  int
}

type optionFunc func(*config)

func (f optionFunc) apply(c *config) { f(c) }

type callFunc func(*call)

func (f callFunc) applyCall(c *call) { f(c) }

// WithPlaintext allows to talk without TLS to an address that is not loopback. To loopback and unix sockets nothing
// else is spoken unless an option asks for TLS.
func WithPlaintext() Option { return optionFunc(func(c *config) { c.plaintext = true }) }

// WithTLS sets the TLS configuration, also for loopback. nil means the system's roots. Without it an address that is
// not loopback gets TLS with the system's roots. A lower MinVersion than TLS 1.2 is not kept.
func WithTLS(t *tls.Config) Option {
	return optionFunc(func(c *config) {
		if t == nil {
			t = &tls.Config{}
		}
		c.tls = t.Clone()
	})
}

// WithRootCA trusts the certificates of a PEM file instead of the system's roots. The file is read by New.
func WithRootCA(file string) Option { return optionFunc(func(c *config) { c.rootCA = file }) }

// WithClientCertificate shows a certificate to servers that ask for one (mutual TLS). The PEM files are read again for
// each connection, so that they can be renewed.
func WithClientCertificate(certFile, keyFile string) Option {
	return optionFunc(func(c *config) { c.cert, c.key = certFile, keyFile })
}

// WithToken sends a bearer token with each call. It is sent over TLS or to loopback only.
func WithToken(token string) Option {
	return WithTokenSource(func(context.Context) (string, error) { return token, nil })
}

// WithTokenSource asks for the bearer token before each call, for tokens that expire. The function has to be quick and
// safe for use by many goroutines.
func WithTokenSource(source func(context.Context) (string, error)) Option {
	return optionFunc(func(c *config) { c.token = source })
}

// WithUserAgent names the program that calls, in front of the client's own name: "archive/1.2".
func WithUserAgent(name string) Option { return optionFunc(func(c *config) { c.userAgent = name }) }

// WithTimeout sets the time of a call whose context has no deadline, instead of DefaultTimeout. For ClassifyAll it is
// the longest time without an answer.
func WithTimeout(d time.Duration) Option { return optionFunc(func(c *config) { c.timeout = d }) }

// WithDialOptions adds options of grpc-go, for interceptors, statistics and the like. They come after the client's own
// and can override them.
func WithDialOptions(options ...grpc.DialOption) Option {
	return optionFunc(func(c *config) { c.dial = append(c.dial, options...) })
}

// WithIssues limits a call to some issues, by id. Without it, or with none, all are classified.
func WithIssues(ids ...string) CallOption { return callFunc(func(c *call) { c.issues = ids }) }

// WithOffsets sets the unit of the result's spans. Without it they count bytes.
func WithOffsets(u OffsetUnit) CallOption { return callFunc(func(c *call) { c.unit = u }) }

// WithInFlight sets how many articles ClassifyAll has underway at once, 64 without it, and how many calls ClassifyBatch
// makes at once, 4 without it. Less than 1 is 1.
func WithInFlight(n int) CallOption { return callFunc(func(c *call) { c.inFlight = max(n, 1) }) }

// WithStreams sets over how many streams ClassifyAll deals its articles, 4 without it. Each stream goes to one server;
// several keep several servers busy. Less than 1 is 1.
func WithStreams(n int) CallOption { return callFunc(func(c *call) { c.streams = max(n, 1) }) }

func newCall(options []CallOption) call {
	var c call
	for _, o := range options {
		o.applyCall(&c)
	}
	return c
}
