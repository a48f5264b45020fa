package dss

import (
	"slices"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	standardsScopes = "project_standards_scopes"
	// standardsOrder has one list, of the names of all scopes but the default one.
	standardsOrder = "project_standards_order"
	// defaultScope is a guess: the real name is not known.
	defaultScope = "default"
)

// scopeSelections are the members that hold what a scope selects, by its method.
var scopeSelections = map[string]string{
	"BY_PROJECT": "selectedProjects", "BY_FOLDER": "selectedFolders", "BY_TAG": "selectedTags",
}

func handleStandardsScopes(n *emulator.Node) {
	n.Store.Collection(standardsScopes).Put(defaultScope, Document{
		"name": defaultScope, "description": "Projects that no other scope selects", "checks": []any{}, "selectionMethod": "ALL",
	})
	n.Store.Collection(standardsOrder).Put("order", []any{})
	since := emulator.Since("14.1.2")
	n.Handle("GET /project-standards/scopes", func(*emulator.Call) (any, error) {
		list := []any{}
		for _, name := range append(scopeOrder(n), defaultScope) {
			list = append(list, n.Store.Collection(standardsScopes).Value(name))
		}
		return list, nil
	}, since)
	n.Handle("GET /project-standards/default-scope", func(*emulator.Call) (any, error) {
		return n.Store.Collection(standardsScopes).Value(defaultScope), nil
	}, since)
	n.Handle("GET /project-standards/scopes/{name}", func(c *emulator.Call) (any, error) { return findScope(c) }, since)
	n.Handle("POST /project-standards/scopes/{name}", byAdministrators(createScope), since)
	n.Handle("PUT /project-standards/scopes/{name}", byAdministrators(replaceScope), since)
	n.Handle("DELETE /project-standards/scopes/{name}", byAdministrators(func(c *emulator.Call) (any, error) {
		if err := checkMovable(c); err != nil {
			return nil, err
		}
		n.Store.Collection(standardsScopes).Delete(c.Arg("name"))
		n.Store.Collection(standardsOrder).Put("order", otherScopes(c))
		return emulator.Empty{}, nil
	}), since)
	n.Handle("POST /project-standards/scopes/{name}/actions/reorder", byAdministrators(func(c *emulator.Call) (any, error) {
		if err := checkMovable(c); err != nil {
			return nil, err
		}
		others := otherScopes(c)
		position, err := newPosition(c, len(others))
		if err != nil {
			return nil, err
		}
		n.Store.Collection(standardsOrder).Put("order", slices.Insert(others, position, c.Arg("name")))
		return emulator.Empty{}, nil
	}), since)
}

func scopeOrder(n *emulator.Node) []string {
	return texts(n.Store.Collection(standardsOrder).Value("order"))
}

// otherScopes is the order without the scope of the path.
func otherScopes(c *emulator.Call) []string {
	others := append([]string{}, scopeOrder(c.Node)...)
	return slices.DeleteFunc(others, func(name string) bool { return name == c.Arg("name") })
}

func findScope(c *emulator.Call) (Document, error) {
	scope, ok := c.Node.Store.Collection(standardsScopes).Get(c.Arg("name"))
	if !ok {
		return nil, emulator.NotFound("Project standards scope '" + c.Arg("name") + "' does not exist")
	}
	return scope, nil
}

// checkMovable refuses what may be neither moved nor deleted.
func checkMovable(c *emulator.Call) error {
	if c.Arg("name") == defaultScope {
		return emulator.IllegalArgument("The default scope may neither be moved nor deleted")
	}
	_, err := findScope(c)
	return err
}

// createScope puts the new scope behind all others but the default one, which is a guess.
func createScope(c *emulator.Call) (any, error) {
	name := c.Arg("name")
	if c.Node.Store.Collection(standardsScopes).Has(name) {
		return nil, emulator.IllegalArgument("Project standards scope '" + name + "' already exists")
	}
	scope, err := scopeDocument(c)
	if err != nil {
		return nil, err
	}
	c.Node.Store.Collection(standardsScopes).Put(name, scope)
	c.Node.Store.Collection(standardsOrder).Put("order", append(scopeOrder(c.Node), name))
	return scope, nil
}

// replaceScope changes only the checks of the default scope.
func replaceScope(c *emulator.Call) (any, error) {
	scope, err := findScope(c)
	if err != nil {
		return nil, err
	}
	if c.Arg("name") != defaultScope {
		if scope, err = scopeDocument(c); err != nil {
			return nil, err
		}
	} else {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		scope["checks"] = listOf(texts(body["checks"]))
	}
	c.Node.Store.Collection(standardsScopes).Put(c.Arg("name"), scope)
	return scope, nil
}

// scopeDocument is what a scope of that body stores: of the selections only that of the method. That the checks exist
// is not looked at.
func scopeDocument(c *emulator.Call) (Document, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	method := text(body, "selectionMethod")
	selection := scopeSelections[method]
	switch {
	case text(body, "name") != c.Arg("name"):
		return nil, emulator.IllegalArgument("The name of the scope is not that of the path")
	case selection == "":
		return nil, emulator.IllegalArgument("Invalid selection method: '" + method + "'")
	}
	return Document{
		"name": c.Arg("name"), "description": text(body, "description"), "checks": listOf(texts(body["checks"])),
		"selectionMethod": method, selection: listOf(texts(body[selection])),
	}, nil
}

// listOf is a JSON list, never null.
func listOf(names []string) []any {
	out := []any{}
	for _, name := range names {
		out = append(out, name)
	}
	return out
}

// newPosition reads the position of a reorder, which counts in the list of the others.
func newPosition(c *emulator.Call, others int) (int, error) {
	position, err := strconv.Atoi(c.Query("index", ""))
	if err != nil || position < 0 || position > others {
		return 0, emulator.IllegalArgument("Invalid index: '" + c.Query("index", "") + "'")
	}
	return position, nil
}
