package dss

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// llmTypes have no connection test (observed.md 1.4).
var llmTypes = []string{
	"OpenAI", "AzureOpenAI", "AzureLLM", "Bedrock", "VertexAILLM", "SnowflakeCortex", "MistralAI", "Anthropic", "Cohere",
	"SageMaker-GenericLLM", "CustomLLM", "AzureAIFoundry", "HuggingFaceLocal", "NVIDIA-NIM", "StabilityAI",
	"DatabricksLLM",
}

// connectionTypes are the type names of dss-admin.md 10.3 and observed.md 8.2.
var connectionTypes = append([]string{
	"EC2", "GCS", "Azure", "HDFS", "Filesystem", "FTP", "SSH", "SharePointOnline",
	"Snowflake", "BigQuery", "Redshift", "Synapse", "Athena", "Databricks", "FabricWarehouse", "PostgreSQL", "MySQL",
	"MySql", "SQLServer", "Oracle", "Teradata", "Vertica", "Greenplum", "Trino", "JDBC", "AlloyDB", "SAPHANA", "Netezza",
	"Denodo", "TreasureData",
	"MongoDB", "ElasticSearch", "Cassandra", "AzureAISearch", "Pinecone", "MilvusRemote",
	"SageMaker", "VertexAIModelDeployment", "DatabricksModelDeployment", "AzureML", "RemoteMCP", "iceberg", "Kafka",
	"SQS", "Twitter",
}, llmTypes...)

// defaultParams are the params that the sample documents confirm for a type; other types stay as they are.
func defaultParams(kind string) Document {
	sql := func(more Document) Document {
		params := Document{
			"useURL": false, "properties": []any{}, "dkuProperties": []any{},
			"namingRule": Document{"canOverrideSchemaInManagedDatasetCreation": false},
		}
		complete(params, more)
		return params
	}
	switch kind {
	case "PostgreSQL":
		return sql(Document{"port": 5432, "autocommitMode": false, "useTruncate": false})
	case "SQLServer":
		return sql(Document{
			"port": -1, "autocommitMode": false, "useTruncate": false, "azureDWH": false, "kerberosLoginEnabled": false,
		})
	case "Redshift":
		return sql(Document{})
	case "MySQL", "MySql":
		return Document{"properties": []any{}}
	case "EC2":
		return Document{
			"credentialsMode": "ENVIRONMENT", "chbucket": "", "chroot": "", "hdfsInterface": "S3A", "encryptionMode": "NONE",
			"switchToRegionFromBucket": true, "usePathMode": false, "metastoreSynchronizationMode": "NO_SYNC",
			"namingRule": Document{}, "dkuProperties": []any{},
		}
	case "HDFS":
		return Document{"aclSynchronizationMode": "NONE", "namingRule": Document{}, "dkuProperties": []any{}}
	case "ElasticSearch":
		return Document{
			"ssl": false, "trustAnySSLCertificate": false, "namingRule": Document{}, "dkuProperties": []any{},
		}
	case "Filesystem":
		return Document{"namingRule": Document{}}
	}
	return Document{}
}

// normalisePort answers a number where a client wrote digits as text (observed.md 8.2).
func normalisePort(params Document) {
	if port, err := strconv.Atoi(text(params, "port")); err == nil {
		params["port"] = json.Number(strconv.Itoa(port))
	}
}

// secretParam names the encrypted params of a type: the rule for unknown types, corrected by observed.md 8.2.
func secretParam(n *emulator.Node, kind string) func(member string) bool {
	switch kind {
	case "EC2": // the access key is a name, not a secret
		return func(member string) bool { return member != "accessKey" && isSecretMember(member) }
	case "GCS", "BigQuery":
		if !n.AtLeast("13.2.3") {
			return isSecretMember
		}
		fallthrough
	case "VertexAILLM":
		return func(member string) bool { return member == "appSecretContent" || isSecretMember(member) }
	}
	return isSecretMember
}

func hasConnectionTest(kind string) bool {
	return kind != "Filesystem" && !slices.Contains(llmTypes, kind)
}
