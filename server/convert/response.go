package convert

import (
	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Response is the message of a result. It shares no memory with the result but its strings.
//
// An article yields hundreds of small messages. Each type is allocated once, as one slab that is cut up here, so a
// response costs a dozen allocations whatever its size; as a price, one part that is kept keeps the whole.
func Response(r *classifier.Result) *stancev1.ClassifyArticleResponse {
	s := newSlabs(r)
	out := &stancev1.ClassifyArticleResponse{
		ArticleId:      r.ArticleID,
		OffsetEncoding: Encoding(r.Unit),
		LanguageCode:   r.Language,
		Packs:          Packs(r.Packs),
		Warnings:       warnings(r.Warnings),
	}
	if n := len(r.Statements); n > 0 {
		out.Statements = make([]*stancev1.Statement, n)
		statements := make([]stancev1.Statement, n)
		for i := range r.Statements {
			s.statement(&statements[i], &r.Statements[i])
			out.Statements[i] = &statements[i]
		}
	}
	if n := len(r.Speakers); n > 0 {
		out.Speakers = make([]*stancev1.Speaker, n)
		speakers := make([]stancev1.Speaker, n)
		for i := range r.Speakers {
			from, to := &r.Speakers[i], &speakers[i]
			to.Name = from.Name
			to.Kind = stancev1.SpeakerKind(from.Kind)
			to.Role = from.Role
			to.Mentions = s.spanList(from.Mentions)
			to.ActorId = from.ActorID
			out.Speakers[i] = to
		}
	}
	return out
}

// slabs holds what is left of each allocation.
type slabs struct {
	spans        []stancev1.Span
	spanRefs     []*stancev1.Span
	cues         []stancev1.Cue
	stances      []stancev1.Stance
	stanceRefs   []*stancev1.Stance
	evidence     []stancev1.Evidence
	evidenceRefs []*stancev1.Evidence
	indexes      []int32
}

func newSlabs(r *classifier.Result) *slabs {
	var spans, refs, cues, stances, evidence, indexes int
	for i := range r.Speakers {
		refs += len(r.Speakers[i].Mentions)
	}
	for i := range r.Statements {
		st := &r.Statements[i]
		refs += len(st.Spans)
		if present(st.Cue) {
			cues++
		}
		if present(st.Mention) {
			spans++
		}
		if st.Speaker >= 0 {
			indexes++
		}
		stances += len(st.Stances)
		for j := range st.Stances {
			evidence += len(st.Stances[j].Evidence)
			if st.Stances[j].Holder >= 0 {
				indexes++
			}
		}
	}
	return &slabs{
		spans:        make([]stancev1.Span, spans+refs+cues+evidence),
		spanRefs:     make([]*stancev1.Span, refs),
		cues:         make([]stancev1.Cue, cues),
		stances:      make([]stancev1.Stance, stances),
		stanceRefs:   make([]*stancev1.Stance, stances),
		evidence:     make([]stancev1.Evidence, evidence),
		evidenceRefs: make([]*stancev1.Evidence, evidence),
		indexes:      make([]int32, indexes),
	}
}

func (s *slabs) statement(to *stancev1.Statement, from *classifier.Statement) {
	to.Kind = stancev1.StatementKind(from.Kind)
	to.Spans = s.spanList(from.Spans)
	to.Text = from.Text
	if present(from.Cue) {
		cue := one(&s.cues)
		cue.Span = s.span(from.Cue)
		cue.Text = from.CueText
		to.Cue = cue
	}
	to.SpeakerIndex = s.index(from.Speaker)
	if present(from.Mention) {
		to.SpeakerMention = s.span(from.Mention)
	}
	to.SpeakerResolution = stancev1.SpeakerResolution(from.Resolution)
	to.SpeakerConfidence = from.Confidence
	to.ContentRule = from.ContentRule
	to.SpeakerRule = from.SpeakerRule
	to.Stances = some(&s.stanceRefs, len(from.Stances))
	for i := range from.Stances {
		to.Stances[i] = s.stance(&from.Stances[i])
	}
}

func (s *slabs) stance(from *classifier.Stance) *stancev1.Stance {
	to := one(&s.stances)
	to.IssueId = from.Issue
	to.Label = stancev1.StanceLabel(from.Label)
	to.Toward = stancev1.StanceLabel(from.Toward)
	to.HolderIndex = s.index(from.Holder)
	to.Score = from.Score
	to.Confidence = from.Confidence
	to.Evidence = some(&s.evidenceRefs, len(from.Evidence))
	for i, e := range from.Evidence {
		link := one(&s.evidence)
		link.Role = stancev1.EvidenceRole(e.Role)
		link.Span = s.span(e.Span)
		link.RuleId = e.Rule
		link.Sign = int32(e.Sign)
		to.Evidence[i] = link
	}
	return to
}

func (s *slabs) span(from classifier.Span) *stancev1.Span {
	to := one(&s.spans)
	to.Start, to.End = from.Start, from.End
	return to
}

func (s *slabs) spanList(from []classifier.Span) []*stancev1.Span {
	to := some(&s.spanRefs, len(from))
	for i, x := range from {
		to[i] = s.span(x)
	}
	return to
}

// index is nil for classifier.None.
func (s *slabs) index(i int32) *int32 {
	if i < 0 {
		return nil
	}
	to := one(&s.indexes)
	*to = i
	return to
}

func present(s classifier.Span) bool { return s.Start < s.End }

// one cuts the first element off a slab.
func one[T any](slab *[]T) *T {
	first := &(*slab)[0]
	*slab = (*slab)[1:]
	return first
}

// some cuts n elements off a slab; what is appended to them later does not run into their neighbours.
func some[T any](slab *[]T, n int) []T {
	if n == 0 {
		return nil
	}
	part := (*slab)[:n:n]
	*slab = (*slab)[n:]
	return part
}

// Packs is the messages of the packs.
func Packs(packs []classifier.PackInfo) []*stancev1.PackInfo {
	if len(packs) == 0 {
		return nil
	}
	out := make([]*stancev1.PackInfo, len(packs))
	for i, p := range packs {
		out[i] = &stancev1.PackInfo{Id: p.ID, Version: p.Version, Digest: p.Digest}
	}
	return out
}

// Issues is the answer to ListIssues.
func Issues(packs []classifier.PackInfo, issues []classifier.Issue) *stancev1.ListIssuesResponse {
	out := &stancev1.ListIssuesResponse{Packs: Packs(packs)}
	for _, i := range issues {
		out.Issues = append(out.Issues, &stancev1.Issue{
			Id: i.ID, PackId: i.Pack, Label: i.Label, Proposition: i.Proposition, Description: i.Description,
		})
	}
	return out
}

func warnings(all []classifier.Warning) []*stancev1.Warning {
	if len(all) == 0 {
		return nil
	}
	out := make([]*stancev1.Warning, len(all))
	for i, w := range all {
		severity := stancev1.Severity_SEVERITY_INFO
		if w.Serious {
			severity = stancev1.Severity_SEVERITY_WARNING
		}
		out[i] = &stancev1.Warning{Code: w.Code, Severity: severity, Message: w.Message}
	}
	return out
}
