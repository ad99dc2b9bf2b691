package client_test

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

func setTrailer(ctx context.Context, key, value string) {
	_ = grpc.SetTrailer(ctx, metadata.Pairs(key, value))
}
