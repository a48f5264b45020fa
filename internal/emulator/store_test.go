package emulator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

func TestStoreHandsOutCopies(t *testing.T) {
	c := emulator.NewStore().Collection("c")
	original := doc{"list": []string{"a"}, "inner": doc{"n": 1}}
	c.Put("id", original)
	original["inner"].(doc)["n"] = 2 //nolint:forcetypeassert // made four lines above
	got, ok := c.Get("id")
	if !ok || fmt.Sprint(got) != "map[inner:map[n:1] list:[a]]" {
		t.Fatalf("got %v", got)
	}
	got["inner"] = nil
	if again, _ := c.Get("id"); again["inner"] == nil {
		t.Error("a change of the copy changed the store")
	}
}

func TestStoreKeepsTheOrderOfCreation(t *testing.T) {
	c := emulator.NewStore().Collection("c")
	for _, id := range []string{"z", "a", "m", "a"} {
		c.Put(id, doc{"id": id})
	}
	if !c.Delete("m") || c.Delete("m") || c.Has("m") {
		t.Error("delete")
	}
	if got := fmt.Sprint(c.IDs(), c.All()); got != "[z a] [map[id:z] map[id:a]]" {
		t.Errorf("got %s", got)
	}
}

func TestSecretsAreSaltedAndStable(t *testing.T) {
	s := emulator.NewStore()
	one, two := s.Encrypt("hush"), s.Encrypt("hush")
	if one == two || !strings.HasPrefix(one, "e:AES:") || s.Encrypt(one) != one || s.Encrypt("") != "" {
		t.Errorf("%s %s", one, two)
	}
	if plain, err := s.Decrypt(one); err != nil || plain != "hush" {
		t.Errorf("%q, %v", plain, err)
	}
	for _, foreign := range []string{emulator.NewStore().Encrypt("hush"), "e:AES:", "e:AES:!", one[:len(one)-4]} {
		if _, err := s.Decrypt(foreign); err == nil || !strings.Contains(err.Error(), "Invalid HMAC") {
			t.Errorf("%s: %v", foreign, err)
		}
	}
}

func TestSecretMembers(t *testing.T) {
	s := emulator.NewStore()
	value := doc{
		"password": "p", "user": "u", "password2": 1,
		"inner": []any{doc{"name": "x", "value": "v", "secret": true}, doc{"name": "y", "value": "w", "secret": false}},
	}
	s.EncryptMembers(value, func(member string) bool { return member == "password" })
	list, _ := value["inner"].([]any)
	secret, _ := list[0].(doc)
	other, _ := list[1].(doc)
	if !isCipher(value["password"]) || !isCipher(secret["value"]) || other["value"] != "w" || value["user"] != "u" {
		t.Errorf("%v", value)
	}
	plain, err := s.DecryptMembers(value)
	if err != nil || !isCipher(value["password"]) {
		t.Errorf("%v, %v", value, err)
	}
	if d, _ := plain.(doc); d["password"] != "p" {
		t.Errorf("%v", plain)
	}
}

func isCipher(value any) bool {
	text, _ := value.(string)
	return strings.HasPrefix(text, "e:AES:")
}

func TestDataFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.json")
	open := func() (*emulator.Node, *emulator.Node, *emulator.DataFile) {
		dss, govern := emulator.NewNode("dss", emulator.Options{}), emulator.NewNode("govern", emulator.Options{})
		file, err := emulator.OpenDataFile(path, dss, govern)
		if err != nil {
			t.Fatal(err)
		}
		return dss, govern, file
	}
	dss, govern, file := open()
	held := dss.Store.Collection("c")
	held.Put("id", doc{"n": 1})
	secret := dss.Store.Encrypt("hush")
	govern.Store.Collection("g").Put("id", "text")
	if err := file.SaveChanges(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := file.SaveChanges(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("written although nothing changed")
	}
	if err := file.Save(); err != nil {
		t.Fatal(err)
	}

	// A process that serves DSS alone keeps what it does not know.
	alone := emulator.NewNode("dss", emulator.Options{})
	held = alone.Store.Collection("c")
	held.Put("seed", 1)
	file, err := emulator.OpenDataFile(path, alone)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(held.IDs()); got != "[id]" {
		t.Errorf("a collection that was held has %s", got)
	}
	if plain, err := alone.Store.Decrypt(secret); err != nil || plain != "hush" {
		t.Errorf("%q, %v", plain, err)
	}
	held.Put("more", 9007199254740993)
	if err := file.SaveChanges(); err != nil {
		t.Fatal(err)
	}
	dss, govern, _ = open()
	if got := fmt.Sprintf("%v %v", dss.Store.Collection("c").Value("more"), govern.Store.Collection("g").Value("id")); got != "9007199254740993 text" {
		t.Errorf("got %s", got)
	}
	if left, _ := filepath.Glob(path + "*"); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDataFileRefusesWhatItIsNot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.json")
	node := emulator.NewNode("dss", emulator.Options{})
	for _, content := range []string{"", "[]", `{"dss":[]}`} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := emulator.OpenDataFile(path, node); err == nil {
			t.Errorf("%q is accepted", content)
		}
	}
	file, err := emulator.OpenDataFile("", node)
	if err != nil || file.Save() != nil {
		t.Error("no file at all is refused")
	}
}
