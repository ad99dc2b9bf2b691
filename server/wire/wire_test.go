package wire

import (
	"bytes"
	"errors"
	"testing"
	"unicode/utf8"

	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/fault"
)

var request = (&stancev1.BatchClassifyArticlesRequest{}).ProtoReflect().Descriptor()

func field(number protowire.Number, value []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(nil, number, protowire.BytesType), value)
}

func TestRepairNamesTheFirstBadField(t *testing.T) {
	good := field(1, field(3, []byte("words")))
	bad := field(1, append(field(1, []byte("id")), field(3, []byte("caf\xc3\xa9 \xff\xfe"))...))
	ids := field(2, []byte("\xc0\xaf"))
	b := bytes.Join([][]byte{good, bad, ids}, nil)
	first := repair(b, request, "", 0)
	if first == nil || first.field != "articles[1].text" || first.offset != 6 {
		t.Fatalf("got %+v", first)
	}
	var m stancev1.BatchClassifyArticlesRequest
	if err := proto.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	if m.Articles[1].ArticleId != "id" || m.Articles[1].Text != "café ??" || m.IssueIds[0] != "??" {
		t.Errorf("repaired to %v", &m)
	}
}

func TestListsFarTooLongAreNotDecoded(t *testing.T) {
	for n, refused := range map[int]bool{maxEntries: false, maxEntries + 1: true, 1 << 20: true} {
		m := &stancev1.BatchClassifyArticlesRequest{}
		r := &received{message: m, limit: 4 << 20}
		b := bytes.Repeat(field(1, nil), n)
		if err := Codec().Unmarshal(mem.BufferSlice{mem.SliceBuffer(b[:n]), mem.SliceBuffer(b[n:])}, r); err != nil {
			t.Fatal(err)
		}
		var f *fault.Fault
		switch {
		case refused && (!errors.As(r.err, &f) || f.Reason != stancev1.ErrorReason_ERROR_REASON_TOO_MANY || f.Field != "articles" || len(m.Articles) != 0):
			t.Errorf("%d: got %v and %d articles", n, r.err, len(m.Articles))
		case !refused && (r.err != nil || len(m.Articles) != n):
			t.Errorf("%d: got %v and %d articles", n, r.err, len(m.Articles))
		}
	}
}

func TestGivenSizeReadsTheWordsOfTheFramework(t *testing.T) {
	for words, want := range map[string]int{
		"grpc: received message larger than max (5242880 vs. 4194304)": 5242880,
		"something else": 0, "(": 0, "(x vs. y)": 0,
	} {
		if got := givenSize(words); got != want {
			t.Errorf("%q: %d", words, got)
		}
	}
}

// FuzzRepair: whatever the bytes, after a repair they decode, or were no message before it either.
func FuzzRepair(f *testing.F) {
	f.Add(field(1, field(3, []byte("a\xffb"))))
	f.Add([]byte{0x0b, 0x0a, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		before := bytes.Clone(b)
		var m stancev1.BatchClassifyArticlesRequest
		ok := proto.Unmarshal(before, &m) == nil
		first := repair(b, request, "", 0)
		if len(b) != len(before) {
			t.Fatal("the length changed")
		}
		if ok && (first != nil || !bytes.Equal(b, before)) {
			t.Fatalf("a good message was repaired at %+v", first)
		}
		if proto.Unmarshal(b, &m) == nil {
			for _, a := range m.Articles {
				if !utf8.ValidString(a.Text) {
					t.Fatalf("%q is left", a.Text)
				}
			}
		}
	})
}
