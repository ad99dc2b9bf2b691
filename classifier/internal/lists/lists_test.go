package lists

import (
	"slices"
	"testing"
)

func TestResizeAndFill(t *testing.T) {
	var s []int32
	for _, n := range []int{0, 1, 2, 3, 7, 64, 5, 1000} {
		s = Resize(s, n)
		Fill(s, int32(-n))
		if len(s) != n || slices.ContainsFunc(s, func(v int32) bool { return v != int32(-n) }) {
			t.Errorf("%d elements: got %v", n, s)
		}
	}
	old := cap(s)
	if s = Resize(s, 10); cap(s) != old {
		t.Errorf("room for %d elements was left, not %d", cap(s), old)
	}
}
