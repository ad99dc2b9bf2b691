//go:build race

package classifier_test

func init() { raceDetector = true }
