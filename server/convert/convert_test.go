package convert

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/testing/protocmp"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

var full = &classifier.Result{
	ArticleID: "a1",
	Unit:      classifier.CodePoints,
	Language:  "en",
	Packs:     []classifier.PackInfo{{ID: "trade", Version: "1.0.0", Digest: "sha256:00"}},
	Warnings:  []classifier.Warning{{Code: "language_doubtful", Serious: true, Message: "m"}, {Code: "x", Message: "n"}},
	Speakers: []classifier.Speaker{
		{Name: "Ada Moor", Kind: classifier.Person, Role: "minister", Mentions: []classifier.Span{{Start: 0, End: 8}, {Start: 90, End: 93}}, ActorID: "moor"},
		{Name: "the ministry", Kind: classifier.Organization},
	},
	Statements: []classifier.Statement{
		{
			Kind: classifier.Mixed, Spans: []classifier.Span{{Start: 10, End: 20}, {Start: 30, End: 40}}, Text: "t … u",
			Cue: classifier.Span{Start: 21, End: 25}, CueText: "said", Speaker: 0, Mention: classifier.Span{Start: 26, End: 28},
			Resolution: classifier.ByPronoun, Confidence: 0.75, ContentRule: "quote.cue_after", SpeakerRule: "subject.pronoun",
			Stances: []classifier.Stance{
				{
					Issue: "tariffs", Label: classifier.Conditional, Toward: classifier.Oppose, Holder: 1, Score: -0.5, Confidence: 0.5,
					Evidence: []classifier.Evidence{
						{Role: classifier.TargetRole, Span: classifier.Span{Start: 10, End: 12}, Rule: "trade/targets/tariffs", Sign: 1},
						{Role: classifier.PredicateRole, Span: classifier.Span{Start: 13, End: 15}, Rule: "core/predicates/reject", Sign: -1},
					},
				},
				{Issue: "quotas", Label: classifier.Neutral, Holder: classifier.None, Evidence: []classifier.Evidence{
					{Role: classifier.ModifierRole, Span: classifier.Span{Start: 16, End: 18}, Rule: "core/modifiers/might", Sign: 0},
				}},
			},
		},
		{Kind: classifier.Direct, Spans: []classifier.Span{{Start: 50, End: 60}}, Text: "v", Speaker: classifier.None, Resolution: classifier.Unresolved},
	},
}

