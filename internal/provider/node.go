package provider

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

func (s *settings) dss(config client.Config) (client.Config, error) {
	m := s.model
	block := place{address: s.choose("host", m.Host), key: s.choose("api_key", m.APIKey)}
	config.AuthMethod = client.AuthMethod(s.choose("auth_method", m.AuthMethod, "DATAIKU_AUTH_METHOD"))
	others := []func() (place, error){
		s.environment("DATAIKU_HOST", "DATAIKU_API_KEY"), s.environment("DKU_DSS_URL", "DKU_API_KEY"), s.fromProfile,
	}
	if !m.Profile.IsNull() { // what the block names outranks the environment
		others = append([]func() (place, error){s.fromProfile}, others...)
	}
	if err := s.notKnownYet("host", "api_key", "auth_method", "http_headers", "tls"); err != nil {
		return config, err
	}
	found, err := origin{"DSS", "host", "api_key", "DATAIKU_HOST", "DATAIKU_API_KEY"}.find(block, others...)
	config.URL, config.APIKey = found.address, found.key
	if s.profile.NoCheckCertificate && config.URL == s.profile.URL {
		config.TLS.InsecureSkipVerify = true
	}
	s.warnInsecure(config.TLS, "tls")
	return config, err
}

type governModel struct {
	Host        types.String `tfsdk:"host"`
	APIKey      types.String `tfsdk:"api_key"`
	AuthMethod  types.String `tfsdk:"auth_method"`
	HTTPHeaders types.Map    `tfsdk:"http_headers"`
	TLS         types.Object `tfsdk:"tls"`
}

// govern starts from the common settings: its headers are laid over them, and TLS settings of its own replace them.
func (s *settings) govern(ctx context.Context, config client.Config) (client.Config, error) {
	var m governModel
	if s.model.Govern.IsUnknown() {
		s.unknown["govern"] = true
	} else if !s.model.Govern.IsNull() {
		s.problems.Append(s.model.Govern.As(ctx, &m, objectOptions)...)
	}
	block := place{address: s.choose("govern.host", m.Host), key: s.choose("govern.api_key", m.APIKey)}
	config.AuthMethod = client.AuthMethod(s.choose("govern.auth_method", m.AuthMethod, "DATAIKU_GOVERN_AUTH_METHOD"))
	config.Headers = maps.Clone(config.Headers)
	maps.Copy(config.Headers, s.headers("govern.http_headers", m.HTTPHeaders))
	relevant := []string{"govern", "http_headers"}
	if own := s.tls(ctx, "govern.tls", m.TLS, "DATAIKU_GOVERN_"); !m.TLS.IsNull() || own != (client.TLSConfig{}) {
		config.TLS = own
		s.warnInsecure(config.TLS, "govern")
	} else {
		relevant = append(relevant, "tls")
	}
	if err := s.notKnownYet(relevant...); err != nil {
		return config, err
	}
	found, err := origin{"Govern", "govern.host", "govern.api_key", "DATAIKU_GOVERN_HOST", "DATAIKU_GOVERN_API_KEY"}.find(block,
		s.environment("DATAIKU_GOVERN_HOST", "DATAIKU_GOVERN_API_KEY"))
	config.URL, config.APIKey = found.address, found.key
	return config, err
}

// notKnownYet explains, for the moment the node is needed, that one of the attributes or of what is in them is unknown.
func (s *settings) notKnownYet(attributes ...string) error {
	for _, name := range slices.Sorted(maps.Keys(s.unknown)) {
		if slices.ContainsFunc(attributes, func(a string) bool {
			return name == a || strings.HasPrefix(name, a+".") || strings.HasPrefix(name, a+"[")
		}) {
			return fmt.Errorf("the provider's %s depends on a value that is %w: apply the object it comes from first, with -target",
				name, kit.ErrNotKnownYet)
		}
	}
	return nil
}

// headers are those with a value; an entry that is null is none.
func (s *settings) headers(attribute string, value types.Map) map[string]string {
	headers := map[string]string{}
	if value.IsUnknown() {
		s.unknown[attribute] = true
	}
	for name, element := range value.Elements() {
		text, _ := element.(types.String)
		switch {
		case text.IsUnknown():
			s.unknown[attribute+"[\""+name+"\"]"] = true
		case !text.IsNull():
			headers[name] = text.ValueString()
		}
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
	if value.IsUnknown() {
		s.unknown[at] = true
	} else if !value.IsNull() {
		s.problems.Append(value.As(ctx, &m, objectOptions)...)
	}
	return client.TLSConfig{
		CABundleFile:       s.choose(at+".ca_file", m.CAFile, variables+"CA_FILE"),
		CABundlePEM:        s.choose(at+".ca_pem", m.CAPEM, variables+"CA_PEM"),
		ClientCertificate:  s.choose(at+".client_certificate", m.ClientCertificate, variables+"CLIENT_CERTIFICATE"),
		ClientKey:          s.choose(at+".client_key", m.ClientKey, variables+"CLIENT_KEY"),
		InsecureSkipVerify: s.flag(at+".insecure_skip_verify", m.InsecureSkipVerify, variables+"INSECURE_SKIP_VERIFY"),
	}
}

func (s *settings) warnInsecure(config client.TLSConfig, attribute string) {
	if config.InsecureSkipVerify {
		s.problems.AddAttributeWarning(path.Root(attribute), "Certificates are not checked",
			"Anybody between this machine and the node can read the API key. Trust the node's authority with ca_file or ca_pem instead.")
	}
}
