package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc/credentials"

	"github.com/stance-dev/stance/server/metrics"
)

// listen opens an address, "host:port" or "unix:path". Where connections are not protected by TLS it must be one that
// only this host can reach, unless plaintext allows others.
func listen(setting, address string, protected, plaintext bool) (net.Listener, error) {
	network := "tcp"
	if path, ok := strings.CutPrefix(address, "unix:"); ok {
		network, address = "unix", path
		if err := removeSocket(path); err != nil {
			return nil, fmt.Errorf("%s: %w", setting, err)
		}
	}
	l, err := net.Listen(network, address)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting, err)
	}
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() && !protected && !plaintext {
		l.Close()
		return nil, fmt.Errorf("%s: %s can be reached from other hosts and there is no TLS: set tls-cert and tls-key, or plaintext to allow it", setting, address)
	}
	return l, nil
}

// removeSocket removes what a server that was killed has left. It removes nothing that is not a socket,
// nor one that somebody listens on.
func removeSocket(path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.Mode().Type() != fs.ModeSocket {
		return fmt.Errorf("%s exists and is no socket", path)
	}
	if c, err := net.DialTimeout("unix", path, time.Second); err == nil {
		c.Close()
		return fmt.Errorf("%s is in use: another server listens on it", path)
	}
	return os.Remove(path)
}

// bounded is a listener with a bound on open connections. Those beyond it are closed at once: left in the backlog they
// would wait for nothing.
type bounded struct {
	net.Listener
	limit   int64
	open    atomic.Int64
	metrics *metrics.Metrics
}

func (b *bounded) Accept() (net.Conn, error) {
	for {
		c, err := b.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if b.open.Add(1) > b.limit {
			b.open.Add(-1)
			b.metrics.ConnectionsRefused.Inc()
			c.Close()
			continue
		}
		b.metrics.ConnectionsOpen.Inc()
		return &counted{Conn: c, closed: sync.OnceFunc(func() {
			b.open.Add(-1)
			b.metrics.ConnectionsOpen.Dec()
		})}, nil
	}
}

type counted struct {
	net.Conn
	closed func()
}

func (c *counted) Close() error {
	c.closed()
	return c.Conn.Close()
}

// handshakes counts the TLS handshakes that fail, which no interceptor sees.
type handshakes struct {
	credentials.TransportCredentials
	metrics *metrics.Metrics
}

func newHandshakes(c *tls.Config, m *metrics.Metrics) credentials.TransportCredentials {
	return &handshakes{credentials.NewTLS(c), m}
}

func (h *handshakes) ServerHandshake(c net.Conn) (net.Conn, credentials.AuthInfo, error) {
	if c.LocalAddr().Network() == "pipe" { // from the JSON port, which has made a handshake of its own
		return c, nil, nil
	}
	conn, info, err := h.TransportCredentials.ServerHandshake(c)
	if err != nil {
		h.metrics.HandshakesFailed.Inc()
	}
	return conn, info, err
}

func (h *handshakes) Clone() credentials.TransportCredentials {
	return &handshakes{h.TransportCredentials.Clone(), h.metrics}
}

// errNoConnection is returned by a listener in memory that has been closed.
var errNoConnection = errors.New("the server has stopped")

// memory is a listener for connections from within the process: the JSON port calls the server through it, and so
// through the whole chain.
type memory struct {
	connections chan net.Conn
	closed      chan struct{}
	close       func()
}

func newMemory() *memory {
	m := &memory{connections: make(chan net.Conn), closed: make(chan struct{})}
	m.close = sync.OnceFunc(func() { close(m.closed) })
	return m
}

func (m *memory) Accept() (net.Conn, error) {
	select {
	case c := <-m.connections:
		return c, nil
	case <-m.closed:
		return nil, errNoConnection
	}
}

func (m *memory) Close() error {
	m.close()
	return nil
}

func (m *memory) Addr() net.Addr { return &net.UnixAddr{Name: "memory", Net: "memory"} }
func (m *memory) dial(ctx context.Context, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case m.connections <- there:
		return here, nil
	case <-m.closed:
		return nil, errNoConnection
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
