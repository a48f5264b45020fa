package attr

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// Reader turns a document into values.
type Reader struct {
	// Prior are the planned or stored values; nil reads everything the document holds.
	Prior Values
	// Imported reads open documents and additive sets as a whole, since nothing was applied yet.
	Imported bool
	// Whole names the attributes that are read as a whole although others were written.
	Whole Whole
	// Applied is what the last write left behind, or may have left when it failed. It is read beside what Prior names; an additive
	// set or map that is not in it was not set, and is read as a whole. What a write-only map wrote is not read into the open
	// document around it, also where the node does not take it for a secret and shows it.
	Applied Applied
	// Lookup keeps empty collections of read-only attributes empty, so that what was looked up can be iterated over.
	Lookup bool
}

func (r Reader) imported(a Attribute) bool { return r.Imported || r.Whole[a.Name] }

// Read sets every attribute: what the document lacks is null, so that drift is always seen.
func (r Reader) Read(doc client.Document, attributes []Attribute) (Values, error) {
	values := Values{}
	for _, a := range attributes {
		if a.version != "" {
			values[a.version] = r.prior(a.version, types.Int64Null())
		}
		switch {
		case a.IsSecret():
			values[a.Name] = a.Null()
			continue
		case a.constant != "":
			values[a.Name] = types.StringValue(a.constant)
			continue
		case a.mode == modeLocal:
			values[a.Name] = r.prior(a.Name, a.Fallback())
			continue
		case a.foreseen:
			values[a.Name] = r.prior(a.Name, a.Null())
			continue
		}
		value, err := r.readAttribute(doc, a, attributes)
		if err != nil && a.sensitive {
			err = errors.New("the server answered a value of another type")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.Name, err)
		}
		if a.kept {
			value = r.keptValue(a, value)
		}
		values[a.Name] = value
	}
	return values, nil
}

// keptValue prefers what the creation answered: later reads hide it behind asterisks, or leave it out.
func (r Reader) keptValue(a Attribute, remote fwattr.Value) fwattr.Value {
	if r.Prior.Known(a.Name) {
		return r.Prior[a.Name]
	}
	if text := (Values{"": remote}).String(""); strings.Trim(text, "*") == "" {
		return a.Null()
	}
	return remote
}

// Fallback is the value of an attribute that is not set.
func (a Attribute) Fallback() fwattr.Value {
	switch value := a.fallback.(type) {
	case bool:
		return types.BoolValue(value)
	case string:
		return types.StringValue(value)
	case int64:
		return types.Int64Value(value)
	}
	return a.Null()
}

func (r Reader) prior(name string, otherwise fwattr.Value) fwattr.Value {
	if value := r.Prior[name]; value != nil && !value.IsNull() && !value.IsUnknown() {
		return value
	}
	return otherwise
}

func (r Reader) readAttribute(doc client.Document, a Attribute, siblings []Attribute) (fwattr.Value, error) {
	remote, found := any(nil), false
	for _, path := range a.paths {
		if remote, found = client.Lookup(doc, path...); found && remote != nil {
			break
		}
	}
	if found && remote == nil && r.takesNull(a) {
		return r.keepSpelling(a, nil), nil
	}
	if !found || remote == nil {
		return r.absent(a), nil
	}
	switch a.Kind {
	case KindDocument:
		return r.readDocument(remote, a, siblings), nil
	case KindJSON:
		return r.keepSpelling(a, remote), nil
	case KindObject:
		return r.readObject(remote, a)
	case KindObjectMap:
		return r.readObjectMap(remote, a)
	case KindObjectList:
		return r.readObjectList(remote, a)
	case KindStringMap, KindBoolMap:
		return r.readMap(remote, a, siblings)
	case KindStringSet, KindStringList:
		return r.readStrings(remote, a)
	case KindString, KindBool, KindInt, KindNumber, KindSecret, KindSecretMap:
	}
	return r.readScalar(remote, a)
}

// takesNull tells whether a null of the server is the value null of a JSON attribute, and not the lack of a value.
func (r Reader) takesNull(a Attribute) bool {
	prior, given := r.Prior.JSON(a.Name)
	return a.Kind == KindJSON && (a.mode == modeRequired || given && prior == nil)
}

// absent is the value of a member that the document lacks: null, or the empty value when that is what was asked for.
// What only the creation takes stays as it was given.
func (r Reader) absent(a Attribute) fwattr.Value {
	if prior := r.Prior[a.Name]; prior != nil && isZero(prior) || a.created && r.Prior.Known(a.Name) {
		return prior
	}
	return a.Null()
}

