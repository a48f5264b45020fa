package provider

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

type providerModel struct {
	Host                  types.String `tfsdk:"host"`
	APIKey                types.String `tfsdk:"api_key"`
	AuthMethod            types.String `tfsdk:"auth_method"`
	Profile               types.String `tfsdk:"profile"`
	HTTPHeaders           types.Map    `tfsdk:"http_headers"`
	TLS                   types.Object `tfsdk:"tls"`
	RequestTimeout        types.String `tfsdk:"request_timeout"`
	MaxRetries            types.Int64  `tfsdk:"max_retries"`
	MaxConcurrentRequests types.Int64  `tfsdk:"max_concurrent_requests"`
	AdoptExisting         types.Bool   `tfsdk:"adopt_existing"`
	Govern                types.Object `tfsdk:"govern"`
}

// settings are the values of one provider block with the environment and the profile behind them.
type settings struct {
	model    providerModel
	env      func(string) string
	profile  profile
	unknown  map[string]bool // attributes whose value is not known while planning
	problems diag.Diagnostics
}

// nodes implements kit.Nodes. A client is made at its first use.
type nodes struct {
	dss           func() (*dss.Client, error)
	govern        func() (*govern.Client, error)
	run           *kit.Run
	adoptExisting bool
}

// DSS implements kit.Nodes.
func (n *nodes) DSS() (*dss.Client, error) { return n.dss() }

// Govern implements kit.Nodes.
func (n *nodes) Govern() (*govern.Client, error) { return n.govern() }

// Run implements kit.Nodes.
func (n *nodes) Run() *kit.Run { return n.run }

// AdoptExisting implements kit.Nodes.
func (n *nodes) AdoptExisting() bool { return n.adoptExisting }

// Configure implements provider.Provider. It makes no request; what is missing is an error only where it is needed.
func (p *dataiku) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	s := &settings{env: p.env, unknown: map[string]bool{}}
	resp.Diagnostics.Append(req.Config.Get(ctx, &s.model)...)
	if resp.Diagnostics.HasError() {
		return
	}
	s.loadProfile(p.home)
	base := s.common(ctx)
	base.UserAgent = "terraform-provider-dataiku/" + p.version + " terraform/" + req.TerraformVersion
	base.Logger = logger{}
	base.Clock = p.clock
	dssConfig, dssError := s.dss(base)
	governConfig, governError := s.govern(ctx, base)
	n := &nodes{
		run:           p.runs.begin(),
		adoptExisting: s.flag("adopt_existing", s.model.AdoptExisting, "DATAIKU_ADOPT_EXISTING"),
		dss: sync.OnceValues(func() (*dss.Client, error) {
			if dssError != nil {
				return nil, dssError
			}
			return dss.New(dssConfig)
		}),
		govern: sync.OnceValues(func() (*govern.Client, error) {
			if governError != nil {
				return nil, governError
			}
			return govern.New(governConfig)
		}),
	}
	resp.Diagnostics.Append(s.problems...)
	resp.ResourceData, resp.DataSourceData, resp.EphemeralResourceData = n, n, n
	resp.ListResourceData, resp.ActionData = n, n
}

// choose returns the first of attribute, environment variables and profile that is set.
func (s *settings) choose(attribute string, value types.String, fromProfile string, variables ...string) string {
	if value.IsUnknown() {
		s.unknown[attribute] = true
		return ""
	}
	if !value.IsNull() && value.ValueString() != "" {
		return value.ValueString()
	}
	for _, variable := range variables {
		if text := s.env(variable); text != "" {
			return text
		}
	}
	return fromProfile
}

func (s *settings) common(ctx context.Context) client.Config {
	m := s.model
	config := client.Config{
		RequestTimeout:        s.duration(m.RequestTimeout),
		MaxRetries:            s.number("max_retries", m.MaxRetries, "DATAIKU_MAX_RETRIES"),
		MaxConcurrentRequests: s.number("max_concurrent_requests", m.MaxConcurrentRequests, "DATAIKU_MAX_CONCURRENT_REQUESTS"),
		Headers:               s.headers(ctx, m.HTTPHeaders),
		TLS:                   s.tls(ctx, "tls", m.TLS, "DATAIKU_"),
	}
	if config.MaxRetries == 0 && (!m.MaxRetries.IsNull() || s.env("DATAIKU_MAX_RETRIES") != "") {
		config.MaxRetries = -1 // the client takes 0 for its default
	}
	return config
}

func (s *settings) dss(config client.Config) (client.Config, error) {
	m := s.model
	config.URL = s.choose("host", m.Host, s.profile.URL, "DATAIKU_HOST", "DKU_DSS_URL")
	config.APIKey = s.choose("api_key", m.APIKey, s.profile.APIKey, "DATAIKU_API_KEY", "DKU_API_KEY")
	config.AuthMethod = client.AuthMethod(s.choose("auth_method", m.AuthMethod, "", "DATAIKU_AUTH_METHOD"))
	if s.profile.NoCheckCertificate && config.URL == s.profile.URL {
		config.TLS.InsecureSkipVerify = true
	}
	s.warnInsecure(config.TLS, "tls")
	return config, s.missing("DSS", config, "", "DATAIKU_")
}

type governModel struct {
	Host        types.String `tfsdk:"host"`
	APIKey      types.String `tfsdk:"api_key"`
	AuthMethod  types.String `tfsdk:"auth_method"`
	HTTPHeaders types.Map    `tfsdk:"http_headers"`
	TLS         types.Object `tfsdk:"tls"`
}

