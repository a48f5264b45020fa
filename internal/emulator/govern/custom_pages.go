package govern

import (
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const (
	customPages = "custom-pages"
	// pageOrder holds the one list of all page identifiers (govern.md 21.2).
	pageOrder = "custom-pages-order"
)

// pageShape keeps the content as given: the contract does not know it (govern.md 21.1, 29).
var pageShape = emulator.OpenObject(emulator.Members{
	"id": emulator.String, "name": emulator.String, "icon": emulator.String, "type": emulator.String, "visible": emulator.Bool,
})

func handleCustomPages(n *emulator.Node) {
	n.Store.Collection(customPages).Put("cp.system.governable-items", Document{
		"id": "cp.system.governable-items", "name": "Governable items", "icon": "source", "type": "standard-page", "visible": true,
	})
	n.Store.Collection(pageOrder).Put("order", []any{"cp.system.governable-items"})
	// Hidden pages are seen by administrators only (govern.md 21.1).
	serve(n, anyone, "GET /custom-pages", func(c *emulator.Call) (any, error) {
		return slices.DeleteFunc(orderedPages(n), func(page Document) bool { return hidden(c, page) }), nil
	})
	serve(n, anyone, "GET /custom-page/{customPageId}", func(c *emulator.Call) (any, error) {
		page, err := findPage(n, c.Arg("customPageId"))
		if err == nil && hidden(c, page) {
			return nil, noPage(c.Arg("customPageId"))
		}
		return page, err
	})
	serve(n, pageDesigner, "GET /admin/custom-pages", func(*emulator.Call) (any, error) { return orderedPages(n), nil })
	serve(n, pageDesigner, "POST /admin/custom-pages", createPage)
	serve(n, pageDesigner, "GET /admin/custom-page/{customPageId}", func(c *emulator.Call) (any, error) {
		return findPage(n, c.Arg("customPageId"))
	})
	serve(n, pageDesigner, "PUT /admin/custom-page/{customPageId}", replacePage)
	serve(n, pageDesigner, "DELETE /admin/custom-page/{customPageId}", deletePage)
	serve(n, pageDesigner, "GET /admin/custom-pages/order", func(*emulator.Call) (any, error) { return pageIDs(n), nil })
	serve(n, pageDesigner, "PUT /admin/custom-pages/order", savePageOrder)
}

func hidden(c *emulator.Call, page Document) bool { return page["visible"] != true && !mayManage(c) }

func noPage(id string) *emulator.Error {
	return emulator.NotFound("Custom page '" + id + "' does not exist")
}

func findPage(n *emulator.Node, id string) (Document, error) {
	page, ok := n.Store.Collection(customPages).Get(id)
	if !ok {
		return nil, noPage(id)
	}
	return page, nil
}

func pageIDs(n *emulator.Node) []string {
	return stringList(n.Store.Collection(pageOrder).Value("order"))
}

func orderedPages(n *emulator.Node) []Document {
	pages := []Document{}
	for _, id := range pageIDs(n) {
		if page, err := findPage(n, id); err == nil {
			pages = append(pages, page)
		}
	}
	return pages
}

func createPage(c *emulator.Call) (any, error) {
	id, err := newIdentifier(c, "cp.")
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(pageShape)
	if err != nil {
		return nil, err
	}
	if c.Node.Store.Collection(customPages).Has(id) {
		return nil, conflict("Custom page '" + id + "' already exists")
	}
	if body["id"] != nil {
		return nil, validation("customPage.id must not be set in creation")
	}
	if body["type"] == "standard-page" {
		return nil, validation("Pages of type 'standard-page' cannot be created")
	}
	page, err := storePage(c.Node, id, body)
	if err == nil {
		c.Node.Store.Collection(pageOrder).Put("order", append(pageIDs(c.Node), id))
	}
	return page, err
}

func storePage(n *emulator.Node, id string, body Document) (any, error) {
	if text(body, "name") == "" {
		return nil, validation("Custom page name is required")
	}
	body["id"], body["visible"] = id, body["visible"] == true
	n.Store.Collection(customPages).Put(id, body)
	return body, nil
}

func replacePage(c *emulator.Call) (any, error) {
	id := c.Arg("customPageId")
	stored, err := findPage(c.Node, id)
	if err != nil {
		return nil, err
	}
	body, err := c.Typed(pageShape)
	if err != nil {
		return nil, err
	}
	if body["id"] != nil && body["id"] != id {
		return nil, emulator.IllegalArgument("Custom page IDs do not match")
	}
	if isSystem(id) && body["type"] != stored["type"] {
		return nil, validation("The type of a standard page cannot be changed")
	}
	return storePage(c.Node, id, body)
}

func deletePage(c *emulator.Call) (any, error) {
	id := c.Arg("customPageId")
	if _, err := findPage(c.Node, id); err != nil {
		return nil, err
	}
	if isSystem(id) {
		return nil, emulator.Forbidden("Custom page '" + id + "' is delivered with the product and can only be hidden")
	}
	c.Node.Store.Collection(customPages).Delete(id)
	c.Node.Store.Collection(pageOrder).Put("order", slices.DeleteFunc(pageIDs(c.Node), func(other string) bool { return other == id }))
	return emulator.Empty{}, nil
}

// savePageOrder wants every page, those of the product included (govern.md 21.2).
func savePageOrder(c *emulator.Call) (any, error) {
	body, err := c.TypedList(emulator.String)
	if err != nil {
		return nil, err
	}
	wanted, known := stringList(body), pageIDs(c.Node)
	slices.Sort(wanted)
	slices.Sort(known)
	if !slices.Equal(wanted, known) {
		return nil, validation("The order must contain the identifiers of all custom pages")
	}
	c.Node.Store.Collection(pageOrder).Put("order", body)
	return body, nil
}
