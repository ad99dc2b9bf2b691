package client_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/stance-dev/stance/client"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

func TestNewResult(t *testing.T) {
	m := &stancev1.ClassifyArticleResponse{
		ArticleId:      "a1",
		LanguageCode:   "en",
		OffsetEncoding: stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS,
		Packs:          []*stancev1.PackInfo{{Id: "p", Version: "1", Digest: "d"}},
		Warnings:       []*stancev1.Warning{{Code: "w", Severity: stancev1.Severity_SEVERITY_WARNING, Message: "m"}, {Code: "i", Severity: stancev1.Severity_SEVERITY_INFO}},
		Speakers: []*stancev1.Speaker{
			{Name: "Ada Moor", Kind: stancev1.SpeakerKind_SPEAKER_KIND_PERSON, Role: "minister", Mentions: []*stancev1.Span{{Start: 0, End: 8}}, ActorId: "moor"},
			{Name: "the ministry", Kind: stancev1.SpeakerKind_SPEAKER_KIND_ORGANIZATION},
		},
		Statements: []*stancev1.Statement{
			{
				Kind: stancev1.StatementKind_STATEMENT_KIND_MIXED, Spans: []*stancev1.Span{{Start: 1, End: 2}, {Start: 3, End: 4}}, Text: "x … y",
				Cue: &stancev1.Cue{Span: &stancev1.Span{Start: 5, End: 6}, Text: "said"}, SpeakerIndex: proto.Int32(0),
				SpeakerMention: &stancev1.Span{Start: 7, End: 8}, SpeakerResolution: stancev1.SpeakerResolution_SPEAKER_RESOLUTION_PRONOUN,
				SpeakerConfidence: 0.75, ContentRule: "c", SpeakerRule: "s",
				Stances: []*stancev1.Stance{
					{IssueId: "i", Label: stancev1.StanceLabel_STANCE_LABEL_CONDITIONAL, Toward: stancev1.StanceLabel_STANCE_LABEL_SUPPORT,
						HolderIndex: proto.Int32(1), Score: 0.5, Confidence: 0.25,
						Evidence: []*stancev1.Evidence{{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_TARGET, Span: &stancev1.Span{Start: 9, End: 10}, RuleId: "r", Sign: -1}}},
					{IssueId: "j", Label: stancev1.StanceLabel_STANCE_LABEL_OPPOSE},
				},
			},
			{Kind: stancev1.StatementKind_STATEMENT_KIND_INDIRECT, SpeakerIndex: proto.Int32(7)}, // a server's mistake
			{Kind: 99},
		},
	}
	r := client.NewResult("", m)
	ada, ministry, unknown := &client.Speaker{
		Name: "Ada Moor", Kind: client.Person, Role: "minister", Mentions: []client.Span{{Start: 0, End: 8}}, ActorID: "moor",
	}, &client.Speaker{Name: "the ministry", Kind: client.Organization, Mentions: []client.Span{}}, &client.Speaker{}
	want := client.Result{
		ArticleID: "a1", Language: "en", Offsets: client.UTF16,
		Packs:    []client.Pack{{ID: "p", Version: "1", Digest: "d"}},
		Warnings: []client.Warning{{Code: "w", Serious: true, Message: "m"}, {Code: "i"}},
		Speakers: []client.Speaker{*ada, *ministry},
		Statements: []client.Statement{
			{
				Kind: client.Mixed, Spans: []client.Span{{Start: 1, End: 2}, {Start: 3, End: 4}}, Text: "x … y",
				Cue: client.Cue{Span: client.Span{Start: 5, End: 6}, Text: "said"}, Speaker: ada, Mention: client.Span{Start: 7, End: 8},
				Resolution: client.ByPronoun, Confidence: 0.75, ContentRule: "c", SpeakerRule: "s",
				Stances: []client.Stance{
					{Issue: "i", Label: client.Conditional, Toward: client.Support, Holder: ministry, Score: 0.5, Confidence: 0.25,
						Evidence: []client.Evidence{{Role: client.RoleTarget, Span: client.Span{Start: 9, End: 10}, Rule: "r", Sign: -1}}},
					{Issue: "j", Label: client.Oppose, Holder: ada, Evidence: []client.Evidence{}},
				},
			},
			{Kind: client.Indirect, Spans: []client.Span{}, Speaker: unknown},
			{Kind: "99", Spans: []client.Span{}, Speaker: unknown},
		},
	}
	if diff := cmp.Diff(want, r, cmpopts.IgnoreUnexported(client.Result{})); diff != "" {
		t.Error(diff)
	}
	if r.Proto() != m || r.Statements[1].Speaker.Known() || r.Statements[0].Speaker != &r.Speakers[0] {
		t.Error("Proto, Known or the identity of speakers")
	}
	n := 0
	for st, x := range r.Stances() {
		if st != &r.Statements[0] || x != &r.Statements[0].Stances[n] {
			t.Errorf("stance %d", n)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d stances", n)
	}
}

// Every value of the contract has a constant here.
func TestConstantsAreComplete(t *testing.T) {
	for name, c := range map[string]struct {
		enum  protoreflect.EnumDescriptor
		names []string
	}{
		"STATEMENT_KIND_":     {stancev1.StatementKind(0).Descriptor(), texts(client.Direct, client.Mixed, client.Indirect, client.Position)},
		"SPEAKER_RESOLUTION_": {stancev1.SpeakerResolution(0).Descriptor(), texts(client.ByName, client.ByTitle, client.ByPronoun, client.ByNominal, client.ByContinuation, client.ByLabel, client.ByActor, client.ByAuthor, client.Unresolved)},
		"SPEAKER_KIND_":       {stancev1.SpeakerKind(0).Descriptor(), texts(client.Person, client.Organization, client.Group, client.Anonymous, client.Document)},
		"STANCE_LABEL_":       {stancev1.StanceLabel(0).Descriptor(), texts(client.Support, client.Oppose, client.Conditional, client.Neutral)},
		"EVIDENCE_ROLE_":      {stancev1.EvidenceRole(0).Descriptor(), texts(client.RoleTarget, client.RolePredicate, client.RoleReverser, client.RoleNegation, client.RoleCondition, client.RoleVerdict, client.RoleModifier, client.RoleAnaphor, client.RoleHolder)},
		"ERROR_REASON_": {stancev1.ErrorReason(0).Descriptor(), lower(client.FieldRequired, client.TextEmpty, client.TextTooLarge, client.InvalidUTF8, client.UnknownIssue, client.UnsupportedLanguage, client.TooMany, client.FieldInvalid,
			client.Overloaded, client.ShuttingDown, client.Unauthenticated, client.RateLimited, client.DeadlineExceeded, client.Cancelled, client.Internal, client.RequestTooLarge, client.Malformed, client.UnknownMethod)},
	} {
		var want []string
		for i := 1; i < c.enum.Values().Len(); i++ {
			want = append(want, shortName(string(c.enum.Values().Get(i).Name()), name))
		}
		if diff := cmp.Diff(want, c.names); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
