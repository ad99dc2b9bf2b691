package main

import (
	"bytes"
	"crypto/tls"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// This file speaks to the server below grpc: bytes, TLS, HTTP/2 by hand.

func unknownCompression(_ *testing.T, p *process) error {
	return compressed(p, "lzma", []byte("words"))
}

// compressed calls by hand with a message that is marked as compressed.
func compressed(p *process, how string, body []byte) error {
	result := make(chan error, 1)
	session(p, func(c net.Conn, f *http2.Framer, enc *hpack.Encoder, block *bytes.Buffer) {
		writeHeaders(f, enc, block, 1, "/stance.v1.StanceService/ClassifyArticle", "grpc-encoding", how)
		frame := append([]byte{1, byte(len(body) >> 24), byte(len(body) >> 16), byte(len(body) >> 8), byte(len(body))}, body...)
		go func() {
			for len(frame) > 0 {
				n := min(len(frame), 16<<10)
				if f.WriteData(1, n == len(frame), frame[:n]) != nil {
					return
				}
				frame = frame[n:]
			}
		}()
		f.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
		for {
			frame, err := f.ReadFrame()
			if err != nil {
				result <- errClosed
				return
			}
			if h, ok := frame.(*http2.MetaHeadersFrame); ok {
				for _, field := range h.Fields {
					if field.Name == "grpc-status" {
						n, _ := strconv.Atoi(field.Value)
						result <- status.Error(codes.Code(n), "")
						return
					}
				}
			}
		}
	})
	return <-result
}

// sendBytes sends bytes and waits for the server to close the connection.
func sendBytes(b []byte) func(*testing.T, *process) error {
	return func(_ *testing.T, p *process) error {
		c, err := net.Dial("tcp", p.grpc)
		if err != nil {
			return err
		}
		defer c.Close()
		c.Write(b)
		return untilClosed(c)
	}
}

func untilClosed(c net.Conn) error {
	c.SetReadDeadline(time.Now().Add(20 * time.Second))
	b := make([]byte, 4096)
	for {
		if _, err := c.Read(b); err != nil {
			if os.IsTimeout(err) {
				return err
			}
			return errClosed
		}
	}
}

func sendTLS(_ *testing.T, p *process) error {
	c, err := tls.Dial("tcp", p.grpc, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return errClosed
	}
	c.Close()
	return nil
}

// session speaks HTTP/2 by hand.
func session(p *process, speak func(net.Conn, *http2.Framer, *hpack.Encoder, *bytes.Buffer)) {
	c, err := net.Dial("tcp", p.grpc)
	if err != nil {
		return
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(20 * time.Second))
	c.Write([]byte(http2.ClientPreface))
	f := http2.NewFramer(c, c)
	f.WriteSettings()
	var block bytes.Buffer
	speak(c, f, hpack.NewEncoder(&block), &block)
}

func http2Session(speak func(net.Conn, *http2.Framer, *hpack.Encoder, *bytes.Buffer) error) func(*testing.T, *process) error {
	return func(_ *testing.T, p *process) (err error) {
		err = fmt.Errorf("not said")
		session(p, func(c net.Conn, f *http2.Framer, e *hpack.Encoder, b *bytes.Buffer) { err = speak(c, f, e, b) })
		return err
	}
}

func writeHeaders(f *http2.Framer, enc *hpack.Encoder, block *bytes.Buffer, id uint32, path string, more ...string) error {
	block.Reset()
	fields := append([]string{":method", "POST", ":scheme", "http", ":path", path, ":authority", "x", "content-type", "application/grpc", "te", "trailers"}, more...)
	for i := 0; i < len(fields); i += 2 {
		enc.WriteField(hpack.HeaderField{Name: fields[i], Value: fields[i+1]})
	}
	return f.WriteHeaders(http2.HeadersFrameParam{StreamID: id, BlockFragment: block.Bytes(), EndHeaders: true})
}

// endlessHeaders goes on with CONTINUATION frames for ever.
func endlessHeaders(c net.Conn, f *http2.Framer, enc *hpack.Encoder, block *bytes.Buffer) error {
	enc.WriteField(hpack.HeaderField{Name: "x-filler", Value: strings.Repeat("a", 4000)})
	f.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: block.Bytes()})
	go func() {
		for f.WriteContinuation(1, false, block.Bytes()) == nil {
		}
	}()
	return untilClosed(c)
}

// resetStorm begins calls and takes them back at once, faster than they can be served.
func resetStorm(c net.Conn, f *http2.Framer, enc *hpack.Encoder, block *bytes.Buffer) error {
	ended := make(chan error, 1)
	go func() { ended <- untilClosed(c) }()
	for i := range uint32(10_000) {
		if writeHeaders(f, enc, block, 2*i+1, "/stance.v1.StanceService/ClassifyArticle") != nil || f.WriteRSTStream(2*i+1, http2.ErrCodeCancel) != nil {
			break
		}
	}
	c.(*net.TCPConn).CloseWrite()
	return <-ended
}

// pingFlood pings without a pause. The server sends the client away.
func pingFlood(c net.Conn, f *http2.Framer, _ *hpack.Encoder, _ *bytes.Buffer) error {
	for range 1000 {
		if f.WritePing(false, [8]byte{}) != nil {
			break
		}
	}
	return untilClosed(c)
}
