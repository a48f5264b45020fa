package kit

import (
	"context"
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
	made       map[object]string // the mark that the object has in the private state
	// deleting are objects that are planned to be deleted; leaving names what is planned to move out of an object.
	deleting map[object]bool
	leaving  map[object]object
	// planned are the values of the attributes that alone identify an object which is planned as new.
	planned  map[object]bool
	lists    map[string]func() map[string]bool
	applying bool
	reached  map[any]func() error
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

// taken returns what was remembered of an object, and forgets it.
func taken[T any](r *Run, of *map[object]T, what object) (T, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	value, ok := (*of)[what]
	delete(*of, what)
	return value, ok
}

func set[T any](of *map[object]T, what object, value T) {
	if *of == nil {
		*of = map[object]T{}
	}
	(*of)[what] = value
}

// apply notes that changes are being made: from then on, what was listed may have changed.
func (r *Run) apply() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.applying = true
}

func (r *Run) isApplying() bool {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return r.applying
}

// plan notes that an object is planned as new.
func (r *Run) plan(identity []string, v attr.Values) {
	if len(identity) == 1 {
		note(r, &r.planned, object{identity[0], v.String(identity[0])}, true)
	}
}

// surroundingsAreNew tells whether an object is a part of one that is planned as new, such as a variable of a new project: the
// node cannot have it.
func (r *Run) surroundingsAreNew(identity []string, v attr.Values) bool {
	for _, name := range identity {
		if _, isNew := noted(r, &r.planned, object{name, v.String(name)}); isNew && len(identity) > 1 {
			return true
		}
	}
	return false
}

// listed calls list once for each key.
func (r *Run) listed(key string, list func() map[string]bool) map[string]bool {
	r.mutex.Lock()
	if r.lists == nil {
		r.lists = map[string]func() map[string]bool{}
	}
	if r.lists[key] == nil {
		r.lists[key] = sync.OnceValue(list)
	}
	once := r.lists[key]
	r.mutex.Unlock()
	return once()
}

// verified is what both clients offer.
type verified interface {
	Verify(ctx context.Context) error
}

// reach asks the node once in a run whether it is there, takes the key and is of the right product: a plan of new objects alone
// would not notice.
func (r *Run) reach(ctx context.Context, node verified) error {
	r.mutex.Lock()
	if r.reached == nil {
		r.reached = map[any]func() error{}
	}
	if r.reached[node] == nil {
		r.reached[node] = sync.OnceValue(func() error { return node.Verify(context.WithoutCancel(ctx)) })
	}
	once := r.reached[node]
	r.mutex.Unlock()
	return once()
}
