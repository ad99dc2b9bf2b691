package pack

import "testing"

// All edges are found again in a table that had to grow, which no shipped pack makes it.
func TestEdgesGrow(t *testing.T) {
	const n = 5000
	table := newEdgeTable(2)
	for i := range int32(n) {
		*table.at(i%70, i*7) = i + 1
	}
	for i := range int32(n) {
		if to := *table.at(i%70, i*7); to != i+1 {
			t.Fatalf("edge %d leads to %d, want %d", i, to, i+1)
		}
	}
	if table.used != n {
		t.Errorf("%d edges, want %d", table.used, n)
	}
}
