// Package attr declares the attributes of an entity: name, type, place in the API's document and rules, once. From a
// declaration follow the Terraform schemas, the way of a value into a document and the way back.
package attr

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/mapvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
)

// Kind is the type of an attribute.
type Kind int

// The kinds of attributes and their Terraform types.
const (
	KindString     Kind = iota // string
	KindBool                   // bool
	KindInt                    // number without fraction
	KindNumber                 // number with its exact decimals
	KindStringSet              // set(string), order has no meaning
	KindStringList             // list(string), order has a meaning
	KindStringMap              // map(string)
	KindBoolMap                // map(bool)
	KindDocument               // string holding JSON; only the members the user wrote are compared
	KindJSON                   // string holding any JSON value, compared as a whole
	KindObject                 // nested attributes
	KindObjectMap              // map of nested attributes; in the API a list whose items carry the key, or an object
	KindObjectList             // list of nested attributes, owned as a whole
	KindSecret                 // write-only string
	KindSecretMap              // write-only map(string)
)

type mode int

const (
	modeManaged  mode = iota // optional; unset leaves the server's value alone
	modeRequired             // the API needs it
	modeClears               // optional; unset empties it on the server
	modeComputed             // read only
	modeLocal                // known to Terraform only
)

// Attribute declares one attribute. Make it with String, Bool, … and refine it with the methods, which return copies.
type Attribute struct {
	Name, Description string
	Kind              Kind
	// Children of KindObject, KindObjectMap and KindObjectList.
	Children []Attribute

	paths      [][]string
	mode       mode
	created    bool
	replaces   bool
	stable     bool
	sensitive  bool
	kept       bool
	foreseen   bool
	own        bool
	since      string
	inline     bool
	deep       bool
	additive   bool
	things     [][]string
	exclusive  string
	keeps      string
	shared     bool
	keyMember  string
	pairs      bool
	item       *itemKind
	null       bool
	vanishes   bool
	lines      bool
	constant   string
	fallback   any
	validators []any
	version    string

	serverDefaults []any
	container      string
}

func declare(kind Kind, name, description string) Attribute {
	return Attribute{Name: name, Description: description, Kind: kind, paths: [][]string{{camel(name)}}}
}

// String declares a string. Like every attribute it is optional, and not managed while unset, unless refined.
func String(name, description string) Attribute { return declare(KindString, name, description) }

// Bool declares a boolean.
func Bool(name, description string) Attribute { return declare(KindBool, name, description) }

// Int declares a whole number.
func Int(name, description string) Attribute { return declare(KindInt, name, description) }

// StringSet declares a list of the API whose order has no meaning.
func StringSet(name, description string) Attribute { return declare(KindStringSet, name, description) }

// StringList declares a list of strings in order.
func StringList(name, description string) Attribute {
	return declare(KindStringList, name, description)
}

// StringMap declares an object whose members are strings.
func StringMap(name, description string) Attribute { return declare(KindStringMap, name, description) }

// BoolMap declares an object whose members are booleans.
func BoolMap(name, description string) Attribute { return declare(KindBoolMap, name, description) }

// Doc declares an open part of a document as JSON text: `name_json`. Members the user did not write are left alone.
func Doc(name, description string) Attribute {
	a := declare(KindDocument, name+"_json", description)
	a.paths = [][]string{{camel(name)}}
	return a
}

// JSON declares any JSON value as text: `name_json`, owned as a whole.
func JSON(name, description string) Attribute {
	a := declare(KindJSON, name+"_json", description)
	a.paths = [][]string{{camel(name)}}
	return a
}

// Object declares nested attributes; the paths of the children are relative to it.
func Object(name, description string, children ...Attribute) Attribute {
	a := declare(KindObject, name, description)
	a.Children = children
	return a
}

// ObjectMap declares a list of the API whose items are named by the member key, as a map. With the key "" it is an object
// of the API whose members are the entries.
func ObjectMap(name, key, description string, children ...Attribute) Attribute {
	a := declare(KindObjectMap, name, description)
	a.Children, a.keyMember = children, key
	return a
}

