package attr

import "strings"

// wholeKey is where an Applied names the attributes that hold everything the server has. No attribute has this name.
const wholeKey = "*"

// Whole are names of attributes (nested ones with dots) whose value in the state is still what an import read:
// everything the server has, where a configuration names a part.
type Whole map[string]bool

// Whole returns the attributes that no write has cut down to the configuration yet.
func (p Applied) Whole() Whole {
	whole := Whole{}
	for _, name := range p[wholeKey] {
		whole[name] = true
	}
	return whole
}

// within are the names below an attribute.
func (w Whole) within(name string) Whole {
	inner := Whole{}
	for path := range w {
		if rest, ok := strings.CutPrefix(path, name+"."); ok {
			inner[rest] = true
		}
	}
	return inner
}

// KeepWhole notes, after an update of an imported object, which attributes the plan left as the import read them.
// Without the note their next plan would take off what others put there.
func (p Applied) KeepWhole(attributes []Attribute, imported bool, before Whole, config, state, plan Values) {
	for _, name := range keptWhole(attributes, imported, before, config, state, plan) {
		p[wholeKey] = append(p[wholeKey], name)
		delete(p, name)
	}
}

func keptWhole(attributes []Attribute, imported bool, before Whole, config, state, plan Values) []string {
	var names []string
	for _, a := range attributes {
		value := plan[a.Name]
		if a.Kind == KindObject && config.Known(a.Name) {
			for _, inner := range keptWhole(a.Children, imported || before[a.Name], before.within(a.Name),
				config.Object(a.Name), state.Object(a.Name), plan.Object(a.Name)) {
				names = append(names, a.Name+"."+inner)
			}
			continue
		}
		partial := a.Kind == KindDocument || a.Kind == KindObject || a.Kind == KindObjectMap || a.additive || a.inline
		if partial && (imported || before[a.Name]) && value != nil && !value.IsNull() && value.Equal(state[a.Name]) && !value.Equal(config[a.Name]) {
			names = append(names, a.Name)
		}
	}
	return names
}
