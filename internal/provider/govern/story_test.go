package govern_test

import (
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
)

// sent lists the requests that changed something.
func sent(r kittest.Result) string {
	var lines []string
	for _, e := range r.Requests {
		if e.Method != "GET" {
			lines = append(lines, strings.TrimSpace(e.Method+" "+e.Path[strings.LastIndex(e.Path, "/")+1:]+" "+e.Query+" "+string(e.Body)))
		}
	}
	return strings.Join(lines, "\n")
}
