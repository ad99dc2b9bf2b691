package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// binary is the program under test, built once.
var binary string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		folder, err := os.MkdirTemp("", "stanced")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(folder)
		binary = filepath.Join(folder, "stanced")
		if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// process is a stanced that runs until its test ends.
type process struct {
	t                 *testing.T
	cmd               *exec.Cmd
	grpc, http, admin string // where it serves
	ended             chan struct{}
	code              int // after ended

	mu  sync.Mutex
	log []string
}

// start runs the binary with flags and waits until it serves.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{t: t, ended: make(chan struct{})}
	p.cmd = exec.Command(binary, append([]string{"--listen=127.0.0.1:0"}, args...)...)
	pipe, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	serving := make(chan struct{})
	go func() {
		lines := bufio.NewScanner(pipe)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			var m struct{ Msg, Grpc, Http, Admin string }
			json.Unmarshal(lines.Bytes(), &m)
			if m.Msg == "serving" {
				p.grpc, p.http, p.admin = m.Grpc, m.Http, m.Admin
				close(serving)
			}
			p.mu.Lock()
			p.log = append(p.log, lines.Text())
			p.mu.Unlock()
		}
		p.cmd.Wait()
		p.code = p.cmd.ProcessState.ExitCode()
		close(p.ended)
	}()
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		<-p.ended
	})
	select {
	case <-serving:
	case <-p.ended:
		t.Fatalf("ended with %d:\n%s", p.code, p.text())
	case <-time.After(20 * time.Second):
		t.Fatal("does not serve")
	}
	return p
}

// text is the log so far.
func (p *process) text() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return strings.Join(p.log, "\n")
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// terminate asks the process to end, and fails the test unless it does so with 0 within the time.
func (p *process) terminate(within time.Duration) {
	p.t.Helper()
	p.signal(syscall.SIGTERM)
	p.wait(within)
}

func (p *process) wait(within time.Duration) {
	p.t.Helper()
	select {
	case <-p.ended:
		if p.code != 0 {
			p.t.Errorf("ended with %d:\n%s", p.code, p.text())
		}
	case <-time.After(within):
		p.t.Fatalf("still runs after %v:\n%s", within, p.text())
	}
}

// until waits for something to come true.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("waited in vain until ", what)
		}
	}
}
