package dss_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// member is a user without rights of an administrator.
func member(login string, groups ...string) emulator.Identity {
	return emulator.Identity{ID: login, Login: login, Groups: groups, Source: "PERSONAL_API_KEY"}
}

func TestWorkspaceLife(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.refused(p.send("GET", "/workspaces/TEAM", nil), 404, "NotFoundException", "TEAM")
	p.must("POST", "/workspaces/", document{"workspaceKey": "TEAM", "displayName": "Team", "color": nil, "description": nil, "permissions": nil})
	p.refused(p.send("POST", "/workspaces/", document{"workspaceKey": "TEAM", "displayName": "Team"}), 400, "IllegalArgumentException", "already exists")
	p.refused(p.send("POST", "/workspaces/", document{"displayName": "Team"}), 400, "IllegalArgumentException", "key")
	workspace := p.get("/workspaces/TEAM")
	if color, _ := workspace["color"].(string); len(color) != 7 {
		t.Errorf("the random color is %v", workspace["color"])
	}
	p.same("permissions of a new workspace", workspace["permissions"], []any{})
	workspace["permissions"] = []any{document{"group": "readers", "read": true}, document{"user": "ada", "write": true, "read": true}}
	workspace["workspaceKey"], workspace["color"] = "OTHER", "#102030"
	p.must("PUT", "/workspaces/TEAM", workspace)
	p.same("after a PUT", p.get("/workspaces/TEAM"), document{
		"workspaceKey": "TEAM", "displayName": "Team", "color": "#102030", "description": "", "permissions": []any{
			document{"group": "readers", "admin": false, "write": false, "read": true},
			document{"user": "ada", "admin": false, "write": true, "read": true},
		},
	})
	p.must("POST", "/workspaces/TEAM/objects", document{"appId": "APP"})
	p.must("DELETE", "/workspaces/TEAM", nil)
	p.same("list", p.must("GET", "/workspaces/", nil), []any{})
	p.must("POST", "/workspaces/", document{"workspaceKey": "TEAM", "displayName": "Team", "permissions": []any{}})
	p.same("objects of a new one", p.must("GET", "/workspaces/TEAM/objects", nil), []any{})
}

func TestWorkspaceRights(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/workspaces/", document{"workspaceKey": "TEAM", "displayName": "Team", "permissions": []any{
		document{"group": "readers", "read": true}, document{"user": "ada", "write": true, "read": true},
	}})
	reader, writer, stranger := p.as(member("bob", "readers")), p.as(member("ada")), p.as(member("eve"))
	workspace := reader.get("/workspaces/TEAM")
	if _, shown := workspace["permissions"]; shown {
		t.Error("a reader sees the permissions")
	}
	p.same("list of a reader", reader.must("GET", "/workspaces/", nil), []any{workspace})
	p.same("list of a stranger", stranger.must("GET", "/workspaces/", nil), []any{})
	p.refused(stranger.send("GET", "/workspaces/TEAM", nil), 403, "UnauthorizedException", "read")
	p.refused(writer.send("PUT", "/workspaces/TEAM", workspace), 403, "UnauthorizedException", "admin")
	p.refused(reader.send("POST", "/workspaces/TEAM/objects", document{"appId": "APP"}), 403, "UnauthorizedException", "write")
	writer.must("POST", "/workspaces/TEAM/objects", document{"appId": "APP"})
	p.refused(writer.send("POST", "/workspaces/", document{"workspaceKey": "W", "displayName": "W"}), 403, "UnauthorizedException", "create")
	p.must("PUT", "/workspaces/TEAM", workspace)
	p.same("permissions after a PUT without them", p.get("/workspaces/TEAM")["permissions"], []any{})
}

func TestWorkspaceObjects(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	p.must("POST", "/workspaces/", document{"workspaceKey": "TEAM", "displayName": "Team"})
	reference := document{"projectKey": "P", "type": "DATASET", "id": "customers", "workspaceKey": "TEAM"}
	link := document{"name": "Wiki", "url": "https://example.com", "description": nil}
	for _, shape := range []document{{"reference": reference}, {"appId": "APP"}, {"htmlLink": link}} {
		p.must("POST", "/workspaces/TEAM/objects", shape)
	}
	objects := p.must("GET", "/workspaces/TEAM/objects", nil)
	p.same("reference", at(objects, 0, "reference"), reference)
	p.same("app", at(objects, 1, "appId"), "APP")
	p.same("link", at(objects, 2, "htmlLink"), link)
	id, _ := at(objects, 1, "id").(string)
	p.must("DELETE", "/workspaces/TEAM/objects/"+id, nil)
	p.refused(p.send("DELETE", "/workspaces/TEAM/objects/"+id, nil), 404, "NotFoundException", id)
	for part, shape := range map[string]document{
		"either":            {},
		"either a ":         {"appId": "A", "htmlLink": link},
		"another workspace": {"reference": document{"projectKey": "P", "type": "DATASET", "id": "x", "workspaceKey": "W"}},
		"types":             {"reference": document{"projectKey": "P", "type": "MODEL", "id": "x", "workspaceKey": "TEAM"}},
		"a name":            {"htmlLink": document{"url": "https://example.com"}},
		"malformed":         {"appId": 1},
	} {
		p.refused(p.send("POST", "/workspaces/TEAM/objects", shape), 400, "IllegalArgumentException", part)
	}
}

