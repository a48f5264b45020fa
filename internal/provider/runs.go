package provider

import (
	"sync"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

// runs tells the runs of Terraform apart that one process serves, as it does in tests: each configures the provider once.
type runs struct {
	mutex      sync.Mutex
	run        *kit.Run
	configured bool
}

// current is the run that is under way. States may be shown before the provider is configured.
func (r *runs) current() *kit.Run {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.run == nil {
		r.run = &kit.Run{}
	}
	return r.run
}

// begin is called when the provider is configured.
func (r *runs) begin() *kit.Run {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.run == nil || r.configured {
		r.run = &kit.Run{}
	}
	r.configured = true
	return r.run
}
