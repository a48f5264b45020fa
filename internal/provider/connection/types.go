package connection

import (
	"slices"
	"strings"
)

// types are the type names of dss-admin.md 10.3.
var types = []string{
	"EC2", "GCS", "Azure", "HDFS", "Filesystem", "FTP", "SSH", "SharePointOnline",
	"Snowflake", "BigQuery", "Redshift", "Synapse", "Athena", "Databricks", "FabricWarehouse", "PostgreSQL", "MySQL", "MySql",
	"SQLServer", "Oracle", "Teradata", "Vertica", "Greenplum", "Trino", "JDBC", "AlloyDB", "SAPHANA", "Netezza", "Denodo",
	"TreasureData",
	"MongoDB", "ElasticSearch", "Cassandra", "AzureAISearch", "Pinecone", "MilvusRemote",
	"OpenAI", "AzureOpenAI", "AzureLLM", "Bedrock", "VertexAILLM", "SnowflakeCortex", "MistralAI", "Anthropic", "Cohere",
	"SageMaker-GenericLLM", "CustomLLM", "AzureAIFoundry", "HuggingFaceLocal", "NVIDIA-NIM", "StabilityAI", "DatabricksLLM",
	"SageMaker", "VertexAIModelDeployment", "DatabricksModelDeployment", "AzureML", "RemoteMCP", "iceberg", "Kafka", "SQS",
	"Twitter",
}

// otherNames are what people call a type whose name is another one, in lower case without separators.
var otherNames = map[string]string{
	"s3": "EC2", "amazons3": "EC2", "awss3": "EC2", "aws": "EC2",
	"azureblob": "Azure", "azureblobstorage": "Azure", "adls": "Azure", "wasb": "Azure",
	"gs": "GCS", "googlecloudstorage": "GCS", "googlebigquery": "BigQuery",
	"local": "Filesystem", "file": "Filesystem", "files": "Filesystem", "filesystemserver": "Filesystem",
	"sftp": "SSH", "scp": "SSH", "sharepoint": "SharePointOnline", "hadoop": "HDFS",
	"postgres": "PostgreSQL", "mariadb": "MySQL", "mssql": "SQLServer", "microsoftsqlserver": "SQLServer",
	"azuresynapse": "Synapse", "fabric": "FabricWarehouse", "hana": "SAPHANA", "mongo": "MongoDB", "elastic": "ElasticSearch",
	"opensearch": "ElasticSearch", "milvus": "MilvusRemote", "vertexai": "VertexAILLM", "mistral": "MistralAI",
	"huggingface": "HuggingFaceLocal", "mcp": "RemoteMCP",
}

// suggest returns the type that is probably meant, "" when nobody knows.
func suggest(name string) string {
	plain := strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
	if known := otherNames[plain]; known != "" {
		return known
	}
	i := slices.IndexFunc(types, func(known string) bool { return strings.EqualFold(strings.ReplaceAll(known, "-", ""), plain) })
	if i < 0 {
		return ""
	}
	return types[i]
}
