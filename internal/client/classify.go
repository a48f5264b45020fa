package client

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// failed is what classify looks at.
type failed struct {
	method string
	path   []string
	status int
	class  string // simple name of errorType, empty when the answer is not an error of the node
	code   string
	text   string
}

// codes are the machine codes of the vendor's documentation (observed.md 1.4, dss-admin.md 2.2). They stand in
// the member "code" or in the text, and in message envelopes.
var codes = map[string]error{
	"ERR_SECURITY_USER_EXISTS":                       ErrAlreadyExists,
	"ERR_SECURITY_GROUP_EXISTS":                      ErrAlreadyExists,
	"ERR_CODEENV_EXISTING_ENV":                       ErrAlreadyExists,
	"ERR_CODEENV_NO_CREATION_PERMISSION":             ErrForbidden,
	"ERR_USER_ACTION_FORBIDDEN_BY_PROFILE":           ErrForbidden,
	"ERR_PLUGIN_NOT_INSTALLED":                       ErrInvalid,
	"ERR_CODEENV_UNSUPPORTED_OPERATION_FOR_ENV_TYPE": ErrInvalid,
	"ERR_SECURITY_CRUD_INVALID_SETTINGS":             ErrInvalid,
	"ERR_SECURITY_INVALID_NEW_PASSWORD":              ErrInvalid,
	"ERR_SECURITY_DECRYPTION_FAILED":                 ErrInvalid,
}

var (
	codeText      = regexp.MustCompile(`\bERR_[A-Z_]+\b`)
	noInstance    = regexp.MustCompile(`(?i)dataiku instance not found`)
	licenceText   = regexp.MustCompile(`(?i)licen[cs]e does not allow|not available with your .*licen[cs]e`)
	cloudText     = regexp.MustCompile(`(?i)not (available|supported|allowed)\b.*\bdataiku cloud`)
	wrongVerb     = regexp.MustCompile(`(?i)raw ?method ?\w+ ?not ?supported|not implemented`)
	routeText     = regexp.MustCompile(`/(dip/publicapi|public/api)/`)
	missingText   = regexp.MustCompile(`(?i)does not exist|doesn't exist|not a file:|was not found`)
	existsText    = regexp.MustCompile(`(?i)already exist|already used|already taken|already installed`)
	danglingText  = regexp.MustCompile(`(?i)references an unknown`)
	dangerText    = regexp.MustCompile(`(?i)danger ?zone`)
	conflictText  = regexp.MustCompile(`(?i)deletion may be forced|\bnot empty\b`)
	forbiddenText = regexp.MustCompile(`(?i)permission restrictions`)
)

// classify says what a status of 400 and above means, nil when it means nothing in particular. It is the only
// place that reads error texts. Sources: observed.md 1.3 to 1.5, dss-admin.md 2.2, govern.md 1.6.
func classify(f failed) error {
	switch {
	case gatewayTrouble(f.status), noInstance.MatchString(f.text):
		return ErrUnavailable
	case f.class == "NotAuthenticatedException", f.status == http.StatusUnauthorized && f.class != "UnauthorizedException":
		return ErrUnauthenticated
	case licenceText.MatchString(f.text):
		return ErrUnlicensed
	case cloudText.MatchString(f.text): // the words are a guess, since nobody recorded them (dss-admin.md W17)
		return ErrCloud
	case f.status == http.StatusMethodNotAllowed, f.status == http.StatusNotImplemented,
		f.class == "NotImplementedException", wrongVerb.MatchString(f.text):
		return ErrUnsupported
	case f.status == http.StatusNotFound && (f.class == "" || routeText.MatchString(f.text)):
		// Every error of the node has a type. A 404 without one comes from a gateway or from a router that does
		// not know the path, and so does one that quotes the route: the object may well be there.
		return ErrUnsupported
	case f.class == "NotFoundException":
		return ErrNotFound
	case f.class == "UnauthorizedException", f.status == http.StatusForbidden:
		return f.unauthorized()
	}
	if kind := f.coded(); kind != nil {
		return kind
	}
	switch {
	case f.status == http.StatusNotFound, f.gone():
		return ErrNotFound
	case f.method != http.MethodGet && existsText.MatchString(f.text):
		return ErrAlreadyExists
	case dangerText.MatchString(f.text):
		return ErrDanger
	case danglingText.MatchString(f.text):
		return ErrDangling
	case f.status == http.StatusConflict, conflictText.MatchString(f.text):
		return ErrConflict
	case forbiddenText.MatchString(f.text):
		return ErrForbidden
	case f.status < http.StatusInternalServerError, slices.Contains(refusals, f.class):
		return ErrInvalid
	}
	return nil
}

// refusals are the classes with which a server refuses a body whatever the status: a partial document ends in a
// NullPointerException (observed.md 1.4).
var refusals = []string{"IllegalArgumentException", "NullPointerException", "ValidationException"}

// unauthorized tells a lack of rights from a not-found that was wrapped in it. The wrapping is believed on reads
// only (govern.md 1.6), and never for project permissions, where both cases look alike (observed.md 1.4).
func (f failed) unauthorized() error {
	wrapped := f.class == "UnauthorizedException" && strings.Contains(f.text, "NotFoundException")
	if wrapped && f.method == http.MethodGet && !strings.Contains(f.text, "Failed to read project permissions") {
		return ErrNotFound
	}
	return ErrForbidden
}

func (f failed) coded() error {
	for _, code := range append(codeText.FindAllString(f.text, -1), f.code) {
		if code == "ERR_PROJECT_INVALID_PROJECT_KEY" && existsText.MatchString(f.text) {
			return ErrAlreadyExists // the one code for a bad key and a used one
		}
		if code == "ERR_PLUGIN_NOT_INSTALLED" && f.method == http.MethodGet && f.path[0] == "plugins" {
			return ErrNotFound // the plugin itself; elsewhere it is what an object needs
		}
		if kind := codes[code]; kind != nil {
			return kind
		}
	}
	return nil
}

// gone recognises the objects whose absence is a 400 or a 500 with a text: connections, code environments,
// futures. The text must name something of the path: a dataset whose connection "does not exist" is not gone.
// Missing files of a dataset (DataStoreIOException) are not a missing dataset either.
func (f failed) gone() bool {
	if f.method != http.MethodGet && f.method != http.MethodDelete || f.class == "DataStoreIOException" {
		return false
	}
	if f.status != http.StatusBadRequest && f.status != http.StatusInternalServerError {
		return false
	}
	if strings.Contains(f.text, "No future by that id") {
		return f.path[0] == "futures"
	}
	return missingText.MatchString(f.text) && slices.ContainsFunc(f.path, func(segment string) bool {
		return regexp.MustCompile(`(?i)(^|[^\w-])` + regexp.QuoteMeta(segment) + `($|[^\w-])`).MatchString(f.text)
	})
}

// gatewayTrouble are the statuses that pass; only what stands in front of a node sends them (observed.md 1.5).
func gatewayTrouble(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}
