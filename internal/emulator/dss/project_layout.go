package dss

import (
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// archiveFolder is a folder of documents DIR/ID.json and the collection where they are kept by KEY/ID.
type archiveFolder struct {
	dir, collection string
	// identity is the member that a document on disk lacks: its file has that name (project-documents.md 1).
	identity string
	// tag is the type in version-tags.json.
	tag string
}

// archiveFolders are the folders whose documents the node serves, or needs to know. The files of all others are kept as they
// are in the collection projectFiles.
var archiveFolders = []archiveFolder{
	{"datasets", datasets, "name", "DATASET"},
	{"recipes", recipes, "name", "RECIPE"},
	{"managed_folders", managedFolders, "id", "MANAGED_FOLDER"},
	{"zones", flowZones, "id", "FLOW_ZONE"},
	{"scenarios", scenarios, "id", "SCENARIO"},
	{"saved_models", "saved_models", "id", "SAVED_MODEL"},
	{"model_evaluation_stores", "model_evaluation_stores", "id", "MODEL_EVALUATION_STORE"},
	{"knowledge-banks", "knowledge_banks", "id", "RETRIEVABLE_KNOWLEDGE"},
	{"labeling_tasks", labelingTasks, "id", "LABELING_TASK"},
}

const (
	// projectFiles holds the files of archives that no family of the emulator reads, in base64, by KEY/PATH.
	projectFiles = "project_files"
	// projectParams holds the members of params.json that no call of the API shows.
	projectParams = "project_params"
	// versionTagsFile holds the tags of versions since about 12.6 (project-documents.md 1).
	versionTagsFile = "version-tags.json"
)

// folderOf finds the folder of a document; id is "" for a file that is none.
func folderOf(name string) (folder archiveFolder, id string) {
	dir, file, _ := strings.Cut(name, "/")
	i := slices.IndexFunc(archiveFolders, func(f archiveFolder) bool { return f.dir == dir })
	if i < 0 || strings.Contains(file, "/") || path.Ext(file) != ".json" {
		return archiveFolder{}, ""
	}
	return archiveFolders[i], strings.TrimSuffix(file, ".json")
}

// payloadExtension is the extension of the payload of a recipe: the one that fits the type counts, others are left over from
// a conversion (project-documents.md 5.1).
func payloadExtension(kind string) string {
	switch kind {
	case "python", "pyspark", "cpython":
		return "py"
	case "r", "sparkr":
		return "r"
	case "sql_query", "sql_script", "spark_sql_query", "hive", "impala":
		return "sql"
	case "spark_scala", "streaming_spark_scala":
		return "scala"
	}
	return kind
}

// companionFiles of a dataset hold the rows of an editable one (project-documents.md 4.1).
var companionFiles = []string{".data", ".changes"}

// eachObject calls f with every object inside a value, the outer one included.
func eachObject(value any, f func(Document)) {
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			eachObject(item, f)
		}
	case Document:
		f(v)
		for _, member := range v {
			eachObject(member, f)
		}
	}
}

// The members by which documents of every kind name connections, code environments and containers.
var (
	connectionNames = []string{"connection", "uploadConnection"}
	codeEnvNames    = []string{"envName"}
	containerNames  = []string{"containerConf"}
)

// namesIn lists what the documents of a project name with one of the members, each once.
func namesIn(values []any, members []string) []string {
	var names []string
	for _, value := range values {
		eachObject(value, func(d Document) {
			for _, member := range members {
				if name := text(d, member); name != "" && !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
		})
	}
	slices.Sort(names)
	return names
}

// projectDocuments lists the documents of a project that can name connections and code environments.
func projectDocuments(n *emulator.Node, key string) []any {
	values := []any{n.Store.Collection(projectSettings).Value(key)}
	for _, folder := range archiveFolders {
		for _, item := range itemsOf(n, folder.collection, key) {
			values = append(values, item)
		}
	}
	return values
}
