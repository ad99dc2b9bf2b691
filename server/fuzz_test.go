package server

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// mayEnd fails the test where a call ended as no caller can make it end: with a defect, or without a reason.
func mayEnd(t *testing.T, err error) {
	t.Helper()
	if err == nil {
		return
	}
	info, _, _ := details(err)
	if c := codeOf(err); c != codes.InvalidArgument && c != codes.ResourceExhausted || info == nil || info.Reason == "" {
		t.Fatalf("ended with %v and %v", err, info)
	}
}

// FuzzBytes sends bytes in place of the messages of every method.
func FuzzBytes(f *testing.F) {
	s := start(f)
	for _, m := range []proto.Message{
		article("a", road),
		&stancev1.BatchClassifyArticlesRequest{Articles: []*stancev1.Article{{Text: road}, {}}},
		&stancev1.ListIssuesRequest{},
	} {
		b, err := proto.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{0xff, 0x0b, 0x0a, 0x02, 0x1a, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, m := range []string{"ClassifyArticle", "BatchClassifyArticles", "ListIssues"} {
			mayEnd(t, callRaw(context.Background(), s.conn, "/stance.v1.StanceService/"+m, b))
		}
	})
}

// FuzzArticle sends articles, and holds what comes back against the contract.
func FuzzArticle(f *testing.F) {
	s := start(f)
	f.Add(road, "", "en", int32(0), int32(0))
	f.Add("“Ja,” sagte sie.\n\n“Yes,” she said. 👩‍👩‍👧‍👦", "Title", "", int32(2), int32(1))
	f.Add("Israel rejects the two-state solution, he said.", "", "en-GB", int32(3), int32(2))
	f.Add("a\xff", "\xff", "xx", int32(9), int32(-1))
	f.Fuzz(func(t *testing.T, text, title, language string, encoding, kind int32) {
		request := &stancev1.ClassifyArticleRequest{
			Article: &stancev1.Article{
				ArticleId: "f", Text: strings.ToValidUTF8(text, "?"), Title: strings.ToValidUTF8(title, "?"),
				LanguageCode: strings.ToValidUTF8(language, "?"), ContentType: stancev1.ContentType(kind), Author: "Ann Clarke",
			},
			OffsetEncoding: stancev1.OffsetEncoding(encoding),
		}
		r, err := s.client.ClassifyArticle(context.Background(), request)
		mayEnd(t, err)
		if err != nil {
			return
		}
		if r.ArticleId != "f" || r.OffsetEncoding == stancev1.OffsetEncoding_OFFSET_ENCODING_UNSPECIFIED {
			t.Fatalf("got %v", r)
		}
		size := int32(len(request.Article.Text)) // in bytes, the largest of the units
		for _, st := range r.Statements {
			if len(st.Spans) == 0 || st.Kind == 0 || st.SpeakerResolution == 0 {
				t.Fatalf("statement %v", st)
			}
			for _, span := range st.Spans {
				if span.Start < 0 || span.Start >= span.End || span.End > size {
					t.Fatalf("span %v in %d bytes", span, size)
				}
			}
			if i := st.SpeakerIndex; i != nil && (*i < 0 || int(*i) >= len(r.Speakers)) {
				t.Fatalf("speaker %d of %d", *i, len(r.Speakers))
			}
			for _, stance := range st.Stances {
				if stance.Label == 0 || len(stance.Evidence) == 0 {
					t.Fatalf("stance %v", stance)
				}
			}
		}
		again, err := s.client.ClassifyArticle(context.Background(), request)
		if err != nil || !proto.Equal(r, again) {
			t.Fatalf("another answer the second time: %v, %v", again, err)
		}
	})
}

// FuzzJSON sends bodies to the JSON port.
func FuzzJSON(f *testing.F) {
	s := start(f, "--http-listen=127.0.0.1:0")
	url := "http://" + s.HTTPAddr().String() + "/v1/articles:classify"
	f.Add(`{"article": {"text": "“It is late,” Ann Clarke said."}}`)
	f.Add(`{"article": {"text": "a", "publishTime": "2020-01-01T00:00:00Z"}, "issueIds": ["x"], "offsetEncoding": 2}`)
	f.Add(`[{`)
	client := &http.Client{Transport: &http.Transport{}}
	f.Cleanup(client.CloseIdleConnections)
	f.Fuzz(func(t *testing.T, body string) {
		r, err := client.Post(url, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != 200 && r.StatusCode != 400 && r.StatusCode != 429 {
			t.Fatal(r.Status)
		}
	})
}
