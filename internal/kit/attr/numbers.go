package attr

import (
	"encoding/json"
	"math/big"

	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// numberBits is the precision in which Terraform keeps numbers: with another one, 0.1 of the server would not be the 0.1
// of the configuration.
const numberBits = 512

// Number declares a number that may have a fraction.
func Number(name, description string) Attribute { return declare(KindNumber, name, description) }

// readNumber reads a number, or a text that is one.
func readNumber(remote any) (fwattr.Value, bool) {
	text, ok := remote.(string)
	if number, isNumber := remote.(json.Number); isNumber {
		text, ok = string(number), true
	}
	parsed, _, err := big.ParseFloat(text, 10, numberBits, big.ToNearestEven)
	if !ok || err != nil || parsed.IsInf() {
		return nil, false
	}
	return types.NumberValue(parsed), true
}

// plainNumber is the shortest decimal number that means the same.
func plainNumber(value types.Number) json.Number {
	return json.Number(value.ValueBigFloat().Text('f', -1))
}
