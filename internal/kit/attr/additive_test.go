package attr_test

import (
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var (
	flags   = []attr.Attribute{attr.Bool("admin", "").Default(false)}
	sharing = []attr.Attribute{
		attr.ObjectMap("users", "user", "", flags...).At("permissions").Additive("exclusive"),
		attr.Bool("exclusive", "").Local(false),
	}
)

// users are those with their flag admin.
func users(exclusive bool, entries map[string]bool) attr.Values {
	elements := map[string]fwattr.Value{}
	for name, admin := range entries {
		elements[name] = types.ObjectValueMust(attr.ObjectType(flags).AttrTypes, attr.Values{"admin": types.BoolValue(admin)})
	}
	return attr.Values{"users": types.MapValueMust(attr.ObjectType(flags), elements), "exclusive": types.BoolValue(exclusive)}
}

func TestAdditiveMapsLeaveOthersAlone(t *testing.T) {
	const made = `{"permissions":[{"user":"creator","admin":true},{"group":"g"}]}`
	doc := parse(t, made)
	applied := attr.Writer{}.Write(doc, sharing, users(false, map[string]bool{"ada": true, "bob": false}))
	check(t, "added", doc, `{"permissions":[{"user":"creator","admin":true},{"group":"g"},{"user":"ada","admin":true},{"user":"bob","admin":false}]}`)
	attr.Writer{Prior: attr.Values{}, Applied: applied}.Write(doc, sharing, users(false, map[string]bool{"ada": false}))
	check(t, "taken back", doc, `{"permissions":[{"user":"creator","admin":true},{"group":"g"},{"user":"ada","admin":false}]}`)
	attr.Writer{Prior: attr.Values{}, Applied: applied}.Write(doc, sharing, users(true, map[string]bool{"ada": false}))
	check(t, "exclusive", doc, `{"permissions":[{"group":"g"},{"user":"ada","admin":false}]}`)
}

func TestAdditiveMapsShowWhatIsManaged(t *testing.T) {
	doc := parse(t, `{"permissions":[{"user":"creator","admin":true},{"user":"ada","admin":false}]}`)
	all, ada := map[string]bool{"creator": true, "ada": false}, map[string]bool{"ada": false}
	for name, c := range map[string]struct {
		reader attr.Reader
		want   map[string]bool
	}{
		"managed":   {attr.Reader{Prior: users(false, map[string]bool{"ada": true, "gone": true}), Applied: attr.Applied{"users": {"/ada", "/gone"}}}, ada},
		"applied":   {attr.Reader{Prior: users(false, map[string]bool{"gone": true}), Applied: attr.Applied{"users": {"/ada", "/gone"}}}, ada},
		"unset":     {attr.Reader{Prior: users(false, ada), Applied: attr.Applied{}}, all},
		"exclusive": {attr.Reader{Prior: users(true, ada)}, all},
		"imported":  {attr.Reader{Prior: users(false, ada), Imported: true}, all},
		"unmanaged": {attr.Reader{Prior: attr.Values{}}, all},
	} {
		read, err := c.reader.Read(doc, sharing)
		if want := users(false, c.want); err != nil || !read["users"].Equal(want["users"]) {
			t.Errorf("%s: %v, %v, want %v", name, read["users"], err, want["users"])
		}
	}
}

// After an import the state holds everything, and naming a part of it is no change.
func TestAdditiveMapsAfterAnImport(t *testing.T) {
	state := users(false, map[string]bool{"creator": true, "ada": false})
	for name, c := range map[string]struct {
		config attr.Values
		keeps  bool
	}{
		"a part":           {users(false, map[string]bool{"ada": false}), true},
		"another flag":     {users(false, map[string]bool{"ada": true}), false},
		"somebody new":     {users(false, map[string]bool{"bob": true}), false},
		"a part, no other": {users(true, map[string]bool{"ada": false}), false},
	} {
		plan := attr.Planner{Imported: true}.Plan(sharing, c.config, state, c.config)
		if plan["users"].Equal(state["users"]) != c.keeps {
			t.Errorf("%s: planned %v", name, plan["users"])
		}
	}
}
