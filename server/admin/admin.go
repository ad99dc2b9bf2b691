// Package admin is the port for operators and probes: metrics, liveness, readiness, profiles. It belongs on an address
// that callers do not reach.
package admin

import (
	"encoding/json"
	"net/http"
	"net/http/pprof"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Status is the answer of /readyz.
type Status struct {
	Ready   bool              `json:"ready"`
	Packs   map[string]string `json:"packs"`             // version and digest by id
	Problem map[string]string `json:"problem,omitempty"` // the last reload that failed, by what was to be reloaded
}

// Handler serves the admin port. status is asked at each /readyz.
func Handler(metrics prometheus.Gatherer, status func() Status, profiles bool) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(metrics, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) {
		s := status()
		w.Header().Set("Content-Type", "application/json")
		if !s.Ready {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		json.NewEncoder(w).Encode(s)
	})
	if profiles {
		// Without cmdline: it would show the flags, and what stands in them.
		mux.HandleFunc("GET /debug/pprof/", index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	return mux
}

func index(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/debug/pprof/cmdline" {
		http.NotFound(w, r)
		return
	}
	pprof.Index(w, r)
}

// Server is the HTTP server of the admin port.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      2 * time.Minute, // of a profile
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
	}
}
