package kittest

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// This file holds the rules of Terraform's core about values, for nested attributes (the kit makes no blocks).

func attributesOf(s *tfprotov6.Schema) []*tfprotov6.SchemaAttribute { return s.Block.Attributes }

// proposed is the state that core proposes to the provider: configured values, and prior ones where the configuration
// says nothing about a computed attribute.
func proposed(attributes []*tfprotov6.SchemaAttribute, t tftypes.Object, prior, config tftypes.Value) tftypes.Value {
	before, configured := members(prior), members(config)
	out := map[string]tftypes.Value{}
	for _, a := range attributes {
		was, isSet := before[a.Name]
		if !isSet {
			was = null(t.AttributeTypes[a.Name])
		}
		out[a.Name] = proposedAttribute(a, was, configured[a.Name])
	}
	return tftypes.NewValue(t, out)
}

func proposedAttribute(a *tfprotov6.SchemaAttribute, prior, config tftypes.Value) tftypes.Value {
	switch {
	case a.Computed && config.IsNull():
		if a.Optional && a.NestedType != nil && holdsConfigured(a.NestedType, prior) {
			return config
		}
		return prior
	case a.NestedType == nil || !config.IsKnown() || config.IsNull():
		return config
	}
	switch a.NestedType.Nesting {
	case tfprotov6.SchemaObjectNestingModeMap:
		before, configured, out := members(prior), members(config), map[string]tftypes.Value{}
		for key, element := range configured {
			out[key] = proposedElement(a.NestedType, before[key], element)
		}
		return tftypes.NewValue(config.Type(), out)
	case tfprotov6.SchemaObjectNestingModeList:
		before, out := items(prior), []tftypes.Value{}
		for i, element := range items(config) {
			var was tftypes.Value
			if i < len(before) {
				was = before[i]
			}
			out = append(out, proposedElement(a.NestedType, was, element))
		}
		return tftypes.NewValue(config.Type(), out)
	case tfprotov6.SchemaObjectNestingModeSet:
		return proposedSet(a.NestedType, prior, config)
	case tfprotov6.SchemaObjectNestingModeSingle, tfprotov6.SchemaObjectNestingModeInvalid:
	}
	return proposedElement(a.NestedType, prior, config)
}

func proposedElement(nested *tfprotov6.SchemaObject, prior, config tftypes.Value) tftypes.Value {
	t, ok := config.Type().(tftypes.Object)
	if !ok || config.IsNull() || !config.IsKnown() {
		return config
	}
	return proposed(nested.Attributes, t, prior, config)
}

// proposedSet gives each element the prior element that it could have come from: equal in all that is configured.
func proposedSet(nested *tfprotov6.SchemaObject, prior, config tftypes.Value) tftypes.Value {
	before := items(prior)
	used := make([]bool, len(before))
	out := []tftypes.Value{}
	for _, element := range items(config) {
		var was tftypes.Value
		for i, candidate := range before {
			if !used[i] && proposedElement(nested, candidate, element).Equal(candidate) {
				was, used[i] = candidate, true
				break
			}
		}
		out = append(out, proposedElement(nested, was, element))
	}
	return tftypes.NewValue(config.Type(), out)
}

// holdsConfigured tells whether a prior nested value has something that only a configuration can have set.
func holdsConfigured(nested *tfprotov6.SchemaObject, prior tftypes.Value) bool {
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeMap:
		for _, element := range members(prior) {
			if objectHoldsConfigured(nested, element) {
				return true
			}
		}
		return false
	case tfprotov6.SchemaObjectNestingModeList, tfprotov6.SchemaObjectNestingModeSet:
		return slices.ContainsFunc(items(prior), func(e tftypes.Value) bool { return objectHoldsConfigured(nested, e) })
	case tfprotov6.SchemaObjectNestingModeSingle, tfprotov6.SchemaObjectNestingModeInvalid:
	}
	return objectHoldsConfigured(nested, prior)
}

func objectHoldsConfigured(nested *tfprotov6.SchemaObject, prior tftypes.Value) bool {
	values := members(prior)
	for _, a := range nested.Attributes {
		value, ok := values[a.Name]
		if !ok || value.IsNull() {
			continue
		}
		if !a.Computed || a.NestedType != nil && holdsConfigured(a.NestedType, value) {
			return true
		}
	}
	return false
}

// invalidPlan applies core's rule for plans: a planned value is the configured one, or the prior one where that means
// the same; only computed attributes that are not configured are free; write-only ones are null.
func invalidPlan(attributes []*tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value, at string) []string {
	before, configured, plan := members(prior), members(config), members(planned)
	var problems []string
	for _, a := range attributes {
		was, isSet := before[a.Name]
		if !isSet {
			was = null(a.ValueType())
		}
		problems = append(problems, invalidAttribute(a, was, configured[a.Name], plan[a.Name], at+a.Name)...)
	}
	return problems
}

