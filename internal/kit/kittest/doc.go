// Package kittest runs one and the same suite for every entity of the provider: in process, over the provider protocol,
// against the emulator, with the rules by which Terraform's core judges a provider. An entity gets the suite without a
// line of Go: it needs a sample, internal/provider/AREA/testdata/TYPE.json.
//
//	go test ./internal/provider -run TestSuite/user
//
// What the suite cannot know is told as a Story: a test beside the entity that applies, lets somebody else do things
// and applies again.
//
// # Sample
//
// A sample is a JSON object. Attributes are written as in a configuration; a string attribute may be given as an
// object, a list or a number and then takes it as JSON text. Members that are not described here are refused, and so
// are attributes that the entity does not have.
//
// What the objects look like:
//
//   - minimal: the attributes of the smallest possible configuration.
//   - full: laid over minimal; together they set every attribute that can be set, also the nested ones. A JSON
//     attribute holds the number 9007199254740993 somewhere, which only exact arithmetic keeps.
//   - variants: name → attributes laid over minimal, for attributes that exclude some of full.
//   - changed: laid over full; gives every attribute that can change in place another value. null unsets. Attributes
//     that identify or replace the object stay as they are.
//   - replaced: for each attribute (other than the identity) whose change replaces the object, another value. It is laid
//     over full, or over the variant that sets the attribute.
//   - siblings: laid over minimal for ten objects side by side; {n} becomes 0 to 9.
//   - needs: attribute → attributes that must be set with it when it is tried alone on top of minimal, or, where its
//     variant has them as null, must not.
//
// A family of entities that are made by the same code and share attributes needs them in one sample only:
//
//   - like: the name of another sample in the directory, which then gives "full" and "changed" of the attributes that both
//     entities declare alike and that this sample does not mention, "document" and "requests". Attributes taken from there
//     are not tried alone again, and neither is what can go wrong at each call.
//
// Where versions of the node know different attributes, an entity has further samples, TYPE@VERSION.json. Each is complete but
// for the attributes that another one sets.
//
// deletion_protection is set by the suite itself. A write-only value is at least 8 characters long and occurs nowhere
// else, since the suite searches for it in states, plans, private states, diagnostics and logs.
//
// Where the objects live:
//
//   - product: "dss" (default) or "govern"; version and nodeType of the emulated nodes; quirks, as of emulator.Quirks.
//   - setup: requests made before, each {"method", "path" (below /public/api), "body", "product", "save"}. save keeps
//     parts of the answer, name → JSON pointer, which later requests and all attributes use as ${name}.
//   - document: {"collection", "id"} of the object's document (for a member: of its parent's) in the emulator's store;
//     {name} in the id stands for the value of that attribute. The store is that of internal/emulator.
//   - drift: JSON pointer into the document → {"value", "attribute"}: the suite sets the value behind Terraform's back on
//     top of full, expects it in the plan of the attribute, and expects the apply to repair it. The pointer step "-"
//     appends to a list.
//   - foreign: JSON pointer → value that somebody else put there and that must survive an update (and, for a member
//     or singleton, the deletion).
//   - volatile: JSON pointers of members that the server counts up with every write, such as a version number, or makes
//     anew for every object, such as the secret of a key.
//
// Where the object may come from:
//
//   - moves: name → {"provider", "type", "configuration", "state"}: the state of the object as another provider or type wrote
//     it, {id} standing for its identifier, and the attributes laid over minimal whose plan must then be empty. For a type of
//     the same name the state is also handed over as `terraform state replace-provider` does.
//
// What is excused, each attribute (nested ones with dots) with a sentence that says why:
//
//   - unchangeable: has only one possible value.
//   - unimportable: the server never tells it, so that an import leaves a difference.
//   - undetectable: the server never tells it, so that drift is not seen.
//   - inexact: a JSON attribute that cannot hold a number beyond 2^53.
//   - unrecognisable: a sentence that says why an object whose creation was cut off cannot be told from others, so that
//     the next apply makes a second one. Only for objects without a name of their own.
//   - requests: operation → {"limit", "reason"}, a budget of requests other than read 1, plan 0 (beyond the read, and beyond the list that tells whether a new object is there already), create 4,
//     update 3 and delete 1 (2 for members and singletons). The read-back of a write is included.
//
// # Example
//
//	{
//	  "minimal":  {"name": "sample"},
//	  "full":     {"description": "First", "settings_json": {"a": {"b": 9007199254740993}}, "key_wo": "first-secret", "key_wo_version": 1},
//	  "changed":  {"description": "Second", "settings_json": {"c": 1}, "key_wo": "second-secret", "key_wo_version": 2},
//	  "siblings": {"name": "sibling-{n}"},
//	  "document": {"collection": "things", "id": "{name}"},
//	  "drift":    {"/description": {"value": "By hand", "attribute": "description"}},
//	  "foreign":  {"/settings/addedByHand": true}
//	}
package kittest
