package content_test

import (
	"net/http"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

const list = `"type": "VALUES_LIST", "entries": {"sales": {}}`

func TestMeaningIsCheckedWhilePlanning(t *testing.T) {
	for attributes, words := range map[string][]string{
		`{"meaning_id": "Department"}`:                              {"must be in lower case"},
		`{"meaning_id": "a/b"}`:                                     {"slash"},
		`{"type": "REGEX"}`:                                         {"value must be one of"},
		`{"type": "VALUES_LIST"}`:                                   {"A meaning of type VALUES_LIST needs `entries`"},
		`{"type": "VALUES_LIST", "entries": {}}`:                    {"needs `entries`"},
		`{"type": "VALUES_MAPPING"}`:                                {"needs `mappings`"},
		`{"type": "PATTERN"}`:                                       {"needs `pattern`"},
		`{"pattern": "x"}`:                                          {"`pattern` is for meanings of type PATTERN; this one is DECLARATIVE"},
		`{` + list + `, "mappings": {"a": {"value": "b"}}}`:         {"`mappings` is for meanings of type VALUES_MAPPING"},
		`{"type": "PATTERN", "pattern": "x", "entries": {"a": {}}}`: {"`entries` is for meanings of type VALUES_LIST"},
		`{"type": "PATTERN", "pattern": "x", "normalization_mode": "NORMALIZED"}`: {"cannot compare values as NORMALIZED"},
		`{"normalization_mode": "LOWERCASE"}`:                                     {"A meaning of type DECLARATIVE cannot compare values as LOWERCASE"},
	} {
		s := providertest.Story(t, "meaning")
		providertest.Refused(t, s.Apply(attributes), words...)
	}
}

func TestMeaningKeepsItsType(t *testing.T) {
	s := providertest.Story(t, "meaning")
	providertest.Done(t, s.Apply(`{}`))
	providertest.Refused(t, s.Apply(`{`+list+`}`), `The type of meaning "department" cannot be changed`, "It is DECLARATIVE and should become VALUES_LIST",
		"another meaning_id")
	r := providertest.Done(t, s.Apply(`{"meaning_id": "other", `+list+`}`))
	if r.Action != "replace" {
		t.Errorf("another meaning is to %s", r.Action)
	}
	providertest.Says(t, r, `dataiku_meaning "department" stays on the node`)
}

// A destroyed meaning stays. Coming back, it is taken over as it is where that is allowed, and otherwise has to be imported.
func TestMeaningIsForgottenAndComesBack(t *testing.T) {
	s := providertest.Story(t, "meaning")
	providertest.Done(t, s.Apply(`{`+list+`}`))
	r := providertest.Done(t, s.Destroy())
	providertest.Says(t, r, "stays on the node", "Terraform only forgets it", "The API has no call that deletes a meaning")
	if len(r.Requests) != 0 {
		t.Errorf("the deletion sent %v", r.Requests)
	}
	providertest.Failed(t, s.Apply(`{`+list+`}`), "it already exists", "import {", `id = "department"`)
	s.Adopt()
	r = providertest.Done(t, s.Apply(`{`+list+`}`))
	providertest.Says(t, r, `Took over dataiku_meaning "department"`)
	providertest.Done(t, s.Destroy())
	providertest.Failed(t, s.Apply(`{"type": "PATTERN", "pattern": "[0-9]+"}`), "it already exists", "import {", `id = "department"`)
}

// The server makes the identifier lower case; the client of the vendor says nothing about the members that the type lacks.
func TestMeaningIsSentAsTheVendorSendsIt(t *testing.T) {
	s := providertest.Story(t, "meaning")
	r := providertest.Done(t, s.Apply(`{"type": "VALUES_MAPPING", "mappings": {"1": {"value": "Agree"}}}`))
	want := `{"description":null,"detectable":false,"entries":null,"id":"department","label":"Department",` +
		`"mappings":[{"from":"1","to":{"value":"Agree"}}],"normalizationMode":null,"pattern":null,"type":"VALUES_MAPPING"}`
	if sent := bodyOf(r, http.MethodPost); sent != want {
		t.Errorf("sent was %s", sent)
	}
}

// bodyOf is the body of the first request with the verb.
func bodyOf(r kittest.Result, method string) string {
	for _, request := range r.Requests {
		if request.Method == method {
			return string(request.Body)
		}
	}
	return ""
}
