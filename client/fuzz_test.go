package client_test

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"google.golang.org/protobuf/proto"

	"github.com/stance-dev/stance/client"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Whatever a server answers, the client makes a result of it that can be read without a panic.
func FuzzNewResult(f *testing.F) {
	good, _ := echo(f.Context(), &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: "x"}})
	good.Statements[0].Spans = []*stancev1.Span{{Start: 0, End: 1}, {Start: -5, End: 1 << 30}, nil}
	good.Statements[0].Stances = []*stancev1.Stance{{HolderIndex: proto.Int32(9), Evidence: []*stancev1.Evidence{{}}}}
	data, err := proto.Marshal(good)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("x", data)
	f.Add("", []byte{})
	f.Fuzz(func(t *testing.T, text string, data []byte) {
		m := new(stancev1.ClassifyArticleResponse)
		if proto.Unmarshal(data, m) != nil {
			t.Skip()
		}
		r := client.NewResult(text, m)
		for i := range r.Statements {
			st := &r.Statements[i]
			_ = st.Speaker.Known()
			_, _ = r.Text(st.Mention), r.Text(st.Cue.Span)
			for _, s := range st.Spans {
				_ = r.Text(s)
			}
		}
		for st, x := range r.Stances() {
			_, _ = st.Speaker.Name, x.Holder.Name
			for _, e := range x.Evidence {
				_ = r.Text(e.Span)
			}
		}
	})
}

// Text gives the same words whatever the unit.
func FuzzText(f *testing.F) {
	f.Add("né — 😀 e\u0301", uint16(1), uint16(4))
	f.Fuzz(func(t *testing.T, text string, a, b uint16) {
		runes := []rune(text)
		if !utf8.ValidString(text) || int(a) > len(runes) || int(b) > len(runes) || a >= b {
			t.Skip()
		}
		want := string(runes[a:b])
		units := func(rs []rune) int { return len(utf16.Encode(rs)) }
		for encoding, s := range map[stancev1.OffsetEncoding]client.Span{
			stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES:       {Start: len(string(runes[:a])), End: len(string(runes[:b]))},
			stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS: {Start: units(runes[:a]), End: units(runes[:b])},
			stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS:      {Start: int(a), End: int(b)},
		} {
			r := client.NewResult(text, &stancev1.ClassifyArticleResponse{OffsetEncoding: encoding})
			if got := r.Text(s); got != want {
				t.Errorf("%v %v: %q, want %q", encoding, s, got, want)
			}
		}
	})
}
