package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"github.com/stance-dev/stance/client"
	"github.com/stance-dev/stance/client/clienttest"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"stance": main})
}

// TestScripts runs the command as a shell would. SERVER is the address of a server that knows one article.
func TestScripts(t *testing.T) {
	server := clienttest.New(t, known)
	server.SetIssues(&stancev1.ListIssuesResponse{
		Packs: []*stancev1.PackInfo{{Id: "harbour", Version: "1.2.0", Digest: "sha256:" + strings.Repeat("0", 64)}},
		Issues: []*stancev1.Issue{
			{Id: "harbour_bridge", PackId: "harbour", Label: "Harbour bridge", Proposition: "The bridge over the harbour should be built."},
			{Id: "ferry", PackId: "harbour", Label: "Ferry", Proposition: "The ferry should be kept."},
		},
	})
	samples, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SERVER", server.Target())
			env.Setenv("SAMPLES", samples)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "many": many, "invalid": invalid, "escape": escape},
	})
}

const harbour = "“The harbour bridge will be built,” said Mayor Ines Carro. The fishermen, she said, want the ferry gone."

// known answers the harbour's article, whose text may have other words after it, and refuses those without text.
func known(_ context.Context, r *stancev1.ClassifyArticleRequest) (*stancev1.ClassifyArticleResponse, error) {
	text := r.GetArticle().GetText()
	if strings.TrimSpace(text) == "" {
		return nil, clienttest.Refuse(codes.InvalidArgument, client.TextEmpty, "the article has no text", nil, 0)
	}
	if strings.Contains(text, "shut") {
		return nil, clienttest.Refuse(codes.Unauthenticated, client.Unauthenticated, "no token", nil, 0)
	}
	if !strings.HasPrefix(text, harbour) {
		return &stancev1.ClassifyArticleResponse{LanguageCode: "en"}, nil
	}
	span := func(words string) *stancev1.Span {
		at := strings.Index(text, words)
		return &stancev1.Span{Start: int32(at), End: int32(at + len(words))}
	}
	return &stancev1.ClassifyArticleResponse{
		LanguageCode: "en",
		Speakers: []*stancev1.Speaker{
			{Name: "Ines Carro", Kind: stancev1.SpeakerKind_SPEAKER_KIND_PERSON, Role: "Mayor", Mentions: []*stancev1.Span{span("Mayor Ines Carro"), span("she")}},
			{Name: "the fishermen", Kind: stancev1.SpeakerKind_SPEAKER_KIND_GROUP, Mentions: []*stancev1.Span{span("The fishermen")}},
		},
		Statements: []*stancev1.Statement{
			{
				Kind: stancev1.StatementKind_STATEMENT_KIND_DIRECT, Spans: []*stancev1.Span{span("The harbour bridge will be built,")},
				Text: "The harbour bridge will be built,", Cue: &stancev1.Cue{Span: span("said"), Text: "said"},
				SpeakerIndex: proto.Int32(0), SpeakerMention: span("Mayor Ines Carro"),
				SpeakerResolution: stancev1.SpeakerResolution_SPEAKER_RESOLUTION_NAME, SpeakerConfidence: 0.95,
				ContentRule: "quote.cue_after", SpeakerRule: "subject.name",
				Stances: []*stancev1.Stance{{
					IssueId: "harbour_bridge", Label: stancev1.StanceLabel_STANCE_LABEL_SUPPORT, Score: 0.8, Confidence: 0.9,
					Evidence: []*stancev1.Evidence{
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_TARGET, Span: span("harbour bridge"), RuleId: "harbour/targets/bridge", Sign: 1},
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_PREDICATE, Span: span("built"), RuleId: "core/predicates/build", Sign: 1},
					},
				}},
			},
			{
				Kind: stancev1.StatementKind_STATEMENT_KIND_INDIRECT, Spans: []*stancev1.Span{span("The fishermen"), span("want the ferry gone")},
				Text: "The fishermen … want the ferry gone", Cue: &stancev1.Cue{Span: span("she said"), Text: "said"},
				SpeakerIndex: proto.Int32(0), SpeakerMention: span("she"),
				SpeakerResolution: stancev1.SpeakerResolution_SPEAKER_RESOLUTION_PRONOUN, SpeakerConfidence: 0.8,
				ContentRule: "clause.inserted", SpeakerRule: "subject.pronoun",
				Stances: []*stancev1.Stance{{
					IssueId: "ferry", Label: stancev1.StanceLabel_STANCE_LABEL_OPPOSE, Score: -0.7, Confidence: 0.75, HolderIndex: proto.Int32(1),
					Evidence: []*stancev1.Evidence{
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_TARGET, Span: span("ferry"), RuleId: "harbour/targets/ferry", Sign: 1},
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_PREDICATE, Span: span("want"), RuleId: "core/predicates/want", Sign: 1},
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_REVERSER, Span: span("gone"), RuleId: "core/reversers/gone", Sign: -1},
					},
				}},
			},
		},
	}, nil
}

// exits runs a command that has to end with a code: exits CODE COMMAND ARGS….
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND ARGS…")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	}
	if fmt.Sprint(got) != args[0] {
		ts.Fatalf("exit code %d, want %s\n%s", got, args[0], ts.ReadFile("stderr"))
	}
}

// many writes a .jsonl of so many articles: many FILE N.
func many(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: many FILE N")
	}
	var n int
	_, err := fmt.Sscan(args[1], &n)
	ts.Check(err)
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "{\"articleId\":\"n%d\",\"text\":\"“We will build bridge number %d,” said Mayor Ines Carro.%s\"}\n", i, i, strings.Repeat(" It rained.", i%97))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o600))
}

// invalid writes a file that is not UTF-8: invalid FILE.
func invalid(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("caf\xe9"), 0o600))
}

// escape writes a .jsonl that is none, with what a terminal would obey: escape FILE.
func escape(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte("{\"text\":\"x\", \"\x1b[2J\u009b2J\": 1}\n\x1b[2J\n"), 0o600))
}
