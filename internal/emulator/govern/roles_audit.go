package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// handleRolesAudit serves four calls that the vendor never published: their bodies are known from code before the first
// release, and nobody has seen an answer (govern.md 27). This one repeats the question.
func handleRolesAudit(n *emulator.Node) {
	for path, subject := range map[string]func(body Document) error{
		"level-blueprint": func(body Document) error {
			_, err := findBlueprint(n, text(body, "blueprintId"))
			return err
		},
		"level-existing-artifact": func(body Document) error {
			_, err := findArtifact(n, text(body, "artifactId"))
			return err
		},
		"level-blueprint-version": func(body Document) error { return needsVersion(n, body) },
		"level-deleted-artifact":  func(body Document) error { return needsVersion(n, body) },
	} {
		serve(n, manager, "POST /admin/roles-audit/"+path, func(c *emulator.Call) (any, error) {
			body, err := c.Object()
			if err != nil {
				return nil, err
			}
			if login := text(body, "userLogin"); !n.Store.Collection(users).Has(login) {
				return nil, emulator.NotFound("User '" + login + "' does not exist")
			}
			if err := subject(body); err != nil {
				return nil, err
			}
			return body, nil
		})
	}
}

// needsVersion refuses a version that does not exist.
func needsVersion(n *emulator.Node, body Document) error {
	id := keyOf(body["blueprintVersionId"])
	if !n.Store.Collection(blueprintVersions).Has(id) {
		return emulator.NotFound("Blueprint version '" + id + "' does not exist")
	}
	return nil
}
