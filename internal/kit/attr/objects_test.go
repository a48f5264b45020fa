package attr_test

import (
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"testing"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

var rules = attr.ObjectList("rules", "",
	attr.String("from", "").Required(),
	attr.String("to", "").Clears(),
	attr.Bool("on", ""),
)

// rule is an item; to and on may be null.
func rule(from string, to, on fwattr.Value) fwattr.Value {
	return types.ObjectValueMust(attr.ObjectType(rules.Children).AttrTypes, map[string]fwattr.Value{
		"from": types.StringValue(from), "to": to, "on": on,
	})
}

func ruleList(items ...fwattr.Value) attr.Values {
	return attr.Values{"rules": types.ListValueMust(attr.ObjectType(rules.Children), items)}
}

var (
	none, unset = types.StringNull(), types.BoolNull()
	on, off     = types.BoolValue(true), types.BoolValue(false)
)

func TestItemsKeepWhatNobodyModels(t *testing.T) {
	doc := parse(t, `{"rules":[{"from":"a","to":"x","on":true,"by":1},{"from":"b","to":"y","by":2},{"from":"c","by":3}]}`)
	// b moves to the front as it is; c changes, and nothing tells that it is the one of before.
	wanted := ruleList(rule("b", types.StringValue("y"), unset), rule("new", none, on), rule("c", types.StringValue("z"), unset))
	attr.Writer{}.Write(doc, []attr.Attribute{rules}, wanted)
	check(t, "moved, new and changed", doc, `{"rules":[{"by":2,"from":"b","to":"y"},{"from":"new","on":true},{"from":"c","to":"z"}]}`)
	attr.Writer{}.Write(doc, []attr.Attribute{rules}, ruleList(rule("b", none, unset)))
	check(t, "emptied", doc, `{"rules":[{"from":"b"}]}`)
	attr.Writer{}.Write(doc, []attr.Attribute{rules}, ruleList())
	check(t, "none", doc, `{"rules":[]}`)
}

func TestKeyedItemsTakeTheirOwnAlong(t *testing.T) {
	keyed := attr.ObjectList("rules", "", rules.Children...).Keyed("from")
	doc := parse(t, `{"rules":[{"from":"a","to":"x","by":1},{"from":"b","by":2},{"from":"b","to":"y","by":3},{"by":4}]}`)
	wanted := ruleList(rule("new", none, unset), rule("a", types.StringValue("z"), unset), rule("b", types.StringValue("y"), unset), rule("", none, unset))
	attr.Writer{}.Write(doc, []attr.Attribute{keyed}, wanted)
	check(t, "by key", doc, `{"rules":[{"from":"new"},{"by":1,"from":"a","to":"z"},{"by":3,"from":"b","to":"y"},{"from":""}]}`)
}

// TestGeneratedItemsInheritNothing writes lists that were made up: an item has what nobody models only from one that was
// as it is wanted, or has its key.
func TestGeneratedItemsInheritNothing(t *testing.T) {
	for seed := range uint64(2_000) {
		random := rand.New(rand.NewPCG(seed, 3)) //nolint:gosec // reproducible
		a := rules
		if seed%2 == 0 {
			a = a.Keyed("from")
		}
		key, before, had := func() string { return string(rune('a' + random.IntN(5))) }, []any{}, map[any]client.Document{}
		for n := range random.IntN(6) {
			item := client.Document{"from": key(), "to": key(), "by": json.Number(strconv.Itoa(n))}
			before, had[item["by"]] = append(before, item), client.CloneDocument(item)
		}
		var items []fwattr.Value
		for range random.IntN(6) {
			items = append(items, rule(key(), types.StringValue(key()), unset))
		}
		doc := client.Document{"rules": before}
		attr.Writer{}.Write(doc, []attr.Attribute{a}, ruleList(items...))
		written, _ := doc["rules"].([]any)
		if len(written) != len(items) {
			t.Fatalf("seed %d: %d items instead of %d", seed, len(written), len(items))
		}
		for _, item := range written {
			object, _ := item.(client.Document)
			by, inherits := object["by"]
			old := had[by]
			if inherits && (old == nil || object["from"] != old["from"] || seed%2 == 1 && object["to"] != old["to"]) {
				t.Fatalf("seed %d: %s inherits from %s, or twice", seed, client.RenderJSON(object), client.RenderJSON(old))
			}
			delete(had, by)
		}
	}
}

func TestItemsAreReadInOrder(t *testing.T) {
	doc := parse(t, `{"rules":[{"from":"b","to":"","on":false},{"from":"a","to":"x"}]}`)
	read, err := attr.Reader{}.Read(doc, []attr.Attribute{rules})
	if want := ruleList(rule("b", none, off), rule("a", types.StringValue("x"), unset)); err != nil || !read["rules"].Equal(want["rules"]) {
		t.Errorf("read %v, %v", read, err)
	}
	for _, wrong := range []string{`{"rules":{}}`, `{"rules":["a"]}`} {
		if _, err := (attr.Reader{}).Read(parse(t, wrong), []attr.Attribute{rules}); err == nil {
			t.Errorf("%s was read", wrong)
		}
	}
}

// Terraform proposes for what is not configured the value of the item in the same place, which may be another one.
func TestPlannedItemsTakeTheirOwnValues(t *testing.T) {
	state := ruleList(rule("a", none, on), rule("b", none, off))
	config := ruleList(rule("b", none, unset), rule("c", none, unset))
	proposed := ruleList(rule("b", none, types.BoolUnknown()), rule("c", none, types.BoolUnknown()))
	planned := attr.Planner{}.Plan([]attr.Attribute{rules}, config, state, proposed)
	if want := ruleList(rule("b", none, off), rule("c", none, types.BoolUnknown())); !planned["rules"].Equal(want["rules"]) {
		t.Errorf("planned %v", planned["rules"])
	}
	proposed = ruleList(rule("a", none, types.BoolUnknown()), rule("b", none, types.BoolUnknown()))
	config = ruleList(rule("a", none, unset), rule("b", none, unset))
	if planned = (attr.Planner{}).Plan([]attr.Attribute{rules}, config, state, proposed); !planned["rules"].Equal(state["rules"]) {
		t.Errorf("planned %v", planned["rules"])
	}
}

func TestItemsThatTheServerDidNotKeep(t *testing.T) {
	planned := ruleList(rule("a", none, on))
	lost := attr.Unkept([]attr.Attribute{rules}, planned, ruleList(rule("a", none, off)))
	if len(lost) != 1 || lost[0].Member != "rules[0].on" || lost[0].Attribute != "rules" {
		t.Errorf("lost %v", lost)
	}
	if lost = attr.Unkept([]attr.Attribute{rules}, planned, ruleList()); len(lost) != 1 || lost[0].Sent != "1 item" || lost[0].Got != "0 items" {
		t.Errorf("lost %v", lost)
	}
}

// Some sets were one text before 12.6.
func TestSetsKeepTheFormOfTheServer(t *testing.T) {
	groups := []attr.Attribute{attr.StringSet("groups", "")}
	doc := client.Document{"groups": "b, a"}
	read, err := attr.Reader{}.Read(doc, groups)
	if err != nil || len(read.Strings("groups")) != 2 {
		t.Fatalf("read %v, %v", read, err)
	}
	attr.Writer{}.Write(doc, groups, read)
	check(t, "the same", doc, `{"groups":"b, a"}`)
	attr.Writer{}.Write(doc, groups, attr.Values{"groups": types.SetValueMust(types.StringType, []fwattr.Value{types.StringValue("c"), types.StringValue("a")})})
	check(t, "others", doc, `{"groups":"a,c"}`)
	attr.Writer{}.Write(doc, groups, attr.Values{"groups": types.SetValueMust(types.StringType, nil)})
	check(t, "none", doc, `{"groups":""}`)
}
