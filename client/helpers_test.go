package client_test

import (
	"context"
	"io"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/stance-dev/stance/client"
)

func setTrailer(ctx context.Context, key, value string) {
	_ = grpc.SetTrailer(ctx, metadata.Pairs(key, value))
}

// errEnd makes a server end a stream as if the client had sent all.
var errEnd = io.EOF

func texts[T ~string](values ...T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}

func lower(reasons ...client.Reason) []string {
	out := texts(reasons...)
	for i := range out {
		out[i] = strings.ToLower(out[i])
	}
	return out
}

func shortName(name, prefix string) string {
	return strings.ToLower(strings.TrimPrefix(name, prefix))
}
