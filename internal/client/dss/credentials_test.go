package dss

import (
	"slices"
	"testing"
)

func TestPluginCredentialKey(t *testing.T) {
	for want, parts := range map[string][4]string{
		`"PLUGIN", "my-plugin", "my-set", "my-preset", "my-param"`:  {"my-plugin", "my-set", "my-preset", "my-param"},
		`"PLUGIN", "a", "<b> & c", "d, e", "f"`:                     {"a", "<b> & c", "d, e", "f"},
		`"PLUGIN", "caf\u00e9", "\ud83d\ude00", "\u007f", "\u0001"`: {"café", "😀", "\x7f", "\x01"},
		`"PLUGIN", "q\"q", "b\\b", "n\n\t\r\b\f", ""`:               {`q"q`, `b\b`, "n\n\t\r\b\f", ""},
	} {
		key := PluginCredentialKey(parts[0], parts[1], parts[2], parts[3])
		if key != want {
			t.Errorf("%q: %s, want %s", parts, key, want)
		}
		if back, ok := ParsePluginCredentialKey(key); !ok || !slices.Equal(back, parts[:]) {
			t.Errorf("%s was read as %q, %v", key, back, ok)
		}
	}
	for _, connection := range []string{"warehouse", "PLUGIN", `"PLUGIN"`, `"OTHER", "a", "b", "c", "d"`, `"PLUGIN", "a", "b", "c", 1`, ""} {
		if parts, ok := ParsePluginCredentialKey(connection); ok {
			t.Errorf("the connection %s was taken for a key of the plugin parameter %q", connection, parts)
		}
	}
}
