package pack

import "testing"

func TestRoleSumIsTheSameForTheSameRole(t *testing.T) {
	same := [][]string{
		{"Prime Minister of Israel", "Israel's prime minister", "the prime minister, Israel", "Israel’s Prime Minister"},
		{"President of the United States", "United States President", "the United States’s president"},
		{"U.S. President", "president, U.S.", "the U.S. president"},
	}
	seen := map[uint64]string{}
	for _, group := range same {
		for _, role := range group {
			if a, b := roleKey(role), roleKey(group[0]); a != b {
				t.Errorf("roleKey(%q) = %q, want %q", role, a, b)
			}
			if a, b := roleSum(role), roleSum(group[0]); a != b {
				t.Errorf("roleSum(%q) = %x, want that of %q, %x", role, a, group[0], b)
			}
		}
		if other, ok := seen[roleSum(group[0])]; ok {
			t.Errorf("%q and %q have the same sum", group[0], other)
		}
		seen[roleSum(group[0])] = group[0]
	}
}
