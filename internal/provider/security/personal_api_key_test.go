package security_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func keepFromAdministrators(q *emulator.Quirks) { q.PersonalKeysOwnersOnly = true }

func personalKeys(n *emulator.Node) (count int) {
	n.Do(func(store *emulator.Store) { count = len(store.Collection("personal_api_keys").IDs()) })
	return count
}

// A node that keeps the keys of users from administrators: the key can be made and read, and every refusal says what to do.
func TestPersonalKeyOfAnotherUser(t *testing.T) {
	s := providertest.Story(t, "personal_api_key")
	s.Node().SetQuirks(keepFromAdministrators)
	providertest.Done(t, s.Apply(`{}`))
	if r := providertest.Done(t, s.Apply(`{}`)); r.Action != "no change" {
		t.Errorf("the second plan is to %s", r.Action)
	}
	providertest.Failed(t, s.Apply(`{"description": "other"}`), "nobody but jdoe", s.Value("id"))
	providertest.Failed(t, s.Destroy(), "nobody but jdoe", s.Value("id"))
	if s.Value("key") == "" || personalKeys(s.Node()) != 1 {
		t.Error("a deletion that was refused forgets the key")
	}
}

func TestPersonalKeyInClear(t *testing.T) {
	s := providertest.Story(t, "personal_api_key")
	s.Node().SetQuirks(func(q *emulator.Quirks) { q.HashedKeys = false })
	providertest.Done(t, s.Apply(`{}`))
	id, key := s.Value("id"), s.Value("key")
	s.Forget()
	s.Import(id)
	if s.Value("key") != key {
		t.Error("a node that shows the key shows it to an import too")
	}
}

func TestEphemeralPersonalKey(t *testing.T) {
	n := providertest.NewNodes(t, "")
	const mine = `{"user": "admin", "label": "run", "description": "d"}`
	key, failure := n.Open("personal_api_key", mine)
	if failure != "" || key["key"] == nil || key["label"] != "run" || personalKeys(n.DSS) != 1 {
		t.Fatalf("got %v, %s", key, failure)
	}
	if failure := n.Close("personal_api_key"); failure != "" || personalKeys(n.DSS) != 0 {
		t.Errorf("closing: %s, %d keys are left", failure, personalKeys(n.DSS))
	}
	if _, failure := n.Open("personal_api_key", `{"user": "ghost", "label": "run"}`); failure == "" {
		t.Error("a key of a user who does not exist")
	}
}
