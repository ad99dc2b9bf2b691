// Package metrics counts what the server does, for Prometheus. Every label has a closed set of values: methods and codes
// of the contract, kinds and labels of its enums, and the issues of the loaded packs. Nothing that a caller sends
// becomes a label.
package metrics

import (
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/stance-dev/stance/classifier"
	stancev1 "github.com/stance-dev/stance/proto/stance/v1"
	"github.com/stance-dev/stance/server/wire"
)

// Metrics is the server's counters. Its methods may be called from any goroutine.
type Metrics struct {
	Registry *prometheus.Registry

	methods    map[string]*method
	unknown    *method
	articles   prometheus.Counter
	refused    *prometheus.CounterVec
	textBytes  prometheus.Counter
	seconds    prometheus.Histogram
	statements []prometheus.Counter // by kind
	unresolved prometheus.Counter
	stances    *prometheus.CounterVec
	labels     []string // of stances
	packs      *prometheus.GaugeVec
	reloads    *prometheus.CounterVec
	panics     prometheus.Counter

	ConnectionsOpen    prometheus.Gauge
	ConnectionsRefused prometheus.Counter
	HandshakesFailed   prometheus.Counter
}

// method is what is counted of one method, resolved once.
type method struct {
	inFlight prometheus.Gauge
	seconds  prometheus.Observer
	in, out  prometheus.Counter
	ended    [codes.Unauthenticated + 1]prometheus.Counter
}

// New makes the metrics of a server with these methods ("/stance.v1.StanceService/ClassifyArticle"). Calls of any other
// method are counted under "unknown". load tells how many slots are taken and how many callers wait.
func New(methods []string, load func() (running, waiting int)) *Metrics {
	r := prometheus.NewRegistry()
	r.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	counter := func(name, help string) prometheus.Counter {
		c := prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
		r.MustRegister(c)
		return c
	}
	counters := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
		r.MustRegister(c)
		return c
	}
	gauges := func(name, help string, labels ...string) *prometheus.GaugeVec {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
		r.MustRegister(g)
		return g
	}
	seconds := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "stance_call_seconds", Help: "How long calls take, from their headers to their status.",
		Buckets: prometheus.ExponentialBuckets(0.00025, 2, 16),
	}, []string{"method"})
	r.MustRegister(seconds)
	ended := counters("stance_calls_total", "Calls that have ended, malformed ones too.", "method", "code")
	inFlight := gauges("stance_calls_in_flight", "Calls that are running.", "method")
	in := counters("stance_received_bytes_total", "Bytes of the requests' messages, uncompressed.", "method")
	out := counters("stance_sent_bytes_total", "Bytes of the responses' messages, uncompressed.", "method")
	resolve := func(name string) *method {
		m := &method{inFlight: inFlight.WithLabelValues(name), seconds: seconds.WithLabelValues(name),
			in: in.WithLabelValues(name), out: out.WithLabelValues(name)}
		for c := range m.ended {
			m.ended[c] = ended.WithLabelValues(name, codes.Code(c).String())
		}
		return m
	}
	m := &Metrics{
		Registry:  r,
		methods:   make(map[string]*method, len(methods)),
		unknown:   resolve("unknown"),
		articles:  counter("stance_articles_total", "Articles that were classified."),
		refused:   counters("stance_articles_refused_total", "Articles that were refused, alone or in a batch or stream.", "reason"),
		textBytes: counter("stance_text_bytes_total", "Bytes of the articles that were classified."),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "stance_classify_seconds", Help: "How long the classifier takes for an article.",
			Buckets: prometheus.ExponentialBuckets(0.00001, 2.5, 14),
		}),
		unresolved:         counter("stance_speakers_unresolved_total", "Statements whose speaker was not found."),
		stances:            counters("stance_stances_total", "Stances that were found.", "issue", "label"),
		packs:              gauges("stance_pack_info", "The loaded packs; always 1.", "pack", "version", "digest"),
		reloads:            counters("stance_reloads_total", "Reloads of packs, certificates and credentials.", "what", "result"),
		panics:             counter("stance_panics_total", "Defects that were caught; each is an incident in the log."),
		ConnectionsRefused: counter("stance_connections_refused_total", "Connections closed at once because there were too many."),
		HandshakesFailed:   counter("stance_handshakes_failed_total", "Connections that ended before their first call could begin: no TLS, a bad certificate, no HTTP/2."),
	}
	r.MustRegister(m.seconds)
	for _, name := range methods {
		m.methods[name] = resolve(name[strings.LastIndexByte(name, '.')+1:])
	}
	kinds := counters("stance_statements_total", "Statements that were found.", "kind")
	m.statements = make([]prometheus.Counter, len(stancev1.StatementKind_name))
	for k := range m.statements {
		m.statements[k] = kinds.WithLabelValues(label(stancev1.StatementKind(k).String(), "STATEMENT_KIND_"))
	}
	m.labels = make([]string, len(stancev1.StanceLabel_name))
	for l := range m.labels {
		m.labels[l] = label(stancev1.StanceLabel(l).String(), "STANCE_LABEL_")
	}
	open := prometheus.NewGauge(prometheus.GaugeOpts{Name: "stance_connections_open", Help: "Connections that are open."})
	r.MustRegister(open,
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "stance_workers_busy", Help: "Articles and batches that are worked on."},
			func() float64 { n, _ := load(); return float64(n) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "stance_queue_length", Help: "Callers that wait for a worker."},
			func() float64 { _, n := load(); return float64(n) }))
	m.ConnectionsOpen = open
	return m
}

