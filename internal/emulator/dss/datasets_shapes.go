package dss

import (
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// datasetShape is the document of project-documents.md 4. What belongs to the type of a dataset, a format, a probe or a check
// is open: plugins bring types of their own.
var datasetShape = emulator.Like(Document{
	"projectKey": "", "name": "", "type": "", "managed": true, "featureGroup": false, "formatType": "", "description": "", "shortDesc": "",
	"dataSteward": "", "typeSystemVersion": "", "tags": []any{""}, "customFields": Document{}, "customMeta": Document{"kv": Document{}},
	"checks": []any{}, "dkuProperties": []any{Document{"name": "", "value": ""}}, "versionTag": Document{}, "creationTag": Document{},
	"flowOptions": Document{
		"virtualizable": false, "rebuildBehavior": "", "crossProjectBuildBehavior": "", "ignoreErrorStatusOnBuild": false,
	},
	"readWriteOptions": Document{
		"preserveOrder": false, "writeBuckets": 1, "forceSingleOutputFile": false,
		"defaultReadOrdering": Document{"enabled": false, "rules": []any{}},
	},
}, emulator.Members{
	"checklists": checklistsShape, "params": datasetParamsShape, "formatParams": formatParamsShape, "schema": schemaShape,
	"partitioning": partitioningShape, "metrics": metricsShape, "metricsChecks": checksShape, "imageViewSettings": emulator.Map(emulator.Any),
	"remoteFiles": emulator.Any,
})

var (
	// datasetParamsShape knows the types of the params of project-documents.md 4.1 that people set.
	datasetParamsShape = openLike(Document{
		"connection": "", "path": "", "bucket": "", "container": "", "table": "", "schema": "", "catalog": "", "query": "", "mode": "",
		"folderSmartId": "", "uploadConnection": "", "tableCreationMode": "", "metastoreDatabaseName": "", "metastoreTableName": "",
		"hiveTableName": "", "hiveDatabase": "", "collection": "", "index": "", "datetimenotzReadMode": "", "dateonlyReadMode": "",
		"writeJDBCBadDataBehavior": "", "sparkJdbcAccess": "", "notReadyIfEmpty": false, "normalizeDoubles": false,
		"noDropOnSchemaMismatch": false, "metastoreSynchronizationEnabled": false, "readColsWithUnknownTzAsDates": false,
		"readSQLDateColsAsDSSDates": false, "writeInsertBatchSize": 0, "numPartitions": 0, "filesSelectionRules": Document{
			"mode": "", "includeRules": []any{}, "excludeRules": []any{}, "explicitFiles": []any{""},
		},
	})

	// formatParamsShape knows the types of the constants of project-documents.md 4.2.
	formatParamsShape = openLike(Document{
		"style": "", "charset": "", "separator": "", "quoteChar": "", "escapeChar": "", "compress": "", "dateSerializationFormat": "",
		"arrayMapFormat": "", "parquetCompressionMethod": "", "parquetFlavor": "", "sheets": "", "sheetSelectionMode": "",
		"parseHeaderRow": false, "normalizeBooleans": false, "normalizeDoubles": false, "parquetLowerCaseIdentifiers": false,
		"representsNullFields": false, "skipRowsBeforeHeader": 0, "skipRowsAfterHeader": 0, "maxRowChars": 0, "parquetBlockSizeMB": 0,
	})

	partitioningShape = emulator.Like(Document{
		"filePathPattern": "", "ignoreNonMatchingFile": false, "considerMissingRequestedPartitionsAsEmpty": false,
	}, emulator.Members{"dimensions": emulator.List(emulator.Like(Document{"name": "", "type": "", "params": Document{}}))})

	metricsShape = emulator.Like(Document{"engineConfig": Document{}, "displayedState": Document{}}, emulator.Members{
		"probes": emulator.List(emulator.Like(Document{
			"type": "", "enabled": true, "computeOnBuildMode": "", "meta": Document{}, "configuration": Document{},
		})),
	})
	checksShape = emulator.Like(Document{"runOnBuild": false, "monitor": false, "displayedState": Document{}}, emulator.Members{
		"checks": emulator.List(openLike(Document{"type": "", "id": "", "displayName": ""})),
	})

	columnShape = newColumnShape()
	schemaShape = emulator.Like(Document{"userModified": false, "metadata": Document{}}, emulator.Members{"columns": emulator.List(columnShape)})
)

// newColumnShape is a column: those of arrays, maps and objects hold columns (project-documents.md 4).
func newColumnShape() emulator.Shape {
	members := emulator.Members{
		"name": emulator.String, "type": emulator.String, "comment": emulator.String, "meaning": emulator.String,
		"originalType": emulator.String, "maxLength": emulator.Number, "timestampNoTzAsDate": emulator.Bool, "isColumnEdited": emulator.Bool,
	}
	column := emulator.Object(members)
	for _, inner := range []string{"arrayContent", "mapKeys", "mapValues"} {
		members[inner] = column
	}
	members["objectFields"] = emulator.List(column)
	return column
}

// openLike is the shape of an object of which only the members of the sample are known.
func openLike(sample Document) emulator.Shape {
	members := emulator.Members{}
	for name, value := range sample {
		members[name] = emulator.Like(value)
	}
	return emulator.OpenObject(members)
}

// wrongParams are names that other clients use for params of datasets; the server has other names for them and drops these
// (project-documents.md 4.1).
var wrongParams = []string{
	"dropOnSchemaMismatch", "dateTimeNoTZReadMode", "dateOnlyReadMode", "writeDescriptionsAsComment", "writeBatchSize",
	"writeBadDataBehavior", "redshiftDistStyle", "redshiftDistKey", "redshiftSortKey", "redshiftSortKeyColumns", "metastoreDatabase",
}

// typedDataset is what the server makes of a document.
func typedDataset(n *emulator.Node, body, stored Document) (Document, error) {
	dataset, err := n.Typed(datasetShape.Knowing(stored), body)
	if err != nil {
		return nil, err
	}
	dropNulls(dataset)
	for _, name := range wrongParams {
		if object(stored, "params")[name] == nil {
			delete(object(dataset, "params"), name)
		}
	}
	return dataset, nil
}

// managedFolderShape is the document of project-documents.md 7; contentType and selection are those of client 11.4.
var managedFolderShape = emulator.Like(Document{
	"projectKey": "", "id": "", "name": "", "type": "", "contentType": "", "description": "", "shortDesc": "", "tags": []any{""},
	"customFields": Document{}, "customMeta": Document{"kv": Document{}}, "selection": Document{}, "versionTag": Document{},
	"creationTag": Document{}, "dkuProperties": []any{Document{"name": "", "value": ""}}, "flowOptions": Document{
		"virtualizable": false, "rebuildBehavior": "", "crossProjectBuildBehavior": "", "ignoreErrorStatusOnBuild": false,
	},
}, emulator.Members{
	"checklists": checklistsShape, "params": datasetParamsShape, "partitioning": partitioningShape, "metrics": metricsShape,
	"checks": checksShape,
})

// zoneShape is the document of project-documents.md 7.
var zoneShape = emulator.Like(Document{
	"projectKey": "", "id": "", "name": "", "color": "", "description": "", "shortDesc": "", "tags": []any{""},
	"customFields": Document{}, "position": Document{},
	"items":  []any{Document{"objectId": "", "objectType": "", "projectKey": ""}},
	"shared": []any{Document{"objectId": "", "objectType": "", "projectKey": ""}},
}, emulator.Members{"checklists": checklistsShape})

// recipeShape is the document of project-documents.md 5. The params belong to the type.
var recipeShape = emulator.Like(Document{
	"projectKey": "", "name": "", "type": "", "description": "", "shortDesc": "", "tags": []any{""}, "params": Document{},
	"variables": Document{}, "customFields": Document{}, "customMeta": Document{"kv": Document{}}, "versionTag": Document{},
	"creationTag": Document{}, "neverRecomputeExistingPartitions": false, "redispatchPartitioning": false, "maxRunningActivities": 0,
	"optionalDependencies": false, "hashPropagationBehavior": "", "doc": Document{},
	"labels": []any{Document{"key": "", "value": ""}}, "dkuProperties": []any{Document{"name": "", "value": ""}},
}, emulator.Members{
	"checklists": checklistsShape,
	"inputs":     emulator.Map(emulator.Object(emulator.Members{"items": emulator.List(recipeItemShape)})),
	"outputs":    emulator.Map(emulator.Object(emulator.Members{"items": emulator.List(recipeItemShape)})),
})

var recipeItemShape = emulator.Like(Document{"ref": "", "appendMode": false}, emulator.Members{
	"deps": emulator.List(emulator.Like(Document{
		"out": "", "idim": "", "odim": "", "func": "", "params": Document{}, "values": []any{""}, "expandVariables": false,
	})),
})

// metadataShape is the envelope of dss-project.md 2.
var metadataShape = emulator.Like(Document{
	"label": "", "description": "", "shortDesc": "", "tags": []any{""}, "custom": Document{"kv": Document{}}, "customFields": Document{},
}, emulator.Members{"checklists": checklistsShape})
