package config

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"gopkg.in/yaml.v3"
)

// ErrHelp is returned by Load when --help was asked for and has been printed.
var ErrHelp = errors.New("help was asked for")

// Load reads the configuration from arguments, environment and, where --config or STANCE_CONFIG names one, a file.
// An error names the setting at fault and where it stands. With --print-config the whole of it is written to out, and
// printed is true.
func Load(args []string, lookup func(string) (string, bool), out io.Writer) (c *Config, printed bool, err error) {
	c = &Config{}
	fs := flags(c)
	file := fs.String("config", "", "YAML `file` with settings")
	show := fs.Bool("print-config", false, "print the settings as a configuration file, and stop")
	if err := fs.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			usage(fs, out)
			return nil, false, ErrHelp
		}
		return nil, false, fmt.Errorf("%w: see stanced --help", err)
	}
	if fs.NArg() > 0 {
		return nil, false, fmt.Errorf("%q is no flag: see stanced --help", fs.Arg(0))
	}
	origin := map[string]string{}
	fs.Visit(func(f *flag.Flag) { origin[f.Name] = "flag" })
	if err := fromEnvironment(fs, lookup, origin); err != nil {
		return nil, false, err
	}
	if *file != "" {
		if err := fromFile(fs, *file, origin); err != nil {
			return nil, false, err
		}
	}
	if err := c.check(); err != nil {
		return nil, false, err
	}
	if *show {
		return c, true, write(fs, origin, out)
	}
	return c, false, nil
}

// Env is the environment variable of a setting.
func Env(name string) string {
	return "STANCE_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

func fromEnvironment(fs *flag.FlagSet, lookup func(string) (string, bool), origin map[string]string) error {
	var first error
	fs.VisitAll(func(f *flag.Flag) {
		value, ok := lookup(Env(f.Name))
		if !ok || origin[f.Name] != "" || first != nil {
			return
		}
		if err := fs.Set(f.Name, value); err != nil {
			first = fmt.Errorf("environment: %s is %q: %w", Env(f.Name), value, err)
		}
		origin[f.Name] = "environment"
	})
	return first
}

func fromFile(fs *flag.FlagSet, path string, origin map[string]string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("config: %w", err)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("config %s: %w", path, err)
	}
	if len(doc.Content) == 0 {
		return nil
	}
	top := doc.Content[0]
	if top.Kind != yaml.MappingNode {
		return fmt.Errorf("config %s:%d: must be settings, one a line, as \"name: value\"", path, top.Line)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(top.Content); i += 2 {
		key, value := top.Content[i], top.Content[i+1]
		name := key.Value
		switch f := fs.Lookup(name); {
		case f == nil || name == "config" || name == "print-config":
			return fmt.Errorf("config %s:%d: there is no setting %q", path, key.Line, name)
		case seen[name]:
			return fmt.Errorf("config %s:%d: %s is set twice", path, key.Line, name)
		case value.Kind != yaml.ScalarNode:
			return fmt.Errorf("config %s:%d: %s must be a single value", path, value.Line, name)
		}
		seen[name] = true
		if origin[name] != "" {
			continue
		}
		if err := fs.Set(name, value.Value); err != nil {
			return fmt.Errorf("config %s:%d: %s is %q: %w", path, value.Line, name, value.Value, err)
		}
		origin[name] = "file"
	}
	return nil
}

// write prints the settings so that they can be read back as a file, each with where it comes from.
func write(fs *flag.FlagSet, origin map[string]string, out io.Writer) error {
	var b strings.Builder
	fs.VisitAll(func(f *flag.Flag) {
		if f.Name == "config" || f.Name == "print-config" {
			return
		}
		from := origin[f.Name]
		if from == "" {
			from = "default"
		}
		value, err := yaml.Marshal(f.Value.String())
		if err != nil {
			return
		}
		fmt.Fprintf(&b, "%s: %s # %s\n", f.Name, strings.TrimSpace(string(value)), from)
	})
	_, err := io.WriteString(out, b.String())
	return err
}

func usage(fs *flag.FlagSet, out io.Writer) {
	fmt.Fprint(out, `stanced serves stance.v1 over gRPC.

    stanced [flags]               serves
    stanced healthcheck [flags]   asks the server that was started with the same settings whether it serves

Every flag can be set in the environment (--call-timeout as STANCE_CALL_TIMEOUT) or in a YAML file (call-timeout: 10s).
A flag wins over the environment, this over the file.

`)
	fs.SetOutput(out)
	fs.PrintDefaults()
}
