package auth

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
	"github.com/stance-dev/stance/server/wire"
)

const method = "/stance.v1.StanceService/ClassifyArticle"

type stream struct {
	grpc.ServerStream
	ctx context.Context
}

func (s stream) Context() context.Context { return s.ctx }

// call passes a call through the guard. caller is whom the handler saw.
func call(g *Guard, method string, headers ...string) (caller string, ctx context.Context, err error) {
	c := &wire.Call{Method: method}
	ctx = wire.WithCall(metadata.NewIncomingContext(context.Background(), metadata.Pairs(headers...)), c)
	err = g.Intercept(nil, stream{ctx: ctx}, &grpc.StreamServerInfo{FullMethod: method}, func(any, grpc.ServerStream) error {
		caller = c.Caller
		return nil
	})
	return caller, ctx, err
}

func wantReason(t *testing.T, err error, want stancev1.ErrorReason) *fault.Fault {
	t.Helper()
	f, ok := err.(*fault.Fault)
	if !ok || f.Reason != want {
		t.Fatalf("got %v, want %v", err, want)
	}
	return f
}

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const alice, bob = "alice-0123456789abcdef", "bob-0123456789abcdefgh"

func TestTokens(t *testing.T) {
	sum := sha256.Sum256([]byte(bob))
	g, err := Open(Settings{Tokens: write(t, "tokens.yaml", fmt.Sprintf(
		"tokens:\n  - name: alice\n    token: %s\n  - name: bob\n    sha256: %x\n    rate: 2\n    burst: 3\n", alice, sum))})
	if err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{"alice": alice, "bob": bob} {
		if caller, _, err := call(g, method, "authorization", "Bearer "+token); err != nil || caller != name {
			t.Errorf("%s: got %q, %v", name, caller, err)
		}
	}
	for _, headers := range [][]string{
		nil,
		{"authorization", ""},
		{"authorization", "Bearer"},
		{"authorization", "Bearer "},
		{"authorization", alice},
		{"authorization", "Basic " + alice},
		{"authorization", "Bearer " + alice + "x"},
		{"authorization", "Bearer " + alice, "authorization", "Bearer " + alice},
		{"authorization", fmt.Sprintf("Bearer %x", sum)},
	} {
		_, _, err := call(g, method, headers...)
		f := wantReason(t, err, stancev1.ErrorReason_ERROR_REASON_UNAUTHENTICATED)
		if strings.Contains(f.Message, "alice") {
			t.Errorf("%v: the error repeats the token: %s", headers, f.Message)
		}
	}
	for _, m := range []string{"/grpc.health.v1.Health/Check", "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"} {
		if _, _, err := call(g, m); err != nil {
			t.Errorf("%s: %v", m, err)
		}
	}
	for _, m := range []string{"/grpc.health.v1.Healthy/Check", "/stance.v1.StanceService/grpc.health.v1.Health/Check", "/"} {
		if _, _, err := call(g, m); err == nil {
			t.Errorf("%s is let through", m)
		}
	}
}

func TestRateAtItsLimit(t *testing.T) {
	g, err := Open(Settings{Tokens: write(t, "tokens.yaml", "tokens: [{name: bob, token: "+bob+", rate: 0.01, burst: 3}, {name: alice, token: "+alice+"}]")})
	if err != nil {
		t.Fatal(err)
	}
	_, ctx, _ := call(g, method, "authorization", "Bearer "+bob)
	if err := Spend(ctx, 2); err != nil {
		t.Error("2 of 3:", err)
	}
	f := wantReason(t, Spend(ctx, 2), stancev1.ErrorReason_ERROR_REASON_RATE_LIMITED)
	if f.Metadata["limit"] != "0.01" || f.Retry < time.Minute {
		t.Errorf("metadata %v, retry %v", f.Metadata, f.Retry)
	}
	if err := Spend(ctx, 1); err != nil {
		t.Error("a refusal costs nothing, but 3 of 3:", err)
	}
	if err := Spend(ctx, 1); err == nil {
		t.Error("4 of 3 were let through")
	}
	_, other, _ := call(g, method, "authorization", "Bearer "+alice)
	if err := Spend(other, 1000); err != nil {
		t.Error("a caller without a limit:", err)
	}
	// Reading the file again gives nobody a new burst.
	if err := g.Load(context.Background()); err != nil {
		t.Fatal(err)
	}
	_, ctx, _ = call(g, method, "authorization", "Bearer "+bob)
	if err := Spend(ctx, 1); err == nil {
		t.Error("a reload filled the burst up")
	}
}

func TestWrongTokenFiles(t *testing.T) {
	for content, want := range map[string]string{
		"":                                  "no token",
		"tokens: []":                        "no token",
		"tokens: [{token: " + alice + "}]":  "name",
		"tokens: [{name: a}]":               "one of token and sha256",
		"tokens: [{name: a, token: short}]": "16",
		"tokens: [{name: a, sha256: 00ff}]": "64",
		"tokens: [{name: a, tokn: " + alice + "}]":                                           "tokn",
		"tokens: [{name: a, token: " + alice + ", rate: -1}]":                                "rate",
		"tokens: [{name: a, token: " + alice + "}, {name: b, token: " + alice + "}]":         "same",
		"tokens: [{name: a, token: " + alice + ", sha256: " + strings.Repeat("0", 64) + "}]": "one of",
	} {
		if _, err := Open(Settings{Tokens: write(t, "tokens.yaml", content)}); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), alice) {
			t.Errorf("%q: got %v, want %q", content, err, want)
		}
	}
}

