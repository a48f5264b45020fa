package dss

import (
	"fmt"
	"maps"
	"slices"
)

// remapArchive gives connections and code environments of an archive the names of this node (dss-project.md 4):
// {connections: [{source, target}], codeEnvs: [{source, target}]}, in every document that the node reads.
func remapArchive(a *projectArchive, remapping Document) error {
	connected, envs := renames(remapping, "connections"), renames(remapping, "codeEnvs")
	if len(connected) == 0 && len(envs) == 0 {
		return nil
	}
	for _, name := range slices.Sorted(maps.Keys(a.config)) {
		if _, id := folderOf(name); id == "" && name != "params.json" {
			continue
		}
		document, err := parseDocument(a.config[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		eachObject(document, func(d Document) {
			renameMembers(d, connectionNames, connected)
			renameMembers(d, codeEnvNames, envs)
		})
		a.config[name] = diskText(document)
	}
	return nil
}

func renames(remapping Document, member string) map[string]string {
	names := map[string]string{}
	for _, pair := range objects(remapping, member) {
		names[text(pair, "source")] = text(pair, "target")
	}
	return names
}

func renameMembers(d Document, members []string, names map[string]string) {
	for _, member := range members {
		if target, ok := names[text(d, member)]; ok {
			d[member] = target
		}
	}
}
