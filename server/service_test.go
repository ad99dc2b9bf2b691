package server

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

func TestClassifyAnswers(t *testing.T) {
	s := start(t)
	r, err := s.client.ClassifyArticle(within(t, 5*time.Second), article("a1", road))
	if err != nil {
		t.Fatal(err)
	}
	if r.ArticleId != "a1" || r.OffsetEncoding != stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES || r.LanguageCode != "en" {
		t.Errorf("got %v", r)
	}
}

func TestEveryRefusalHasReasonFieldAndMetadata(t *testing.T) {
	s := start(t)
	for _, test := range []struct {
		name     string
		request  *stancev1.ClassifyArticleRequest
		reason   string
		field    string
		metadata map[string]string
	}{
		{"no article", &stancev1.ClassifyArticleRequest{}, "FIELD_REQUIRED", "article", nil},
		{"no text", article("", ""), "TEXT_EMPTY", "article.text", nil},
		{"white space", article("", " \n\u00a0"), "TEXT_EMPTY", "article.text", nil},
		{"language", &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: "Bonjour.", LanguageCode: "fr"}},
			"UNSUPPORTED_LANGUAGE", "article.language_code", map[string]string{"language_code": "fr", "supported": "en"}},
		{"offset encoding", &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: "x"}, OffsetEncoding: 99},
			"FIELD_INVALID", "offset_encoding", map[string]string{"given": "99"}},
		{"content type", &stancev1.ClassifyArticleRequest{Article: &stancev1.Article{Text: "x", ContentType: -1}},
			"FIELD_INVALID", "article.content_type", map[string]string{"given": "-1"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := s.client.ClassifyArticle(within(t, 5*time.Second), test.request)
			info := wantFault(t, err, codes.InvalidArgument, test.reason)
			for k, v := range test.metadata {
				if info.Metadata[k] != v {
					t.Errorf("metadata %v, want %s=%s", info.Metadata, k, v)
				}
			}
			_, bad, _ := details(err)
			if bad == nil || len(bad.FieldViolations) != 1 || bad.FieldViolations[0].Field != test.field || info.Metadata["field"] != test.field {
				t.Errorf("violations %v and metadata %v, want the field %s", bad, info.Metadata, test.field)
			}
		})
	}
}

func TestBatchKeepsOrderAndFailsArticlesAlone(t *testing.T) {
	s := startFake(t, func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		time.Sleep(time.Duration(len(a.ID)%3) * time.Millisecond)
		if a.Text == "defect" {
			panic("a defect")
		}
		return echo(nil, a)
	})
	var articles []*stancev1.Article
	for i := range 64 {
		articles = append(articles, &stancev1.Article{ArticleId: strings.Repeat("x", i), Text: "words"})
	}
	articles[3].Text = ""
	articles[5] = nil
	articles[7].Text = "defect"
	r, err := s.client.BatchClassifyArticles(within(t, 10*time.Second), &stancev1.BatchClassifyArticlesRequest{Articles: articles})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Results) != len(articles) {
		t.Fatalf("%d results", len(r.Results))
	}
	for i, result := range r.Results {
		e := result.GetError()
		switch i {
		case 3, 5:
			want := stancev1.ErrorReason_ERROR_REASON_TEXT_EMPTY
			if e.GetReason() != want || e.Metadata["field"] != fmt.Sprintf("articles[%d].text", i) {
				t.Errorf("results[%d] is %v", i, result)
			}
		case 7:
			if e.GetReason() != stancev1.ErrorReason_ERROR_REASON_INTERNAL || e.Metadata["incident"] == "" || strings.Contains(e.Message, "defect") {
				t.Errorf("results[%d] is %v", i, result)
			}
		default:
			if result.GetResponse() == nil || len(result.GetResponse().ArticleId) != i {
				t.Errorf("results[%d] is %v", i, result)
			}
		}
	}
}

func TestBatchUsesFreeWorkersOnly(t *testing.T) {
	var most, now int
	gate := make(chan struct{}, 1)
	gate <- struct{}{}
	s := startFake(t, func(_ context.Context, a classifier.Article) (*classifier.Result, error) {
		<-gate
		now++
		most = max(most, now)
		gate <- struct{}{}
		time.Sleep(5 * time.Millisecond)
		<-gate
		now--
		gate <- struct{}{}
		return echo(nil, a)
	}, "--workers=3")
	request := &stancev1.BatchClassifyArticlesRequest{}
	for range 30 {
		request.Articles = append(request.Articles, &stancev1.Article{Text: "words"})
	}
	if _, err := s.client.BatchClassifyArticles(within(t, 10*time.Second), request); err != nil {
		t.Fatal(err)
	}
	if most != 3 {
		t.Errorf("%d articles at once, want all 3 workers and no more", most)
	}
	if running, waiting := s.admission.Load(); running != 0 || waiting != 0 {
		t.Errorf("%d slots are still taken, %d wait", running, waiting)
	}
}

func TestListIssuesNamesWhatIsLoaded(t *testing.T) {
	s := start(t)
	r, err := s.client.ListIssues(within(t, 5*time.Second), &stancev1.ListIssuesRequest{})
	if err != nil {
		t.Fatal(err)
	}
	loaded := s.packs.Current().Classifier
	if len(r.Issues) != len(loaded.Issues()) || len(r.Packs) != len(loaded.Packs()) {
		t.Errorf("got %d issues of %d packs, want %d of %d", len(r.Issues), len(r.Packs), len(loaded.Issues()), len(loaded.Packs()))
	}
}
