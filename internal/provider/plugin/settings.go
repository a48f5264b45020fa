package plugin

// settingsLock is the key of the settings of a plugin, of the node or of a project.
func settingsLock(id, projectKey string) string { return "plugin/" + id + "/" + projectKey }
