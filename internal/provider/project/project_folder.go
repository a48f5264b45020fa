package project

import (
	"context"
	"iter"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Folder is a folder of projects (dss-admin.md 22).
var Folder = &kit.Resource[*dss.Client]{
	Type:    "project_folder",
	Summary: "A folder of projects and other folders on a DSS node.",
	Detail: "Name, parent, owner and permissions change in place. A folder that holds projects or folders cannot be deleted; the error " +
		"names them. Names may repeat: a folder is made anew unless it is imported, and the creation warns of others of its name in the parent, " +
		"one of which an interrupted run may have left.",
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier of the folder, made by the server.").Stable(),
		attr.String("name", "Name of the folder. Names need not be unique.").At("settings.name", "name").Required().
			Validate(stringvalidator.LengthAtLeast(1)),
		attr.String("parent_id", "Identifier of the folder above. A change moves the folder with all that is in it. A folder that is "+
			"created without it lies in the root folder, `ROOT`.").ServerDefault("ROOT").Container("project_folder").Validate(attr.Name()),
		attr.Login("owner", "Login of the owner. The server's default is whoever the API key acts for.").At("settings.owner"),
		attr.ObjectMap("permissions", "group", "What groups may do in the folder, by name of the group. A flag that is not set is false.",
			attr.Bool("admin", "Everything, also changing the permissions.").Default(false),
			// Both spellings occur (observed.md 7); a server drops the one it does not know.
			attr.Bool("write_contents", "Put projects and folders into the folder and take them out.").At("writeContents", "write").Default(false),
			attr.Bool("read", "See the folder.").Default(false),
		).At("settings.permissions"),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Get: func(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
		return c.ProjectFolder(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
		created, namesakes, err := c.CreateProjectFolder(ctx, w.After)
		for _, id := range namesakes {
			kit.Warn(ctx, "Another folder is called "+w.Values.String("name"), "The parent has the folder "+id+" of the same name. If an interrupted "+
				"run left it, import it in place of the new one, or delete it; names may repeat."+kit.ImportText("project_folder", id))
		}
		return created, err
	},
	Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
		return c.PutProjectFolder(ctx, w.Values.String("id"), w.Before, w.After)
	},
	Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
		return c.DeleteProjectFolder(ctx, v.String("id"))
	},
	List: func(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
		return c.ProjectFolders(ctx)
	},
	Summaries: true,
	Lock:      folderLock,
}

// folderLock keeps two creations of the same name in the same parent apart: each must see what the other has made.
func folderLock(v attr.Values) string {
	if id := v.String("id"); id != "" {
		return "project_folder/" + id
	}
	return "project_folder/new/" + v.String("parent_id") + "/" + v.String("name")
}
