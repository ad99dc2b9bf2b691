package encode

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// fill sets the fields of a message at random: none, zero, usual, odd.
func fill(r *rand.Rand, m protoreflect.Message) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		f := fields.Get(i)
		switch {
		case r.IntN(4) == 0:
		case f.IsList():
			l := m.Mutable(f).List()
			for range r.IntN(4) {
				if f.Message() != nil {
					x := l.NewElement()
					fill(r, x.Message())
					l.Append(x)
				} else {
					l.Append(scalar(r, f))
				}
			}
		case f.Message() != nil:
			fill(r, m.Mutable(f).Message())
		default:
			m.Set(f, scalar(r, f))
		}
	}
}

var odd = []string{"", "plain", "“curly” — ‘x’", "\x00\x01\x1f\x7f\u0080", "\"\\/\b\f\n\r\t", "<b>&amp;</b>", "\u2028\u2029\ufeff\ufffd", "😀e\u0301", strings.Repeat("long ", 100)}

var oddFloats = []float32{0, float32(math.Copysign(0, -1)), 0.1, 1, -1, 1e-7, 1.5e-9, 1e21, 1e22, 0.333333343, math.MaxFloat32, math.SmallestNonzeroFloat32, float32(math.NaN()), float32(math.Inf(1)), float32(math.Inf(-1))}

func scalar(r *rand.Rand, f protoreflect.FieldDescriptor) protoreflect.Value {
	switch f.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(odd[r.IntN(len(odd))])
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(oddFloats[r.IntN(len(oddFloats))])
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32([]int32{0, 1, -1, 1 << 20, math.MaxInt32, math.MinInt32}[r.IntN(6)])
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(r.IntN(f.Enum().Values().Len() + 1)))
	}
	panic("the test does not know fields of kind " + f.Kind().String())
}

// The fast encoder has to write what protojson writes, for every field that the contract has.
func TestAppendResponseIsProtojson(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		m := &stancev1.ClassifyArticleResponse{}
		fill(r, m.ProtoReflect())
		want, err := Line(m)
		if err != nil {
			t.Fatal(err)
		}
		got := AppendResponse(nil, m)
		if string(got) != string(want) {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	}
}

func TestSameMessageSameBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	m := &stancev1.ClassifyArticleResponse{}
	for len(m.Statements) < 2 {
		fill(r, m.ProtoReflect())
	}
	for _, f := range []func(proto.Message) ([]byte, error){Line, Indented} {
		first, err := f(m)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := f(m); string(again) != string(first) {
			t.Error("the bytes differ")
		}
		back := &stancev1.ClassifyArticleResponse{}
		if err := protojson.Unmarshal(first, back); err != nil || !proto.Equal(m, back) {
			t.Errorf("it does not come back: %v", err)
		}
	}
}

func BenchmarkAppendResponse(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	m := &stancev1.ClassifyArticleResponse{}
	for len(m.Statements) < 3 {
		fill(r, m.ProtoReflect())
	}
	for range 4 {
		m.Statements = append(m.Statements, m.Statements...)
	}
	b.Run("fast", func(b *testing.B) {
		var buf []byte
		for b.Loop() {
			buf = AppendResponse(buf[:0], m)
		}
		b.SetBytes(int64(len(buf)))
	})
	b.Run("protojson", func(b *testing.B) {
		var n int
		for b.Loop() {
			line, _ := Line(m)
			n = len(line)
		}
		b.SetBytes(int64(n))
	})
}
