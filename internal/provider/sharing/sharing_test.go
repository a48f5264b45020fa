package sharing_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// id names the collection of the stories.
const id = `"id":"sales001"`

// stored is a document of the node.
func stored(s *kittest.Story, collection, id string) emulator.Document {
	var document emulator.Document
	s.Node().Do(func(store *emulator.Store) { document, _ = store.Collection(collection).Get(id) })
	return document
}

// principals are the groups and users of the permissions.
func principals(document emulator.Document) string {
	var names []string
	entries, _ := document["permissions"].([]any)
	for _, entry := range entries {
		permission, _ := entry.(emulator.Document)
		names = append(names, client.Text(permission, "group")+client.Text(permission, "user"))
	}
	return strings.Join(names, " ")
}

// demote makes the key of the provider that of a contributor.
func demote(s *kittest.Story) {
	node := s.Node()
	key := node.APIKey
	node.Do(func(*emulator.Store) {
		node.APIKey = "key-of-the-administrator"
		node.Authenticate = func(given string) (emulator.Identity, bool) {
			return emulator.Identity{ID: "ada", Login: "ada", Source: "PERSONAL_API_KEY"}, given == key
		}
	})
}

func TestCreatorOfACollectionStays(t *testing.T) {
	s := providertest.Story(t, "data_collection")
	const readers, ada = `"group_permissions":{"readers":{"read":true}}`, `"user_permissions":{"ada":{"write":true,"read":true}}`
	r := providertest.Done(t, s.Apply(`{`+id+`,`+readers+`,`+ada+`}`))
	for _, request := range r.Requests {
		if request.Method == "PUT" {
			t.Errorf("the creation sends %s", request.Body)
		}
	}
	for _, step := range []struct{ name, configuration, want string }{
		{"as created", `{` + id + `,` + readers + `,` + ada + `}`, "readers ada admin"},
		{"another group", `{` + id + `,"group_permissions":{"team":{"read":true}},` + ada + `}`, "ada admin team"},
		{"no user", `{` + id + `,"user_permissions":{}}`, "admin team"},
		{"exclusive", `{` + id + `,` + ada + `,"exclusive_user_permissions":true}`, "team ada"},
		{"nothing managed", `{` + id + `}`, "team ada"},
	} {
		providertest.Done(t, s.Apply(step.configuration))
		if got := principals(stored(s, "data_collections", "sales001")); got != step.want {
			t.Errorf("%s: the permissions are those of %s, want %s", step.name, got, step.want)
		}
	}
}

func TestImportedCollectionsNeedNoCreator(t *testing.T) {
	s := providertest.Story(t, "data_collection")
	const configuration = `{` + id + `,"user_permissions":{"ada":{"read":true}}}`
	providertest.Done(t, s.Apply(configuration))
	s.Import("sales001")
	if r := providertest.Done(t, s.Apply(configuration)); r.Action != "no change" {
		t.Errorf("the plan after an import is to %s", r.Action)
	}
}

func TestRandomIdentifiers(t *testing.T) {
	s := providertest.Story(t, "data_collection")
	providertest.Done(t, s.Apply(`{}`))
	made := s.Value("id")
	if len(made) != 8 || len(stored(s, "data_collections", made)) == 0 {
		t.Errorf("the identifier is %q", made)
	}
	if r := providertest.Done(t, s.Apply(`{"id":"`+made+`"}`)); r.Action != "no change" {
		t.Errorf("naming the identifier leads to %s", r.Action)
	}
	providertest.Refused(t, s.Apply(`{"id":"sales"}`), "8 letters and digits")
}

// A key that may not see the permissions neither removes them nor takes them for gone.
func TestHiddenPermissions(t *testing.T) {
	for entity, at := range map[string][2]string{"workspace": {"workspaces", "SALES"}, "data_collection": {"data_collections", "sales001"}} {
		own := `"display_name":"Sales"`
		if entity == "data_collection" {
			own += "," + id
		}
		s := providertest.Story(t, entity)
		providertest.Done(t, s.Apply(`{`+own+`,"user_permissions":{"ada":{"write":true,"read":true}}}`))
		before := principals(stored(s, at[0], at[1]))
		demote(s)
		providertest.Refused(t, s.Apply(`{`+own+`,"user_permissions":{"ada":{"write":true,"read":true}}}`), "only to its administrators", at[1])

		s.Import(at[1])
		if got := s.Value("user_permissions"); got != "" {
			t.Errorf("%s: hidden permissions are imported as %s", entity, got)
		}
		providertest.Refused(t, s.Apply(`{`+own+`,"description":"New"}`), "a change would remove all permissions")
		if after := principals(stored(s, at[0], at[1])); after != before {
			t.Errorf("%s: the permissions were those of %s and are those of %s", entity, before, after)
		}
	}
}

func TestImpliedPermissions(t *testing.T) {
	s := providertest.Story(t, "workspace")
	providertest.Refused(t, s.Apply(`{"group_permissions":{"team":{"admin":true,"read":true}}}`), "Set `write = true` and `read = true` with it")
	providertest.Refused(t, s.Apply(`{"user_permissions":{"ada":{"write":true}}}`), "user_permissions gives ada", "Set `read = true` with it")
	providertest.Refused(t, s.Apply(`{"user_permissions":{"ada":{}}}`), "allows nothing")
}

func TestObjectsHaveOneShape(t *testing.T) {
	s := providertest.Story(t, "workspace_object")
	providertest.Refused(t, s.Apply(`{"app_id":"APP"}`), "set is `app_id` and `html_link`")
	providertest.Refused(t, s.Apply(`{"html_link":null}`), "set is none")
	providertest.Done(t, s.Apply(`{}`))
	link := s.Value("object_id")
	if r := providertest.Done(t, s.Apply(`{"html_link":null,"app_id":"APP"}`)); r.Action != "replace" || s.Value("object_id") == link {
		t.Errorf("another shape leads to %s, %s became %s", r.Action, link, s.Value("object_id"))
	}
}

// What is shared already is not shared twice.
func TestSharedObjectsAreNotSharedTwice(t *testing.T) {
	s := providertest.Story(t, "workspace_object")
	providertest.Done(t, s.Apply(`{}`))
	first := s.Value("object_id")
	s.Forget()
	providertest.Failed(t, s.Apply(`{}`), "it already exists", first)
	s.Adopt()
	providertest.Says(t, providertest.Done(t, s.Apply(`{}`)), "Took over")
	if s.Value("object_id") != first {
		t.Errorf("%s became %s", first, s.Value("object_id"))
	}
}

func TestPermissionsOfNobodyAreRefused(t *testing.T) {
	s := providertest.Story(t, "workspace")
	providertest.Refused(t, s.Apply(`{"group_permissions":{"":{"read":true}}}`), "string length must be at least 1")
	providertest.Refused(t, s.Apply(`{"user_permissions":{"ada":null}}`), "contains a null value")
}
