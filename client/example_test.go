package client_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log"
	"os"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/client/clienttest"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

const article = `“The harbour bridge will be built,” said Mayor Ines Carro. Fishermen disagree.`

// serve starts a server that knows one article; the examples have to run without a real one.
func serve() *clienttest.Server {
	server, err := clienttest.Start(func(_ context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
		if strings.TrimSpace(r.GetArticle().GetText()) == "" {
			return nil, clienttest.Refuse(codes.InvalidArgument, client.TextEmpty, "the article has no text", nil, 0)
		}
		return &stancev1.ClassifyArticleResponse{
			Speakers: []*stancev1.Speaker{{Name: "Ines Carro", Kind: stancev1.SpeakerKind_SPEAKER_KIND_PERSON, Role: "Mayor"}},
			Statements: []*stancev1.Statement{{
				Kind:           stancev1.StatementKind_STATEMENT_KIND_DIRECT,
				Spans:          []*stancev1.Span{{Start: 3, End: 36}},
				Text:           "The harbour bridge will be built,",
				Cue:            &stancev1.Cue{Span: &stancev1.Span{Start: 40, End: 44}, Text: "said"},
				SpeakerIndex:   proto.Int32(0),
				SpeakerMention: &stancev1.Span{Start: 45, End: 61},
				Stances: []*stancev1.Stance{{
					IssueId: "harbour_bridge", Label: stancev1.StanceLabel_STANCE_LABEL_SUPPORT, Score: 0.9, Confidence: 0.9,
					Evidence: []*stancev1.Evidence{
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_TARGET, Span: &stancev1.Span{Start: 7, End: 21}, RuleId: "harbour/targets/bridge", Sign: 1},
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_PREDICATE, Span: &stancev1.Span{Start: 30, End: 35}, RuleId: "core/predicates/build", Sign: 1},
					},
				}},
			}},
		}, nil
	})
	if err != nil {
		log.Fatal(err)
	}
	return server
}

func Example() {
	server := serve() // in a test; else the address of a stanced
	defer server.Close()

	c, err := client.New(server.Target())
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	result, err := c.Classify(context.Background(), client.Article{Text: article})
	if err != nil {
		log.Fatal(err)
	}
	for _, statement := range result.Statements {
		fmt.Printf("%s (%s), %s: %s\n", statement.Speaker.Name, statement.Speaker.Role, statement.Kind, statement.Text)
		for _, stance := range statement.Stances {
			fmt.Println("  ", stance.Label, stance.Issue)
		}
	}
	// Output:
	// Ines Carro (Mayor), direct: The harbour bridge will be built,
	//    support harbour_bridge
}

func ExampleResult_Text() {
	server := serve()
	defer server.Close()
	c, err := client.New(server.Target())
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	result, err := c.Classify(context.Background(), client.Article{Text: article})
	if err != nil {
		log.Fatal(err)
	}
	for statement, stance := range result.Stances() {
		fmt.Println("mention:", result.Text(statement.Mention))
		for _, e := range stance.Evidence {
			fmt.Printf("%s: %q\n", e.Role, result.Text(e.Span))
		}
	}
	// Output:
	// mention: Mayor Ines Carro
	// target: "harbour bridge"
	// predicate: "built"
}

func ExampleError() {
	server := serve()
	defer server.Close()
	c, err := client.New(server.Target())
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	_, err = c.Classify(context.Background(), client.Article{ID: "a1", Text: " "})
	var e *client.Error
	if errors.As(err, &e) && e.Reason == client.TextEmpty {
		fmt.Println("skip", e.ArticleID)
	}
	// Output: skip a1
}

func ExampleClient_ClassifyBatch() {
	server := serve()
	defer server.Close()
	c, err := client.New(server.Target())
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	answers, err := c.ClassifyBatch(context.Background(), []client.Article{{ID: "a1", Text: article}, {ID: "a2", Text: ""}})
	if err != nil {
		log.Fatal(err) // a call failed as a whole
	}
	for _, a := range answers {
		if a.Err != nil {
			fmt.Println(a.Result.ArticleID, client.ReasonOf(a.Err))
			continue
		}
		fmt.Println(a.Result.ArticleID, len(a.Result.Statements))
	}
	// Output:
	// a1 1
	// a2 TEXT_EMPTY
}

func ExampleClient_ClassifyAll() {
	server := serve()
	defer server.Close()
	c, err := client.New(server.Target())
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	archive := func(yield func(client.Article, error) bool) {
		for _, id := range []string{"a1", "a2", "a3"} {
			if !yield(client.Article{ID: id, Text: article}, nil) {
				return
			}
		}
	}
	for result, err := range c.ClassifyAll(context.Background(), iter.Seq2[client.Article, error](archive)) {
		if err != nil {
			fmt.Fprintln(os.Stderr, result.ArticleID, err)
			continue
		}
		fmt.Println(result.ArticleID, result.Statements[0].Speaker.Name)
	}
	// Output:
	// a1 Ines Carro
	// a2 Ines Carro
	// a3 Ines Carro
}

func ExampleNew() {
	// Beyond loopback the client speaks TLS; here it shows a certificate of its own, and a token with each call.
	c, err := client.New("dns:///stance.example.org:443",
		client.WithRootCA("/etc/stance/ca.pem"),
		client.WithClientCertificate("/etc/stance/archive.pem", "/etc/stance/archive.key"),
		client.WithToken(os.Getenv("STANCE_TOKEN")),
		client.WithUserAgent("archive/1.2"),
	)
	if err != nil {
		fmt.Println("the files are not here")
		return
	}
	defer c.Close()
	// Output: the files are not here
}
