// Command deploy checks Kubernetes manifests on standard input: every field must be one that its kind has, and of the
// right type. It needs no network and no cluster.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/kubernetes/scheme"
)

func main() { os.Exit(run(os.Stdin, os.Stdout, os.Stderr)) }

func run(stdin io.Reader, stdout, stderr io.Writer) int {
	decoder := serializer.NewCodecFactory(scheme.Scheme, serializer.EnableStrict).UniversalDeserializer()
	documents := yaml.NewYAMLReader(bufio.NewReader(stdin))
	code, n := 0, 0
	for {
		b, err := documents.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			fmt.Fprintln(stderr, err)
			return 1
		}
		n++
		if _, kind, err := decoder.Decode(b, nil, nil); err != nil {
			fmt.Fprintf(stderr, "manifest %d (%v): %v\n", n, kind, err)
			code = 1
		}
	}
	if n == 0 {
		fmt.Fprintln(stderr, "there are no manifests")
		return 1
	}
	fmt.Fprintf(stdout, "%d manifests\n", n)
	return code
}
