package attr_test

import (
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
	// b moves to the front as it is, a changes in another place, c stays in its own and is changed.
	wanted := ruleList(rule("b", types.StringValue("y"), unset), rule("new", none, on), rule("c", types.StringValue("z"), unset))
	attr.Writer{}.Write(doc, []attr.Attribute{rules}, wanted)
	check(t, "moved, new and changed", doc, `{"rules":[{"by":2,"from":"b","to":"y"},{"from":"new","on":true},{"by":3,"from":"c","to":"z"}]}`)
	attr.Writer{}.Write(doc, []attr.Attribute{rules}, ruleList(rule("b", none, unset)))
	check(t, "emptied", doc, `{"rules":[{"by":2,"from":"b","to":""}]}`)
	attr.Writer{}.Write(doc, []attr.Attribute{rules}, ruleList())
	check(t, "none", doc, `{"rules":[]}`)
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
