package acctest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
)

// blocks returns the blocks of one type in a file.
func blocks(t *testing.T, path, kind string) []*hclsyntax.Block {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, problems := hclsyntax.ParseConfig(text, path, hcl.InitialPos)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	var found []*hclsyntax.Block
	if body, ok := file.Body.(*hclsyntax.Body); ok {
		for _, block := range body.Blocks {
			if block.Type == kind {
				found = append(found, block)
			}
		}
	}
	return found
}

// literalText returns a string that is spelled out; false for what refers to something else.
func literalText(expression hcl.Expression) (string, bool) {
	if len(expression.Variables()) > 0 {
		return "", false
	}
	value, problems := expression.Value(nil)
	if problems.HasErrors() || !value.Type().Equals(cty.String) {
		return "", false
	}
	return value.AsString(), true
}

// attributeText returns the source text of an attribute.
func attributeText(body *hclwrite.Body, name string) string {
	a := body.GetAttribute(name)
	if a == nil {
		return ""
	}
	return strings.TrimSpace(string(a.Expr().BuildTokens(nil).Bytes()))
}

// evaluate returns the value of an attribute that refers to nothing else.
func evaluate(body *hclwrite.Body, name string) (cty.Value, error) {
	text := attributeText(body, name)
	if text == "" {
		return cty.NilVal, fmt.Errorf("%s is missing", name)
	}
	expression, problems := hclsyntax.ParseExpression([]byte(text), name, hcl.InitialPos)
	if problems.HasErrors() {
		return cty.NilVal, problems
	}
	value, problems := expression.Value(nil)
	if problems.HasErrors() {
		return cty.NilVal, problems
	}
	return value, nil
}