// label makes an enum's name a label's value: STATEMENT_KIND_DIRECT is "direct".
func label(name, prefix string) string { return strings.ToLower(strings.TrimPrefix(name, prefix)) }

// Intercept counts every call with the code that it ends with.
func (m *Metrics) Intercept(srv any, ss grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	enter(ss.Context())
	of := m.of(info.FullMethod)
	of.inFlight.Inc()
	err := handler(srv, ss)
	of.inFlight.Dec()
	call := wire.CallFrom(ss.Context())
	of.seconds.Observe(time.Since(call.Start).Seconds())
	of.in.Add(float64(call.BytesIn.Load()))
	of.out.Add(float64(call.BytesOut.Load()))
	of.count(status.Code(err))
	return err
}

// Ended counts a call that ended without coming to Intercept.
func (m *Metrics) Ended(name string, c codes.Code) { m.of(name).count(c) }

func (m *Metrics) of(name string) *method {
	if of := m.methods[name]; of != nil {
		return of
	}
	return m.unknown
}

func (m *method) count(c codes.Code) {
	if int(c) >= len(m.ended) {
		c = codes.Unknown
	}
	m.ended[c].Inc()
}

// Classified counts one result and what is in it.
func (m *Metrics) Classified(bytes int, took time.Duration, r *classifier.Result) {
	m.articles.Inc()
	m.textBytes.Add(float64(bytes))
	m.seconds.Observe(took.Seconds())
	for i := range r.Statements {
		s := &r.Statements[i]
		if int(s.Kind) < len(m.statements) {
			m.statements[s.Kind].Inc()
		}
		if s.Resolution == classifier.Unresolved {
			m.unresolved.Inc()
		}
		for j := range s.Stances {
			m.stances.WithLabelValues(s.Stances[j].Issue, m.labels[s.Stances[j].Label]).Inc()
		}
	}
}

// Refused counts an article that was refused.
func (m *Metrics) Refused(reason stancev1.ErrorReason) {
	m.refused.WithLabelValues(label(reason.String(), "ERROR_REASON_")).Inc()
}

// Panicked counts a defect.
func (m *Metrics) Panicked() { m.panics.Inc() }

// Loaded says which packs are loaded now.
func (m *Metrics) Loaded(packs []classifier.PackInfo) {
	m.packs.Reset()
	for _, p := range packs {
		m.packs.WithLabelValues(p.ID, p.Version, p.Digest).Set(1)
	}
}

// Reloaded counts a reload of "packs", "certificates" or "credentials".
func (m *Metrics) Reloaded(what string, err error) {
	result := "ok"
	if err != nil {
		result = "failed"
	}
	m.reloads.WithLabelValues(what, result).Inc()
}
