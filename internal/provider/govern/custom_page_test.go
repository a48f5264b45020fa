package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestPagesOfTheProduct(t *testing.T) {
	s := providertest.Story(t, "govern_custom_page")
	s.Import("cp.system.governable-items")
	providertest.Failed(t, s.Destroy(), "cp.system.governable-items is delivered with the product")
}
