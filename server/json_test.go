package server

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stance-dev/stance/classifier"
)

// jsonAnswer is what a JSON call comes back with.
type jsonAnswer struct {
	status int
	header http.Header
	body   map[string]any
}

// reason is the ErrorInfo's reason; "" where there is none.
func (a jsonAnswer) reason() string {
	details, _ := a.body["details"].([]any)
	for _, d := range details {
		if m, _ := d.(map[string]any); m["@type"] == "type.googleapis.com/google.rpc.ErrorInfo" && m["domain"] == "stance.dev" {
			reason, _ := m["reason"].(string)
			return reason
		}
	}
	return ""
}

func callJSON(t testing.TB, method, url string, body io.Reader, headers ...string) jsonAnswer {
	t.Helper()
	r, err := http.NewRequest(method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	response, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	out := jsonAnswer{status: response.StatusCode, header: response.Header}
	b, _ := io.ReadAll(response.Body)
	if err := json.Unmarshal(b, &out.body); err != nil {
		t.Fatalf("%s is no JSON object: %v", b, err)
	}
	return out
}

func TestJSONAnswersAsGRPCDoes(t *testing.T) {
	s := start(t, "--http-listen=127.0.0.1:0")
	base := "http://" + s.HTTPAddr().String()
	a := callJSON(t, "POST", base+"/v1/articles:classify", strings.NewReader(`{"article": {"article_id": "a1", "text": "“It is late,” Ann Clarke said."}, "offsetEncoding": "OFFSET_ENCODING_CODE_POINTS"}`))
	statements, _ := a.body["statements"].([]any)
	if a.status != 200 || a.body["articleId"] != "a1" || a.body["offsetEncoding"] != "OFFSET_ENCODING_CODE_POINTS" || len(statements) != 1 {
		t.Errorf("classify: %v", a)
	}
	a = callJSON(t, "POST", base+"/v1/articles:batchClassify", strings.NewReader(`{"articles": [{"text": "words"}, {}]}`))
	if results, _ := a.body["results"].([]any); a.status != 200 || len(results) != 2 {
		t.Errorf("batch: %v", a)
	}
	a = callJSON(t, "GET", base+"/v1/issues", nil)
	if issues, _ := a.body["issues"].([]any); a.status != 200 || len(issues) != len(s.packs.Current().Classifier.Issues()) {
		t.Errorf("issues: %v", a)
	}
	a = callJSON(t, "GET", base+"/openapi.json", nil)
	if paths, _ := a.body["paths"].(map[string]any); len(paths) != 3 {
		t.Errorf("openapi: %v", a.body)
	}
}

func TestJSONRefusesWithReasons(t *testing.T) {
	s := startFake(t, echo, "--http-listen=127.0.0.1:0")
	base := "http://" + s.HTTPAddr().String()
	for _, test := range []struct {
		name, method, path string
		body               string
		status             int
		reason             string
	}{
		{"unknown field", "POST", "/v1/articles:classify", `{"article": {"txt": "words"}}`, 400, "MALFORMED"},
		{"unknown field at the top", "POST", "/v1/articles:classify", `{"article": {"text": "words"}, "extra": 1}`, 400, "MALFORMED"},
		{"field twice", "POST", "/v1/articles:classify", `{"article": {"text": "a", "text": "b"}}`, 400, "MALFORMED"},
		{"more after the object", "POST", "/v1/articles:classify", `{"article": {"text": "a"}} {}`, 400, "MALFORMED"},
		{"cut off", "POST", "/v1/articles:classify", `{"article": {"text": "a`, 400, "MALFORMED"},
		{"wrong type", "POST", "/v1/articles:classify", `{"article": "words"}`, 400, "MALFORMED"},
		{"unknown enum", "POST", "/v1/articles:classify", `{"article": {"text": "a"}, "offsetEncoding": "BYTES"}`, 400, "MALFORMED"},
		{"not UTF-8", "POST", "/v1/articles:classify", "{\"article\": {\"text\": \"a\xff\"}}", 400, "MALFORMED"},
		{"lone surrogate", "POST", "/v1/articles:classify", `{"article": {"text": "\ud800"}}`, 400, "MALFORMED"},
		{"deep", "POST", "/v1/articles:classify", strings.Repeat(`{"article":`, 100_000), 400, "MALFORMED"},
		{"a byte that begins nothing", "POST", "/v1/articles:classify", "\x9d", 400, "MALFORMED"},
		{"a field of 1 MB", "POST", "/v1/articles:classify", `{"` + strings.Repeat("x", 1<<20) + `": 1}`, 400, "MALFORMED"},
		{"a path that is not UTF-8", "GET", "/%ff", ``, 404, "UNKNOWN_METHOD"},
		{"nothing", "POST", "/v1/articles:classify", ``, 400, "FIELD_REQUIRED"},
		{"empty text", "POST", "/v1/articles:classify", `{"article": {"text": ""}}`, 400, "TEXT_EMPTY"},
		{"large text", "POST", "/v1/articles:classify", `{"article": {"text": "` + strings.Repeat("e", classifier.MaxText+1) + `"}}`, 400, "TEXT_TOO_LARGE"},
		{"large message", "POST", "/v1/articles:classify", `{"article": {"text": "` + strings.Repeat("e", maxMessage+1) + `"}}`, 429, "REQUEST_TOO_LARGE"},
		{"large body", "POST", "/v1/articles:classify", `{"article": {"text": "` + strings.Repeat("e", maxJSON) + `"}}`, 429, "REQUEST_TOO_LARGE"},
		{"unknown path", "GET", "/v1/nothing", ``, 404, "UNKNOWN_METHOD"},
		{"wrong method", "GET", "/v1/articles:classify", ``, 405, "UNKNOWN_METHOD"},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := callJSON(t, test.method, base+test.path, strings.NewReader(test.body))
			if a.status != test.status || a.reason() != test.reason {
				t.Errorf("got %d %s (%v), want %d %s", a.status, a.reason(), a.body, test.status, test.reason)
			}
		})
	}
}

