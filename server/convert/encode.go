package convert

import (
	"bytes"
	"encoding/binary"
	"math"
	"sync"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
)

// Encoded is Response for a message that is only sent: its fields are not set but stand, encoded, where a message keeps
// those that it does not know, which are sent as they are. That spares hundreds of small messages and the reflection over
// them; the bytes on the wire are the same.
func Encoded(r *classifier.Result) *stancev1.ClassifyArticleResponse {
	out := &stancev1.ClassifyArticleResponse{}
	out.ProtoReflect().SetUnknown(encode(r))
	return out
}

// Bytes returns what a message made by Encoded looks like on the wire, or nil of any other. It must not be changed.
func Bytes(m any) []byte {
	r, ok := m.(*stancev1.ClassifyArticleResponse)
	if !ok || r == nil || r.OffsetEncoding != stancev1.OffsetEncoding_OFFSET_ENCODING_UNSPECIFIED || r.ArticleId != "" || r.LanguageCode != "" ||
		len(r.Statements)+len(r.Speakers)+len(r.Packs)+len(r.Warnings) > 0 {
		return nil
	}
	return r.ProtoReflect().GetUnknown()
}

// writer writes a message from its end to its beginning, so that the length of a part is known when it is written.
type writer struct {
	b  []byte
	at int // what stands behind is written
}

// writers keeps the memory of messages that were written, of maxKept bytes at most.
var writers = sync.Pool{New: func() any { return new(writer) }}

const maxKept = 64 << 10

// What the parts of a message take at most without their strings, rounded up: five bytes for a number (ten below zero), one
// for a tag, six for a tag and a length.
const (
	spanRoom      = 14
	evidenceRoom  = 32 + spanRoom
	stanceRoom    = 48
	statementRoom = 64 + 2*spanRoom
	otherRoom     = 32 // of a speaker, a pack, a warning, the message itself
)

// room returns how many bytes a result takes at most.
func room(r *classifier.Result) int {
	n := otherRoom + len(r.ArticleID) + len(r.Language)
	for i := range r.Statements {
		s := &r.Statements[i]
		n += statementRoom + len(s.Text) + len(s.CueText) + len(s.ContentRule) + len(s.SpeakerRule) + spanRoom*len(s.Spans)
		for k := range s.Stances {
			st := &s.Stances[k]
			n += stanceRoom + len(st.Issue) + evidenceRoom*len(st.Evidence)
			for e := range st.Evidence {
				n += len(st.Evidence[e].Rule)
			}
		}
	}
	for i := range r.Speakers {
		s := &r.Speakers[i]
		n += otherRoom + len(s.Name) + len(s.Role) + len(s.ActorID) + spanRoom*len(s.Mentions)
	}
	for _, p := range r.Packs {
		n += otherRoom + len(p.ID) + len(p.Version) + len(p.Digest)
	}
	for _, w := range r.Warnings {
		n += otherRoom + len(w.Code) + len(w.Message)
	}
	return n
}

// encode returns a result as a ClassifyArticleResponse on the wire, byte for byte as proto.Marshal writes it.
func encode(r *classifier.Result) []byte {
	w := writers.Get().(*writer)
	defer writers.Put(w)
	if n := room(r); n > len(w.b) {
		w.b = make([]byte, n)
	}
	w.at = len(w.b)
	for i := len(r.Warnings) - 1; i >= 0; i-- {
		from, end := &r.Warnings[i], w.at
		severity := stancev1.Severity_SEVERITY_INFO
		if from.Serious {
			severity = stancev1.Severity_SEVERITY_WARNING
		}
		w.text(3, from.Message)
		w.number(2, uint64(severity))
		w.text(1, from.Code)
		w.part(7, end)
	}
	for i := len(r.Packs) - 1; i >= 0; i-- {
		from, end := &r.Packs[i], w.at
		w.text(3, from.Digest)
		w.text(2, from.Version)
		w.text(1, from.ID)
		w.part(6, end)
	}
	w.text(5, r.Language)
	w.number(4, uint64(Encoding(r.Unit)))
	for i := len(r.Speakers) - 1; i >= 0; i-- {
		from, end := &r.Speakers[i], w.at
		w.text(5, from.ActorID)
		w.spans(4, from.Mentions)
		w.text(3, from.Role)
		w.number(2, uint64(from.Kind))
		w.text(1, from.Name)
		w.part(3, end)
	}
	for i := len(r.Statements) - 1; i >= 0; i-- {
		end := w.at
		w.statement(&r.Statements[i])
		w.part(2, end)
	}
	w.text(1, r.ArticleID)
	out := bytes.Clone(w.b[w.at:]) // as many bytes as are needed
	if len(w.b) > maxKept {
		w.b = nil
	}
	return out
}

