// Package tracing sends spans to an OpenTelemetry collector: one for each call, and below it one for each stage of the
// classifier. Without an endpoint it does nothing and costs nothing.
package tracing

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracegrpc"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"
	oteltrace "go.opentelemetry.io/otel/trace"
	"google.golang.org/grpc/stats"
)

// Tracing makes spans. A nil Tracing makes none.
type Tracing struct {
	provider *trace.TracerProvider
	exporter *otlptrace.Exporter
	tracer   oteltrace.Tracer
	log      *slog.Logger
}

// Open sends spans to the collector at a URL, "http://collector:4317", of a part of the calls between 0 and 1.
// It does not wait for the collector: a server must not fail with it.
func Open(ctx context.Context, endpoint string, part float64, log *slog.Logger) (*Tracing, error) {
	exporter, err := otlptracegrpc.New(ctx, otlptracegrpc.WithEndpointURL(endpoint))
	if err != nil {
		return nil, fmt.Errorf("otlp-endpoint: %w", err)
	}
	provider := trace.NewTracerProvider(
		trace.WithBatcher(exporter),
		trace.WithSampler(trace.ParentBased(trace.TraceIDRatioBased(part))),
		trace.WithResource(resource.NewSchemaless(attribute.String("service.name", "stanced"))),
	)
	return &Tracing{provider: provider, exporter: exporter, tracer: provider.Tracer("github.com/stance-dev/stance/server"), log: log}, nil
}

// StatsHandler makes the span of a call.
func (t *Tracing) StatsHandler() stats.Handler {
	return otelgrpc.NewServerHandler(
		otelgrpc.WithTracerProvider(t.provider),
		otelgrpc.WithPropagators(propagation.TraceContext{}),
	)
}

// Stage records a span of a stage that has just ended, below the span of the context.
func (t *Tracing) Stage(ctx context.Context, name string, start, end time.Time) {
	_, span := t.tracer.Start(ctx, "classifier."+name, oteltrace.WithTimestamp(start))
	span.End(oteltrace.WithTimestamp(end))
}

// Close sends what is left.
func (t *Tracing) Close(ctx context.Context) {
	if t == nil {
		return
	}
	if err := t.provider.Shutdown(ctx); err != nil {
		t.log.Warn("spans were lost", "error", err)
		// The provider gave up waiting for a collector that is away; the exporter still tries.
		at, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		t.exporter.Shutdown(at)
	}
}
