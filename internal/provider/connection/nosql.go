package connection

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// searchTypes are document stores and search engines (dss-admin.md 10.3, observed.md 8.2).
func searchTypes() []declaration {
	return []declaration{
		{
			Name: "mongodb", Type: "MongoDB", To: "a MongoDB database", Open: true,
		},
		{
			Name: "elasticsearch", Type: "ElasticSearch", To: "an Elasticsearch cluster", Open: true,
			Shown:    "The password is probably the secret param `password`.",
			Params:   slices.Concat(host(), port(1, ""), elasticsearch(), dkuProperties()),
			CheckNew: needHost,
		},
	}
}

func elasticsearch() []attr.Attribute {
	return []attr.Attribute{
		attr.Bool("ssl", "Whether the connection is encrypted.").At("params.ssl"),
		attr.Bool("trust_any_ssl_certificate", "Whether any certificate of the cluster is accepted.").
			At("params.trustAnySSLCertificate"),
		attr.String("dialect", "Dialect of the cluster, such as `ES_7`, `ES_8` or `ES_LE_2`.").At("params.dialect"),
		attr.Object("naming_rule", "How the indices of managed datasets are named.",
			prefix("index_name_dataset_name_prefix", "index names"),
		).At("params.namingRule"),
	}
}