// Secret declares `name_wo` and `name_wo_version`: the value is sent when created and when the version changes, and
// is never stored.
func Secret(name, description string) Attribute {
	a := declare(KindSecret, name+"_wo", description)
	a.paths, a.version = [][]string{{camel(name)}}, name+"_wo_version"
	return a
}

// SecretMap declares a write-only map of strings, like Secret.
func SecretMap(name, description string) Attribute {
	a := declare(KindSecretMap, name+"_wo", description)
	a.paths, a.version = [][]string{{camel(name)}}, name+"_wo_version"
	return a
}

// At names the places in the document, members joined by dots. The first one present is read, all are written.
// The empty path is the whole document.
func (a Attribute) At(paths ...string) Attribute {
	a.paths = nil
	for _, p := range paths {
		a.paths = append(a.paths, split(p))
	}
	return a
}

// split takes the members of a path apart.
func split(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, ".")
}

// Required makes the attribute mandatory.
func (a Attribute) Required() Attribute { a.mode = modeRequired; return a }

// Clears makes unsetting the attribute empty it on the server; null instead of "" with ClearsToNull.
func (a Attribute) Clears() Attribute { a.mode = modeClears; return a }

// ClearsToNull is Clears for members that the server empties by null.
func (a Attribute) ClearsToNull() Attribute { a.mode, a.null = modeClears, true; return a }

// Vanishes is Clears for members that the server empties when they are left out.
func (a Attribute) Vanishes() Attribute { a.mode, a.vanishes = modeClears, true; return a }

// Computed makes the attribute read-only.
func (a Attribute) Computed() Attribute { a.mode = modeComputed; return a }

// Stable is Computed for values that never change after creation.
func (a Attribute) Stable() Attribute { a.mode, a.stable = modeComputed, true; return a }

// Constant makes a read-only string that has this value always, such as the identifier of what exists once per node.
func (a Attribute) Constant(value string) Attribute {
	a.mode, a.stable, a.paths, a.constant = modeComputed, true, nil, value
	return a
}

// ConstantValue is the value of a constant, "" for other attributes.
func (a Attribute) ConstantValue() string { return a.constant }

// Local keeps the attribute in Terraform; fallback is its value when unset (nil for none).
func (a Attribute) Local(fallback any) Attribute {
	a.mode, a.paths, a.fallback = modeLocal, nil, fallback
	return a
}

// Default gives an unset boolean, string or whole number (int64) this value, which is written: for what nobody else may set.
func (a Attribute) Default(value any) Attribute { a.fallback = value; return a }

// CreateOnly sends the attribute with the creation only; a change replaces the object.
func (a Attribute) CreateOnly() Attribute { a.created, a.replaces = true, true; return a }

// Replaces makes a change replace the object.
func (a Attribute) Replaces() Attribute { a.replaces = true; return a }

// Sensitive hides the value in output. It is still in the state; prefer Secret for inputs.
func (a Attribute) Sensitive() Attribute {
	a.sensitive = true
	if a.Kind == KindDocument || a.Kind == KindJSON {
		a = a.Validate(anyJSON{}) // its type is a plain one then
	}
	return a
}

// Kept is Stable and Sensitive for a value that the server shows only when the object is made.
func (a Attribute) Kept() Attribute {
	a.mode, a.stable, a.sensitive, a.kept = modeComputed, true, true, true
	return a
}

// Foreseen makes a read-only value that the node does not know, such as the hash of a file that was uploaded: what
// Resource.Foresee planned is kept.
func (a Attribute) Foreseen() Attribute {
	a.mode, a.foreseen, a.own, a.paths = modeComputed, true, true, nil
	return a
}

// Own leaves the attribute out of data sources: what is read only of an object that is managed.
func (a Attribute) Own() Attribute { a.own = true; return a }

// Since names the first version of the node that knows the attribute.
func (a Attribute) Since(version string) Attribute { a.since = version; return a }

// Inline makes the entries of a map members of the object at the path, beside others.
func (a Attribute) Inline() Attribute { a.inline = true; return a }

// Deep makes the keys of a write-only map places in the object at the path, members joined by dots.
func (a Attribute) Deep() Attribute {
	a.deep = true
	return a.Validate(mapvalidator.KeysAre(stringvalidator.RegexMatches(placeForm, "must be a place: members joined by dots, none of them empty")))
}