func (w *writer) statement(from *classifier.Statement) {
	w.text(11, from.SpeakerRule)
	w.text(10, from.ContentRule)
	for i := len(from.Stances) - 1; i >= 0; i-- {
		end := w.at
		w.stance(&from.Stances[i])
		w.part(9, end)
	}
	w.float(8, from.Confidence)
	w.number(7, uint64(from.Resolution))
	if present(from.Mention) {
		w.span(6, from.Mention)
	}
	w.index(5, from.Speaker)
	if present(from.Cue) {
		end := w.at
		w.text(2, from.CueText)
		w.span(1, from.Cue)
		w.part(4, end)
	}
	w.text(3, from.Text)
	w.spans(2, from.Spans)
	w.number(1, uint64(from.Kind))
}

func (w *writer) stance(from *classifier.Stance) {
	for i := len(from.Evidence) - 1; i >= 0; i-- {
		e, end := &from.Evidence[i], w.at
		w.number(4, uint64(int64(e.Sign)))
		w.text(3, e.Rule)
		w.span(2, e.Span)
		w.number(1, uint64(e.Role))
		w.part(7, end)
	}
	w.float(6, from.Confidence)
	w.float(5, from.Score)
	w.index(4, from.Holder)
	w.number(3, uint64(from.Toward))
	w.number(2, uint64(from.Label))
	w.text(1, from.Issue)
}

func (w *writer) spans(field protowire.Number, from []classifier.Span) {
	for i := len(from) - 1; i >= 0; i-- {
		w.span(field, from[i])
	}
}

func (w *writer) span(field protowire.Number, s classifier.Span) {
	end := w.at
	w.number(2, uint64(int64(s.End)))
	w.number(1, uint64(int64(s.Start)))
	w.part(field, end)
}

// part ends the message of a field whose content stands from w.at to end.
func (w *writer) part(field protowire.Number, end int) {
	w.varint(uint64(end - w.at))
	w.tag(field, protowire.BytesType)
}

func (w *writer) text(field protowire.Number, s string) {
	if s == "" {
		return
	}
	w.at -= len(s)
	copy(w.b[w.at:], s)
	w.varint(uint64(len(s)))
	w.tag(field, protowire.BytesType)
}

func (w *writer) number(field protowire.Number, x uint64) {
	if x != 0 {
		w.varint(x)
		w.tag(field, protowire.VarintType)
	}
}

// index writes a number that may be 0; classifier.None is none.
func (w *writer) index(field protowire.Number, i int32) {
	if i >= 0 {
		w.varint(uint64(i))
		w.tag(field, protowire.VarintType)
	}
}

func (w *writer) float(field protowire.Number, x float32) {
	if bits := math.Float32bits(x); bits != 0 {
		w.at -= 4
		binary.LittleEndian.PutUint32(w.b[w.at:], bits)
		w.tag(field, protowire.Fixed32Type)
	}
}

// tag writes the tag of a field whose number is below 16.
func (w *writer) tag(field protowire.Number, kind protowire.Type) {
	w.at--
	w.b[w.at] = byte(protowire.EncodeTag(field, kind))
}

func (w *writer) varint(x uint64) {
	if x < 0x80 {
		w.at--
		w.b[w.at] = byte(x)
		return
	}
	w.at -= protowire.SizeVarint(x)
	binary.PutUvarint(w.b[w.at:], x)
}
