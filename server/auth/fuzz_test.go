package auth

import (
	"crypto/ed25519"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/golang-jwt/jwt/v5"
)

// FuzzCredentials: no header lets a stranger in, and none makes the guard fail.
func FuzzCredentials(f *testing.F) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	keys := filepath.Join(f.TempDir(), "keys.pem")
	os.WriteFile(keys, []byte(pemOf(f, public)), 0o600)
	g, err := Open(Settings{JWTKeys: keys, Audience: "stance"})
	if err != nil {
		f.Fatal(err)
	}
	good := sign(f, jwt.SigningMethodEdDSA, private, nil)
	f.Add("Bearer " + alice)
	f.Add("Bearer " + good[:len(good)-4])
	f.Add("bearer eyJhbGciOiJub25lIn0.e30.")
	f.Add("Basic x")
	f.Fuzz(func(t *testing.T, header string) {
		if _, _, err := call(g, method, "authorization", header); err == nil {
			t.Fatalf("%q was let in", header)
		}
	})
}