func (r Reader) readScalar(remote any, a Attribute) (fwattr.Value, error) {
	switch a.Kind {
	case KindBool:
		switch v := remote.(type) {
		case bool:
			return types.BoolValue(v), nil
		case string:
			if parsed, err := strconv.ParseBool(v); err == nil {
				return types.BoolValue(parsed), nil
			}
		}
	case KindInt:
		text := ""
		switch v := remote.(type) {
		case json.Number:
			text = string(v)
		case string: // ports come as text from some nodes (observed.md 8.2)
			text = v
		}
		if parsed, err := strconv.ParseInt(strings.TrimSuffix(text, ".0"), 10, 64); err == nil {
			return types.Int64Value(parsed), nil
		}
	case KindNumber:
		if value, ok := readNumber(remote); ok {
			return value, nil
		}
	default:
		switch v := remote.(type) {
		case string:
			if v == "" && a.foldsEmpty() && !r.Prior.Known(a.Name) {
				return types.StringNull(), nil
			}
			return types.StringValue(v), nil
		case json.Number:
			return types.StringValue(string(v)), nil
		case bool:
			return types.StringValue(strconv.FormatBool(v)), nil
		}
	}
	return nil, fmt.Errorf("the server answered %s, which is not %s", client.Shown(remote), a.Type())
}

// foldsEmpty tells whether an empty value of the server means the same as an unset attribute.
func (a Attribute) foldsEmpty() bool { return a.mode == modeClears || a.mode == modeComputed }

func (r Reader) readStrings(remote any, a Attribute) (fwattr.Value, error) {
	list, ok := remote.([]any)
	if text, isText := remote.(string); isText { // lines, or comma-joined before 12.6 (observed.md 3)
		ok = true
		parts := splitLines(text)
		if !a.lines {
			parts = splitCommas(text)
		}
		list = jsonList(parts)
	}
	if !ok {
		return nil, fmt.Errorf("the server answered %s, which is not a list", client.Shown(remote))
	}
	if a.item != nil {
		list = a.item.names(list)
	}
	if len(list) == 0 && a.foldsEmpty() && !r.Lookup && !r.Prior.Known(a.Name) {
		return a.Null(), nil
	}
	managed := func(string) bool { return true }
	if a.partial(r.Prior) {
		managed = r.managed(a)
	}
	elements := []fwattr.Value{}
	seen := map[string]bool{}
	for _, item := range list {
		text, isText := item.(string)
		if !isText {
			return nil, fmt.Errorf("the server answered an item that is not a string: %s", client.Shown(item))
		}
		if a.Kind == KindStringSet && seen[text] || !managed(text) {
			continue
		}
		seen[text] = true
		elements = append(elements, types.StringValue(text))
	}
	if a.Kind == KindStringList {
		return types.ListValueMust(types.StringType, elements), nil
	}
	return types.SetValueMust(types.StringType, elements), nil
}

// managed tells which elements of an additive set or entries of an additive map are read: those that the prior value names and
// those that were applied; without a prior value, and where nothing was set, all.
func (r Reader) managed(a Attribute) func(string) bool {
	_, set := r.Applied[a.Name]
	if !set || r.imported(a) || !r.Prior.Known(a.Name) {
		return func(string) bool { return true }
	}
	named := map[string]bool{}
	for _, element := range r.Prior.Strings(a.Name) {
		named[element] = true
	}
	if entries, isMap := r.Prior[a.Name].(types.Map); isMap {
		for key := range entries.Elements() {
			named[key] = true
		}
	}
	return func(name string) bool { return named[name] || r.Applied.holds(a.Name, name) }
}

func (r Reader) readMap(remote any, a Attribute, siblings []Attribute) (fwattr.Value, error) {
	if list, isList := remote.([]any); isList && a.keyMember != "" {
		remote = a.entries(list)
	}
	object, ok := remote.(client.Document)
	if !ok {
		return nil, fmt.Errorf("the server answered %s, which is not an object", client.Shown(remote))
	}
	wanted := func(string, any) bool { return true }
	if a.inline {
		wanted = r.inlineEntries(object, a, siblings)
	}
	inner := Attribute{Name: a.Name, Kind: KindString}
	if a.Kind == KindBoolMap {
		inner.Kind = KindBool
	}
	elements := map[string]fwattr.Value{}
	for key, value := range object {
		if value == nil || !wanted(key, value) {
			continue
		}
		element, err := Reader{}.readScalar(value, inner)
		if err != nil {
			return nil, err
		}
		elements[key] = element
	}
	if a.inline && len(elements) == 0 && !r.Prior.Known(a.Name) {
		return a.Null(), nil
	}
	return types.MapValueMust(a.elementType(), elements), nil
}