func invalidAttribute(a *tfprotov6.SchemaAttribute, prior, config, planned tftypes.Value, at string) []string {
	switch {
	case a.WriteOnly && !planned.IsNull():
		return []string{at + " is write-only, but the plan holds a value"}
	case a.WriteOnly, planned.Equal(config):
		return nil
	case planned.Equal(prior) && !prior.IsNull() && !config.IsNull():
		return nil
	case a.Computed && (!a.Optional || config.IsNull()):
		return nil
	case config.IsNull():
		return []string{fmt.Sprintf("%s is not configured and not computed, but %s is planned", at, show(planned))}
	case a.NestedType != nil && !planned.IsNull() && planned.IsKnown():
		return invalidNested(a.NestedType, prior, config, planned, at)
	}
	return []string{fmt.Sprintf("%s: %s is planned, but %s is configured (and it was %s)", at, show(planned), show(config), show(prior))}
}

func invalidNested(nested *tfprotov6.SchemaObject, prior, config, planned tftypes.Value, at string) []string {
	var problems []string
	switch nested.Nesting {
	case tfprotov6.SchemaObjectNestingModeMap:
		before, configured, plan := members(prior), members(config), members(planned)
		if len(configured) != len(plan) {
			return []string{fmt.Sprintf("%s has %d entries in the plan, but %d in the configuration", at, len(plan), len(configured))}
		}
		for key, element := range configured {
			if _, ok := plan[key]; !ok {
				problems = append(problems, fmt.Sprintf("%s[%q] is configured, but not planned", at, key))
				continue
			}
			problems = append(problems, invalidPlan(nested.Attributes, before[key], element, plan[key], fmt.Sprintf("%s[%q].", at, key))...)
		}
	case tfprotov6.SchemaObjectNestingModeList:
		before, configured, plan := items(prior), items(config), items(planned)
		if len(configured) != len(plan) {
			return []string{fmt.Sprintf("%s has %d items in the plan, but %d in the configuration", at, len(plan), len(configured))}
		}
		for i, element := range configured {
			var was tftypes.Value
			if i < len(before) {
				was = before[i]
			}
			problems = append(problems, invalidPlan(nested.Attributes, was, element, plan[i], fmt.Sprintf("%s[%d].", at, i))...)
		}
	case tfprotov6.SchemaObjectNestingModeSet: // elements cannot be told apart; core trusts the provider too
		if len(items(config)) != len(items(planned)) {
			return []string{at + " has another number of elements in the plan than in the configuration"}
		}
	case tfprotov6.SchemaObjectNestingModeSingle, tfprotov6.SchemaObjectNestingModeInvalid:
		return invalidPlan(nested.Attributes, prior, config, planned, at+".")
	}
	return problems
}

// incompatible applies core's rule for results: what the plan knew must be so.
func incompatible(planned, actual tftypes.Value, at string) []string {
	if !planned.IsKnown() || planned.Equal(actual) {
		return nil
	}
	if planned.IsNull() || actual.IsNull() || !actual.IsKnown() {
		return []string{fmt.Sprintf("%s: %s was planned, but it is %s", at, show(planned), show(actual))}
	}
	if want := members(planned); want != nil {
		got := members(actual)
		var problems []string
		for name := range got {
			if _, ok := want[name]; !ok {
				problems = append(problems, fmt.Sprintf("%s.%s was not planned, but it is there", at, name))
			}
		}
		for name, value := range want {
			inner, ok := got[name]
			if !ok {
				problems = append(problems, fmt.Sprintf("%s.%s was planned, but it is gone", at, name))
				continue
			}
			problems = append(problems, incompatible(value, inner, at+"."+name)...)
		}
		return problems
	}
	want, got := items(planned), items(actual)
	if want == nil || planned.IsFullyKnown() || len(want) != len(got) {
		return []string{fmt.Sprintf("%s: %s was planned, but it is %s", at, show(planned), show(actual))}
	}
	if _, isSet := planned.Type().(tftypes.Set); isSet {
		return nil // elements with unknown parts cannot be told apart
	}
	var problems []string
	for i := range want {
		problems = append(problems, incompatible(want[i], got[i], fmt.Sprintf("%s[%d]", at, i))...)
	}
	return problems
}

// writeOnlyValues names the write-only attributes that hold a value.
func writeOnlyValues(attributes []*tfprotov6.SchemaAttribute, value tftypes.Value, at string) []string {
	var problems []string
	values := members(value)
	for _, a := range attributes {
		inner, ok := values[a.Name]
		if !ok || inner.IsNull() || !inner.IsKnown() {
			continue
		}
		if a.WriteOnly {
			problems = append(problems, at+a.Name)
		}
		if a.NestedType == nil {
			continue
		}
		elements := items(inner)
		if a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeMap {
			for _, element := range members(inner) {
				elements = append(elements, element)
			}
		}
		if a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle {
			elements = []tftypes.Value{inner}
		}
		for _, element := range elements {
			problems = append(problems, writeOnlyValues(a.NestedType.Attributes, element, at+a.Name+".")...)
		}
	}
	return problems
}
