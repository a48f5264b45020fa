package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// sqlTypes are the types of datasets with the SQL part of project-documents.md 4.1.
var sqlTypes = []string{
	"PostgreSQL", "MySQL", "Vertica", "Snowflake", "Redshift", "Greenplum", "Teradata", "Oracle", "SQLServer", "SAPHANA",
	"Netezza", "BigQuery", "Athena", "hiveserver2", "Synapse", "FabricWarehouse", "Databricks", "DatabricksLakebase", "JDBC",
	"AlloyDB", "Trino", "Denodo",
}

// storageTypes are the types of datasets that are files below a path of a connection.
var storageTypes = []string{"Filesystem", "S3", "GCS", "Azure", "HDFS", "FTP", "SCP", "SFTP"}

// otherDatasetTypes have params of their own.
var otherDatasetTypes = []string{
	"UploadedFiles", "FilesInFolder", "HTTP", "RemoteFiles", "Inline", "ElasticSearch", "MongoDB", "Cassandra", "JobsDB", "StatsDB",
	"ExperimentsDB", "Labels", "Twitter",
}

// datasetTypePrefixes begin the types that plugins bring.
var datasetTypePrefixes = []string{"CustomPython_", "CustomJython_", "CustomJava_", "fsprovider_", "Sample_"}

func isFileType(kind string) bool {
	return slices.Contains(storageTypes, kind) || slices.Contains([]string{"UploadedFiles", "FilesInFolder", "HTTP", "RemoteFiles"}, kind) ||
		strings.HasPrefix(kind, "fsprovider_") || strings.HasPrefix(kind, "Sample_")
}

// knownDatasetType tells the types of project-documents.md 4.1 and dss-project.md 19.1. `SQL` is none.
func knownDatasetType(kind string) bool {
	return slices.Contains(sqlTypes, kind) || slices.Contains(storageTypes, kind) || slices.Contains(otherDatasetTypes, kind) ||
		slices.ContainsFunc(datasetTypePrefixes, func(prefix string) bool { return strings.HasPrefix(kind, prefix) })
}

// storageType is the type of the datasets and folders of a connection (dss-project.md 24).
func storageType(connectionType string) string {
	switch connectionType {
	case "EC2":
		return "S3"
	case "SSH":
		return "SFTP"
	case "MySql":
		return "MySQL"
	}
	return connectionType
}

// defaultDataset is what the server adds to a new dataset: the constants of project-documents.md 4.
func defaultDataset(n *emulator.Node, dataset Document) Document {
	defaults := Document{
		"managed": false, "featureGroup": false, "checklists": Document{"checklists": []any{}}, "checks": []any{},
		"customMeta": Document{"kv": Document{}}, "flowOptions": defaultFlowOptions(n),
		"readWriteOptions": Document{
			"preserveOrder": false, "writeBuckets": 1, "forceSingleOutputFile": false,
			"defaultReadOrdering": Document{"enabled": false, "rules": []any{}},
		},
		"partitioning": Document{"dimensions": []any{}, "ignoreNonMatchingFile": false, "considerMissingRequestedPartitionsAsEmpty": false},
		"tags":         []any{}, "params": defaultDatasetParams(n, text(dataset, "type"), object(dataset, "params")),
		"schema": Document{"columns": []any{}, "userModified": false}, "dkuProperties": []any{},
		"metrics": Document{
			"probes": []any{
				probe("basic", "PARTITION", "Basic data"), probe("records", "NO", "Record count"),
			},
			"engineConfig": defaultMetricsEngine(),
			"displayedState": Document{"columns": []any{}, "metrics": []any{
				"basic:COUNT_COLUMNS", "basic:COUNT_FILES", "basic:SIZE", "records:COUNT_RECORDS",
			}},
		},
		"metricsChecks": Document{"monitor": false, "checks": []any{}, "displayedState": Document{"checks": []any{}}},
		"customFields":  Document{},
	}
	if n.AtLeast("13.4.0") {
		defaults["typeSystemVersion"] = "V2"
	}
	if format := text(dataset, "formatType"); format != "" {
		defaults["formatParams"] = defaultFormat(n, format)
	}
	return defaults
}

func defaultFlowOptions(n *emulator.Node) Document {
	options := Document{"virtualizable": false, "rebuildBehavior": "NORMAL", "crossProjectBuildBehavior": "DEFAULT"}
	if n.AtLeast("13.5.0") {
		options["ignoreErrorStatusOnBuild"] = false
	}
	return options
}

func probe(kind, mode, name string) Document {
	return Document{
		"type": kind, "enabled": true, "computeOnBuildMode": mode, "meta": Document{"name": name, "level": 0}, "configuration": Document{},
	}
}