func TestResponse(t *testing.T) {
	want := &stancev1.ClassifyArticleResponse{
		ArticleId:      "a1",
		OffsetEncoding: stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS,
		LanguageCode:   "en",
		Packs:          []*stancev1.PackInfo{{Id: "trade", Version: "1.0.0", Digest: "sha256:00"}},
		Warnings: []*stancev1.Warning{
			{Code: "language_doubtful", Severity: stancev1.Severity_SEVERITY_WARNING, Message: "m"},
			{Code: "x", Severity: stancev1.Severity_SEVERITY_INFO, Message: "n"},
		},
		Speakers: []*stancev1.Speaker{
			{Name: "Ada Moor", Kind: stancev1.SpeakerKind_SPEAKER_KIND_PERSON, Role: "minister",
				Mentions: []*stancev1.Span{{Start: 0, End: 8}, {Start: 90, End: 93}}, ActorId: "moor"},
			{Name: "the ministry", Kind: stancev1.SpeakerKind_SPEAKER_KIND_ORGANIZATION},
		},
		Statements: []*stancev1.Statement{
			{
				Kind:  stancev1.StatementKind_STATEMENT_KIND_MIXED,
				Spans: []*stancev1.Span{{Start: 10, End: 20}, {Start: 30, End: 40}}, Text: "t … u",
				Cue:          &stancev1.Cue{Span: &stancev1.Span{Start: 21, End: 25}, Text: "said"},
				SpeakerIndex: proto.Int32(0), SpeakerMention: &stancev1.Span{Start: 26, End: 28},
				SpeakerResolution: stancev1.SpeakerResolution_SPEAKER_RESOLUTION_PRONOUN, SpeakerConfidence: 0.75,
				ContentRule: "quote.cue_after", SpeakerRule: "subject.pronoun",
				Stances: []*stancev1.Stance{
					{
						IssueId: "tariffs", Label: stancev1.StanceLabel_STANCE_LABEL_CONDITIONAL, Toward: stancev1.StanceLabel_STANCE_LABEL_OPPOSE,
						HolderIndex: proto.Int32(1), Score: -0.5, Confidence: 0.5,
						Evidence: []*stancev1.Evidence{
							{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_TARGET, Span: &stancev1.Span{Start: 10, End: 12}, RuleId: "trade/targets/tariffs", Sign: 1},
							{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_PREDICATE, Span: &stancev1.Span{Start: 13, End: 15}, RuleId: "core/predicates/reject", Sign: -1},
						},
					},
					{IssueId: "quotas", Label: stancev1.StanceLabel_STANCE_LABEL_NEUTRAL, Evidence: []*stancev1.Evidence{
						{Role: stancev1.EvidenceRole_EVIDENCE_ROLE_MODIFIER, Span: &stancev1.Span{Start: 16, End: 18}, RuleId: "core/modifiers/might"},
					}},
				},
			},
			{
				Kind: stancev1.StatementKind_STATEMENT_KIND_DIRECT, Spans: []*stancev1.Span{{Start: 50, End: 60}}, Text: "v",
				SpeakerResolution: stancev1.SpeakerResolution_SPEAKER_RESOLUTION_UNRESOLVED,
			},
		},
	}
	if diff := cmp.Diff(want, Response(full), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(&stancev1.ClassifyArticleResponse{OffsetEncoding: 1}, Response(&classifier.Result{}), protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

// Appending to one list of a response must not write into the next one's slab.
func TestResponseListsAreApart(t *testing.T) {
	got := Response(full)
	want := proto.CloneOf(got)
	st := got.Statements[0]
	_ = append(st.Spans, nil)
	_ = append(st.Stances, nil)
	_ = append(st.Stances[0].Evidence, nil)
	_ = append(got.Speakers[0].Mentions, nil)
	if diff := cmp.Diff(want, got, protocmp.Transform()); diff != "" {
		t.Error(diff)
	}
}

func TestResponseAllocations(t *testing.T) {
	big := *full
	for range 100 {
		big.Statements = append(big.Statements, full.Statements...)
		big.Speakers = append(big.Speakers, full.Speakers...)
	}
	small := testing.AllocsPerRun(10, func() { Response(full) })
	if large := testing.AllocsPerRun(10, func() { Response(&big) }); large != small {
		t.Errorf("%v allocations for 202 statements, %v for 2", large, small)
	}
}

// The enums are converted by number: each constant has to have the number, and the name, of its counterpart.
func TestEnumsAgree(t *testing.T) {
	for _, c := range []struct {
		got  fmt.Stringer
		want string
	}{
		{stancev1.StatementKind(classifier.Direct), "STATEMENT_KIND_DIRECT"},
		{stancev1.StatementKind(classifier.Mixed), "STATEMENT_KIND_MIXED"},
		{stancev1.StatementKind(classifier.Indirect), "STATEMENT_KIND_INDIRECT"},
		{stancev1.StatementKind(classifier.Position), "STATEMENT_KIND_POSITION"},
		{stancev1.SpeakerResolution(classifier.ByName), "SPEAKER_RESOLUTION_NAME"},
		{stancev1.SpeakerResolution(classifier.ByTitle), "SPEAKER_RESOLUTION_TITLE"},
		{stancev1.SpeakerResolution(classifier.ByPronoun), "SPEAKER_RESOLUTION_PRONOUN"},
		{stancev1.SpeakerResolution(classifier.ByNominal), "SPEAKER_RESOLUTION_NOMINAL"},
		{stancev1.SpeakerResolution(classifier.ByContinuation), "SPEAKER_RESOLUTION_CONTINUATION"},
		{stancev1.SpeakerResolution(classifier.ByLabel), "SPEAKER_RESOLUTION_LABEL"},
		{stancev1.SpeakerResolution(classifier.ByActor), "SPEAKER_RESOLUTION_ACTOR"},
		{stancev1.SpeakerResolution(classifier.ByAuthor), "SPEAKER_RESOLUTION_AUTHOR"},
		{stancev1.SpeakerResolution(classifier.Unresolved), "SPEAKER_RESOLUTION_UNRESOLVED"},
		{stancev1.SpeakerKind(classifier.UnknownKind), "SPEAKER_KIND_UNSPECIFIED"},
		{stancev1.SpeakerKind(classifier.Person), "SPEAKER_KIND_PERSON"},
		{stancev1.SpeakerKind(classifier.Organization), "SPEAKER_KIND_ORGANIZATION"},
		{stancev1.SpeakerKind(classifier.Group), "SPEAKER_KIND_GROUP"},
		{stancev1.SpeakerKind(classifier.Anonymous), "SPEAKER_KIND_ANONYMOUS"},
		{stancev1.SpeakerKind(classifier.Document), "SPEAKER_KIND_DOCUMENT"},
		{stancev1.StanceLabel(classifier.NoLabel), "STANCE_LABEL_UNSPECIFIED"},
		{stancev1.StanceLabel(classifier.Support), "STANCE_LABEL_SUPPORT"},
		{stancev1.StanceLabel(classifier.Oppose), "STANCE_LABEL_OPPOSE"},
		{stancev1.StanceLabel(classifier.Conditional), "STANCE_LABEL_CONDITIONAL"},
		{stancev1.StanceLabel(classifier.Neutral), "STANCE_LABEL_NEUTRAL"},
		{stancev1.EvidenceRole(classifier.TargetRole), "EVIDENCE_ROLE_TARGET"},
		{stancev1.EvidenceRole(classifier.PredicateRole), "EVIDENCE_ROLE_PREDICATE"},
		{stancev1.EvidenceRole(classifier.ReverserRole), "EVIDENCE_ROLE_REVERSER"},
		{stancev1.EvidenceRole(classifier.NegationRole), "EVIDENCE_ROLE_NEGATION"},
		{stancev1.EvidenceRole(classifier.ConditionRole), "EVIDENCE_ROLE_CONDITION"},
		{stancev1.EvidenceRole(classifier.VerdictRole), "EVIDENCE_ROLE_VERDICT"},
		{stancev1.EvidenceRole(classifier.ModifierRole), "EVIDENCE_ROLE_MODIFIER"},
		{stancev1.EvidenceRole(classifier.AnaphorRole), "EVIDENCE_ROLE_ANAPHOR"},
		{stancev1.EvidenceRole(classifier.HolderRole), "EVIDENCE_ROLE_HOLDER"},
	} {
		if c.got.String() != c.want {
			t.Errorf("%s, want %s", c.got, c.want)
		}
	}
}

func TestArticleRoundTrip(t *testing.T) {
	want := classifier.Article{
		ID: "a1", Title: "T", Text: "x", Language: "en-GB", URI: "https://example.org/1",
		Published: time.Date(2011, 9, 25, 0, 0, 0, 0, time.UTC), Type: classifier.Speech, Author: "Ada Moor",
	}
	for _, want := range []classifier.Article{want, {}} {
		got, err := Article(ArticleProto(want))
		if err != nil || got != want {
			t.Errorf("got %+v, %v", got, err)
		}
	}
}

func TestArticleRefuses(t *testing.T) {
	for field, a := range map[string]*stancev1.Article{
		"content_type": {ContentType: 77},
		"publish_time": {PublishTime: &timestamppb.Timestamp{Nanos: -1}},
	} {
		var e *FieldError
		if _, err := Article(a); !errors.As(err, &e) || e.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := Article(nil); err != nil {
		t.Error(err)
	}
}

func TestUnits(t *testing.T) {
	for _, u := range []classifier.OffsetUnit{classifier.Bytes, classifier.UTF16, classifier.CodePoints} {
		if got, err := Unit(Encoding(u)); got != u || err != nil {
			t.Errorf("%v: %v, %v", u, got, err)
		}
	}
	if u, err := Unit(0); u != classifier.Bytes || err != nil {
		t.Error(u, err)
	}
	if _, err := Unit(9); err == nil {
		t.Error("an unknown unit was taken")
	}
}