// inlineEntries picks the entries of a map whose keys stand beside members of other attributes: those that are managed, and of
// the right type where no other attribute holds them.
func (r Reader) inlineEntries(object client.Document, a Attribute, siblings []Attribute) func(string, any) bool {
	managed := r.managed(a)
	free := client.CloneDocument(object)
	removeModelled(free, a, siblings)
	return func(key string, value any) bool {
		_, isBool := value.(bool)
		_, isText := value.(string)
		_, unmodelled := free[key]
		return managed(key) && unmodelled && (a.Kind == KindBoolMap && isBool || a.Kind == KindStringMap && isText)
	}
}

func (r Reader) readObject(remote any, a Attribute) (fwattr.Value, error) {
	object, ok := remote.(client.Document)
	if !ok {
		return nil, fmt.Errorf("the server answered %s, which is not an object", client.Shown(remote))
	}
	inner := Reader{Prior: r.Prior.Object(a.Name), Imported: r.imported(a), Whole: r.Whole.within(a.Name)}
	values, err := inner.Read(object, a.Children)
	if err != nil {
		return nil, err
	}
	return types.ObjectValueMust(ObjectType(a.Children).AttrTypes, values), nil
}

func (r Reader) readObjectMap(remote any, a Attribute) (fwattr.Value, error) {
	objects, err := a.named(remote)
	if err != nil {
		return nil, err
	}
	entries := map[string]fwattr.Value{}
	prior := r.Prior.Objects(a.Name)
	partial, managed := a.partial(r.Prior), r.managed(a)
	for key, object := range objects {
		if partial && !managed(key) {
			continue
		}
		values, err := Reader{Prior: prior[key], Imported: r.imported(a), Lookup: r.Lookup}.Read(object, a.Children)
		if err != nil {
			return nil, err
		}
		entries[key] = types.ObjectValueMust(ObjectType(a.Children).AttrTypes, values)
	}
	if len(entries) == 0 && a.foldsEmpty() && !r.Lookup && !r.Prior.Known(a.Name) {
		return a.Null(), nil
	}
	return types.MapValueMust(ObjectType(a.Children), entries), nil
}

// readDocument keeps what the user wrote, without ciphertext. A whole document, as after an import, comes without the
// members that other attributes hold; one that shares them holds nothing unless it was set.
func (r Reader) readDocument(remote any, a Attribute, siblings []Attribute) fwattr.Value {
	prior := r.Prior[a.Name]
	unset := prior != nil && (prior.IsNull() || prior.IsUnknown() && a.sharesWith(siblings))
	if unset && !r.imported(a) && len(r.Applied[a.Name]) == 0 {
		return a.Null()
	}
	value := client.Clone(remote)
	shape, part := r.Prior.JSON(a.Name)
	if unset && !part {
		shape, part = client.Document{}, true
	}
	part = part && !r.imported(a)
	removeSecrets(value, !part)
	if object, ok := value.(client.Document); ok {
		value = client.Overlay(object, client.Document{}, r.written(a, siblings))
	}
	if part {
		value = client.Project(value, client.Widen(shape, value, r.Applied[a.Name]))
		if object, ok := value.(client.Document); ok && unset && len(object) == 0 {
			return a.Null()
		}
	} else if object, ok := value.(client.Document); ok {
		removeModelled(object, a, siblings)
	}
	return r.keepSpelling(a, value)
}

// keepSpelling returns the text as the user wrote it when it means the same as value.
func (r Reader) keepSpelling(a Attribute, value any) fwattr.Value {
	if prior, ok := r.Prior.JSON(a.Name); ok && client.Equal(prior, value) {
		return a.jsonValue(r.Prior.String(a.Name))
	}
	return a.jsonValue(client.RenderJSON(value))
}

func isZero(value fwattr.Value) bool {
	switch v := value.(type) {
	case types.String:
		return !v.IsNull() && !v.IsUnknown() && v.ValueString() == ""
	case types.Bool:
		return !v.IsNull() && !v.IsUnknown() && !v.ValueBool()
	case types.Int64:
		return !v.IsNull() && !v.IsUnknown() && v.ValueInt64() == 0
	case types.Number:
		return !v.IsNull() && !v.IsUnknown() && v.ValueBigFloat().Sign() == 0
	case types.Set:
		return !v.IsNull() && !v.IsUnknown() && len(v.Elements()) == 0
	case types.List:
		return !v.IsNull() && !v.IsUnknown() && len(v.Elements()) == 0
	case types.Map:
		return !v.IsNull() && !v.IsUnknown() && len(v.Elements()) == 0
	}
	return false
}
