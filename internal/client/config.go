package client

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// Product is the kind of node a client talks to. Both serve the same transport; the name appears in errors.
type Product string

// The products; the zero value means DSS.
const (
	ProductDSS    Product = "DSS"
	ProductGovern Product = "Govern"
)

// Config is everything a client needs to know about one node. Only URL and APIKey are required: every zero
// value means the default written beside it.
type Config struct {
	Product Product // ProductDSS
	// URL of the node, with or without a trailing slash, /public/api or /dip/publicapi.
	URL        string
	APIKey     string
	AuthMethod AuthMethod // AuthBasic
	TLS        TLSConfig
	// Headers are sent with every request, for gateways in front of the node.
	Headers   map[string]string
	UserAgent string
	// RequestTimeout limits one attempt of one request, answer included; 60 s.
	RequestTimeout time.Duration
	// MaxRetries is how often one request is sent again after a failure that may pass; 4, negative for never.
	MaxRetries int
	// MaxConcurrentRequests limits what is under way at once; 8.
	MaxConcurrentRequests int
	// VerifyProduct asks the node, before the first change, whether it is of the Product.
	VerifyProduct bool
	// Logger receives a line for every attempt; nil is silent and costs nothing.
	Logger Logger
	// Clock is what back-off waits with; nil for the real one.
	Clock Clock
}

// TLSConfig says whom to trust and how to identify oneself. ClientCertificate and ClientKey each take a file
// path or the PEM text itself.
type TLSConfig struct {
	CABundleFile       string
	CABundlePEM        string
	ClientCertificate  string
	ClientKey          string
	InsecureSkipVerify bool
}

// Logger receives what the client does. Fields never hold a credential; bodies arrive redacted.
type Logger interface {
	Debug(ctx context.Context, msg string, fields map[string]any)
	Warn(ctx context.Context, msg string, fields map[string]any)
}

// Clock tells the time and waits. Tests replace it, so that nothing ever sleeps in them.
type Clock interface {
	Now() time.Time
	// Sleep returns early, with the context's error, when ctx ends.
	Sleep(ctx context.Context, d time.Duration) error
}

const (
	defaultUserAgent   = "dataiku-go-client"
	defaultTimeout     = 60 * time.Second
	defaultRetries     = 4
	defaultConcurrency = 8
)

func (c Config) withDefaults() Config {
	if c.Product == "" {
		c.Product = ProductDSS
	}
	if c.AuthMethod == "" {
		c.AuthMethod = AuthBasic
	}
	if c.UserAgent == "" {
		c.UserAgent = defaultUserAgent
	}
	if c.RequestTimeout == 0 {
		c.RequestTimeout = defaultTimeout
	}
	if c.MaxRetries == 0 {
		c.MaxRetries = defaultRetries
	}
	if c.MaxConcurrentRequests == 0 {
		c.MaxConcurrentRequests = defaultConcurrency
	}
	if c.Clock == nil {
		c.Clock = wallClock{}
	}
	return c
}

func (c Config) validate() error {
	var problems []error
	if c.Product != ProductDSS && c.Product != ProductGovern {
		problems = append(problems, fmt.Errorf("unknown product %q", c.Product))
	}
	switch c.AuthMethod {
	case AuthBasic, AuthBearer, AuthBasicPassword:
	default:
		problems = append(problems, fmt.Errorf("unknown authentication method %q: use %q, %q or %q",
			c.AuthMethod, AuthBasic, AuthBearer, AuthBasicPassword))
	}
	if c.APIKey == "" {
		problems = append(problems, errors.New("the API key is empty"))
	} else if !headerSafe(c.APIKey) {
		problems = append(problems, errors.New("the API key contains a line break or another control character"))
	}
	if c.RequestTimeout < 0 {
		problems = append(problems, errors.New("the request timeout is negative"))
	}
	if c.MaxConcurrentRequests < 0 {
		problems = append(problems, errors.New("the number of concurrent requests is negative"))
	}
	for name, value := range c.Headers {
		switch http.CanonicalHeaderKey(name) {
		case "Authorization", "Host", "Content-Length", "Content-Type", "User-Agent", "Transfer-Encoding":
			problems = append(problems, fmt.Errorf("the header %s is set by the client itself", name))
		}
		if strings.Trim(name, headerNameCharacters) != "" || name == "" {
			problems = append(problems, fmt.Errorf("%q is not a header name", name))
		}
		if !headerSafe(value) {
			problems = append(problems, fmt.Errorf("the value of header %s contains a control character", name))
		}
	}
	return errors.Join(problems...)
}