var placeForm = regexp.MustCompile(`^[^.]+(\.[^.]+)*$`)

// entryPath is where an entry of a write-only map lies.
func (a Attribute) entryPath(key string) []string {
	if a.deep {
		return strings.Split(key, ".")
	}
	return []string{key}
}

// Items makes the entries of a map of strings the items of a list in the API, such as {name, value, secret}: key is the
// member that names an item. A plain map holds the items that are not flagged as secret; a write-only map sends flagged
// ones. Each leaves the items of the other alone.
func (a Attribute) Items(key string) Attribute { a.keyMember = key; return a }

// Pairs is Items for a plain map whose items are {key, value}, without a flag.
func (a Attribute) Pairs(key string) Attribute { a.keyMember, a.pairs = key, true; return a }

// Additive makes a set, or a map of nested objects, manage only what it names, unless the boolean attribute exclusive is
// true.
func (a Attribute) Additive(exclusive string) Attribute {
	a.additive, a.exclusive = true, exclusive
	return a
}

// Keeping makes a map of objects manage only the entries it names while the boolean attribute flag is true.
func (a Attribute) Keeping(flag string) Attribute { a.keeps = flag; return a }

// ExclusiveName is the attribute that makes an additive one manage everything, "" for others.
func (a Attribute) ExclusiveName() string { return a.exclusive }

// partial tells whether others may have elements beside those that are named.
func (a Attribute) partial(v Values) bool {
	return a.additive && !v.Bool(a.exclusive) || a.keeps != "" && v.Bool(a.keeps)
}

// Shared lets an open document around the attribute hold the same members while the attribute is unset. Unset, neither of
// the two is written; which of them a configuration uses makes no difference to an object that was imported. Declare the
// document after the attribute.
func (a Attribute) Shared() Attribute { a.shared = true; return a }

// Entries names objects inside a Doc whose members are things of their own, such as the fields of a form by their
// identifiers: one that is written no more is removed with everything that the server added to it. The empty path is
// the whole document.
func (a Attribute) Entries(paths ...string) Attribute {
	for _, p := range paths {
		a.things = append(a.things, split(p))
	}
	return a
}

// Validate adds validators of the framework's type for the attribute's kind.
func (a Attribute) Validate(validators ...any) Attribute {
	a.validators = append(slices.Clone(a.validators), validators...)
	return a
}

// IsSecret tells whether the attribute is write-only.
func (a Attribute) IsSecret() bool { return a.Kind == KindSecret || a.Kind == KindSecretMap }

// IsComputed tells whether the attribute is read-only.
func (a Attribute) IsComputed() bool { return a.mode == modeComputed }

// IsStable tells whether the value is read-only and never changes after creation.
func (a Attribute) IsStable() bool { return a.stable }

// IsForeseen tells whether Terraform itself knows the read-only value.
func (a Attribute) IsForeseen() bool { return a.foreseen }

// IsRequired tells whether the attribute must be set.
func (a Attribute) IsRequired() bool { return a.mode == modeRequired }

// IsLocal tells whether the attribute exists in Terraform only.
func (a Attribute) IsLocal() bool { return a.mode == modeLocal }

// IsSensitive tells whether the value is hidden in output.
func (a Attribute) IsSensitive() bool { return a.sensitive }

// LeftWhenUnset tells whether the value on the node is nobody's business here while the attribute is not set.
func (a Attribute) LeftWhenUnset() bool {
	return a.mode == modeManaged && a.fallback == nil && !a.IsSecret()
}

// ReplacesObject tells whether a change makes a new object.
func (a Attribute) ReplacesObject() bool { return a.replaces }

// VersionName is the attribute whose change sends a secret again, "" for others.
func (a Attribute) VersionName() string { return a.version }

// Find returns the attribute of that name.
func Find(attributes []Attribute, name string) (Attribute, bool) {
	i := slices.IndexFunc(attributes, func(a Attribute) bool { return a.Name == name })
	if i < 0 {
		return Attribute{}, false
	}
	return attributes[i], true
}

// camel turns display_name into displayName.
func camel(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}
