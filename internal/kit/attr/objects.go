package attr

import (
	"fmt"
	"slices"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ObjectList declares a list of objects whose order has a meaning and whose items have no name, such as rules. It is owned
// as a whole. Its attributes are no secrets: nothing would tell which item a new version belongs to.
func ObjectList(name, description string, children ...Attribute) Attribute {
	a := declare(KindObjectList, name, description)
	a.Children = children
	return a
}

// Keyed tells the items of a list of objects apart by a member: one that moves or changes takes along what nobody models.
func (a Attribute) Keyed(member string) Attribute { a.keyMember = member; return a }

// ObjectList returns the values of a list of nested objects, nil for an item that is unknown as a whole.
func (v Values) ObjectList(name string) []Values {
	list, _ := v[name].(types.List)
	var out []Values
	for _, element := range list.Elements() {
		var item Values
		if o, ok := element.(types.Object); ok && !o.IsNull() && !o.IsUnknown() {
			item = o.Attributes()
		}
		out = append(out, item)
	}
	return out
}

func (r Reader) readObjectList(remote any, a Attribute) (fwattr.Value, error) {
	list, ok := remote.([]any)
	if !ok {
		return nil, fmt.Errorf("the server answered %s, which is not a list", client.Shown(remote))
	}
	if len(list) == 0 && a.foldsEmpty() && !r.Lookup && !r.Prior.Known(a.Name) {
		return a.Null(), nil
	}
	prior := r.Prior.ObjectList(a.Name)
	items := []fwattr.Value{}
	for i, item := range list {
		object, ok := item.(client.Document)
		if !ok {
			return nil, fmt.Errorf("the server answered an item that is not an object: %s", client.Shown(item))
		}
		inner := Reader{Imported: r.imported(a)}
		if len(prior) == len(list) {
			inner.Prior = prior[i]
		}
		values, err := inner.Read(object, a.Children)
		if err != nil {
			return nil, err
		}
		items = append(items, types.ObjectValueMust(ObjectType(a.Children).AttrTypes, values))
	}
	return types.ListValueMust(ObjectType(a.Children), items), nil
}

// writeObjectList makes the items those of the list, in order. What nobody models stays in an item that the server has as it
// is wanted, wherever it stood, and in one of the same key. Any other item is new.
func (w Writer) writeObjectList(doc client.Document, path []string, a Attribute, values Values) {
	have, wanted := listAt(doc, path), values.ObjectList(a.Name)
	if slices.ContainsFunc(wanted, func(item Values) bool { return item == nil }) {
		return // not known yet, while a plan is made
	}
	out, used := make([]any, len(wanted)), make([]bool, len(have))
	for i, j := range w.keyed(have, a, wanted) {
		if j >= 0 {
			out[i], used[j] = w.layItem(have[j], a, wanted[i]), true
		}
	}
	take := func(i, j int) {
		if out[i] != nil || used[j] {
			return
		}
		if laid := w.layItem(have[j], a, wanted[i]); client.Equal(laid, have[j]) {
			out[i], used[j] = laid, true
		}
	}
	for i := range min(len(wanted), len(have)) {
		take(i, i)
	}
	for i, item := range wanted {
		for j := range have {
			take(i, j)
		}
		if out[i] == nil {
			out[i] = w.layItem(nil, a, item)
		}
	}
	client.Store(doc, out, path...)
}

// keyed finds for each wanted item the one of the server that has its key, -1 where there is none or where the key is not
// that of one item alone.
func (w Writer) keyed(have []any, a Attribute, wanted []Values) []int {
	keys := make([]string, len(wanted))
	count := map[string]int{}
	for i, item := range wanted {
		keys[i] = client.Text(w.layItem(nil, a, item), a.keyMember)
		count[keys[i]]++
	}
	places := map[string][]int{}
	for j, item := range have {
		object, _ := item.(client.Document)
		places[client.Text(object, a.keyMember)] = append(places[client.Text(object, a.keyMember)], j)
	}
	partner := make([]int, len(wanted))
	for i, key := range keys {
		partner[i] = -1
		if at := places[key]; key != "" && count[key] == 1 && len(at) == 1 {
			partner[i] = at[0]
		}
	}
	return partner
}

// layItem lays the values over a copy of an item.
func (w Writer) layItem(base any, a Attribute, item Values) client.Document {
	object, _ := base.(client.Document)
	laid := client.CloneDocument(object)
	if laid == nil {
		laid = client.Document{}
	}
	inner := Writer{Creating: w.Creating, SecretsSent: w.SecretsSent}
	if prior, err := (Reader{}).Read(laid, a.Children); err == nil {
		inner.Prior = prior // so that what is unset is emptied
	}
	inner.Write(laid, a.Children, item)
	return laid
}

// planObjectList gives an item that is as one of the stored ones what the configuration leaves to the server.
func (p Planner) planObjectList(a Attribute, config, state, plan Values) fwattr.Value {
	configured, stored := config.ObjectList(a.Name), state.ObjectList(a.Name)
	list, isList := plan[a.Name].(types.List)
	if !isList || len(list.Elements()) != len(configured) {
		return plan[a.Name]
	}
	items := slices.Clone(list.Elements())
	for i, planned := range plan.ObjectList(a.Name) {
		for j, candidate := range stored {
			if planned == nil || candidate == nil || configured[i] == nil {
				continue
			}
			if inner := p.inside(a).Plan(a.Children, configured[i], candidate, planned); agree(a.Children, configured[i], inner, candidate) {
				items[i], stored[j] = types.ObjectValueMust(ObjectType(a.Children).AttrTypes, inner), nil
				break
			}
		}
	}
	return types.ListValueMust(ObjectType(a.Children), items)
}

// agree tells whether the plan of what is configured is what is stored.
func agree(children []Attribute, configured, planned, stored Values) bool {
	return !slices.ContainsFunc(children, func(a Attribute) bool {
		value := configured[a.Name]
		return value != nil && !value.IsNull() && !planned[a.Name].Equal(stored[a.Name])
	})
}

func unkeptItems(a Attribute, name string, planned, read Values) []Lost {
	want, got := planned.ObjectList(a.Name), read.ObjectList(a.Name)
	if len(want) != len(got) {
		return []Lost{{Attribute: name, Member: name, Sent: items(len(want)), Got: items(len(got))}}
	}
	var lost []Lost
	for i := range want {
		lost = append(lost, unkept(a.Children, want[i], got[i], fmt.Sprintf("%s[%d].", name, i))...)
	}
	return lost
}

func items(n int) string {
	if n == 1 {
		return "1 item"
	}
	return fmt.Sprintf("%d items", n)
}
