package client_test

import (
	"testing"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/client/clienttest"
)

// What the client itself costs: the server answers the same at once.
func BenchmarkClient(b *testing.B) {
	server := clienttest.New(b, echo)
	c := server.Client(b)
	text := articles(1, 5000)[0].Text
	b.Run("Classify", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := c.Classify(b.Context(), client.Article{Text: text}); err != nil {
					b.Error(err)
				}
			}
		})
	})
	b.Run("ClassifyAll", func(b *testing.B) {
		n := 0
		feed := func(yield func(client.Article, error) bool) {
			for range b.N {
				if !yield(client.Article{Text: text}, nil) {
					return
				}
			}
		}
		for _, err := range c.ClassifyAll(b.Context(), feed) {
			if err != nil {
				b.Error(err)
			}
			n++
		}
		if n != b.N {
			b.Errorf("%d of %d", n, b.N)
		}
	})
	b.Run("ClassifyBatch", func(b *testing.B) {
		batch := articles(b.N, 5000)
		if _, err := c.ClassifyBatch(b.Context(), batch); err != nil {
			b.Error(err)
		}
	})
	server.Forget()
}
