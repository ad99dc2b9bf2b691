// Package convert turns the classifier's values into messages of stance.v1 and back.
//
// A response is built as slabs: it is counted first, then every message type is allocated once, and the pointers that
// protobuf wants lead into the slab. An article with 48 statements costs a dozen allocations in place of several hundred.
package convert

import (
	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Article is the request's article as the classifier takes it.
func Article(a *stancev1.Article) classifier.Article {
	out := classifier.Article{
		ID:       a.GetArticleId(),
		Title:    a.GetTitle(),
		Text:     a.GetText(),
		Language: a.GetLanguageCode(),
		URI:      a.GetUri(),
		Author:   a.GetAuthor(),
	}
	if t := a.GetPublishTime(); t != nil {
		out.Published = t.AsTime()
	}
	if a.GetContentType() == stancev1.ContentType_CONTENT_TYPE_SPEECH {
		out.Type = classifier.Speech
	}
	return out
}

// Unit is the unit that a request asks for; unspecified is bytes.
func Unit(e stancev1.OffsetEncoding) classifier.OffsetUnit {
	switch e {
	case stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS:
		return classifier.UTF16
	case stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS:
		return classifier.CodePoints
	}
	return classifier.Bytes
}

// Packs names the loaded packs.
func Packs(packs []classifier.PackInfo) []*stancev1.PackInfo {
	slab := make([]stancev1.PackInfo, len(packs))
	out := make([]*stancev1.PackInfo, len(packs))
	for i, p := range packs {
		slab[i].Id, slab[i].Version, slab[i].Digest = p.ID, p.Version, p.Digest
		out[i] = &slab[i]
	}
	return out
}

// Issues lists the loaded issues.
func Issues(issues []classifier.Issue) []*stancev1.Issue {
	slab := make([]stancev1.Issue, len(issues))
	out := make([]*stancev1.Issue, len(issues))
	for i, in := range issues {
		m := &slab[i]
		m.Id, m.PackId, m.Label, m.Proposition, m.Description = in.ID, in.Pack, in.Label, in.Proposition, in.Description
		out[i] = m
	}
	return out
}

// Response is a result as a message. The message shares the result's strings.
func Response(r *classifier.Result) *stancev1.ClassifyArticleResponse {
	s := newSlabs(r)
	out := &s.response
	out.ArticleId = r.ArticleID
	out.OffsetEncoding = encoding(r.Unit)
	out.LanguageCode = r.Language
	out.Packs = Packs(r.Packs)
	out.Warnings = warnings(r.Warnings)
	out.Statements = s.statementPointers
	for i := range r.Statements {
		out.Statements[i] = s.statement(&r.Statements[i])
	}
	out.Speakers = s.speakerPointers
	for i := range r.Speakers {
		out.Speakers[i] = s.speaker(&r.Speakers[i])
	}
	return out
}

func warnings(in []classifier.Warning) []*stancev1.Warning {
	if len(in) == 0 {
		return nil
	}
	slab := make([]stancev1.Warning, len(in))
	out := make([]*stancev1.Warning, len(in))
	for i, w := range in {
		m := &slab[i]
		m.Code, m.Message = w.Code, w.Message
		m.Severity = stancev1.Severity_SEVERITY_INFO
		if w.Serious {
			m.Severity = stancev1.Severity_SEVERITY_WARNING
		}
		out[i] = m
	}
	return out
}

func (s *slabs) statement(in *classifier.Statement) *stancev1.Statement {
	m := next(&s.statements)
	m.Kind = stancev1.StatementKind(in.Kind)
	m.Spans = s.spanList(in.Spans)
	m.Text = in.Text
	if in.Cue.Start < in.Cue.End {
		m.Cue = next(&s.cues)
		m.Cue.Span = s.span(in.Cue)
		m.Cue.Text = in.CueText
	}
	m.SpeakerIndex = s.index(in.Speaker)
	if in.Mention.Start < in.Mention.End {
		m.SpeakerMention = s.span(in.Mention)
	}
	m.SpeakerResolution = stancev1.SpeakerResolution(in.Resolution)
	m.SpeakerConfidence = in.Confidence
	m.Stances = take(&s.stancePointers, len(in.Stances))
	for i := range in.Stances {
		m.Stances[i] = s.stance(&in.Stances[i])
	}
	m.ContentRule, m.SpeakerRule = in.ContentRule, in.SpeakerRule
	return m
}

func (s *slabs) stance(in *classifier.Stance) *stancev1.Stance {
	m := next(&s.stances)
	m.IssueId = in.Issue
	m.Label = stancev1.StanceLabel(in.Label)
	m.Toward = stancev1.StanceLabel(in.Toward)
	m.HolderIndex = s.index(in.Holder)
	m.Score, m.Confidence = in.Score, in.Confidence
	m.Evidence = take(&s.evidencePointers, len(in.Evidence))
	for i, e := range in.Evidence {
		link := next(&s.evidence)
		link.Role = stancev1.EvidenceRole(e.Role)
		link.Span = s.span(e.Span)
		link.RuleId = e.Rule
		link.Sign = int32(e.Sign)
		m.Evidence[i] = link
	}
	return m
}

func (s *slabs) speaker(in *classifier.Speaker) *stancev1.Speaker {
	m := next(&s.speakers)
	m.Name = in.Name
	m.Kind = stancev1.SpeakerKind(in.Kind)
	m.Role = in.Role
	m.Mentions = s.spanList(in.Mentions)
	m.ActorId = in.ActorID
	return m
}

func encoding(u classifier.OffsetUnit) stancev1.OffsetEncoding {
	switch u {
	case classifier.UTF16:
		return stancev1.OffsetEncoding_OFFSET_ENCODING_UTF16_CODE_UNITS
	case classifier.CodePoints:
		return stancev1.OffsetEncoding_OFFSET_ENCODING_CODE_POINTS
	}
	return stancev1.OffsetEncoding_OFFSET_ENCODING_UTF8_BYTES
}
