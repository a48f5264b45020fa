package kittest

import (
	"bytes"
	"maps"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// value decodes an answer.
func (tf *terraform) value(d *tfprotov6.DynamicValue) tftypes.Value {
	tf.Helper()
	if d == nil {
		return null(tf.objectType)
	}
	v, err := d.Unmarshal(tf.objectType)
	if err != nil {
		tf.Fatalf("The provider answered a value of another type than its schema: %v", err)
	}
	return v
}

// checkState applies the rules for anything that is stored.
func (tf *terraform) checkState(call string, s state) {
	tf.Helper()
	if !s.value.IsFullyKnown() {
		for name, value := range members(s.value) {
			if !value.IsFullyKnown() {
				tf.Errorf("%s: %s is still unknown in the state; set it to its value or to null", call, name)
			}
		}
	}
	for _, name := range writeOnlyValues(attributesOf(tf.schema), s.value, "") {
		tf.Errorf("%s: the write-only attribute %s holds a value in the state", call, name)
	}
	if s.identity == nil || s.identity.IdentityData == nil {
		tf.Errorf("%s: the identity is missing", call)
		return
	}
	identity, values := tf.identityValues(s.identity), members(s.value)
	for name, value := range identity {
		if value.IsNull() || !value.IsKnown() {
			tf.Errorf("%s: %s of the identity is %s", call, name, show(value))
		}
		if !value.Equal(values[name]) {
			tf.Errorf("%s: %s is %s in the identity, but %s in the state", call, name, show(value), show(values[name]))
		}
	}
}

func (tf *terraform) identityValues(identity *tfprotov6.ResourceIdentityData) map[string]tftypes.Value {
	tf.Helper()
	if identity == nil || identity.IdentityData == nil {
		return nil
	}
	v, err := identity.IdentityData.Unmarshal(tf.identityType)
	if err != nil {
		tf.Fatalf("The identity is of another type than its schema: %v", err)
	}
	return members(v)
}

func (tf *terraform) sameIdentity(call string, before, after *tfprotov6.ResourceIdentityData) {
	tf.Helper()
	if x, y := tf.identityValues(before), tf.identityValues(after); !maps.EqualFunc(x, y, tftypes.Value.Equal) {
		tf.Errorf("%s: the identity changed from %v to %v", call, x, y)
	}
}

// noSecrets fails when a write-only sample value is in what the provider answered.
func (tf *terraform) noSecrets(call string, d diagnostics, private []byte, values ...*tfprotov6.DynamicValue) {
	tf.Helper()
	for _, secret := range tf.secrets {
		where := ""
		if bytes.Contains(private, []byte(secret)) {
			where = "the private state"
		}
		if shownAs(d.text(), secret) != "" {
			where = "the diagnostics"
		}
		for _, value := range values {
			if value != nil && (bytes.Contains(value.MsgPack, []byte(secret)) || bytes.Contains(value.JSON, []byte(secret))) {
				where = "the values"
			}
		}
		if where != "" {
			tf.Errorf("%s: the write-only sample value %q is in %s of the answer", call, secret, where)
		}
	}
}
