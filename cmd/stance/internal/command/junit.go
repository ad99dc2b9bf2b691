package command

import (
	"encoding/xml"
	"fmt"
	"os"

	"github.com/stance-dev/stance/classifier/pack"
)

// junitSuite is a pack's outcomes in the form that CI systems read.
type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string   `xml:"classname,attr"`
	Name    string   `xml:"name,attr"`
	File    string   `xml:"file,attr"`
	Line    int      `xml:"line,attr"`
	Failure *string  `xml:"failure,omitempty"`
	Skipped *skipped `xml:"skipped,omitempty"`
}

type skipped struct {
	Message string `xml:"message,attr"`
}

func junitOf(p *pack.Pack, outcomes []pack.Outcome) junitSuite {
	s := junitSuite{Name: p.ID.Value + " " + p.Version.Value, Tests: len(outcomes)}
	for i := range outcomes {
		o := &outcomes[i]
		c := junitCase{Class: p.ID.Value + "." + o.Issue.ID.Value, Name: o.Example.Text.Value, File: p.File, Line: o.Example.Pos.Line}
		switch {
		case o.Failed():
			diff := o.Diff()
			c.Failure = &diff
			s.Failures++
		case !o.Passed:
			c.Skipped = &skipped{"todo"}
			s.Skipped++
		}
		s.Cases = append(s.Cases, c)
	}
	return s
}

func writeJUnit(file string, suites []junitSuite) error {
	out, err := xml.MarshalIndent(struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []junitSuite
	}{Suites: suites}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, append([]byte(xml.Header), out...), 0o644); err != nil {
		return fmt.Errorf("the JUnit file cannot be written: %w", err)
	}
	return nil
}
