package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"
)

// This file makes calls that a client of grpc would not make.

// message is an encoded ClassifyArticleRequest with a text that no client would send.
func message(text string) []byte {
	article := protowire.AppendString(protowire.AppendTag(nil, 3, protowire.BytesType), text)
	return protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), article)
}

func issueIDs(n int, id string) []byte {
	b := message(road)
	for range n {
		b = protowire.AppendString(protowire.AppendTag(b, 2, protowire.BytesType), id)
	}
	return b
}

func classify(body []byte) func(*testing.T, *process) error {
	return func(_ *testing.T, p *process) error {
		return invoke(p, "/stance.v1.StanceService/ClassifyArticle", body)
	}
}

// raw sends bytes as they are.
type raw struct{}

func (raw) Name() string { return "proto" }
func (raw) Marshal(v any) (mem.BufferSlice, error) {
	return mem.BufferSlice{mem.SliceBuffer(v.([]byte))}, nil
}
func (raw) Unmarshal(b mem.BufferSlice, v any) error { *(v.(*[]byte)) = b.Materialize(); return nil }

func invoke(p *process, method string, body []byte, options ...grpc.CallOption) error {
	return invokeIn(context.Background(), p, method, body, options...)
}

func invokeIn(ctx context.Context, p *process, method string, body []byte, options ...grpc.CallOption) error {
	conn, err := grpc.NewClient(p.grpc, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer conn.Close()
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	var reply []byte
	options = append(options, grpc.ForceCodecV2(raw{}), grpc.MaxCallSendMsgSize(1<<30), grpc.MaxCallRecvMsgSize(1<<30))
	return conn.Invoke(ctx, method, body, &reply, options...)
}

func callWith(key, value string) func(*testing.T, *process) error {
	return func(_ *testing.T, p *process) error {
		ctx := metadata.AppendToOutgoingContext(context.Background(), key, value)
		err := invokeIn(ctx, p, "/stance.v1.StanceService/ClassifyArticle", message(road))
		// A client that heeds the server's settings refuses by itself, with INTERNAL.
		if status.Code(err) == codes.Internal {
			return status.Error(codes.ResourceExhausted, "")
		}
		return err
	}
}

// gzipBomb calls with a message of 200 MB of zeros, compressed.
func gzipBomb(_ *testing.T, p *process) error {
	return invoke(p, "/stance.v1.StanceService/ClassifyArticle", []byte{0}, grpc.UseCompressor(bombName))
}

const bombName = "gzip"

// bomb says that it is gzip and compresses everything to 200 members of 1 MB of zeros, which are quickly made.
type bomb struct{ members []byte }

func newBomb() bomb {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(make([]byte, 1<<20))
	z.Close()
	return bomb{bytes.Repeat(b.Bytes(), 200)}
}

func (bomb) Name() string                              { return bombName }
func (bomb) Decompress(r io.Reader) (io.Reader, error) { return r, nil }
func (b bomb) Compress(w io.Writer) (io.WriteCloser, error) {
	return bombWriter{w, b.members}, nil
}

type bombWriter struct {
	to      io.Writer
	members []byte
}

func (bombWriter) Write(p []byte) (int, error) { return len(p), nil }
func (w bombWriter) Close() error {
	_, err := w.to.Write(w.members)
	return err
}

var _ encoding.CodecV2 = raw{}
