package dss

import (
	"path"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// remapArchive gives connections, code environments and containers of an archive the names of this node (dss-project.md 4), in
// every document: {connections: [{source, target}], codeEnvs: […], containerExecs: […], enableContainerExecRemapping}.
func remapArchive(a *projectArchive, remapping Document) {
	connected, envs, containers := renames(remapping, "connections"), renames(remapping, "codeEnvs"), renames(remapping, "containerExecs")
	if remapping["enableContainerExecRemapping"] != true {
		containers = nil
	}
	for name, content := range a.config {
		if path.Ext(name) != ".json" {
			continue
		}
		document, err := emulator.ParseJSON(content)
		if err != nil { // the import tells it, if the file is a document at all
			continue
		}
		changed := false
		eachObject(document, func(d Document) {
			changed = renameMembers(d, connectionNames, connected) || changed
			changed = renameMembers(d, codeEnvNames, envs) || changed
			changed = renameMembers(d, containerNames, containers) || changed
		})
		if changed {
			a.config[name] = diskText(document)
		}
	}
}

func renames(remapping Document, member string) map[string]string {
	names := map[string]string{}
	for _, pair := range objects(remapping, member) {
		names[text(pair, "source")] = text(pair, "target")
	}
	return names
}

func renameMembers(d Document, members []string, names map[string]string) (changed bool) {
	for _, member := range members {
		if target, ok := names[text(d, member)]; ok {
			d[member], changed = target, true
		}
	}
	return changed
}
