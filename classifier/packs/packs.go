// Package packs holds the issue packs that are built in, as files.
package packs

import "embed"

// FS holds core.yaml and the shipped packs, by file name.
//
//go:embed *.yaml
var FS embed.FS
