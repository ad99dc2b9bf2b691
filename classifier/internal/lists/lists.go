// Package lists holds what the stages do alike with the lists that they keep from article to article.
package lists

// Resize returns the list with n elements, in its old memory where that is enough. What they hold is left over from before.
func Resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

// Touched returns a list of n zeros in memory that has been written to. A page of fresh memory that is read first and then
// written, as those of a hash table are, is mapped twice, and the second time the other cores are interrupted.
func Touched[T any](n int) []T {
	s := make([]T, n)
	clear(s)
	return s
}

// Fill sets all elements to v: copying takes many at once, so that it is faster than one by one.
func Fill[T any](s []T, v T) {
	n := min(len(s), 16)
	for i := range s[:n] {
		s[i] = v
	}
	for ; n < len(s); n *= 2 {
		copy(s[n:], s[:n])
	}
}
