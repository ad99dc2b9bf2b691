package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/time/rate"
)

// verifier checks JWTs against the keys of a file.
type verifier struct {
	keys   jwt.VerificationKeySet
	parser *jwt.Parser
}

// leeway is how far clocks may be apart.
const leeway = 30 * time.Second

func newVerifier(s Settings) (*verifier, error) {
	if s.Audience == "" {
		return nil, errors.New("jwt-audience is not set: without it a token meant for another service would be taken")
	}
	data, err := os.ReadFile(s.JWTKeys)
	if err != nil {
		return nil, fmt.Errorf("jwt-keys: %w", err)
	}
	v := &verifier{}
	for len(data) > 0 {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			break
		}
		key, err := publicKey(block)
		if err != nil {
			return nil, fmt.Errorf("jwt-keys %s: key %d: %w", s.JWTKeys, len(v.keys.Keys)+1, err)
		}
		v.keys.Keys = append(v.keys.Keys, key)
	}
	if len(v.keys.Keys) == 0 {
		return nil, fmt.Errorf("jwt-keys %s: there is no PEM public key in it", s.JWTKeys)
	}
	options := []jwt.ParserOption{
		jwt.WithValidMethods([]string{"EdDSA", "ES256", "ES384", "ES512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512"}),
		jwt.WithExpirationRequired(), jwt.WithAudience(s.Audience), jwt.WithLeeway(leeway),
	}
	if s.Issuer != "" {
		options = append(options, jwt.WithIssuer(s.Issuer))
	}
	v.parser = jwt.NewParser(options...)
	return v, nil
}

// publicKey takes public keys and certificates only: a private key has no business on this server, and a symmetric one
// would let the server sign.
func publicKey(block *pem.Block) (crypto.PublicKey, error) {
	var key any
	var err error
	switch block.Type {
	case "PUBLIC KEY":
		key, err = x509.ParsePKIXPublicKey(block.Bytes)
	case "CERTIFICATE":
		var c *x509.Certificate
		if c, err = x509.ParseCertificate(block.Bytes); err == nil {
			key = c.PublicKey
		}
	default:
		return nil, fmt.Errorf("is a %q: only PUBLIC KEY and CERTIFICATE are taken", block.Type)
	}
	if err != nil {
		return nil, err
	}
	switch k := key.(type) {
	case *rsa.PublicKey:
		if k.N.BitLen() < 2048 {
			return nil, fmt.Errorf("is RSA with %d bits: 2048 at least are taken", k.N.BitLen())
		}
		return k, nil
	case *ecdsa.PublicKey, ed25519.PublicKey:
		return k, nil
	}
	return nil, fmt.Errorf("is a %T: only RSA, ECDSA and Ed25519 are taken", key)
}

// maxSubject keeps a token's subject fit for a log line.
const maxSubject = 256

// subject is whom a valid token names.
func (v *verifier) subject(token string) (string, bool) {
	var claims jwt.RegisteredClaims
	_, err := v.parser.ParseWithClaims(token, &claims, func(t *jwt.Token) (any, error) { return v.keysFor(t), nil })
	if err != nil || claims.Subject == "" || len(claims.Subject) > maxSubject {
		return "", false
	}
	return claims.Subject, true
}

// keysFor offers the keys of the token's own kind only.
func (v *verifier) keysFor(t *jwt.Token) jwt.VerificationKeySet {
	var fit jwt.VerificationKeySet
	for _, key := range v.keys.Keys {
		ok := false
		switch t.Method.(type) {
		case *jwt.SigningMethodRSA, *jwt.SigningMethodRSAPSS:
			_, ok = key.(*rsa.PublicKey)
		case *jwt.SigningMethodECDSA:
			_, ok = key.(*ecdsa.PublicKey)
		case *jwt.SigningMethodEd25519:
			_, ok = key.(ed25519.PublicKey)
		}
		if ok {
			fit.Keys = append(fit.Keys, key)
		}
	}
	return fit
}

// maxSubjects bounds the memory of the limiters; when there are more, those unused for longest would be full anyway.
const maxSubjects = 10_000

// limiters holds a limiter for each JWT subject.
type limiters struct {
	perSecond float64
	mu        sync.Mutex
	known     map[string]*rate.Limiter
}

func newLimiters(perSecond float64) *limiters {
	return &limiters{perSecond: perSecond, known: map[string]*rate.Limiter{}}
}

// of returns the subject's limiter; nil where there is no limit.
func (l *limiters) of(subject string) *rate.Limiter {
	if l.perSecond == 0 {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if found := l.known[subject]; found != nil {
		return found
	}
	if len(l.known) >= maxSubjects {
		for name, each := range l.known {
			if each.Tokens() >= float64(each.Burst()) { // as good as new
				delete(l.known, name)
			}
		}
		if len(l.known) >= maxSubjects {
			clear(l.known)
		}
	}
	fresh := limiter(l.perSecond, 0)
	l.known[subject] = fresh
	return fresh
}
