package kittest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// exactNumber is beyond 2^53, where a float64 loses the last digit.
const exactNumber = "9007199254740993"

// shortestSecret is the length from which a sample secret can be searched for.
const shortestSecret = 8

// review finds what a sample lacks or says in vain. Each problem says what to write.
func (s *subject) review() []string {
	r := &reviewer{subject: s}
	r.known("minimal", s.sample.minimal())
	r.known("full", s.sample.full())
	r.known("changed", s.sample.changed())
	r.known("replaced", s.sample.Replaced)
	r.known("siblings", s.sample.Siblings)
	all := []Attributes{s.sample.full()}
	for _, name := range slices.Sorted(maps.Keys(s.sample.Variants)) {
		r.known("variants."+name, s.sample.variant(name))
		all = append(all, s.sample.variant(name))
	}
	r.present(s.description.Attributes, rawObjects(all), "")
	full, changed := objectOf(s.sample.full()), objectOf(s.sample.changed())
	r.differs(s.description.Attributes, full, changed, "")
	r.replacing()
	r.siblings()
	r.excuses()
	r.places()
	if len(r.problems) == 0 {
		r.secretValues()
	}
	return r.problems
}

type reviewer struct {
	*subject
	problems []string
}

func (r *reviewer) add(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// settable tells whether a sample must set the attribute. The suite handles deletion protection itself.
func settable(a attr.Attribute) bool { return !a.IsComputed() && a.Name != protectionName }

// known checks that a configuration has only settable attributes of the right type.
func (r *reviewer) known(where string, a Attributes) {
	for _, name := range slices.Sorted(maps.Keys(a)) {
		t, ok := r.objectType.AttributeTypes[name]
		if !ok {
			r.add("%s: %s has no attribute %s", where, r.typeName, name)
			continue
		}
		if declared, ok := r.attribute(name); ok && !settable(declared) {
			r.add("%s: %s cannot be set by a sample: it is read-only, or handled by the suite", where, name)
			continue
		}
		if _, err := fromJSON(a[name], t); err != nil {
			r.add("%s: %s: %v", where, name, err)
		}
	}
}

func objectOf(a Attributes) map[string]json.RawMessage { return a }

func rawObjects(all []Attributes) []map[string]json.RawMessage {
	var out []map[string]json.RawMessage
	for _, a := range all {
		out = append(out, a)
	}
	return out
}

func parseObject(raw json.RawMessage) map[string]json.RawMessage {
	var out map[string]json.RawMessage
	if json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

func parseObjects(raw json.RawMessage) []map[string]json.RawMessage {
	var out []map[string]json.RawMessage
	if json.Unmarshal(raw, &out) != nil {
		return nil
	}
	return out
}

// present checks that every settable attribute, also a nested one, has a value in one of the objects.
func (r *reviewer) present(attributes []attr.Attribute, objects []map[string]json.RawMessage, at string) {
	for _, a := range attributes {
		if !settable(a) {
			continue
		}
		var values []json.RawMessage
		for _, o := range objects {
			if value, ok := o[a.Name]; ok {
				values = append(values, value)
			}
		}
		if len(values) == 0 && at == "" && slices.Contains(r.sample.elsewhere, a.Name) {
			continue
		}
		if len(values) == 0 {
			r.add("no sample for the attribute %s%s: add it to \"full\" (or, if it excludes another attribute, to one of the \"variants\")", at, a.Name)
			continue
		}
		if v := a.VersionName(); v != "" && !slices.ContainsFunc(objects, func(o map[string]json.RawMessage) bool { return o[v] != nil }) {
			r.add("no sample for the attribute %s%s: add it to \"full\" beside %s", at, v, a.Name)
		}
		var inner []map[string]json.RawMessage
		for _, value := range values {
			object := parseObject(value)
			if a.Kind == attr.KindObjectMap {
				for _, entry := range object {
					inner = append(inner, parseObject(entry))
				}
				continue
			}
			if a.Kind == attr.KindObjectList {
				inner = append(inner, parseObjects(value)...)
				continue
			}
			inner = append(inner, object)
		}
		if a.Kind == attr.KindObject || a.Kind == attr.KindObjectMap || a.Kind == attr.KindObjectList {
			r.present(a.Children, inner, at+a.Name+".")
		}
		r.exact(a, values, at)
	}
}

// exact asks for a number in each JSON attribute that only exact arithmetic keeps.
func (r *reviewer) exact(a attr.Attribute, values []json.RawMessage, at string) {
	if a.Kind != attr.KindDocument && a.Kind != attr.KindJSON || r.sample.Inexact[at+a.Name] != "" {
		return
	}
	if !slices.ContainsFunc(values, func(v json.RawMessage) bool { return bytes.Contains(v, []byte(exactNumber)) }) {
		r.add("%s%s in \"full\" must hold the number %s somewhere, to prove that numbers survive exactly "+
			"(or say in \"inexact\" why it cannot)", at, a.Name, exactNumber)
	}
}

// differs checks that "changed" has another value for whatever can change in place, also for nested attributes.
func (r *reviewer) differs(attributes []attr.Attribute, full, changed map[string]json.RawMessage, at string) {
	for _, a := range attributes {
		before, ok := full[a.Name]
		if !ok || !settable(a) || r.sample.Unchangeable[at+a.Name] != "" {
			continue
		}
		after := changed[a.Name]
		if r.fixed(a, at) {
			if !sameJSON(before, after) {
				r.add("changed: %s%s identifies or replaces the object, so it must stay as in \"full\"", at, a.Name)
			}
			continue
		}
		names := []string{a.Name}
		if v := a.VersionName(); v != "" {
			names = append(names, v)
		}
		for _, name := range names {
			if sameJSON(full[name], changed[name]) {
				r.add("changed: give %s%s another value than in \"full\" (or say in \"unchangeable\" why it has only one)", at, name)
			}
		}
		if a.Kind == attr.KindObject {
			r.differs(a.Children, parseObject(before), parseObject(after), at+a.Name+".")
		}
	}
}

// fixed tells whether the attribute cannot change in place.
func (r *reviewer) fixed(a attr.Attribute, at string) bool {
	return a.ReplacesObject() || at == "" && slices.Contains(r.description.Identity, a.Name)
}

func sameJSON(a, b json.RawMessage) bool {
	var x, y bytes.Buffer
	if json.Compact(&x, a) != nil || json.Compact(&y, b) != nil {
		return string(a) == string(b)
	}
	return x.String() == y.String()
}

// replacing checks that each attribute whose change replaces the object has another value to try.
func (r *reviewer) replacing() {
	for _, a := range r.description.Attributes {
		if !a.ReplacesObject() || !settable(a) || slices.Contains(r.description.Identity, a.Name) {
			continue
		}
		switch value, ok := r.sample.Replaced[a.Name]; {
		case !ok && r.sample.Unchangeable[a.Name] == "":
			r.add("replaced: give %s another value: its change replaces the object (or say in \"unchangeable\" why it has only one)", a.Name)
		case ok && sameJSON(value, r.sample.full()[a.Name]):
			r.add("replaced: %s must differ from \"full\"", a.Name)
		}
	}
}

func (r *reviewer) siblings() {
	if r.description.Singleton {
		return
	}
	for _, name := range r.description.Identity {
		if bytes.Contains(r.sample.Siblings[name], []byte("{n}")) {
			return
		}
	}
	if !r.madeByServer() {
		r.add("siblings: give at least one of %s a value with {n}, which becomes 0 to 9", strings.Join(r.description.Identity, ", "))
	}
}

// excuses checks that what is excused exists, and why.
func (r *reviewer) excuses() {
	for member, excuses := range map[string]map[string]string{
		"unchangeable": r.sample.Unchangeable, "unimportable": r.sample.Unimportable, "inexact": r.sample.Inexact,
		"undetectable": r.sample.Undetectable,
	} {
		for path, reason := range excuses {
			if !r.declares(path) {
				r.add("%s: there is no attribute %s", member, path)
			}
			if len(strings.Fields(reason)) < 3 {
				r.add("%s: say in a sentence why %s is excused", member, path)
			}
		}
	}
	for operation, budget := range r.sample.Requests {
		if _, ok := budgets[operation]; !ok {
			r.add("requests: there is no operation %s; the operations are %s", operation, strings.Join(slices.Sorted(maps.Keys(budgets)), ", "))
		}
		if len(strings.Fields(budget.Reason)) < 3 {
			r.add("requests: say in a sentence why %s needs %d requests", operation, budget.Limit)
		}
	}
	for name, others := range r.sample.Needs {
		for _, each := range append([]string{name}, others...) {
			if _, ok := r.objectType.AttributeTypes[each]; !ok {
				r.add("needs: there is no attribute %s", each)
			}
		}
	}
}

func (r *reviewer) declares(path string) bool {
	attributes := r.description.Attributes
	for _, name := range strings.Split(path, ".") {
		a, ok := attr.Find(attributes, name)
		if !ok {
			return false
		}
		attributes = a.Children
	}
	return true
}

func (r *reviewer) places() {
	if r.sample.Document.Collection == "" || r.sample.Document.ID == "" {
		r.add("document: name the collection and the identifier of the document in the emulator's store")
	}
	for pointer, drift := range r.sample.Drift {
		if _, ok := r.attribute(drift.Attribute); !ok {
			r.add("drift: %s: there is no attribute %q", pointer, drift.Attribute)
		}
	}
	if len(r.sample.Drift) == 0 && slices.ContainsFunc(r.description.Attributes, func(a attr.Attribute) bool {
		return settable(a) && !r.fixed(a, "") && !a.IsSecret() && !a.IsLocal()
	}) {
		r.add("drift: name at least one member of the document that somebody may change, and the attribute that must show it")
	}
}

// secretValues collects the write-only values, which must be found nowhere.
func (r *reviewer) secretValues() {
	all := []Attributes{r.sample.minimal(), r.sample.full(), r.sample.changed()}
	for name := range r.sample.Variants {
		all = append(all, r.sample.variant(name))
	}
	found, sensitive := map[string]bool{}, map[string]bool{}
	for _, a := range all {
		collectSecrets(r.description.Attributes, a, found)
		collectSensitive(r.description.Attributes, a, sensitive)
	}
	r.sensitive = slices.Sorted(maps.Keys(sensitive))
	for _, secret := range slices.Sorted(maps.Keys(found)) {
		if len(secret) < shortestSecret {
			r.add("the write-only value %q is too short to be searched for: use at least %d characters", secret, shortestSecret)
		}
		r.secrets = append(r.secrets, secret)
	}
}

func collectSecrets(attributes []attr.Attribute, values map[string]json.RawMessage, found map[string]bool) {
	for _, a := range attributes {
		value, ok := values[a.Name]
		if !ok {
			continue
		}
		switch a.Kind {
		case attr.KindSecret:
			var s string
			if json.Unmarshal(value, &s) == nil {
				found[s] = true
			}
		case attr.KindSecretMap:
			for _, entry := range parseObject(value) {
				var s string
				if json.Unmarshal(entry, &s) == nil {
					found[s] = true
				}
			}
		case attr.KindObject:
			collectSecrets(a.Children, parseObject(value), found)
		case attr.KindObjectMap:
			for _, entry := range parseObject(value) {
				collectSecrets(a.Children, parseObject(entry), found)
			}
		default:
		}
	}
}
