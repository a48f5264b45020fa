package kit

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// errMissing is the absence of an element in a document that exists.
var errMissing = fmt.Errorf("%w: the document does not hold it", client.ErrNotFound)

// ErrNotKnownYet is in the error of a node whose settings depend on what is not made yet.
var ErrNotKnownYet = errors.New("known only after apply")

// fail reports an error: what was being done to which object, if it is one, what the server said, and what to do.
func fail(d *diag.Diagnostics, verb, typeName, object string, err error) {
	summary := "Unable to " + verb + " " + Prefix + typeName
	if object != "" {
		summary += fmt.Sprintf(" %q", object)
	}
	d.AddError(summary, explained(err))
}

// explained is an error with the hint that helps.
func explained(err error) string {
	if hint := hintFor(err); hint != "" {
		return err.Error() + "\n\n" + hint
	}
	return err.Error()
}

var hints = []struct {
	kind error
	hint string
}{
	{client.ErrUnauthenticated, "Check the API key of this node (api_key, or DATAIKU_API_KEY and DATAIKU_GOVERN_API_KEY) and that it belongs to this host."},
	{client.ErrWrongProduct, "host (DATAIKU_HOST) is the address of a DSS node, and host of the govern block (DATAIKU_GOVERN_HOST) that of a Govern node: one of them names the other product."},
	{client.ErrForbidden, "The API key lacks the right for this call. Administration needs a key with administrator rights."},
	{client.ErrUnlicensed, "The licence of the node lacks this feature. Blueprint Designer, custom pages and actions of Govern need the Advanced Govern licence."},
	{client.ErrDanger, "Artifacts use what is changed, and the change would destroy values of theirs, such as those of a field that is removed or gets another type. If that is wanted, set accept_danger_zone = true; a new version of the blueprint leaves the artifacts alone."},
	{client.ErrCloud, "Nodes of Dataiku Cloud do not let the API write users: manage them in the administration of Dataiku Cloud. Terraform can still read them."},
	{client.ErrDangling, "What is named must be there first and may go only when nothing names it any more. Refer to its resource instead of spelling its name, so that Terraform keeps that order."},
	{errMissing, "Somebody else may have written the document at the same moment, from what it was before, such as another machine. Run the command again."},
	{client.ErrUnsupported, "The node does not know this call: check that host is the address of the node, and that its version and licence have the feature."},
	{client.ErrUnknownHost, "No machine has the name in host: check its spelling, and that this machine can resolve it. Running the command again does not help."},
	{client.ErrUntrusted, "One side does not trust the certificate of the other: name the authority of the node in ca_file or ca_pem of the tls block, or set client_certificate and client_key where the node asks for them. Running the command again does not help."},
	{client.ErrScheme, "The port of host speaks the other of http and https, or no HTTP at all: write the address as the node serves it. Running the command again does not help."},
	{client.ErrUnavailable, "The node or what stands in front of it could not answer. The call was repeated as far as that was safe; run the command again."},
	{client.ErrMalformed, "Something other than the node may have answered, such as a proxy or a login page. Check host."},
	{context.DeadlineExceeded, "The time limit ran out. Raise it in the timeouts attribute where the resource has one, or request_timeout of the provider."},
}

func hintFor(err error) string {
	for _, h := range hints {
		if errors.Is(err, h.kind) {
			return h.hint
		}
	}
	return ""
}

func report(d *diag.Diagnostics, problems []Problem) {
	for _, p := range problems {
		at := path.Empty()
		if p.Attribute != "" {
			at = path.Root(p.Attribute)
		}
		switch {
		case p.Warning && p.Attribute == "":
			d.AddWarning(p.Summary, p.Detail)
		case p.Warning:
			d.AddAttributeWarning(at, p.Summary, p.Detail)
		case p.Attribute == "":
			d.AddError(p.Summary, p.Detail)
		default:
			d.AddAttributeError(at, p.Summary, p.Detail)
		}
	}
}
