package govern

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const systemVersion = "bv.system.default"

// seedBlueprints adds what is delivered with the product (govern.md 29, appendix A). The real templates have many more
// fields; these are the ones that documentation names.
func seedBlueprints(n *emulator.Node) {
	for _, b := range []struct {
		id, name, icon string
		fields         Document
		steps          []string
	}{
		{"user", "User", "account_circle", nil, nil},
		{"group", "Group", "account_box", nil, nil},
		{"dataiku_project", "Dataiku project", "source", Document{
			"node_id": systemField("Node", "TEXT"), "project_key": systemField("Project key", "TEXT"),
			"governed_by": systemReference("Governed by", false, "govern_project"),
		}, nil},
		{"business_initiative", "Business initiative", "monetization_on", Document{
			"related_docs": systemList("Related documents", "UPLOADED_FILE"),
		}, nil},
		{"govern_project", "Govern project", "work", Document{
			"dataiku_item":        systemReference("Dataiku item", true, "dataiku_project"),
			"business_initiative": systemReference("Business initiative", false, "business_initiative"),
			"govern_models":       systemReference("Models", true, "govern_model"),
			"govern_bundles":      systemReference("Bundles", true, "govern_bundle"),
			"related_docs":        systemList("Related documents", "UPLOADED_FILE"),
		}, []string{"exploration", "qualification", "progress", "rollout", "delivery"}},
		{"govern_model", "Govern model", "science", Document{
			"govern_model_versions": systemReference("Versions", true, "govern_model_version"),
		}, []string{"review"}},
		{"govern_model_version", "Govern model version", "science", Document{
			"evaluation_metrics_auc": systemField("AUC", "TIME_SERIES"),
		}, []string{"review"}},
		{"govern_bundle", "Govern bundle", "backup_table", nil, []string{"review"}},
	} {
		id := "bp.system." + b.id
		n.Store.Collection(blueprints).Put(id, Document{
			"id": id, "name": b.name, "icon": b.icon, "color": "#4d7fb0", "backgroundColor": "#e3edf7",
		})
		steps := []any{}
		for _, step := range b.steps {
			steps = append(steps, Document{"id": step, "name": strings.ToUpper(step[:1]) + step[1:]})
		}
		version, err := newVersion(n, id, systemVersion, Document{
			"name": "Default", "fieldDefinitions": b.fields, "workflowDefinition": Document{"stepDefinitions": steps},
		}, "")
		if err != nil {
			panic(err) // the seed above is wrong
		}
		object(version["blueprintVersionTrace"])["status"] = "ACTIVE"
		n.Store.Collection(blueprintVersions).Put(versionKey(id, systemVersion), version)
	}
}

func systemField(label, fieldType string) Document {
	return Document{"label": label, "description": "", "fieldType": fieldType, "sourceType": "STORE", "required": false}
}

func systemList(label, fieldType string) Document {
	field := systemField(label, fieldType)
	field["listConfig"] = Document{}
	return field
}

func systemReference(label string, many bool, target string) Document {
	field := systemField(label, "REFERENCE")
	if many {
		field = systemList(label, "REFERENCE")
	}
	field["allowedBlueprints"] = []any{"bp.system." + target}
	return field
}

// seedRoles adds the roles of the product (govern.md 18).
func seedRoles(n *emulator.Node) {
	for _, role := range [][2]string{
		{"ro.reader", "Reader"},
		{"ro.contributor", "Contributor"},
		{"ro.project_manager", "Project manager"},
		{"ro.business_reviewer", "Business reviewer"},
		{"ro.risk_compliance_reviewer", "Risk & compliance reviewer"},
		{"ro.it_operations_reviewer", "IT operations reviewer"},
		{"ro.final_approver", "Final approver"},
	} {
		n.Store.Collection(roles).Put(role[0], Document{"id": role[0], "label": role[1], "description": ""})
	}
}
