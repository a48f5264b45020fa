package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Schema implements provider.Provider.
func (p *dataiku) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages Dataiku DSS and Dataiku Govern nodes. Each setting is taken from its attribute, else from its " +
			"`DATAIKU_…` environment variable. Address and key of a node come from one place, in the order of the table above, or one of " +
			"them from the provider block.",
		Attributes: map[string]schema.Attribute{
			"host":        text("Address of the DSS node, such as `https://dss.example.com:11200`. Environment: `DATAIKU_HOST`, `DKU_DSS_URL`."),
			"api_key":     secret("API key for the DSS node; most resources need administrator rights. Environment: `DATAIKU_API_KEY`, `DKU_API_KEY`."),
			"auth_method": authMethod("DATAIKU_AUTH_METHOD"),
			"profile": text("Instance of `~/.dataiku/config.json`, the file of the vendor's tools, to take `host` and `api_key` from. Set " +
				"here, it outranks the environment. Default: its `default_instance`. Environment: `DATAIKU_PROFILE`, which does not outrank the others."),
			"http_headers": headers(),
			"tls":          tlsAttribute("DATAIKU_"),
			"request_timeout": text("Time limit of one attempt of one request, such as `90s`. Default: `60s`. Environment: " +
				"`DATAIKU_REQUEST_TIMEOUT`."),
			"max_retries": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.AtLeast(0)},
				MarkdownDescription: "How often a request is sent again after a failure that may pass. Default: 4. Environment: `DATAIKU_MAX_RETRIES`.",
			},
			"max_concurrent_requests": schema.Int64Attribute{
				Optional: true, Validators: []validator.Int64{int64validator.AtLeast(1)},
				MarkdownDescription: "How many requests may be under way to one node at once. Default: 8. Environment: `DATAIKU_MAX_CONCURRENT_REQUESTS`.",
			},
			"adopt_existing": schema.BoolAttribute{
				Optional: true,
				MarkdownDescription: "Whether the creation of an object that is on the node already takes it over instead of failing, for the way " +
					"back after a run that was killed or a state that was lost. Only an object that is in everything as the configuration and the " +
					"defaults of a new one would make it is taken over, with a warning. Default: false. Environment: `DATAIKU_ADOPT_EXISTING`.",
			},
			"govern": schema.SingleNestedAttribute{
				Optional: true,
				MarkdownDescription: "The Govern node. Headers are those for the DSS node and its own; the settings of `tls` are those for the " +
					"DSS node, all of them, unless one is set for Govern. DSS alone, Govern alone or both may be configured.",
				Attributes: map[string]schema.Attribute{
					"host":         text("Address of the Govern node. Environment: `DATAIKU_GOVERN_HOST`."),
					"api_key":      secret("API key for the Govern node. Environment: `DATAIKU_GOVERN_API_KEY`."),
					"auth_method":  authMethod("DATAIKU_GOVERN_AUTH_METHOD"),
					"http_headers": headers(),
					"tls":          tlsAttribute("DATAIKU_GOVERN_"),
				},
			},
		},
	}
}

func text(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, MarkdownDescription: description}
}

func secret(description string) schema.StringAttribute {
	return schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: description}
}

func authMethod(variable string) schema.StringAttribute {
	return schema.StringAttribute{
		Optional: true, Validators: []validator.String{stringvalidator.OneOf("basic", "bearer", "basic_password")},
		MarkdownDescription: "How the key is sent: `basic` (as user name, understood by all versions and both products; default), `bearer`, " +
			"or `basic_password` (as password of a blank user; DSS 13.1 and later). Environment: `" + variable + "`.",
	}
}

func headers() schema.MapAttribute {
	return schema.MapAttribute{
		Optional: true, Sensitive: true, ElementType: types.StringType,
		MarkdownDescription: "Headers sent with every request, for a gateway in front of the node. They are redacted in logs and errors. One that " +
			"is null is not sent.",
	}
}

func tlsAttribute(prefix string) schema.SingleNestedAttribute {
	return schema.SingleNestedAttribute{
		Optional: true, MarkdownDescription: "Whom to trust, and how to identify oneself.",
		Attributes: map[string]schema.Attribute{
			"ca_file":            text("File with the certificates of trusted authorities. Environment: `" + prefix + "CA_FILE`."),
			"ca_pem":             text("The certificates themselves, as PEM. Environment: `" + prefix + "CA_PEM`."),
			"client_certificate": text("Client certificate, as a file name or PEM. Environment: `" + prefix + "CLIENT_CERTIFICATE`."),
			"client_key":         secret("Key of the client certificate, as a file name or PEM. Environment: `" + prefix + "CLIENT_KEY`."),
			"insecure_skip_verify": schema.BoolAttribute{
				Optional: true, MarkdownDescription: "Whether to accept any certificate. Draws a warning. Environment: `" + prefix + "INSECURE_SKIP_VERIFY`.",
			},
		},
	}
}
