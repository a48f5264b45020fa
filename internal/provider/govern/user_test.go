package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestLocalUserNeedsAPassword(t *testing.T) {
	s := providertest.Story(t, "govern_user")
	providertest.Refused(t, s.Apply(`{"password_wo": null}`), "A new user needs a password", "LOCAL_NO_AUTH")
	providertest.Refused(t, s.Apply(`{"source_type": "LOCAL_NO_AUTH"}`), "Password without use")
	providertest.Done(t, s.Apply(`{"source_type": "LOCAL_NO_AUTH", "password_wo": null}`))
}
