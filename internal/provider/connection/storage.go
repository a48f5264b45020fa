package connection

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// storageTypes are places for files (dss-admin.md 10.3, observed.md 8.2).
func storageTypes() []declaration {
	return []declaration{
		{
			Name: "filesystem", Type: "Filesystem", To: "a directory on its own disk",
			Detail: "Every node has `filesystem_managed`, `filesystem_folders` and `filesystem_root` from its installation: import them to manage them. " +
				"DSS has no test for this type.",
			Params: []attr.Attribute{
				attr.String("root", "Directory on the node, such as `$${dip.home}/shared` (in HCL a `$` before `{` is doubled). The connection sees nothing outside it.").
					At("params.root").Required(),
			},
		},
		{
			Name: "s3", Type: "EC2", To: "Amazon S3 or a compatible storage", Open: true,
			Detail: "`aws_credentials_mode` says how DSS gets credentials from AWS; `credentials_mode` says whose they are.",
			Params: slices.Concat(s3(), dkuProperties()),
			Check: func(config attr.Values) []kit.Problem {
				return withoutEffect(config, "secret_key_wo", "aws_credentials_mode", "KEYPAIR")
			},
			CheckNew: func(config attr.Values) []kit.Problem {
				return slices.Concat(
					needCredential(config, "access_key", "aws_credentials_mode", "KEYPAIR"),
					needCredential(config, "secret_key_wo", "aws_credentials_mode", "KEYPAIR"),
					needCredential(config, "sts_role_to_assume", "aws_credentials_mode", "STS_ASSUME_ROLE"),
				)
			},
		},
		{
			Name: "azure_blob", Type: "Azure", To: "Azure Blob Storage", Open: true,
			Params: azureBlob(),
			Check: func(config attr.Values) []kit.Problem {
				return withoutEffect(config, "access_key_wo", "auth_type", "SHARED_KEY")
			},
			CheckNew: func(config attr.Values) []kit.Problem {
				return slices.Concat(
					need(config, "storage_account", "it says where the containers are"),
					needCredential(config, "access_key_wo", "auth_type", "SHARED_KEY"),
				)
			},
		},
		{
			Name: "gcs", Type: "GCS", To: "Google Cloud Storage", Open: true,
			Shown: "They are probably those of BigQuery: `authType`, `keyPath` and the secret param `appSecretContent`, which nodes before " +
				"13.2.3 store unencrypted.",
		},
		{
			Name: "hdfs", Type: "HDFS", To: "a directory of HDFS",
			Detail: "With user isolation, the action `dataiku_connection_sync_acls` brings the access rights of its files in line.",
			Params: hdfs(),
		},
	}
}

func s3() []attr.Attribute {
	return []attr.Attribute{
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
			prefix("metastore_table_name_dataset_name_prefix", "table names"),
		).At("params.namingRule"),
	}
}

func azureBlob() []attr.Attribute {
	return []attr.Attribute{
		attr.String("storage_account", "Name of the storage account.").At("params.storageAccount"),
		attr.String("auth_type", "How DSS authenticates: `SHARED_KEY` (`access_key_wo`), or one of the kinds of OAuth2.").At("params.authType"),
		attr.Secret("access_key", "Access key of the storage account.").At("params.accessKey"),
		attr.String("chcontainer", "Container that the connection is limited to; empty for all.").At("params.chcontainer"),
		attr.String("default_managed_container", "Container of managed datasets and folders.").At("params.defaultManagedContainer"),
	}
}

func hdfs() []attr.Attribute {
	return []attr.Attribute{
		attr.String("root", "Directory or address in HDFS, such as `/user/dataiku`. The connection sees nothing outside it.").At("params.root").Required(),
		attr.String("default_database", "Hive database of managed datasets.").At("params.defaultDatabase"),
		attr.String("hdfs_interface", "How DSS reads the storage.").At("params.hdfsInterface"),
		attr.String("acl_synchronization_mode", "Whether and how DSS sets access rights of files, such as `NONE`.").
			At("params.aclSynchronizationMode"),
		attr.Object("naming_rule", "How the files and the tables of managed datasets are named.",
			prefix("hdfs_path_dataset_name_prefix", "paths"),
			prefix("table_name_dataset_name_prefix", "table names"),
			attr.String("uploads_path_prefix", "Path of uploaded files below `root`."),
			attr.String("hive_database_name", "Hive database of the tables."),
		).At("params.namingRule"),
	}
}
