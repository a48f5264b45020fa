package govern_test

import (
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

func TestPagesThatAreNotListedFollow(t *testing.T) {
	s := providertest.Story(t, "govern_custom_pages_order")
	r := providertest.Done(t, s.Apply(`{"page_ids":["cp.second"]}`))
	if got := sent(r); got != `PUT order  ["cp.second","cp.system.governable-items","cp.first"]` {
		t.Errorf("sent %s", got)
	}
	s.Request("POST", "/admin/custom-pages?newIdentifier=theirs", `{"name":"Theirs"}`)
	if r := providertest.Done(t, s.Apply(`{"page_ids":["cp.second"]}`)); r.Action != "no change" {
		t.Errorf("a page of others leads to %s", r.Action)
	}
	s.Request("PUT", "/admin/custom-pages/order", `["cp.theirs","cp.second","cp.first","cp.system.governable-items"]`)
	r = providertest.Done(t, s.Apply(`{"page_ids":["cp.second"]}`))
	if got := sent(r); got != `PUT order  ["cp.second","cp.theirs","cp.first","cp.system.governable-items"]` {
		t.Errorf("sent %s", got)
	}
	if r := providertest.Done(t, s.Destroy()); sent(r) != "" {
		t.Errorf("the deletion sent %s", sent(r))
	}
}

func TestOrderNamesMissingPages(t *testing.T) {
	s := providertest.Story(t, "govern_custom_pages_order")
	providertest.Refused(t, s.Apply(`{"page_ids":["cp.nowhere"]}`), "there is no page cp.nowhere")
}