// headerNameCharacters are the token characters of RFC 9110.
const headerNameCharacters = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

func headerSafe(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f })
}

// ShowAddress is the address of a node as messages show it, without what may be secret in it.
func ShowAddress(text string) string {
	node, err := url.Parse(strings.TrimSpace(text))
	if err != nil || node.User != nil {
		return "(an address that cannot be shown)"
	}
	node.RawQuery, node.Fragment = "", ""
	return node.String()
}

// apiRoots are the two prefixes under which a node serves the same API (observed.md 1.1).
var apiRoots = []string{"/public/api", "/dip/publicapi"}

// apiRoot turns what people write as a node's address into the root of its API, without a trailing slash.
func apiRoot(text string) (*url.URL, error) {
	node, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return nil, errors.New("the URL of the node cannot be parsed")
	}
	if node.Scheme != "http" && node.Scheme != "https" || node.Hostname() == "" {
		return nil, errors.New("the URL of the node must look like https://dss.example.com:11200")
	}
	if node.User != nil || node.RawQuery != "" || node.Fragment != "" {
		return nil, errors.New("the URL of the node must hold no user, query or fragment")
	}
	path := strings.TrimRight(node.Path, "/")
	for _, root := range apiRoots {
		path = strings.TrimRight(strings.TrimSuffix(path, root), "/")
	}
	return &url.URL{Scheme: node.Scheme, Host: node.Host, Path: path + apiRoots[0]}, nil
}

// build returns nil when the defaults of the standard library will do.
func (t TLSConfig) build() (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: t.InsecureSkipVerify} //nolint:gosec // asked for
	if t.CABundleFile != "" || t.CABundlePEM != "" {
		pool, err := t.pool()
		if err != nil {
			return nil, err
		}
		config.RootCAs = pool
	}
	if (t.ClientCertificate == "") != (t.ClientKey == "") {
		return nil, errors.New("a client certificate needs its key, and the other way round")
	}
	if t.ClientCertificate != "" {
		certificate, err := pemOrFile("client certificate", t.ClientCertificate)
		if err != nil {
			return nil, err
		}
		key, err := pemOrFile("client key", t.ClientKey)
		if err != nil {
			return nil, err
		}
		pair, err := tls.X509KeyPair(certificate, key)
		if err != nil {
			return nil, fmt.Errorf("client certificate and key: %w", err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return config, nil
}

// pool adds the configured authorities to those of the system, so that a private one does not cut off the others.
func (t TLSConfig) pool() (*x509.CertPool, error) {
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if t.CABundleFile != "" {
		text, err := os.ReadFile(t.CABundleFile)
		if err != nil {
			return nil, fmt.Errorf("CA bundle: %w", err)
		}
		if !pool.AppendCertsFromPEM(text) {
			return nil, fmt.Errorf("CA bundle: no certificate in %s", t.CABundleFile)
		}
	}
	if t.CABundlePEM != "" && !pool.AppendCertsFromPEM([]byte(t.CABundlePEM)) {
		return nil, errors.New("CA bundle: no certificate in the PEM text")
	}
	return pool, nil
}

func pemOrFile(what, value string) ([]byte, error) {
	if strings.Contains(value, "-----BEGIN") {
		return []byte(value), nil
	}
	text, err := os.ReadFile(value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", what, err)
	}
	return text, nil
}
