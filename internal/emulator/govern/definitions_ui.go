package govern

import (
	"slices"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// componentTypes is the complete list of the server, in the order of its refusal (observed.md 17).
var componentTypes = []string{
	"container", "plugin-action", "text-field", "category-field", "card-reference-field", "date-field", "time-series-field",
	"table-reference-field", "boolean-field", "action", "json-field", "uploaded-file-field", "number-field",
}

// openComponents have members that the contract does not know; nothing is dropped from them (govern.md 14.10).
var openComponents = []string{"card-reference-field", "table-reference-field", "action", "plugin-action"}

// uiDefinition stamps and cleans the views (govern.md 14.10). Missing views are no error: the page is blank.
func uiDefinition(n *emulator.Node, id, body Document) (Document, error) {
	ui := pick(body, "artifactPageViewId")
	if n.AtLeast("15") {
		ui = pick(body, "artifactPageViewId", "tabs", "artifactStructureTabIds", "customRightPanel", "rightPanelTabIds")
	}
	views, steps := Document{}, Document{}
	for viewID, item := range object(body["views"]) {
		view := pick(object(item), "label", "description")
		if component := object(item)["viewComponent"]; component != nil {
			s := stamp{prefix: text(id, "blueprintId") + "_" + text(id, "versionId") + "_"}
			cleaned, err := s.component(component)
			if err != nil {
				return nil, err
			}
			view["viewComponent"] = cleaned
		}
		views[viewID] = view
	}
	for stepID, item := range object(body["uiStepDefinitions"]) {
		steps[stepID] = pick(object(item), "viewId")
	}
	ui["views"], ui["uiStepDefinitions"] = views, steps
	return ui, nil
}

// stamp numbers the components of one view for absoluteUiIndex (govern.md 29).
type stamp struct {
	prefix string
	next   int
}

func (s *stamp) component(value any) (Document, error) {
	component, ok := value.(Document)
	if !ok {
		return nil, emulator.NullPointer()
	}
	kind := text(component, "type")
	if !slices.Contains(componentTypes, kind) {
		return nil, unknownType("ViewComponent", kind, componentTypes)
	}
	if !slices.Contains(openComponents, kind) {
		component = pick(component, componentMembers(kind)...)
	}
	component["absoluteUiIndex"] = s.prefix + strconv.Itoa(s.next)
	s.next++
	if layout, ok := component["layout"].(Document); ok && kind == "container" {
		children := []any{}
		for _, item := range list(layout["viewComponents"]) {
			child, err := s.component(item)
			if err != nil {
				return nil, err
			}
			children = append(children, child)
		}
		layout["viewComponents"] = children
	}
	return component, nil
}

// componentMembers are those of the components that the contract knows entirely. The name of the visibility condition
// is not certain; it is kept so that nobody loses one.
func componentMembers(kind string) []string {
	common := []string{"type", "label", "description", "documentation", "conditionalVisibility"}
	switch kind {
	case "container":
		return append(common, "layout")
	case "text-field":
		return append(common, "fieldId", "keepSourceFormat")
	}
	return append(common, "fieldId")
}
