package emulator

// Error is an answer with status 4xx or 5xx in the shape of observed.md 1.3.
type Error struct {
	Status  int
	Type    string // Java class name, `errorType`
	Message string
	Detail  string // `detailedMessage`; the message when empty
	Code    string // machine code such as ERR_SECURITY_USER_EXISTS
}

// Error implements error.
func (e *Error) Error() string { return e.Type + ": " + e.Message }

func (e *Error) body() Document {
	detail := e.Detail
	if detail == "" {
		detail = e.Message
	}
	body := Document{"errorType": e.Type, "message": e.Message, "detailedMessage": detail}
	if e.Code != "" {
		body["code"] = e.Code
	}
	return body
}

// NotFound is the 404 of most missing objects (observed.md 1.4).
func NotFound(message string) *Error {
	return &Error{Status: 404, Type: "com.dataiku.dip.server.controllers.NotFoundException", Message: message}
}

// IllegalArgument is the 400 of bad values.
func IllegalArgument(message string) *Error {
	return &Error{Status: 400, Type: "java.lang.IllegalArgumentException", Message: message}
}

// Forbidden is the 403 of missing rights.
func Forbidden(message string) *Error {
	return &Error{Status: 403, Type: "com.dataiku.dip.exceptions.UnauthorizedException", Message: message}
}

// Coded is a refusal that carries a machine code.
func Coded(code, message string) *Error {
	return &Error{Status: 400, Type: "com.dataiku.dip.exceptions.CodedException", Message: message, Code: code}
}

// NullPointer is what the server answers when a document lacks a member that it expects.
func NullPointer() *Error {
	return &Error{Status: 500, Type: "java.lang.NullPointerException", Message: "null"}
}
