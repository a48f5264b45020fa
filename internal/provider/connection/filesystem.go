package connection

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"

// Filesystem is a connection to a directory of the node (observed.md 8.2).
var Filesystem = declaration{
	Resource: "connection_filesystem",
	Type:     "Filesystem",
	Plural:   "filesystem_connections",
	Summary:  "A connection of a DSS node to a directory on its own disk.",
	Detail: "Every node has `filesystem_managed`, `filesystem_folders` and `filesystem_root` from its installation: import them to manage them. " +
		"DSS has no test for this type.",
	Params: []attr.Attribute{
		attr.String("root", "Directory on the node, such as `$${dip.home}/shared` (in HCL a `$` before `{` is doubled). The connection sees nothing outside it.").
			At("params.root").Required(),
	},
}.resource()
