package client

// EnvelopeError is a failure that arrived as a success (dss-admin.md 2.3).
type EnvelopeError struct {
	Messages []ServerMessage
}

// ServerMessage is one entry of a message envelope.
type ServerMessage struct {
	Severity, Code, Title, Message, Details string
}

func (e *EnvelopeError) Error() string { return "" }

// CheckEnvelope fails when the answer holds a message envelope with an error.
func CheckEnvelope(answer any) error { return errPending }

// CheckBulk fails when an item of a bulk answer failed.
func CheckBulk(answer any) error { return errPending }
