package content

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// SendMail sends a mail through a channel (dss-admin.md 21).
var SendMail = &kit.Action[*dss.Client]{
	Type:    "send_mail",
	Summary: "Sends a mail through a messaging channel of the mail family.",
	Detail: "The mail is sent on behalf of a project, whose content the API key must be allowed to write. A mail whose answer got lost is not sent " +
		"again: the error says that it may have been sent.",
	Attributes: []attr.Attribute{
		attr.String("channel_id", "Identifier of the channel.").Required().Validate(attr.Name()),
		attr.ProjectKey(),
		attr.StringSet("to", "Addresses of the recipients.").Required().Validate(setvalidator.SizeAtLeast(1)),
		attr.StringSet("cc", "Addresses that get a copy."),
		attr.StringSet("bcc", "Addresses that get a copy which the others do not see."),
		attr.String("sender", "Address that the mail comes from. Default: that of the channel."),
		attr.String("subject", "Subject of the mail.").Required(),
		attr.String("body", "Text of the mail, HTML unless `plain_text` is true.").Required(),
		attr.Bool("plain_text", "Whether the text is plain and not HTML. Default: false."),
	},
	Object: func(v attr.Values) string { return v.String("channel_id") },
	Invoke: func(ctx context.Context, c *dss.Client, v attr.Values, progress func(string)) error {
		err := c.SendMail(ctx, v.String("channel_id"), v.String("project_key"), dss.Mail{
			Sender: v.String("sender"), Subject: v.String("subject"), Body: v.String("body"),
			To: v.Strings("to"), CC: v.Strings("cc"), BCC: v.Strings("bcc"), PlainText: v.Bool("plain_text"),
		})
		if err == nil {
			progress("The node took the mail")
		}
		return err
	},
}