// At the limit of the body itself: 1 less, it, 1 more.
func TestJSONBodyLimit(t *testing.T) {
	s := startFake(t, echo, "--http-listen=127.0.0.1:0")
	for _, test := range []struct {
		size   int
		status int
	}{{maxJSON - 1, 200}, {maxJSON, 200}, {maxJSON + 1, 429}} {
		body := `{"article": {"text": "words"}}`
		body += strings.Repeat(" ", test.size-len(body))
		if a := callJSON(t, "POST", "http://"+s.HTTPAddr().String()+"/v1/articles:classify", strings.NewReader(body)); a.status != test.status {
			t.Errorf("%d bytes: %v", test.size, a)
		}
	}
}

func TestJSONCarriesCredentials(t *testing.T) {
	tokens := filepath.Join(t.TempDir(), "tokens.yaml")
	os.WriteFile(tokens, []byte("tokens: [{name: tester, token: "+token+", rate: 0.01}]"), 0o600)
	s := startFake(t, echo, "--http-listen=127.0.0.1:0", "--admin-listen=127.0.0.1:0", "--tokens="+tokens)
	url := "http://" + s.HTTPAddr().String() + "/v1/articles:classify"
	body := func() io.Reader { return strings.NewReader(`{"article": {"text": "words"}}`) }
	if a := callJSON(t, "POST", url, body()); a.status != 401 || a.reason() != "UNAUTHENTICATED" {
		t.Errorf("without a token: %v", a)
	}
	// Nobody's body is held before they have shown who they are: this one is never sent.
	endless, end := io.Pipe()
	defer end.Close()
	if a := callJSON(t, "POST", url, endless); a.status != 401 || a.reason() != "UNAUTHENTICATED" {
		t.Errorf("without a token and with an endless body: %v", a)
	} else if got := a.header.Get("WWW-Authenticate"); got != "Bearer" {
		t.Errorf("WWW-Authenticate is %q", got)
	}
	if metrics := get(t, "http://"+s.AdminAddr().String()+"/metrics"); !strings.Contains(metrics, `stance_calls_total{code="Unauthenticated",method="unknown"} 2`+"\n") {
		t.Error("the refusals were not counted")
	}
	if a := callJSON(t, "POST", url, body(), "Authorization", "Bearer "+token); a.status != 200 {
		t.Errorf("with it: %v", a)
	}
	a := callJSON(t, "POST", url, body(), "Authorization", "Bearer "+token)
	if a.status != 429 || a.reason() != "RATE_LIMITED" || a.header.Get("Retry-After") == "" {
		t.Errorf("over the rate: %v", a)
	}
}

func TestJSONBodyOfEmptyArticlesIsNotDecoded(t *testing.T) {
	s := start(t, "--http-listen=127.0.0.1:0")
	url := "http://" + s.HTTPAddr().String() + "/v1/articles:batchClassify"
	for body, want := range map[string]string{
		`{"articles":[` + strings.Repeat("{},", 300) + `{}]}`:           "TOO_MANY",
		`{"articles":[` + strings.Repeat("{},", 1<<20) + `{}]}`:         "MALFORMED",
		`{"articles":[{"text":"` + strings.Repeat(`{\"`, 2000) + `"}]}`: "",
	} {
		if a := callJSON(t, "POST", url, strings.NewReader(body)); a.reason() != want {
			t.Errorf("%.40s: got %d %s %s, want %s", body, a.status, a.reason(), a.body["message"], want)
		}
	}
}

func TestJSONBodiesAtOnceAreBounded(t *testing.T) {
	s := start(t, "--http-listen=127.0.0.1:0", "--max-calls=1")
	base := "http://" + s.HTTPAddr().String()
	slow, end := io.Pipe()
	first := make(chan struct{})
	go func() {
		defer close(first)
		r, _ := http.NewRequest("POST", base+"/v1/articles:batchClassify", slow)
		r.Header.Set("Expect", "100-continue") // the body is sent when the server reads it
		if response, err := (&http.Client{Transport: &http.Transport{DisableKeepAlives: true, ExpectContinueTimeout: time.Minute}}).Do(r); err == nil {
			response.Body.Close()
		}
	}()
	if _, err := io.WriteString(end, "{"); err != nil {
		t.Fatal("the first body is not read: ", err)
	}
	a := callJSON(t, "POST", base+"/v1/articles:batchClassify", strings.NewReader("{}"))
	if a.reason() != "OVERLOADED" || a.status != http.StatusServiceUnavailable || a.header.Get("Retry-After") != "5" {
		t.Errorf("a second body was read while the first was open: %d %s", a.status, a.reason())
	}
	end.Close()
	<-first
}
