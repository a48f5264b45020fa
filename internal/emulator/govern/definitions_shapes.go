package govern

import (
	"maps"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// versionIDShape is the identity of a blueprint version (govern.md 14).
var versionIDShape = emulator.Like(Document{"blueprintId": "", "versionId": ""})

// definitionShape is a version document (govern.md 14.5). Lists and conditions that the contract does not know are open.
func definitionShape(n *emulator.Node) emulator.Shape {
	members := emulator.Members{
		"id": versionIDShape, "name": emulator.String, "instructions": emulator.String, "hierarchicalParentFieldId": emulator.String,
		"fieldDefinitions": emulator.Map(fieldShape), "workflowDefinition": workflowShape, "logicalHookList": emulator.List(hookShape),
		"uiDefinition": uiShape(n),
	}
	if n.AtLeast("14.4") {
		members["actions"], members["iconMode"] = emulator.Map(emulator.Map(emulator.Any)), emulator.String
	}
	if n.AtLeast("15") {
		members["postLogicalHookList"] = emulator.List(hookShape)
	}
	return emulator.Object(members)
}

var (
	// fieldShape is open since some types have members whose names nobody knows (govern.md 14.6); hasOpenMembers tells which.
	fieldShape = emulator.OpenObject(emulator.Members{
		"label": emulator.String, "description": emulator.String, "fieldType": emulator.String, "sourceType": emulator.String,
		"required": emulator.Bool, "analysisDefinition": emulator.Map(emulator.Any), "categories": emulator.List(emulator.String),
		"listConfig": emulator.Like(Document{"cardinalityMin": 0, "cardinalityMax": 0}), "allowedBlueprints": emulator.List(emulator.String),
	})
	workflowShape = emulator.Like(Document{
		"initialStepId": "", "stepDefinitions": []any{Document{
			"id": "", "name": "", "displaySignoffAfterView": false, "visibilityCondition": Document{}, "analysisDefinition": Document{},
		}},
	})
	hookShape = emulator.Like(Document{"name": "", "description": "", "phases": []any{""}, "script": ""})
)

// uiShape is that of govern.md 14.10. The page structure of 15 is known by name only.
func uiShape(n *emulator.Node) emulator.Shape {
	members := emulator.Members{
		"artifactPageViewId": emulator.String, "uiStepDefinitions": emulator.Map(emulator.Like(Document{"viewId": ""})),
		"views": emulator.Map(emulator.Object(emulator.Members{
			"label": emulator.String, "description": emulator.String, "viewComponent": newComponentShape(),
		})),
	}
	if n.AtLeast("15") {
		maps.Copy(members, emulator.Members{
			"tabs": emulator.Any, "artifactStructureTabIds": emulator.List(emulator.String), "customRightPanel": emulator.Any,
			"rightPanelTabIds": emulator.List(emulator.String),
		})
	}
	return emulator.Object(members)
}

// newComponentShape is open: which members a component keeps depends on its type. Containers hold components.
func newComponentShape() emulator.Shape {
	layout := emulator.Members{"type": emulator.String}
	component := emulator.OpenObject(emulator.Members{
		"type": emulator.String, "fieldId": emulator.String, "label": emulator.String, "description": emulator.String,
		"documentation": emulator.String, "keepSourceFormat": emulator.Bool, "layout": emulator.OpenObject(layout),
	})
	layout["viewComponents"] = emulator.List(component)
	return component
}
