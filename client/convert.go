package client

import (
	"strings"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// NewResult makes a Result of a message, which may have been stored, and the text that it is about. The text may be
// empty; then Result.Text is too.
func NewResult(text string, m *stancev1.ClassifyArticleResponse) Result {
	r := Result{
		ArticleID: m.GetArticleId(),
		Language:  m.GetLanguageCode(),
		Offsets:   unitOf(m.GetOffsetEncoding()),
		Packs:     packs(m.GetPacks()),
		message:   m,
	}
	r.text = &offsets{text: text, unit: r.Offsets}
	for _, w := range m.GetWarnings() {
		r.Warnings = append(r.Warnings, Warning{
			Code: w.GetCode(), Serious: w.GetSeverity() == stancev1.Severity_SEVERITY_WARNING, Message: w.GetMessage(),
		})
	}
	r.Speakers = make([]Speaker, len(m.GetSpeakers()))
	for i, s := range m.GetSpeakers() {
		r.Speakers[i] = Speaker{
			Name:     s.GetName(),
			Kind:     SpeakerKind(short(s.GetKind().String(), "SPEAKER_KIND_")),
			Role:     s.GetRole(),
			Mentions: spans(s.GetMentions()),
			ActorID:  s.GetActorId(),
		}
	}
	r.Statements = make([]Statement, len(m.GetStatements()))
	unknown := new(Speaker)
	speaker := func(index *int32) *Speaker {
		if index == nil || *index < 0 || int(*index) >= len(r.Speakers) {
			return unknown
		}
		return &r.Speakers[*index]
	}
	for i, s := range m.GetStatements() {
		st := &r.Statements[i]
		*st = Statement{
			Kind:        Kind(short(s.GetKind().String(), "STATEMENT_KIND_")),
			Spans:       spans(s.GetSpans()),
			Text:        s.GetText(),
			Cue:         Cue{Span: span(s.GetCue().GetSpan()), Text: s.GetCue().GetText()},
			Speaker:     speaker(s.SpeakerIndex),
			Mention:     span(s.GetSpeakerMention()),
			Resolution:  Resolution(short(s.GetSpeakerResolution().String(), "SPEAKER_RESOLUTION_")),
			Confidence:  s.GetSpeakerConfidence(),
			ContentRule: s.GetContentRule(),
			SpeakerRule: s.GetSpeakerRule(),
		}
		if len(s.GetStances()) > 0 {
			st.Stances = make([]Stance, len(s.GetStances()))
		}
		for j, x := range s.GetStances() {
			st.Stances[j] = stance(x, st.Speaker)
			if x.HolderIndex != nil {
				st.Stances[j].Holder = speaker(x.HolderIndex)
			}
		}
	}
	return r
}

func stance(m *stancev1.Stance, speaker *Speaker) Stance {
	x := Stance{
		Issue:      m.GetIssueId(),
		Label:      label(m.GetLabel()),
		Toward:     label(m.GetToward()),
		Holder:     speaker,
		Score:      m.GetScore(),
		Confidence: m.GetConfidence(),
		Evidence:   make([]Evidence, len(m.GetEvidence())),
	}
	for i, e := range m.GetEvidence() {
		x.Evidence[i] = Evidence{
			Role: EvidenceRole(short(e.GetRole().String(), "EVIDENCE_ROLE_")),
			Span: span(e.GetSpan()),
			Rule: e.GetRuleId(),
			Sign: int(e.GetSign()),
		}
	}
	return x
}

// NewIssueList makes an IssueList of a message.
func NewIssueList(m *stancev1.ListIssuesResponse) IssueList {
	l := IssueList{Packs: packs(m.GetPacks()), Issues: make([]Issue, len(m.GetIssues())), message: m}
	for i, x := range m.GetIssues() {
		l.Issues[i] = Issue{
			ID: x.GetId(), Pack: x.GetPackId(), Label: x.GetLabel(), Proposition: x.GetProposition(), Description: x.GetDescription(),
		}
	}
	return l
}

func packs(ms []*stancev1.PackInfo) []Pack {
	out := make([]Pack, len(ms))
	for i, p := range ms {
		out[i] = Pack{ID: p.GetId(), Version: p.GetVersion(), Digest: p.GetDigest()}
	}
	return out
}

func spans(ms []*stancev1.Span) []Span {
	out := make([]Span, len(ms))
	for i, s := range ms {
		out[i] = span(s)
	}
	return out
}

func span(m *stancev1.Span) Span { return Span{int(m.GetStart()), int(m.GetEnd())} }

func label(l stancev1.StanceLabel) Label { return Label(short(l.String(), "STANCE_LABEL_")) }

// short is the name of an enum's value without the enum's own: "STANCE_LABEL_SUPPORT" is "support". The zero value is
// empty.
func short(name, prefix string) string {
	name = strings.ToLower(strings.TrimPrefix(name, prefix))
	if name == "unspecified" {
		return ""
	}
	return name
}
