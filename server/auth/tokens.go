package auth

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math"
	"os"

	"golang.org/x/time/rate"
	"gopkg.in/yaml.v3"
)

// tokenFile is the YAML file of tokens.
type tokenFile struct {
	Tokens []struct {
		Name   string  `yaml:"name"`   // for the log
		Token  string  `yaml:"token"`  // the token itself,
		SHA256 string  `yaml:"sha256"` // or its SHA-256 in hexadecimal
		Rate   float64 `yaml:"rate"`   // articles a second; 0: no limit
		Burst  int     `yaml:"burst"`  // articles at once; 0: one second's worth
	} `yaml:"tokens"`
}

// minToken is too short to be guessed only where tokens are random.
const minToken = 16

func readTokens(path string) (map[[sha256.Size]byte]*caller, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("tokens: %w", err)
	}
	var file tokenFile
	d := yaml.NewDecoder(bytes.NewReader(data))
	d.KnownFields(true)
	if err := d.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("tokens %s: %w", path, err)
	}
	if len(file.Tokens) == 0 {
		return nil, fmt.Errorf("tokens %s: there is no token in it, so nobody could call", path)
	}
	out := make(map[[sha256.Size]byte]*caller, len(file.Tokens))
	for i, t := range file.Tokens {
		fail := func(what string) error { return fmt.Errorf("tokens %s: tokens[%d] (%q): %s", path, i, t.Name, what) }
		var key [sha256.Size]byte
		switch sum, err := hex.DecodeString(t.SHA256); {
		case t.Name == "":
			return nil, fail("name is missing")
		case (t.Token == "") == (t.SHA256 == ""):
			return nil, fail("set one of token and sha256")
		case t.Token != "" && len(t.Token) < minToken:
			return nil, fail(fmt.Sprintf("token is shorter than %d characters", minToken))
		case t.Token != "":
			key = sha256.Sum256([]byte(t.Token))
		case err != nil || len(sum) != sha256.Size:
			return nil, fail("sha256 is not 64 hexadecimal digits")
		default:
			copy(key[:], sum)
		}
		if t.Rate < 0 || t.Burst < 0 || math.IsNaN(t.Rate) || math.IsInf(t.Rate, 0) {
			return nil, fail("rate and burst must be 0 or more")
		}
		if out[key] != nil {
			return nil, fail("has the same token as " + out[key].name)
		}
		out[key] = &caller{name: t.Name, limiter: limiter(t.Rate, t.Burst)}
	}
	return out, nil
}

// limiter is a limiter with a burst of one second's worth where none is given; nil for no limit.
func limiter(perSecond float64, burst int) *rate.Limiter {
	if perSecond == 0 {
		return nil
	}
	if burst == 0 {
		burst = max(1, int(math.Ceil(perSecond)))
	}
	return rate.NewLimiter(rate.Limit(perSecond), burst)
}
