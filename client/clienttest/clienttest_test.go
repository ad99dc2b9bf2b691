package clienttest_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/client/clienttest"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestServer(t *testing.T) {
	server := clienttest.New(t, nil)
	server.SetIssues(&stancev1.ListIssuesResponse{Issues: []*stancev1.Issue{{Id: "x"}}})
	c := server.Client(t)
	result, err := c.Classify(t.Context(), client.Article{ID: "a", Text: "x"}, client.WithOffsets(client.UTF16))
	if err != nil || result.ArticleID != "a" || len(result.Statements) != 0 || result.Offsets != client.UTF16 {
		t.Errorf("%+v, %v", result, err)
	}
	if answers, err := c.ClassifyBatch(t.Context(), []client.Article{{ID: "b", Text: "x"}, {ID: "c", Text: "x"}}); err != nil || len(answers) != 2 {
		t.Errorf("%+v, %v", answers, err)
	}
	if list, err := c.Issues(t.Context()); err != nil || len(list.Issues) != 1 {
		t.Errorf("%+v, %v", list, err)
	}
	if server.Calls() != 3 || len(server.Requests()) != 3 {
		t.Errorf("%d calls, %d requests", server.Calls(), len(server.Requests()))
	}
	server.Drop()
	if _, err := c.Classify(t.Context(), client.Article{Text: "x"}); err != nil {
		t.Errorf("after the connections were dropped: %v", err)
	}
	server.Forget()
	if len(server.Requests()) != 0 {
		t.Error("the requests are still there")
	}
}
