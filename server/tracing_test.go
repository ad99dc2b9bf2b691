package server

import (
	"context"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	trace "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
)

// spans is an OpenTelemetry collector that keeps what it is sent.
type spans struct {
	collector.UnimplementedTraceServiceServer
	mu  sync.Mutex
	all []*trace.Span
}

func (s *spans) Export(_ context.Context, r *collector.ExportTraceServiceRequest) (*collector.ExportTraceServiceResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, resource := range r.ResourceSpans {
		for _, scope := range resource.ScopeSpans {
			s.all = append(s.all, scope.Spans...)
		}
	}
	return &collector.ExportTraceServiceResponse{}, nil
}

// A call's span carries on the caller's trace, and the classifier's stages lie below it.
func TestTraces(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	got := &spans{}
	g := grpc.NewServer()
	collector.RegisterTraceServiceServer(g, got)
	var serving sync.WaitGroup
	serving.Go(func() { g.Serve(l) })
	t.Cleanup(func() { g.Stop(); serving.Wait() })

	s := start(t, "--otlp-endpoint=http://"+l.Addr().String())
	const id = "0af7651916cd43dd8448eb211c80319c"
	ctx := metadata.AppendToOutgoingContext(within(t, 5*time.Second), "traceparent", "00-"+id+"-b7ad6b7169203331-01")
	if _, err := s.client.ClassifyArticle(ctx, article("", road)); err != nil {
		t.Fatal(err)
	}
	if err := s.stop(); err != nil { // what is left is sent at the end
		t.Fatal(err)
	}
	var stages []string
	var call *trace.Span
	for _, span := range got.all {
		if span.Name == "stance.v1.StanceService/ClassifyArticle" {
			call = span
		}
	}
	if call == nil {
		t.Fatalf("no span of the call among %v", got.all)
	}
	for _, span := range got.all {
		if string(span.ParentSpanId) == string(call.SpanId) {
			stages = append(stages, span.Name)
			if span.StartTimeUnixNano < call.StartTimeUnixNano || span.EndTimeUnixNano > call.EndTimeUnixNano {
				t.Errorf("%s lies outside of its call", span.Name)
			}
		}
	}
	want := []string{"classifier.text", "classifier.quote", "classifier.grammar", "classifier.entity", "classifier.attribution", "classifier.stance"}
	if !slices.Equal(stages, want) {
		t.Errorf("stages %q, want %q", stages, want)
	}
	if got := call.TraceId; len(got) != 16 || got[0] != 0x0a || got[15] != 0x9c {
		t.Errorf("the trace is %x, not the caller's", got)
	}
}

// A collector that is away costs no call and does not hold up the end.
func TestTracesWithoutACollector(t *testing.T) {
	s := start(t, "--otlp-endpoint=http://127.0.0.1:1")
	if _, err := s.client.ClassifyArticle(within(t, 5*time.Second), article("", road)); err != nil {
		t.Fatal(err)
	}
	begin := time.Now()
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	if took := time.Since(begin); took > 3*time.Second {
		t.Errorf("the end took %v", took)
	}
}
