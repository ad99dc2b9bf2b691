package pack

import (
	_ "embed"
	"strings"
)

//go:embed starter.yaml
var starter string

// Starter returns a commented pack to begin with. Its examples pass.
func Starter(id string) string { return strings.Replace(starter, "pack: whaling", "pack: "+id, 1) }
