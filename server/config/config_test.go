package config

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func environment(pairs ...string) func(string) (string, bool) {
	return func(name string) (string, bool) {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	}
}

func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "stanced.yaml")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestFlagWinsOverEnvironmentOverFileOverDefault(t *testing.T) {
	path := file(t, "queue: 1\nworkers: 1\ngrace: 1s\n")
	c, _, err := Load([]string{"--queue=3", "--config=" + path}, environment("STANCE_QUEUE", "2", "STANCE_WORKERS", "2"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Queue != 3 || c.Workers != 2 || c.Grace != time.Second || c.CallTimeout != 30*time.Second {
		t.Errorf("got queue %d, workers %d, grace %v, call-timeout %v", c.Queue, c.Workers, c.Grace, c.CallTimeout)
	}
}

func TestTheFileCanBeNamedInTheEnvironment(t *testing.T) {
	c, _, err := Load(nil, environment("STANCE_CONFIG", file(t, "queue: 7")), nil)
	if err != nil || c.Queue != 7 {
		t.Errorf("got %+v, %v", c, err)
	}
}

func TestErrorsNameTheSettingAndItsPlace(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		env  []string
		file string
		want []string
	}{
		{"flag", []string{"--queue=x"}, nil, "", []string{"queue", `"x"`}},
		{"unknown flag", []string{"--que=1"}, nil, "", []string{"que", "--help"}},
		{"argument", []string{"serve"}, nil, "", []string{`"serve"`}},
		{"environment", nil, []string{"STANCE_CALL_TIMEOUT", "soon"}, "", []string{"STANCE_CALL_TIMEOUT", `"soon"`}},
		{"value in the file", nil, nil, "grace: 1s\nqueue: many\n", []string{"stanced.yaml:2", "queue", `"many"`}},
		{"name in the file", nil, nil, "grace: 1s\n\nqeue: 1\n", []string{"stanced.yaml:3", `"qeue"`}},
		{"twice in the file", nil, nil, "queue: 1\nqueue: 2\n", []string{"stanced.yaml:2", "queue", "twice"}},
		{"list in the file", nil, nil, "queue: [1]\n", []string{"stanced.yaml:1", "queue", "single"}},
		{"no settings in the file", nil, nil, "- queue\n", []string{"stanced.yaml:1"}},
		{"no YAML in the file", nil, nil, "queue: {", []string{"stanced.yaml"}},
		{"negative", []string{"--workers=-1"}, nil, "", []string{"workers", "-1"}},
		{"half of TLS", []string{"--tls-cert=x"}, nil, "", []string{"tls-cert", "tls-key"}},
		{"client certificates without TLS", []string{"--tls-client-ca=x"}, nil, "", []string{"tls-client-ca", "tls-cert"}},
		{"JWT for anybody", []string{"--jwt-keys=x"}, nil, "", []string{"jwt-audience"}},
		{"format", []string{"--log-format=xml"}, nil, "", []string{"log-format", "xml"}},
		{"level", []string{"--log-level=loud"}, nil, "", []string{"log-level", "loud"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			args := test.args
			if test.file != "" {
				args = append(args, "--config="+file(t, test.file))
			}
			_, _, err := Load(args, environment(test.env...), nil)
			if err == nil {
				t.Fatal("it was taken")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q does not say %s", err, want)
				}
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	if _, _, err := Load([]string{"--config=/no/such/file"}, environment(), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// What --print-config prints can be read back and gives the same configuration.
func TestPrintConfigRoundTrips(t *testing.T) {
	var out bytes.Buffer
	args := []string{"--listen=unix:/a: #b", "--call-timeout=1500ms", "--jwt-rate=0.5", "--reflection=false"}
	first, printed, err := Load(append(args, "--print-config"), environment("STANCE_LOG_LEVEL", "warn"), &out)
	if err != nil || !printed {
		t.Fatal(printed, err)
	}
	for _, want := range []string{"# flag\n", "# environment\n", "# default\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
	second, _, err := Load([]string{"--config=" + file(t, out.String())}, environment(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
}

// In Kubernetes a service named stance puts STANCE_PORT and the like into the environment of its neighbours.
func TestVariablesOfAKubernetesServiceAreNotSettings(t *testing.T) {
	for _, name := range []string{"STANCE_PORT", "STANCE_SERVICE_HOST", "STANCE_SERVICE_PORT", "STANCE_PORT_50051_TCP"} {
		if _, _, err := Load(nil, environment(name, "tcp://10.0.0.1:50051"), nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestHelpNamesEverySetting(t *testing.T) {
	var out bytes.Buffer
	if _, _, err := Load([]string{"--help"}, environment(), &out); !errors.Is(err, ErrHelp) {
		t.Fatal(err)
	}
	for _, want := range []string{"-listen", "-tls-cert", "-queue", "-packs", "STANCE_CALL_TIMEOUT"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in\n%s", want, &out)
		}
	}
}
