package client

import "errors"

// What an error of the API means. Use errors.Is.
var (
	ErrNotFound        = errors.New("not found")
	ErrAlreadyExists   = errors.New("already exists")
	ErrForbidden       = errors.New("forbidden")
	ErrUnauthenticated = errors.New("not authenticated")
	ErrConflict        = errors.New("conflict")
	ErrUnavailable     = errors.New("unavailable")
	ErrUnsupported     = errors.New("not supported by this version or licence")
	ErrMalformed       = errors.New("malformed answer")
	ErrInvalid         = errors.New("invalid request")
)

// APIError is a request that failed.
type APIError struct {
	Product   Product
	Method    string
	Path      string // below the API root, unescaped
	Status    int    // 0 when no answer arrived
	ErrorType string
	Message   string
	Detail    string
	RequestID string
	// Note is what the client adds: that a change may have been made, what to look at.
	Note string

	kind, cause error
}

func (e *APIError) Error() string { return e.Message }

// Unwrap gives the sentinel and the cause.
func (e *APIError) Unwrap() []error { return []error{e.kind, e.cause} }
