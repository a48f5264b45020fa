package attr

import (
	"fmt"
	"slices"
	"strings"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Planner decides what an existing object's plan says.
type Planner struct {
	// Imported tells that this resource never wrote the object: its state holds everything the server has, and a
	// configuration that names a part of it is no change.
	Imported bool
	// Whole names the attributes for which that is so although others were written.
	Whole Whole
}

func (p Planner) imported(a Attribute) bool { return p.Imported || p.Whole[a.Name] }

// inside plans what is nested in the attribute.
func (p Planner) inside(a Attribute) Planner {
	return Planner{Imported: p.imported(a), Whole: p.Whole.within(a.Name)}
}

// Plan returns the plan: unmanaged attributes keep the stored value, a change of format is none, read-only values
// that may change with a write are unknown when there is one.
func (p Planner) Plan(attributes []Attribute, config, state, plan Values) Values {
	out := plan.Clone()
	changed := false
	for _, a := range attributes {
		if a.version != "" {
			changed = changed || !plan[a.version].Equal(state[a.version])
		}
		if a.mode == modeComputed || a.IsSecret() {
			continue
		}
		out[a.Name] = p.planOne(a, attributes, config, state, plan)
		changed = changed || !out[a.Name].Equal(state[a.Name])
	}
	p.settleShared(attributes, config, state, plan, out)
	for _, a := range attributes {
		if a.mode == modeComputed && (a.stable || !changed) {
			out[a.Name] = state[a.Name]
		}
	}
	return out
}

func (p Planner) planOne(a Attribute, siblings []Attribute, config, state, plan Values) fwattr.Value {
	configured, stored, planned := config[a.Name], state[a.Name], plan[a.Name]
	if stored == nil || stored.IsNull() && a.mode != modeManaged {
		return planned
	}
	if configured == nil || configured.IsNull() {
		if a.mode == modeManaged && a.fallback == nil {
			return stored
		}
		return planned
	}
	if configured.IsUnknown() || stored.IsNull() {
		return planned
	}
	switch a.Kind {
	case KindDocument:
		return p.planDocument(a, siblings, config, state, planned)
	case KindJSON:
		return sameJSON(a, config, state, planned)
	case KindStringSet:
		if p.imported(a) && a.partial(config) && isSubset(config.Strings(a.Name), state.Strings(a.Name)) {
			return stored
		}
	case KindObject:
		inner := p.inside(a).Plan(a.Children, config.Object(a.Name), state.Object(a.Name), plan.Object(a.Name))
		return types.ObjectValueMust(ObjectType(a.Children).AttrTypes, inner)
	case KindObjectMap:
		entries := p.planObjectMap(a, config, state, plan)
		if p.imported(a) && a.partial(config) && isPart(entries, stored) {
			return stored
		}
		return entries
	case KindObjectList:
		return p.planObjectList(a, config, state, plan)
	case KindBoolMap, KindStringMap:
		if a.inline && p.imported(a) && isPart(configured, stored) {
			return stored
		}
	case KindString, KindBool, KindInt, KindNumber, KindStringList, KindSecret, KindSecretMap:
	}
	return planned
}

// planDocument hides a change of format. After an import the state holds the whole document, so naming a part of it
// with the values it has is no change.
func (p Planner) planDocument(a Attribute, siblings []Attribute, config, state Values, planned fwattr.Value) fwattr.Value {
	wanted, ok := config.JSON(a.Name)
	stored, ok2 := state.JSON(a.Name)
	if !ok || !ok2 {
		return planned
	}
	if p.imported(a) {
		stored = client.Project(p.withShared(stored, a, siblings, config, state), wanted)
	}
	if client.Equal(wanted, stored) {
		return state[a.Name]
	}
	return planned
}

func sameJSON(a Attribute, config, state Values, planned fwattr.Value) fwattr.Value {
	wanted, ok := config.JSON(a.Name)
	stored, ok2 := state.JSON(a.Name)
	if ok && ok2 && client.Equal(wanted, stored) {
		return state[a.Name]
	}
	return planned
}

func (p Planner) planObjectMap(a Attribute, config, state, plan Values) fwattr.Value {
	stored, configured := state.Objects(a.Name), config.Objects(a.Name)
	elements := map[string]fwattr.Value{}
	for key, planned := range plan.Objects(a.Name) {
		inner := planned
		if before, exists := stored[key]; exists {
			inner = p.inside(a).Plan(a.Children, configured[key], before, planned)
		}
		elements[key] = types.ObjectValueMust(ObjectType(a.Children).AttrTypes, inner)
	}
	if m, ok := plan[a.Name].(types.Map); !ok || len(m.Elements()) != len(elements) {
		return plan[a.Name] // an entry is unknown as a whole
	}
	return types.MapValueMust(ObjectType(a.Children), elements)
}

func isSubset(part, whole []string) bool {
	return !slices.ContainsFunc(part, func(s string) bool { return !slices.Contains(whole, s) })
}

func isPart(part, whole fwattr.Value) bool {
	p, _ := part.(types.Map)
	w, _ := whole.(types.Map)
	for key, value := range p.Elements() {
		if !value.Equal(w.Elements()[key]) {
			return false
		}
	}
	return true
}

// Lost is a value that the server did not keep.
type Lost struct {
	// Attribute is the attribute; Member says where in it.
	Attribute, Member string
	Sent, Got         string
}

// Unkept compares what was planned with what was read back.
func Unkept(attributes []Attribute, planned, read Values) []Lost {
	return unkept(attributes, planned, read, "")
}

func unkept(attributes []Attribute, planned, read Values, at string) []Lost {
	var lost []Lost
	for _, a := range attributes {
		want, got := planned[a.Name], read[a.Name]
		emptied := a.mode == modeClears && want != nil && want.IsNull()
		if a.mode == modeComputed || a.mode == modeLocal || a.IsSecret() || !planned.Known(a.Name) && !emptied || want.Equal(got) {
			continue
		}
		name := at + a.Name
		if emptied {
			lost = append(lost, Lost{Attribute: name, Member: name, Sent: "nothing", Got: fmt.Sprint(got)})
			continue
		}
		switch a.Kind {
		case KindDocument, KindJSON:
			lost = append(lost, a.unshown(unkeptJSON(a, name, planned, read)...)...)
			continue
		case KindObject:
			lost = append(lost, unkept(a.Children, planned.Object(a.Name), read.Object(a.Name), name+".")...)
			continue
		case KindObjectMap:
			lost = append(lost, unkeptEntries(a, name, planned, read)...)
			continue
		case KindObjectList:
			lost = append(lost, unkeptItems(a, name, planned, read)...)
			continue
		default:
		}
		lost = append(lost, a.unshown(Lost{Attribute: name, Member: name, Sent: fmt.Sprint(want), Got: fmt.Sprint(got)})...)
	}
	for i := range lost {
		if end := strings.IndexAny(lost[i].Attribute, ".["); end > 0 {
			lost[i].Attribute = lost[i].Attribute[:end]
		}
	}
	return lost
}

// unshown takes the values out of what was lost of a sensitive attribute.
func (a Attribute) unshown(lost ...Lost) []Lost {
	for i := range lost {
		if a.sensitive {
			lost[i].Sent, lost[i].Got = "the value that was sent", "another one"
		}
	}
	return lost
}

func unkeptEntries(a Attribute, name string, planned, read Values) []Lost {
	var lost []Lost
	want, got := planned.Objects(a.Name), read.Objects(a.Name)
	for key, entry := range want {
		other, ok := got[key]
		if !ok {
			lost = append(lost, Lost{Attribute: name, Member: fmt.Sprintf("%s[%q]", name, key), Sent: "an entry", Got: "nothing"})
			continue
		}
		lost = append(lost, unkept(a.Children, entry, other, fmt.Sprintf("%s[%q].", name, key))...)
	}
	for key := range got {
		if _, ok := want[key]; !ok {
			lost = append(lost, Lost{Attribute: name, Member: fmt.Sprintf("%s[%q]", name, key), Sent: "nothing", Got: "an entry"})
		}
	}
	return lost
}

func unkeptJSON(a Attribute, name string, planned, read Values) []Lost {
	want, _ := planned.JSON(a.Name)
	got, _ := read.JSON(a.Name)
	var lost []Lost
	for _, pointer := range client.Differences(got, want) {
		lost = append(lost, Lost{Attribute: name, Member: name + " " + pointer, Sent: memberText(want, pointer), Got: memberText(got, pointer)})
	}
	return lost
}

func memberText(value any, pointer string) string {
	member, ok := client.At(value, pointer)
	if !ok {
		return "nothing"
	}
	return client.RenderJSON(member)
}
