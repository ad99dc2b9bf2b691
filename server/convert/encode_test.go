package convert

import (
	"bytes"
	"context"
	"math"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/stance-dev/stance/classifier"
	"github.com/stance-dev/stance/classifier/corpus"
)

// wantSame compares an encoded result with what the library makes of its message.
func wantSame(t *testing.T, name string, r *classifier.Result) {
	t.Helper()
	want, err := proto.Marshal(Response(r))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(Bytes(Encoded(r)), want) || Bytes(Response(r)) != nil {
		t.Errorf("%s: Bytes is not what is sent", name)
	}
	got, err := proto.Marshal(Encoded(r))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s: %d bytes, %v; want %d", name, len(got), err, len(want))
	}
}

func TestEncoded(t *testing.T) {
	wantSame(t, "full", full)
	wantSame(t, "empty", &classifier.Result{})
	big := int32(math.MaxInt32)
	extreme := *full
	extreme.Speakers = []classifier.Speaker{{Mentions: []classifier.Span{{Start: big - 1, End: big}, {}}}, {}}
	extreme.Statements = []classifier.Statement{{
		Kind: 255, Spans: []classifier.Span{{Start: 1 << 28, End: big}}, Cue: classifier.Span{Start: big - 1, End: big}, Speaker: big,
		Mention: classifier.Span{Start: big - 1, End: big}, Resolution: 255, Confidence: float32(math.Copysign(0, -1)),
		Stances: []classifier.Stance{{
			Label: 255, Toward: 255, Holder: big, Score: -1, Confidence: 1,
			Evidence: []classifier.Evidence{{Role: 255, Span: classifier.Span{Start: big - 1, End: big}, Sign: -128}, {}},
		}, {}},
	}, {}}
	wantSame(t, "extreme", &extreme)
	c, err := classifier.New()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range corpus.Articles() {
		r, err := c.Classify(context.Background(), classifier.Article{ID: a.Title, Title: a.Title, Text: a.Text}, classifier.WithOffsets(classifier.OffsetUnit(i%3)))
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, a.Title, r)
	}
}

func BenchmarkResponse(b *testing.B) {
	for b.Loop() {
		_, _ = proto.Marshal(Response(full))
	}
}

func BenchmarkEncoded(b *testing.B) {
	for b.Loop() {
		_, _ = proto.Marshal(Encoded(full))
	}
}
