package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protowire"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

var update = flag.Bool("update", false, "write the table of bad input anew")

const table = "../../server/BADINPUT.md"

// bad is one kind of input that nobody should send.
type bad struct {
	group, name string
	send        func(t *testing.T, p *process) error // returns how the call or connection ended
	want        string                               // code and reason, or "closed"
	seconds     float64                              // that it may take
	megabytes   int                                  // by which the server's peak of memory may grow
}

// closed is how a connection ends that the server will not have.
var errClosed = fmt.Errorf("closed")

// TestBadInput sends every kind to the real binary. Each must end as the table says, within the time and the memory
// that it says, and the server must be alive afterwards.
func TestBadInput(t *testing.T) {
	encoding.RegisterCompressor(newBomb())
	p := start(t, "--log-calls=false")
	conn, err := grpc.NewClient(p.grpc, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	alive := func() error {
		_, err := stancev1.NewStanceServiceClient(conn).ClassifyArticle(t.Context(), &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: road}})
		return err
	}
	if err := alive(); err != nil {
		t.Fatal(err)
	}
	var rows strings.Builder
	for _, b := range badInput() {
		fmt.Fprintf(&rows, "| %s | %s | %s | %g s | %d MB |\n", b.group, b.name, b.want, b.seconds, b.megabytes)
		t.Run(b.group+"/"+b.name, func(t *testing.T) {
			before := p.resetPeak()
			begin := time.Now()
			got := outcome(b.send(t, p))
			took := time.Since(begin)
			grown := p.peak() - before
			if got != b.want {
				t.Errorf("ended with %s, want %s", got, b.want)
			}
			if took.Seconds() > b.seconds {
				t.Errorf("took %v, want %g s at most", took, b.seconds)
			}
			if grown > b.megabytes<<10 {
				t.Errorf("the server's memory grew by %d MB, want %d at most", grown>>10, b.megabytes)
			}
			if err := alive(); err != nil {
				t.Error("afterwards:", err)
			}
			t.Logf("%v, %d MB", took.Round(time.Millisecond), grown>>10)
		})
	}
	page := "# Bad input\n\nWhat nobody should send, how the server answers, and what it may cost. The test that holds the server to it writes\n" +
		"this page: `go test ./cmd/stanced -run BadInput -update`. After each the server answers the next call.\n\n" +
		"| of | input | answer | time at most | memory at most |\n| --- | --- | --- | --- | --- |\n" + rows.String()
	if *update {
		if err := os.WriteFile(table, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if written, err := os.ReadFile(table); err != nil || string(written) != page {
		t.Errorf("%s is not what this test would write (%v): run it with -update", table, err)
	}
}

// outcome is an error as the table has it: "OK", "INVALID_ARGUMENT TEXT_EMPTY", "closed".
func outcome(err error) string {
	if err == errClosed {
		return "closed"
	}
	st := status.Convert(err)
	out := st.Code().String()
	for _, d := range st.Details() {
		if info, ok := d.(*errdetails.ErrorInfo); ok {
			out += " " + info.Reason
		}
	}
	return out
}

func badInput() []bad {
	text := func(s string) func(*testing.T, *process) error { return classify(message(s)) }
	const mb = 1 << 20
	fill := func(s string) string { return strings.Repeat(s, mb/len(s)) }
	names := make([]string, 100_000)
	for i := range names {
		names[i] = "N" + strconv.FormatInt(int64(i), 36) + "a"
	}
	return []bad{
		{"transport", "garbage in place of HTTP/2", sendBytes([]byte(strings.Repeat("GET / HTTP/1.1\r\n", 1000))), "closed", 2, 32},
		{"transport", "TLS to a plaintext port", sendTLS, "closed", 2, 32},
		{"transport", "a connection that says nothing", sendBytes(nil), "closed", 12, 32},
		{"transport", "headers that never end", http2Session(endlessHeaders), "closed", 5, 64},
		{"transport", "10,000 calls reset at once", http2Session(resetStorm), "closed", 10, 128},
		{"transport", "1,000 pings at once", http2Session(pingFlood), "closed", 5, 32},
		{"transport", "1 MiB of metadata", callWith("x-filler", strings.Repeat("a", mb)), "ResourceExhausted", 2, 32},
		{"message", "cut off", classify(message(road)[:20]), "InvalidArgument MALFORMED", 2, 32},
		{"message", "a number where the article should be", classify(protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 7)), "InvalidArgument FIELD_REQUIRED", 2, 32},
		{"message", "random bytes", classify([]byte("\xde\xad\xbe\xef\xff\xff")), "InvalidArgument MALFORMED", 2, 32},
		{"message", "groups nested 100,000 deep", classify(bytes.Repeat([]byte{0x0b}, 100_000)), "InvalidArgument MALFORMED", 2, 32},
		{"message", "200 MB that gzip makes 200 kB of", gzipBomb, "ResourceExhausted", 5, 128},
		{"message", "compressed with what nobody knows", unknownCompression, "Unimplemented", 2, 32},
		{"message", "1 byte above 4 MiB", classify(make([]byte, 4*mb+1)), "ResourceExhausted REQUEST_TOO_LARGE", 2, 64},
		{"message", "16 MiB", classify(make([]byte, 16*mb)), "ResourceExhausted", 2, 64},
		{"message", "an offset encoding of the future", classify(protowire.AppendVarint(protowire.AppendTag(message(road), 3, protowire.VarintType), 99)), "InvalidArgument FIELD_INVALID", 2, 32},
		{"message", "10,000 issue ids", classify(issueIDs(10_000, "x")), "InvalidArgument TOO_MANY", 2, 32},
		{"message", "an issue id of 1 MiB", classify(issueIDs(1, strings.Repeat("x", mb))), "InvalidArgument FIELD_INVALID", 2, 64},
		{"message", "no such method", func(t *testing.T, p *process) error { return invoke(p, "/stance.v1.StanceService/Nothing", nil) }, "Unimplemented UNKNOWN_METHOD", 2, 32},
		{"UTF-8", "a byte that begins nothing", text("a\xffb"), "InvalidArgument INVALID_UTF8", 2, 32},
		{"UTF-8", "overlong slash", text("a\xc0\xafb"), "InvalidArgument INVALID_UTF8", 2, 32},
		{"UTF-8", "a surrogate", text("a\xed\xa0\x80b"), "InvalidArgument INVALID_UTF8", 2, 32},
		{"UTF-8", "cut in a character", text("caf\xc3"), "InvalidArgument INVALID_UTF8", 2, 32},
		{"Unicode", "byte order mark", text("\ufeff" + road), "OK", 2, 32},
		{"Unicode", "NUL", text("a\x00b " + road), "OK", 2, 32},
		{"Unicode", "1 MB of NUL", text(strings.Repeat("\x00", mb)), "OK", 3, 128},
		{"Unicode", "1 MB of accents on one letter", text("Z" + fill("\u0301")[2:]), "OK", 3, 128},
		{"Unicode", "right-to-left overrides", text(fill("\u202eabc\u202c ")), "OK", 3, 256},
		{"Unicode", "1 MB of zero-width joiners", text(fill("\u200d")), "OK", 3, 128},
		{"Unicode", "1 MB of families", text(fill("👩‍👩‍👧‍👦 ")), "OK", 3, 256},
		{"text", "nothing but white space", text(strings.Repeat(" \n\u00a0", 1000)), "InvalidArgument TEXT_EMPTY", 2, 32},
		{"text", "1 byte above 1 MiB", text(strings.Repeat("e", mb+1)), "InvalidArgument TEXT_TOO_LARGE", 2, 32},
		{"text", "1 MB without a space", text(strings.Repeat("e", mb)), "OK", 3, 128},
		{"text", "1 MB of line breaks and a word", text("word" + strings.Repeat("\n", mb-4)), "OK", 3, 256},
		{"text", "500,000 quotation marks", text(strings.Repeat("\" ", 500_000)), "OK", 3, 384},
		{"text", "300,000 opening marks that are never closed", text(strings.Repeat("“", 300_000)), "OK", 3, 384},
		{"text", "a quotation of 1 MB that is never closed", text("“" + fill("words and words ")[:mb-8] + "said"), "OK", 3, 384},
		{"text", "100,000 times said", text(strings.Repeat("said ", 100_000)), "OK", 3, 384},
		{"text", "100,000 names", text(strings.Join(names, ", ")), "OK", 3, 384},
		{"text", "100,000 names that speak", text(strings.Join(names, " said. ")[:mb]), "OK", 3, 512},
		{"text", "50,000 pronouns", text(fill("He said he said she said they said. ")), "OK", 3, 512},
		{"text", "1 MB of opening brackets", text(strings.Repeat("(", mb)), "OK", 3, 384},
		{"text", "1 MB of commas", text(fill("if, not, ")), "OK", 3, 384},
		{"text", "another language", text(fill("Le ministre a déclaré que la route serait ouverte vendredi. ")), "OK", 3, 384},
		{"text", "HTML", text(fill(`<p class="a">“It is late,” <b>Ann Clarke</b> said.</p><script>if (a < b) {}</script>`)), "OK", 3, 512},
	}
}