func defaultMetricsEngine() Document {
	return Document{
		"padRunsWithMetrics": false, "hive": Document{"active": true, "extraConf": []any{}}, "basic": Document{},
		"dss": Document{"active": true, "selection": Document{
			"useMemTable": false, "filter": Document{"distinct": false, "enabled": false}, "partitionSelectionMethod": "ALL",
			"latestPartitionsN": 1, "ordering": Document{"enabled": false, "rules": []any{}}, "samplingMethod": "FULL", "maxRecords": -1,
			"targetRatio": 0.02, "withinFirstN": -1, "maxReadUncompressedBytes": -1,
		}},
		"sql": Document{"active": true}, "impala": Document{"active": true}, "python": Document{},
	}
}

// defaultDatasetParams are the constants of a type. Params that people set are not invented.
func defaultDatasetParams(n *emulator.Node, kind string, params Document) Document {
	switch {
	case isFileType(kind):
		defaults := filePart(n)
		complete(defaults, storageParams[kind])
		return defaults
	case slices.Contains(sqlTypes, kind):
		defaults := sqlPart(n)
		complete(defaults, storageParams[kind])
		if text(params, "mode") == "query" {
			delete(defaults, "tableCreationMode")
		}
		return defaults
	}
	defaults, _ := emulator.Clone(storageParams[kind]).(Document)
	return defaults
}

// storageParams are the constants that only one type has (project-documents.md 4.1).
var storageParams = map[string]Document{
	"PostgreSQL":    {"writeWithCopyBadDataBehavior": "NOVERIFY_ERROR"},
	"S3":            {"metastoreSynchronizationEnabled": true},
	"GCS":           {"metastoreSynchronizationEnabled": true},
	"Azure":         {"metastoreSynchronizationEnabled": true, "baseBlockID": 0},
	"HDFS":          {"metastoreSynchronizationEnabled": true},
	"SFTP":          {"timeout": 10000},
	"MySQL":         {"useDatetimeForDates": false},
	"Teradata":      {"primaryIndexBehavior": "AUTO", "primaryIndexColumns": []any{}, "primaryIndexIsUnique": false},
	"Greenplum":     {"distributionStrategy": "AUTO", "distributionColumns": []any{}},
	"Redshift":      {"distributionStyle": "AUTO", "sortKey": "NONE", "sortKeyColumns": []any{}},
	"BigQuery":      {"useBigQueryPartitioning": false, "bigQueryPartitioningType": "DATE", "bigQueryPartitioningRangeStart": 0, "bigQueryPartitioningRangeEnd": 0, "bigQueryPartitioningRangeInterval": 0},
	"ElasticSearch": {"frameSize": 10000, "partitioned": false, "rawCopyColumns": []any{}},
	"MongoDB":       {"importIds": false, "partitioned": false, "strictInputFormat": false, "strictOutputFormat": false},
	"Inline":        {"keepTrackOfChanges": true, "importSourceType": "NONE", "enableClipboardApi": false},
	"HTTP":          {"consider404AsEmpty": false, "fallbackHeadToGet": false, "trustAnySSLCertificate": false, "useGlobalProxy": true, "partitions": []any{}},
	"Labels":        {"view": "VERIFIED_ONLY"},
}

// filePart is in the params of every type that is made of files, managed folders included.
func filePart(n *emulator.Node) Document {
	part := Document{
		"notReadyIfEmpty":     false,
		"filesSelectionRules": Document{"mode": "ALL", "includeRules": []any{}, "excludeRules": []any{}, "explicitFiles": []any{}},
	}
	completeLoop(n, part)
	return part
}

// completeLoop adds the member that came with version 13 (project-documents.md 1).
func completeLoop(n *emulator.Node, params Document) {
	if n.AtLeast("13.0.0") {
		params["variablesExpansionLoopConfig"] = Document{
			"enabled": false, "mode": "CREATE_VARIABLE_FOR_EACH_COLUMN", "replacements": []any{},
		}
	}
}

func sqlPart(n *emulator.Node) Document {
	part := Document{
		"mode": "table", "notReadyIfEmpty": false, "normalizeDoubles": true, "partitioningType": "custom", "tableCreationMode": "auto",
		"writeInsertBatchSize": 10000, "writeJDBCBadDataBehavior": "DISCARD_ROW",
	}
	if n.AtLeast("13.0.0") {
		complete(part, Document{"noDropOnSchemaMismatch": false, "sparkJdbcAccess": "NONE", "numPartitions": -1})
	}
	if n.AtLeast("13.4.0") {
		complete(part, Document{"datetimenotzReadMode": "AS_IS", "dateonlyReadMode": "AS_IS"})
	} else {
		complete(part, Document{"readColsWithUnknownTzAsDates": false, "readSQLDateColsAsDSSDates": true})
	}
	completeLoop(n, part)
	return part
}
