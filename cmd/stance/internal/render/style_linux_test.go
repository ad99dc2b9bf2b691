package render

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// openTerminal gives a terminal of some width.
func openTerminal(t *testing.T, columns uint16) *os.File {
	t.Helper()
	control, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("there are no terminals here: %v", err)
	}
	t.Cleanup(func() { _ = control.Close() })
	fd := int(control.Fd())
	n, err := unix.IoctlGetUint32(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	tty, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tty.Close() })
	if err := unix.IoctlSetWinsize(int(tty.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
	return tty
}

func TestNewStyle(t *testing.T) {
	tty := openTerminal(t, 91)
	file, err := os.Create(t.TempDir() + "/file")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, c := range []struct {
		name                   string
		noColour, term, column string
		to                     any
		want                   Style
		wide                   int
	}{
		{"a terminal", "", "xterm", "", tty, Style{Colour: true, Width: 91}, 91},
		{"NO_COLOR", "1", "xterm", "", tty, Style{Width: 91}, 91},
		{"a dumb terminal", "", "dumb", "", tty, Style{Width: 91}, 91},
		{"COLUMNS", "", "xterm", "70", tty, Style{Colour: true, Width: 70}, 70},
		{"a file", "", "xterm", "", file, Style{}, 100},
		{"a file, COLUMNS", "", "xterm", "70", file, Style{Width: 70}, 70},
		{"no file", "", "xterm", "", new(strings.Builder), Style{}, 100},
		{"COLUMNS is no number", "", "xterm", "wide", file, Style{}, 100},
		{"COLUMNS is 0", "", "xterm", "0", tty, Style{Colour: true, Width: 91}, 91},
	} {
		t.Setenv("NO_COLOR", c.noColour)
		t.Setenv("TERM", c.term)
		t.Setenv("COLUMNS", c.column)
		got := NewStyle(c.to.(interface{ Write([]byte) (int, error) }))
		if got != c.want || got.width() != c.wide {
			t.Errorf("%s: %+v, %d columns", c.name, got, got.width())
		}
	}
	if !IsTerminal(tty) || IsTerminal(file) || IsTerminal(new(strings.Builder)) {
		t.Error("IsTerminal")
	}
}