func TestDataCollectionLife(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	made, _ := p.must("POST", "/data-collections/", document{
		"id": nil, "tags": []any{"b", "a"}, "displayName": "Sales", "color": nil, "description": nil, "permissions": nil,
	}).(document)
	id, _ := made["id"].(string)
	if len(id) != 8 {
		t.Errorf("the random id is %q", id)
	}
	creator := document{"user": "admin", "admin": true, "write": true, "read": true}
	collection := p.get("/data-collections/" + id)
	p.same("permissions", collection["permissions"], []any{creator})
	p.same("tags", collection["tags"], []any{"b", "a"})
	collection["permissions"] = []any{document{"group": "readers", "admin": false, "write": false, "read": true}}
	p.must("PUT", "/data-collections/"+id, collection)
	p.same("a PUT may take the creator out", p.get("/data-collections/"+id), collection)
	p.must("POST", "/data-collections/"+id+"/objects", document{"type": "DATASET", "projectKey": "P", "id": "customers"})
	p.must("POST", "/data-collections/"+id+"/objects", document{"type": "DATASET", "projectKey": "P", "id": "customers"})
	p.same("list", p.must("GET", "/data-collections/", nil), []any{document{
		"id": id, "displayName": "Sales", "description": "", "color": collection["color"], "tags": []any{"b", "a"},
		"itemCount": 1, "lastModifiedOn": 1_788_000_000_000,
	}})
	p.same("objects", p.must("GET", "/data-collections/"+id+"/objects", nil), []any{document{"type": "DATASET", "projectKey": "P", "id": "customers"}})
	p.must("DELETE", "/data-collections/"+id+"/objects/dataset/P/customers", nil)
	p.refused(p.send("DELETE", "/data-collections/"+id+"/objects/dataset/P/customers", nil), 404, "NotFoundException", "customers")

	reader := p.as(member("bob", "readers"))
	if _, shown := reader.get("/data-collections/" + id)["permissions"]; shown {
		t.Error("a reader sees the permissions")
	}
	p.refused(reader.send("POST", "/data-collections/"+id+"/objects", document{}), 403, "UnauthorizedException", "write")
	p.refused(reader.send("DELETE", "/data-collections/"+id, nil), 403, "UnauthorizedException", "admin")
	p.must("DELETE", "/data-collections/"+id, nil)
	p.refused(p.send("GET", "/data-collections/"+id, nil), 404, "NotFoundException", id)
}

func TestDataCollectionRefusals(t *testing.T) {
	p := newProbe(t, emulator.Options{})
	body := document{"id": "sales001", "displayName": "Sales", "permissions": []any{document{"user": "admin", "read": true}}}
	p.must("POST", "/data-collections/", body)
	p.same("the creator is an administrator", at(p.get("/data-collections/sales001"), "permissions", 0, "admin"), true)
	p.refused(p.send("POST", "/data-collections/", body), 400, "IllegalArgumentException", "already exists")
	for part, body := range map[string]document{
		"8 alphanumeric": {"id": "sales", "displayName": "Sales"},
		"display name":   {"id": "sales002"},
		"Invalid color":  {"displayName": "Sales", "color": "red"},
		"either a user":  {"displayName": "Sales", "permissions": []any{document{"read": true}}},
	} {
		p.refused(p.send("POST", "/data-collections/", body), 400, "IllegalArgumentException", part)
	}
	p.refused(p.send("POST", "/data-collections/sales001/objects", document{"type": "FOLDER", "projectKey": "P", "id": "x"}), 400, "IllegalArgumentException", "DATASET")
	p.refused(p.as(member("eve")).send("POST", "/data-collections/", body), 403, "UnauthorizedException", "create")
	old := newProbe(t, emulator.Options{Version: "14.1.2"})
	old.same("creation on 14.1", old.send("POST", "/data-collections/", document{"displayName": "Sales"}).status, 500)
	p.node.SetQuirks(func(q *emulator.Quirks) { q.DataCollectionsBroken = true })
	p.refused(p.send("POST", "/data-collections/", document{"displayName": "Sales"}), 500, "NullPointerException", "")
}
