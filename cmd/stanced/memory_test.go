package main

import (
	"fmt"
	"os"
	"strings"
	"time"
)

// resetPeak makes the kernel forget the process's peak of memory, and returns what it has now, in kB. Where there is no
// such kernel it returns 0, and so does peak.
func (p *process) resetPeak() int {
	os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", p.cmd.Process.Pid), []byte("5"), 0)
	return p.memory("VmRSS:")
}

// peak is the most memory that the process has had since resetPeak, in kB.
func (p *process) peak() int { return p.memory("VmHWM:") }

// settled is the memory that the process has, in kB, once that of its start is given back: this happens beside the first
// calls, on a busy machine late. Where it stays above most the wait ends.
func (p *process) settled(most int) int {
	time.Sleep(300 * time.Millisecond)
	for end := time.Now().Add(10 * time.Second); p.memory("VmRSS:") > most && time.Now().Before(end); {
		time.Sleep(50 * time.Millisecond)
	}
	return p.memory("VmRSS:")
}

func (p *process) memory(name string) (kilobytes int) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), name)
	fmt.Sscan(rest, &kilobytes)
	return kilobytes
}
