package fault

import stancev1 "github.com/stance-dev/stance/proto/stance/v1"

// Internal is a defect of the server. The caller gets the incident alone; the cause is for the log.
func Internal(incident string, cause error) *Fault {
	f := New(stancev1.ErrorReason_ERROR_REASON_INTERNAL, "the server failed: give its operator the incident "+incident, "incident", incident)
	f.cause = cause
	return f
}

// Unwrap is the error behind an INTERNAL fault, or nil.
func (f *Fault) Unwrap() error { return f.cause }
