package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// formatOptions are the presets of managed datasets (dss-project.md 19.2): the format and what differs from its defaults.
var formatOptions = map[string]Document{
	"CSV_UNIX_GZIP":               {"formatType": "csv", "formatParams": Document{"style": "unix", "compress": "gz"}},
	"CSV_EXCEL_GZIP":              {"formatType": "csv", "formatParams": Document{"style": "excel", "compress": "gz"}},
	"CSV_EXCEL_GZIP_BIGQUERY":     {"formatType": "csv", "formatParams": Document{"style": "excel", "compress": "gz", "normalizeDoubles": false}},
	"CSV_ESCAPING_NOGZIP_FORHIVE": {"formatType": "csv", "formatParams": Document{"style": "escape_only_no_quote", "compress": "", "dateSerializationFormat": "HIVE", "arrayMapFormat": "hive"}},
	"CSV_NOQUOTING_NOGZIP_FORPIG": {"formatType": "csv", "formatParams": Document{"style": "no_escape_no_quote", "compress": ""}},
	"PARQUET_HIVE":                {"formatType": "parquet"},
	"AVRO":                        {"formatType": "avro"},
	"ORC":                         {"formatType": "orcfile"},
}

// defaultFormat are the constants of a format (project-documents.md 4.2); nothing is known of the others.
func defaultFormat(n *emulator.Node, format string) Document {
	switch format {
	case "csv":
		return defaultCSV(n)
	case "parquet":
		params := Document{
			"parquetCompressionMethod": "SNAPPY", "parquetFlavor": "HIVE", "parquetBlockSizeMB": 128,
			"parquetLowerCaseIdentifiers": false, "representsNullFields": false,
		}
		if n.AtLeast("13.4.0") {
			params["readTemporalMode"] = "AS_TEMPORAL"
		}
		return params
	case "excel":
		return Document{
			"xlsx": true, "sheets": "", "sheetSelectionMode": "NAMES", "sheetsToColumn": false, "parseHeaderRow": true,
			"skipRowsBeforeHeader": 0, "skipRowsAfterHeader": 0, "parseDatesToISO": true, "preserveNumberFormatting": false,
		}
	case "json":
		return Document{"maxExpansionDepth": -1, "nestedArraysHandling": "FLATTEN", "extractFromSingleElement": false}
	case "avro":
		return Document{"representsNullFields": false, "compress": ""}
	}
	return Document{}
}

func defaultCSV(n *emulator.Node) Document {
	params := Document{
		"style": "unix", "charset": "utf8", "separator": "\t", "quoteChar": "\"", "escapeChar": "\\", "dateSerializationFormat": "ISO",
		"arrayMapFormat": "json", "hiveSeparators": []any{"\u0002", "\u0003", "\u0004", "\u0005", "\u0006", "\u0007", "\b"},
		"skipRowsBeforeHeader": 0, "parseHeaderRow": false, "skipRowsAfterHeader": 0, "probableNumberOfRecords": 0,
		"normalizeBooleans": false, "normalizeDoubles": true, "readAdditionalColumnsBehavior": "INSERT_IN_DATA_WARNING",
		"readMissingColumnsBehavior": "DISCARD_SILENT", "readDataTypeMismatchBehavior": "DISCARD_WARNING",
		"writeDataTypeMismatchBehavior": "DISCARD_WARNING", "fileReadFailureBehavior": "FAIL", "compress": "",
	}
	if n.AtLeast("13.0.0") {
		params["maxRowChars"] = 100_000_000
	}
	return params
}
