// Package wire stands between grpc-go and the server's own chain: it decodes messages so that a bad one can be told
// apart and explained, and describes every method, unary ones too, as a stream.
//
// The latter is what lets one chain of interceptors see every call. grpc-go decodes a unary request before it runs an
// interceptor, so a call that cannot be decoded would leave no log line and no metric, and one without credentials
// would be read before it is refused. On the wire the two are the same.
package wire

import (
	"bytes"
	"fmt"

	"google.golang.org/grpc/encoding"
	protocodec "google.golang.org/grpc/encoding/proto" // registers the codec that this one wraps
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"

	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/convert"
	"github.com/stance-dev/stance/server/fault"
)

// Codec is the codec of a server whose streams are made by Intercept.
func Codec() encoding.CodecV2 {
	return codec{encoding.GetCodecV2(protocodec.Name)}
}

type codec struct{ encoding.CodecV2 }

// received carries a message through grpc-go, which would flatten an error of the codec to a string.
type received struct {
	message any
	size    int
	limit   int
	err     error
}

// sent carries a message the other way, to learn its size.
type sent struct {
	message any
	size    int
}

func (c codec) Unmarshal(data mem.BufferSlice, v any) error {
	r, ok := v.(*received)
	if !ok {
		return c.CodecV2.Unmarshal(data, v)
	}
	r.size = data.Len()
	if r.size > r.limit {
		r.err = fault.RequestTooLarge(r.limit, r.size)
		return nil
	}
	whole := data.MaterializeToBuffer(mem.DefaultBufferPool())
	defer whole.Free()
	data = mem.BufferSlice{whole}
	if r.err = tooMany(whole.ReadOnlyData(), r.message); r.err != nil {
		return nil
	}
	if err := c.CodecV2.Unmarshal(data, r.message); err != nil {
		r.err = c.explain(data, r.message)
	}
	return nil
}

// maxEntries is the length of the longest list that a request may hold.
const maxEntries = 1000

// tooMany refuses a list that is far too long before it is decoded: two bytes of the wire, fewer when compressed, are a
// message of two hundred in memory.
func tooMany(b []byte, v any) error {
	m, ok := v.(proto.Message)
	if !ok || len(b) <= 2*maxEntries {
		return nil
	}
	fields := m.ProtoReflect().Descriptor().Fields()
	entries := map[protowire.Number]int{}
	for len(b) > 0 {
		number, _, n := protowire.ConsumeField(b)
		if n < 0 {
			break // decoding says what is wrong
		}
		entries[number]++
		b = b[n:]
	}
	for number, n := range entries {
		if f := fields.ByNumber(number); n > maxEntries && f != nil && f.IsList() {
			return fault.TooMany(string(f.Name()), maxEntries, n)
		}
	}
	return nil
}

func (c codec) Marshal(v any) (mem.BufferSlice, error) {
	s, ok := v.(*sent)
	if !ok {
		return c.CodecV2.Marshal(v)
	}
	if b := convert.Bytes(s.message); b != nil { // most answers
		s.size = len(b)
		return mem.BufferSlice{mem.SliceBuffer(b)}, nil
	}
	data, err := c.CodecV2.Marshal(s.message)
	s.size = data.Len()
	return data, err
}

// explain finds out why a message could not be decoded. Where it was for a string that is not UTF-8, the message is
// decoded after all, so that an answer can name the article; it must not be worked on.
func (c codec) explain(data mem.BufferSlice, v any) error {
	m, ok := v.(proto.Message)
	if !ok {
		return fmt.Errorf("%T is no protobuf message", v)
	}
	b := bytes.Clone(data.Materialize())
	if bad := repair(b, m.ProtoReflect().Descriptor(), "", 0); bad != nil && proto.Unmarshal(b, m) == nil {
		return fault.InField(stancev1.ErrorReason_ERROR_REASON_INVALID_UTF8, bad.field,
			fmt.Sprintf("%s is not valid UTF-8 at byte %d: convert it to UTF-8 first", bad.field, bad.offset), "offset", fmt.Sprint(bad.offset))
	}
	return Malformed(fmt.Sprintf("the bytes are no %s: is the client built from another contract?", m.ProtoReflect().Descriptor().FullName()))
}

// Malformed is the fault of bytes that are not the message that they should be.
func Malformed(message string) *fault.Fault {
	return fault.New(stancev1.ErrorReason_ERROR_REASON_MALFORMED, message)
}
