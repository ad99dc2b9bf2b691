package server

import (
	"context"
	"strings"
	"testing"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// BenchmarkUnary is what a call costs, client and server on the same cores: go test -bench Unary -run ^$ ./server
func BenchmarkUnary(b *testing.B) {
	s := start(b)
	client := s.client
	request := &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{
		ArticleId: "bench",
		Text:      strings.Repeat("“The road will be open by Friday,” Mayor Ann Clarke said on Monday. She did not say who pays.\n\n", 50),
	}}
	b.SetParallelism(32)
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := client.ClassifyArticle(context.Background(), request); err != nil {
				b.Error(err)
				return
			}
		}
	})
}
