package client_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

func TestOverlayPairsItemsByNameOrNotAtAll(t *testing.T) {
	for _, c := range []struct {
		name, remote, wanted string
		applied              []string
		want                 string
	}{
		{"a fresh item inherits nothing", `[{"name":"a","srv":1}]`, `[{"name":"b"}]`, nil, `[{"name":"b"}]`},
		{
			"a named item is not laid over one without a name in its place",
			`[{"v":1,"srv":1},{"name":"b","srv":2}]`, `[{"name":"a","v":1},{"name":"b"}]`, nil,
			`[{"name":"a","v":1},{"name":"b","srv":2}]`,
		},
		{"items beside others without a name keep theirs", `[{"name":"a","srv":1},{"v":1}]`, `[{"v":2},{"name":"a","v":3}]`, nil, `[{"v":2},{"name":"a","srv":1,"v":3}]`},
		{"the most telling name that both have counts", `[{"id":"1","name":"a","srv":1},{"name":"b","srv":2}]`, `[{"id":"2","name":"a"},{"id":"3","name":"b"}]`, nil, `[{"id":"2","name":"a"},{"id":"3","name":"b","srv":2}]`},
		{"an item with another name by the same identifier stays the same", `[{"id":"1","name":"a","srv":1}]`, `[{"id":"1","name":"b"}]`, nil, `[{"id":"1","name":"b","srv":1}]`},
		{"an ambiguous name is none", `[{"name":"a","v":1,"srv":1},{"name":"a","v":2,"srv":2}]`, `[{"name":"a","v":2},{"name":"a","v":3}]`, nil, `[{"name":"a","srv":2,"v":2},{"name":"a","v":3}]`},
		{"an empty name is none", `[{"name":"","v":1,"srv":1}]`, `[{"name":"","v":2}]`, nil, `[{"name":"","v":2}]`},
		{"equal items without a name move with what is theirs", `[{"v":1,"srv":1},{"v":2,"srv":2}]`, `[{"v":0},{"v":2},{"v":1}]`, nil, `[{"v":0},{"srv":2,"v":2},{"srv":1,"v":1}]`},
		{"a member goes from an item without a name, and the rest with it", `[{"v":1,"w":1,"srv":1}]`, `[{"v":1}]`, []string{"/l", "/l/0/v", "/l/0/w"}, `[{"v":1}]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			remote, wanted := client.Document{"l": jsonValue(t, c.remote)}, client.Document{"l": jsonValue(t, c.wanted)}
			got := client.Overlay(remote, wanted, c.applied)["l"]
			if want := jsonValue(t, c.want); !client.Equal(got, want) {
				t.Errorf("got  %s\nwant %s", client.RenderJSON(got), client.RenderJSON(want))
			}
		})
	}
}

// maker generates lists of items, some with names, some with the same ones.
type maker struct{ *rand.Rand }

func (m maker) number() json.Number { return json.Number(strconv.Itoa(m.IntN(3))) }

func (m maker) item(depth int) client.Document {
	item := client.Document{"v": m.number()}
	if m.IntN(3) > 0 {
		item["name"] = string(rune('a' + m.IntN(6)))
	}
	if m.IntN(3) == 0 {
		item["id"] = string(rune('p' + m.IntN(6)))
	}
	if m.IntN(3) == 0 {
		item["w"] = m.number()
	}
	if depth > 0 && m.IntN(3) == 0 {
		item["inner"] = m.list(depth - 1)
	}
	return item
}

func (m maker) list(depth int) []any {
	list := make([]any, m.IntN(5))
	for i := range list {
		list[i] = m.item(depth)
	}
	return list
}

// edited is a list made of another one: items moved, changed, dropped and added.
func (m maker) edited(list []any, depth int) []any {
	out := []any{}
	for _, i := range m.Perm(len(list)) {
		item := client.CloneDocument(list[i].(client.Document)) //nolint:forcetypeassert // as made
		switch m.IntN(5) {
		case 0:
			continue
		case 1:
			item["v"] = m.number()
		case 2:
			delete(item, "w")
		case 3:
			out = append(out, m.item(depth))
		}
		out = append(out, item)
	}
	return out
}

// marked is a list as the server keeps it: with a member of its own, which tells each item from all others.
func marked(list []any, next *int) []any {
	out := make([]any, len(list))
	for i, item := range list {
		object := client.CloneDocument(item.(client.Document)) //nolint:forcetypeassert // as made
		if inner, ok := object["inner"].([]any); ok {
			object["inner"] = marked(inner, next)
		}
		*next++
		object["srv"] = json.Number(strconv.Itoa(*next))
		out[i] = object
	}
	return out
}

// sameName tells whether two items have the same name by the first naming member that both have.
func sameName(a, b client.Document) bool {
	for _, member := range []string{"id", "name"} {
		if a[member] != nil && b[member] != nil {
			return a[member] == b[member]
		}
	}
	return false
}

// checkItems fails where an item of got has something that is neither wanted nor what an item of before, of the same name
// or otherwise equal, got from the server.
func checkItems(before, wanted, got []any) error {
	if len(got) != len(wanted) {
		return fmt.Errorf("%d items instead of %d", len(got), len(wanted))
	}
	used := map[any]bool{}
	for i := range wanted {
		want, have := wanted[i].(client.Document), got[i].(client.Document) //nolint:forcetypeassert // as made
		if !client.Equal(client.Project(have, want), want) {
			return fmt.Errorf("item %d does not hold what is wanted", i)
		}
		var old client.Document
		for _, item := range before {
			if object := item.(client.Document); have["srv"] != nil && client.Equal(object["srv"], have["srv"]) { //nolint:forcetypeassert // as made
				old = object
			}
		}
		switch {
		case have["srv"] == nil && len(have) != len(want):
			return fmt.Errorf("the fresh item %d inherits something", i)
		case have["srv"] == nil:
			continue
		case old == nil || used[have["srv"]]:
			return fmt.Errorf("item %d has what another one got", i)
		case !sameName(old, want) && !client.Equal(client.Project(old, want), want):
			return fmt.Errorf("item %d was laid over another one", i)
		}
		used[have["srv"]] = true
		for member := range have {
			if _, named := want[member]; !named && member != "srv" {
				return fmt.Errorf("item %d keeps %s, which was applied and is wanted no more", i, member)
			}
		}
		inner, _ := want["inner"].([]any)
		if innerOld, ok := old["inner"].([]any); ok && len(inner) > 0 {
			if err := checkItems(innerOld, inner, have["inner"].([]any)); err != nil { //nolint:forcetypeassert // as wanted
				return fmt.Errorf("in item %d: %w", i, err)
			}
		}
	}
	return nil
}

// TestOverlayOfGeneratedLists writes lists that were made up, one after the other, as two applies do.
func TestOverlayOfGeneratedLists(t *testing.T) {
	for seed := range uint64(4_000) {
		m := maker{rand.New(rand.NewPCG(seed, 1))} //nolint:gosec // reproducible
		first := m.list(2)
		next := 0
		remote := client.Document{"l": marked(first, &next), "foreign": true}
		second := client.Document{"l": m.edited(first, 2)}
		applied := client.Pointers(client.Document{"l": first})
		before, want := client.RenderJSON(remote), client.RenderJSON(second)
		got := client.Overlay(remote, second, applied)
		err := checkItems(remote["l"].([]any), second["l"].([]any), got["l"].([]any)) //nolint:forcetypeassert // as made
		again := client.Overlay(got, second, client.Pointers(second))
		switch {
		case err != nil:
		case got["foreign"] != true:
			err = fmt.Errorf("a member beside the list is gone")
		case !client.Equal(got, again):
			err = fmt.Errorf("a second write changes something: %s", client.RenderJSON(again))
		case client.RenderJSON(remote) != before || client.RenderJSON(second) != want:
			err = fmt.Errorf("an input was changed")
		}
		if err != nil {
			t.Fatalf("seed %d: %v\nremote %s\nwanted %s\ngot    %s", seed, err, before, want, client.RenderJSON(got))
		}
	}
}

// TestProjectOfGeneratedLists shows what is wanted where the server holds it, whatever else it added.
func TestProjectOfGeneratedLists(t *testing.T) {
	for seed := range uint64(2_000) {
		m := maker{rand.New(rand.NewPCG(seed, 2))} //nolint:gosec // reproducible
		wanted := m.list(2)
		next := 0
		if got := client.Project(marked(wanted, &next), wanted); !client.Equal(got, wanted) {
			t.Fatalf("seed %d: %s is shown as %s", seed, client.RenderJSON(wanted), client.RenderJSON(got))
		}
	}
}
