// Package auth knows callers by the token that they send, "authorization: Bearer …": one of a file of tokens, or a JWT
// signed by a key of a file. It keeps each caller to a rate. With neither file it lets everybody in.
package auth

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
	"github.com/stance-dev/stance/server/wire"
)

// Settings says where credentials are and how JWTs must look.
type Settings struct {
	Tokens   string  // file of tokens; empty: none
	JWTKeys  string  // file of public keys; empty: no JWTs
	Audience string  // that a JWT must name
	Issuer   string  // that a JWT must name; empty: any
	JWTRate  float64 // articles a second for each JWT subject; 0: no limit
}

// Guard knows the callers.
type Guard struct {
	settings Settings
	known    atomic.Pointer[credentialSet]
	subjects *limiters
}

// credentialSet is what the files held when they were read last.
type credentialSet struct {
	tokens map[[sha256.Size]byte]*caller
	jwt    *verifier
}

// caller is somebody with a token.
type caller struct {
	name    string
	limiter *rate.Limiter // nil: no limit
}

// Open reads the files for the first time.
func Open(s Settings) (*Guard, error) {
	g := &Guard{settings: s, subjects: newLimiters(s.JWTRate)}
	return g, g.Load(context.Background())
}

// Load reads the files again. Where that fails, what was read before stays.
func (g *Guard) Load(context.Context) error {
	set := &credentialSet{}
	var err error
	if g.settings.Tokens != "" {
		if set.tokens, err = readTokens(g.settings.Tokens); err != nil {
			return err
		}
		g.keepLimiters(set)
	}
	if g.settings.JWTKeys != "" {
		if set.jwt, err = newVerifier(g.settings); err != nil {
			return err
		}
	}
	g.known.Store(set)
	return nil
}

// keepLimiters lets a caller whose limit has not changed go on with what is left of it.
func (g *Guard) keepLimiters(set *credentialSet) {
	before := g.known.Load()
	if before == nil {
		return
	}
	for key, now := range set.tokens {
		was := before.tokens[key]
		if was != nil && was.limiter != nil && now.limiter != nil &&
			was.limiter.Limit() == now.limiter.Limit() && was.limiter.Burst() == now.limiter.Burst() {
			now.limiter = was.limiter
		}
	}
}

// Paths are the files to watch.
func (g *Guard) Paths() []string { return []string{g.settings.Tokens, g.settings.JWTKeys} }

// On says whether callers must show who they are.
func (g *Guard) On() bool { return g.settings.Tokens != "" || g.settings.JWTKeys != "" }

// exempt are the services that probes and tools call without credentials.
var exempt = []string{"/grpc.health.v1.Health/", "/grpc.reflection."}

// Intercept refuses calls of unknown callers before their request is read.
func (g *Guard) Intercept(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	for _, prefix := range exempt {
		if strings.HasPrefix(info.FullMethod, prefix) {
			return handler(srv, ss)
		}
	}
	ctx := ss.Context()
	call := wire.CallFrom(ctx)
	call.Caller = certificateName(ctx)
	if !g.On() {
		return handler(srv, ss)
	}
	who, err := g.identify(metadata.ValueFromIncomingContext(ctx, "authorization"))
	if err != nil {
		return err
	}
	call.Caller = who.name
	call.Limiter = who.limiter
	if who.limiter == nil {
		return handler(srv, ss)
	}
	if !info.IsClientStream && info.FullMethod != stancev1.StanceService_ListIssues_FullMethodName {
		if err := take(who.limiter, 1, false); err != nil {
			return err // before the request is read
		}
	}
	err = handler(srv, ss)
	if !call.Spent.Load() && Nonsense(err) {
		who.limiter.Allow()
	}
	return err
}

// Nonsense reports whether an error says that a request could not be read or is not valid. Reading it has cost something,
// too: it counts as one article.
func Nonsense(err error) bool {
	switch status.Code(err) {
	case codes.InvalidArgument, codes.ResourceExhausted:
		return true
	}
	return false
}

// Charge takes one article off the rate of the caller whom headers "authorization" name.
func (g *Guard) Charge(headers []string) {
	if who, err := g.identify(headers); g.On() && err == nil && who.limiter != nil {
		who.limiter.Allow()
	}
}

// Check tells whether the headers "authorization" of a call are of a known caller.
func (g *Guard) Check(headers []string) error {
	if !g.On() {
		return nil
	}
	_, err := g.identify(headers)
	return err
}

// identify finds the caller of a token. The error does not say what of it was wrong: that would help to guess.
func (g *Guard) identify(headers []string) (*caller, error) {
	if len(headers) == 0 {
		return nil, unauthenticated("send a token as metadata \"authorization: Bearer …\"")
	}
	scheme, token, _ := strings.Cut(headers[0], " ")
	if len(headers) > 1 || !strings.EqualFold(scheme, "bearer") || token == "" {
		return nil, unauthenticated("the metadata \"authorization\" must be one \"Bearer\" and a token")
	}
	known := g.known.Load()
	if who := known.tokens[sha256.Sum256([]byte(token))]; who != nil {
		return who, nil
	}
	if known.jwt != nil {
		if subject, ok := known.jwt.subject(token); ok {
			return &caller{name: subject, limiter: g.subjects.of(subject)}, nil
		}
	}
	return nil, unauthenticated("the token is not known, or no longer valid")
}

func unauthenticated(message string) error {
	return fault.New(stancev1.ErrorReason_ERROR_REASON_UNAUTHENTICATED, message)
}

// certificateName is the name in the client's certificate; "" where it showed none.
func certificateName(ctx context.Context) string {
	p, ok := peer.FromContext(ctx)
	if !ok {
		return ""
	}
	info, ok := p.AuthInfo.(credentials.TLSInfo)
	if !ok || len(info.State.VerifiedChains) == 0 {
		return ""
	}
	return nameOf(info.State.VerifiedChains[0][0])
}

func nameOf(c *x509.Certificate) string {
	switch {
	case len(c.URIs) > 0:
		return c.URIs[0].String()
	case len(c.DNSNames) > 0:
		return c.DNSNames[0]
	}
	return c.Subject.CommonName
}

// Spend takes n articles off the caller's rate, or refuses.
func Spend(ctx context.Context, n int) error {
	call := wire.CallFrom(ctx)
	if call == nil || call.Limiter == nil {
		return nil
	}
	call.Spent.Store(true)
	return take(call.Limiter, n, true)
}

// take takes n articles off a rate, and keeps them where keep says so. The error is the refusal of a rate that does not
// allow them now; nothing is taken then. More articles than fit into the burst count as the burst.
func take(l *rate.Limiter, n int, keep bool) error {
	now := time.Now()
	r := l.ReserveN(now, min(n, l.Burst()))
	delay := r.DelayFrom(now)
	if delay > 0 || !keep {
		r.CancelAt(now)
	}
	if delay == 0 {
		return nil
	}
	limit := strconv.FormatFloat(float64(l.Limit()), 'g', 4, 64)
	return fault.New(stancev1.ErrorReason_ERROR_REASON_RATE_LIMITED, "this token may send "+limit+" articles a second: send fewer or ask for more",
		"limit", limit).After(delay)
}

// Wait holds up a stream until its caller's rate allows one more article.
func Wait(ctx context.Context) error {
	call := wire.CallFrom(ctx)
	if call == nil || call.Limiter == nil {
		return nil
	}
	call.Spent.Store(true)
	if err := call.Limiter.Wait(ctx); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return context.DeadlineExceeded // the wait would outlast the deadline
	}
	return nil
}
