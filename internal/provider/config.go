package provider

import (
	"context"
	"errors"
	"fmt"
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
	home     string          // folder of the user, "" for none
	profile  profile         // the instance that something was taken from
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
	s := &settings{env: p.env, home: p.home, unknown: map[string]bool{}}
	resp.Diagnostics.Append(req.Config.Get(ctx, &s.model)...)
	if resp.Diagnostics.HasError() {
		return
	}
	base := s.common(ctx)
	base.UserAgent = "terraform-provider-dataiku/" + p.version + " terraform/" + req.TerraformVersion
	base.Logger = logger{}
	base.Clock = p.clock
	base.VerifyProduct = !p.trusting
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

// choose returns the first of attribute and environment variables that is set.
func (s *settings) choose(attribute string, value types.String, variables ...string) string {
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
	return ""
}

func (s *settings) common(ctx context.Context) client.Config {
	m := s.model
	config := client.Config{
		RequestTimeout:        s.duration(m.RequestTimeout),
		MaxRetries:            s.number("max_retries", m.MaxRetries, "DATAIKU_MAX_RETRIES"),
		MaxConcurrentRequests: s.number("max_concurrent_requests", m.MaxConcurrentRequests, "DATAIKU_MAX_CONCURRENT_REQUESTS"),
		Headers:               s.headers("http_headers", m.HTTPHeaders),
		TLS:                   s.tls(ctx, "tls", m.TLS, "DATAIKU_"),
	}
	if config.MaxRetries == 0 && (!m.MaxRetries.IsNull() || s.env("DATAIKU_MAX_RETRIES") != "") {
		config.MaxRetries = -1 // the client takes 0 for its default
	}
	return config
}

func (s *settings) duration(value types.String) time.Duration {
	text := s.choose("request_timeout", value, "DATAIKU_REQUEST_TIMEOUT")
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
	if value.IsUnknown() {
		s.unknown[attribute] = true
	}
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
