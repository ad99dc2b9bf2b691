// Package certs is the server's TLS: version 1.3, with client certificates where asked for, and read again without a
// dropped connection.
package certs

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
)

// Files names the PEM files.
type Files struct {
	Cert, Key string // the server's certificate chain and its key
	ClientCA  string // whose certificates clients must show; empty: none are asked for
}

// Store holds the TLS configuration that new connections get.
type Store struct {
	files   Files
	current atomic.Pointer[tls.Config]
}

// Open reads the files for the first time.
func Open(files Files) (*Store, error) {
	s := &Store{files: files}
	return s, s.Load(context.Background())
}

// Load reads the files again. Where that fails, what was read before stays.
func (s *Store) Load(context.Context) error {
	cert, err := tls.LoadX509KeyPair(s.files.Cert, s.files.Key)
	if err != nil {
		return fmt.Errorf("tls-cert %s and tls-key %s: %w", s.files.Cert, s.files.Key, err)
	}
	c := &tls.Config{
		MinVersion:   tls.VersionTLS13,
		Certificates: []tls.Certificate{cert},
		NextProtos:   []string{"h2", "http/1.1"},
	}
	if s.files.ClientCA != "" {
		pem, err := os.ReadFile(s.files.ClientCA)
		if err != nil {
			return fmt.Errorf("tls-client-ca: %w", err)
		}
		c.ClientCAs = x509.NewCertPool()
		if !c.ClientCAs.AppendCertsFromPEM(pem) {
			return fmt.Errorf("tls-client-ca %s: %w", s.files.ClientCA, errors.New("there is no certificate in it"))
		}
		c.ClientAuth = tls.RequireAndVerifyClientCert
	}
	s.current.Store(c)
	return nil
}

// Config is the configuration to listen with. Each connection is given what was read last.
func (s *Store) Config() *tls.Config {
	return &tls.Config{
		MinVersion: tls.VersionTLS13,
		NextProtos: []string{"h2", "http/1.1"},
		GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
			return s.current.Load(), nil
		},
	}
}

// Paths are the files to watch.
func (s *Store) Paths() []string { return []string{s.files.Cert, s.files.Key, s.files.ClientCA} }
