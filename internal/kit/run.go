package kit

import (
	"encoding/json"
	"strings"
	"sync"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Run is what one run of Terraform has shown to this process, and what was done in it: from when the provider is configured
// until it is configured again. It is safe for concurrent use.
type Run struct {
	mutex sync.Mutex
	// stored are states that Terraform has shown and nobody has asked about yet, as JSON by type.
	stored     map[string][][]byte
	held       map[object]bool
	unfinished map[object]unfinished
	left       map[object]attr.Applied
	made       map[object]bool
}

// object is an object of the node by type and identity.
type object struct{ typeName, id string }

// unfinished is an object whose creation failed half-way: what the state holds of it.
type unfinished struct {
	values  attr.Values
	applied attr.Applied
}

// Show notes a state that Terraform has. Every operation on an object begins with it, also for one that is tainted or deposed.
func (r *Run) Show(typeName string, state []byte) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.stored == nil {
		r.stored = map[string][][]byte{}
	}
	r.stored[typeName] = append(r.stored[typeName], state)
}

// holds tells whether Terraform's state has the object, under whatever address.
func (r *Run) holds(typeName string, identity []string, id string) bool {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, state := range r.stored[Prefix+typeName] {
		var values map[string]any
		if json.Unmarshal(state, &values) != nil {
			continue // it is told elsewhere that this state cannot be read
		}
		parts := make([]string, len(identity))
		for i, name := range identity {
			parts[i], _ = values[name].(string)
		}
		set(&r.held, object{typeName, strings.Join(parts, "/")}, true)
	}
	delete(r.stored, Prefix+typeName)
	return r.held[object{typeName, id}]
}

// note remembers something of an object.
func note[T any](r *Run, of *map[object]T, what object, value T) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	set(of, what, value)
}

// noted returns what was remembered of an object.
func noted[T any](r *Run, of *map[object]T, what object) (T, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	value, ok := (*of)[what]
	return value, ok
}

func set[T any](of *map[object]T, what object, value T) {
	if *of == nil {
		*of = map[object]T{}
	}
	(*of)[what] = value
}
