package pack

import (
	_ "embed"
	"strings"
)

//go:embed starter.yaml
var starter string

// Starter returns a commented pack to begin with, whose id and whose issue's are given: what it holds is an example to be
// replaced. Its examples pass.
func Starter(id string) string {
	return strings.NewReplacer(
		"pack: whaling", "pack: "+id,
		"- id: commercial_whaling", "- id: "+id,
	).Replace(starter)
}
