package connection

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// S3 is a connection to Amazon S3 or a compatible storage. The API calls the type EC2 (observed.md 8.2).
var S3 = declaration{
	Resource: "connection_s3",
	Type:     "EC2",
	Plural:   "s3_connections",
	Open:     true,
	Summary:  "A connection of a DSS node to Amazon S3 or a compatible storage. The API calls this type `EC2`.",
	Detail:   "`aws_credentials_mode` says how DSS gets credentials from AWS; `credentials_mode` says whose they are.",
	Params: slices.Concat([]attr.Attribute{
		attr.String("aws_credentials_mode", "How DSS authenticates: `ENVIRONMENT` (instance profile or environment of the node), `KEYPAIR` "+
			"(`access_key` and `secret_key_wo`) or `STS_ASSUME_ROLE` (`sts_role_to_assume`). A few versions know more.").At("params.credentialsMode"),
		attr.String("access_key", "Identifier of the AWS key pair. It is not a secret.").At("params.accessKey"),
		attr.Secret("secret_key", "Secret of the AWS key pair.").At("params.secretKey"),
		attr.String("sts_role_to_assume", "ARN of the role to assume.").At("params.stsRoleToAssume"),
		attr.String("region_or_endpoint", "AWS region, or the address of a compatible storage.").At("params.regionOrEndpoint"),
		attr.Bool("switch_to_region_from_bucket", "Whether DSS looks up the region of each bucket.").At("params.switchToRegionFromBucket"),
		attr.Bool("use_path_mode", "Whether the bucket is in the path of addresses instead of in the host name.").At("params.usePathMode"),
		attr.String("default_managed_bucket", "Bucket of managed datasets and folders.").At("params.defaultManagedBucket"),
		attr.String("default_managed_path", "Path of managed datasets and folders in their bucket.").At("params.defaultManagedPath"),
		attr.String("chbucket", "Bucket that the connection is limited to; empty for all.").At("params.chbucket"),
		attr.String("chroot", "Path that the connection is limited to; empty for all.").At("params.chroot"),
		attr.String("hdfs_interface", "How Spark reads the storage, such as `S3A`.").At("params.hdfsInterface"),
		attr.String("encryption_mode", "Encryption of what DSS writes, such as `NONE` or `SSE_S3`.").At("params.encryptionMode"),
		attr.String("metastore_synchronization_mode", "Whether datasets are kept in the metastore, `KEEP_IN_SYNC`, or not, `NO_SYNC`.").
			At("params.metastoreSynchronizationMode"),
		attr.String("default_metastore_database", "Metastore database of managed datasets.").At("params.defaultMetastoreDatabase"),
		attr.Object("naming_rule", "How managed datasets are named in the metastore.",
			attr.String("metastore_table_name_dataset_name_prefix", "Prefix of table names, such as `$${projectKey}_` (in HCL a `$` before `{` is doubled)."),
		).At("params.namingRule"),
	}, dkuProperties()),
	Check: func(config attr.Values) []kit.Problem {
		mode := config.String("aws_credentials_mode")
		if mode == "" || mode == "KEYPAIR" || !config.Known("secret_key_wo") {
			return nil
		}
		return []kit.Problem{{
			Attribute: "secret_key_wo", Warning: true, Summary: "Key without effect",
			Detail: "The key pair is used only when `aws_credentials_mode` is KEYPAIR; it is " + mode + ".",
		}}
	},
	CheckNew: func(config attr.Values) []kit.Problem {
		switch config.String("aws_credentials_mode") {
		case "KEYPAIR":
			return slices.Concat(
				need(config, "access_key", "aws_credentials_mode is KEYPAIR"),
				need(config, "secret_key_wo", "aws_credentials_mode is KEYPAIR"),
			)
		case "STS_ASSUME_ROLE":
			return need(config, "sts_role_to_assume", "aws_credentials_mode is STS_ASSUME_ROLE")
		}
		return nil
	},
}.resource()