// govern starts from the common settings; what its block sets wins.
func (s *settings) govern(ctx context.Context, config client.Config) (client.Config, error) {
	var m governModel
	if s.model.Govern.IsUnknown() {
		s.unknown["govern.host"] = true
	} else if !s.model.Govern.IsNull() {
		s.problems.Append(s.model.Govern.As(ctx, &m, objectOptions)...)
	}
	config.URL = s.choose("govern.host", m.Host, "", "DATAIKU_GOVERN_HOST")
	config.APIKey = s.choose("govern.api_key", m.APIKey, "", "DATAIKU_GOVERN_API_KEY")
	config.AuthMethod = client.AuthMethod(s.choose("govern.auth_method", m.AuthMethod, "", "DATAIKU_GOVERN_AUTH_METHOD"))
	if !m.HTTPHeaders.IsNull() {
		config.Headers = maps.Clone(config.Headers)
		maps.Copy(config.Headers, s.headers(ctx, m.HTTPHeaders))
	}
	if !m.TLS.IsNull() {
		config.TLS = s.tls(ctx, "govern.tls", m.TLS, "DATAIKU_GOVERN_")
		s.warnInsecure(config.TLS, "govern")
	}
	return config, s.missing("Govern", config, "govern.", "DATAIKU_GOVERN_")
}

// missing explains, for the moment the node is needed, which setting is not there.
func (s *settings) missing(product string, config client.Config, prefix, variables string) error {
	var lacking []string
	for _, setting := range []struct{ name, value, variable string }{
		{"host", config.URL, variables + "HOST"}, {"api_key", config.APIKey, variables + "API_KEY"},
	} {
		if s.unknown[prefix+setting.name] {
			return fmt.Errorf("the provider's %s%s depends on a value that is known only after apply: "+
				"apply the object it comes from first, with -target", prefix, setting.name)
		}
		if setting.value == "" {
			lacking = append(lacking, fmt.Sprintf("%s%s in the provider block or the environment variable %s",
				prefix, setting.name, setting.variable))
		}
	}
	if len(lacking) > 0 {
		return fmt.Errorf("no %s node is configured, and this object lives on one: set %s", product, strings.Join(lacking, ", and "))
	}
	return nil
}

func (s *settings) headers(ctx context.Context, value types.Map) map[string]string {
	headers := map[string]string{}
	if !value.IsNull() && !value.IsUnknown() {
		s.problems.Append(value.ElementsAs(ctx, &headers, false)...)
	}
	return headers
}

type tlsModel struct {
	CAFile             types.String `tfsdk:"ca_file"`
	CAPEM              types.String `tfsdk:"ca_pem"`
	ClientCertificate  types.String `tfsdk:"client_certificate"`
	ClientKey          types.String `tfsdk:"client_key"`
	InsecureSkipVerify types.Bool   `tfsdk:"insecure_skip_verify"`
}

func (s *settings) tls(ctx context.Context, at string, value types.Object, variables string) client.TLSConfig {
	var m tlsModel
	if !value.IsNull() && !value.IsUnknown() {
		s.problems.Append(value.As(ctx, &m, objectOptions)...)
	}
	return client.TLSConfig{
		CABundleFile:       s.choose(at+".ca_file", m.CAFile, "", variables+"CA_FILE"),
		CABundlePEM:        s.choose(at+".ca_pem", m.CAPEM, "", variables+"CA_PEM"),
		ClientCertificate:  s.choose(at+".client_certificate", m.ClientCertificate, "", variables+"CLIENT_CERTIFICATE"),
		ClientKey:          s.choose(at+".client_key", m.ClientKey, "", variables+"CLIENT_KEY"),
		InsecureSkipVerify: s.flag(at+".insecure_skip_verify", m.InsecureSkipVerify, variables+"INSECURE_SKIP_VERIFY"),
	}
}

func (s *settings) warnInsecure(config client.TLSConfig, attribute string) {
	if config.InsecureSkipVerify {
		s.problems.AddAttributeWarning(path.Root(attribute), "Certificates are not checked",
			"Anybody between this machine and the node can read the API key. Trust the node's authority with ca_file or ca_pem instead.")
	}
}

func (s *settings) duration(value types.String) time.Duration {
	text := s.choose("request_timeout", value, "", "DATAIKU_REQUEST_TIMEOUT")
	if text == "" {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err == nil && d <= 0 {
		err = errors.New("it must be longer than nothing")
	}
	if err != nil {
		s.problems.AddAttributeError(path.Root("request_timeout"), "Invalid duration",
			fmt.Sprintf("%q is not a duration such as \"90s\" or \"5m\": %v", text, err))
	}
	return d
}

func (s *settings) number(attribute string, value types.Int64, variable string) int {
	if !value.IsNull() && !value.IsUnknown() {
		return int(value.ValueInt64())
	}
	text := s.env(variable)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 {
		s.problems.AddAttributeError(path.Root(attribute), "Invalid number", fmt.Sprintf("%s is %q, which is not a number from 0 up", variable, text))
	}
	return n
}

// flag is off while its value is not known.
func (s *settings) flag(attribute string, value types.Bool, variable string) bool {
	text := s.env(variable)
	if !value.IsNull() || text == "" {
		return value.ValueBool()
	}
	on, err := strconv.ParseBool(text)
	if err != nil {
		root, _, _ := strings.Cut(attribute, ".")
		s.problems.AddAttributeError(path.Root(root), "Invalid boolean", fmt.Sprintf("%s is %q, which is neither true nor false", variable, text))
	}
	return on
}

// logger writes what the client does to Terraform's log.
type logger struct{}

// Debug implements client.Logger.
func (logger) Debug(ctx context.Context, msg string, fields map[string]any) {
	tflog.Debug(ctx, msg, fields)
}

// Warn implements client.Logger.
func (logger) Warn(ctx context.Context, msg string, fields map[string]any) {
	tflog.Warn(ctx, msg, fields)
}