func TestReloadKeepsWhatWasGood(t *testing.T) {
	path := write(t, "tokens.yaml", "tokens: [{name: alice, token: "+alice+"}]")
	g, err := Open(Settings{Tokens: path})
	if err != nil {
		t.Fatal(err)
	}
	os.WriteFile(path, []byte("tokens: ["), 0o600)
	if err := g.Load(context.Background()); err == nil {
		t.Error("a broken file was taken")
	}
	if _, _, err := call(g, method, "authorization", "Bearer "+alice); err != nil {
		t.Error("after a broken file:", err)
	}
	os.WriteFile(path, []byte("tokens: [{name: bob, token: "+bob+"}]"), 0o600)
	if err := g.Load(context.Background()); err != nil {
		t.Error(err)
	}
	if _, _, err := call(g, method, "authorization", "Bearer "+alice); err == nil {
		t.Error("a token that was taken away is let through")
	}
}

func pemOf(t testing.TB, key any) string {
	t.Helper()
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}

func sign(t testing.TB, m jwt.SigningMethod, key any, change func(jwt.MapClaims)) string {
	t.Helper()
	claims := jwt.MapClaims{"sub": "carol", "aud": "stance", "iss": "us", "exp": time.Now().Add(time.Hour).Unix()}
	if change != nil {
		change(claims)
	}
	s, err := jwt.NewWithClaims(m, claims).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestJWT(t *testing.T) {
	edPublic, edKey, _ := ed25519.GenerateKey(rand.Reader)
	_, strangerKey, _ := ed25519.GenerateKey(rand.Reader)
	ecKey, _ := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	rsaKey, _ := rsa.GenerateKey(rand.Reader, 2048)
	rsaPEM := pemOf(t, rsaKey.Public())
	g, err := Open(Settings{
		JWTKeys:  write(t, "keys.pem", pemOf(t, edPublic)+pemOf(t, ecKey.Public())+rsaPEM),
		Audience: "stance", Issuer: "us", JWTRate: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, good := range []struct {
		m   jwt.SigningMethod
		key crypto.PrivateKey
	}{{jwt.SigningMethodEdDSA, edKey}, {jwt.SigningMethodES256, ecKey}, {jwt.SigningMethodRS256, rsaKey}, {jwt.SigningMethodPS512, rsaKey}} {
		caller, _, err := call(g, method, "authorization", "Bearer "+sign(t, good.m, good.key, nil))
		if err != nil || caller != "carol" {
			t.Errorf("%s: %q, %v", good.m.Alg(), caller, err)
		}
	}
	for name, bad := range map[string]string{
		"a stranger's":    sign(t, jwt.SigningMethodEdDSA, strangerKey, nil),
		"unsigned":        sign(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, nil),
		"public as HMAC":  sign(t, jwt.SigningMethodHS256, []byte(rsaPEM), nil),
		"expired":         sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { c["exp"] = time.Now().Add(-time.Hour).Unix() }),
		"without end":     sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { delete(c, "exp") }),
		"not yet":         sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { c["nbf"] = time.Now().Add(time.Hour).Unix() }),
		"other audience":  sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { c["aud"] = "other" }),
		"no audience":     sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { delete(c, "aud") }),
		"other issuer":    sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { c["iss"] = "them" }),
		"no subject":      sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { delete(c, "sub") }),
		"endless subject": sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { c["sub"] = strings.Repeat("x", 300) }),
		"garbage":         "a.b.c",
		"cut":             strings.TrimRight(sign(t, jwt.SigningMethodEdDSA, edKey, nil), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
	} {
		if name == "cut" {
			bad = bad[:len(bad)-2]
		}
		if _, _, err := call(g, method, "authorization", "Bearer "+bad); err == nil {
			t.Errorf("%s: let through", name)
		}
	}
	_, ctx, _ := call(g, method, "authorization", "Bearer "+sign(t, jwt.SigningMethodEdDSA, edKey, nil))
	Spend(ctx, 1)
	_, ctx, _ = call(g, method, "authorization", "Bearer "+sign(t, jwt.SigningMethodEdDSA, edKey, func(c jwt.MapClaims) { c["jti"] = "2" }))
	wantReason(t, Spend(ctx, 1), stancev1.ErrorReason_ERROR_REASON_RATE_LIMITED)
}

func TestWrongKeyFiles(t *testing.T) {
	_, private, _ := ed25519.GenerateKey(rand.Reader)
	der, _ := x509.MarshalPKCS8PrivateKey(private)
	weak := &rsa.PublicKey{N: new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 1024), big.NewInt(1)), E: 65537}
	for content, want := range map[string]string{
		"":        "no PEM",
		"garbage": "no PEM",
		string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})):      "PRIVATE KEY",
		string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: []byte{1}})): "key 1",
		pemOf(t, weak): "1024 bits",
	} {
		if _, err := Open(Settings{JWTKeys: write(t, "keys.pem", content), Audience: "a"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestLimitersAreBounded(t *testing.T) {
	l := newLimiters(1)
	for i := range maxSubjects * 2 {
		l.of(fmt.Sprint(i)).Allow()
	}
	if len(l.known) > maxSubjects {
		t.Errorf("%d limiters are kept", len(l.known))
	}
}
