// Package connection declares the connections of a DSS node: one resource for connections of any type, and one for each
// type whose params are confirmed. All are made of the same parts.
package connection

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// declaration is what one kind of connection has of its own.
type declaration struct {
	// Name is the last part of the names of a typed connection, To what it leads to, and Shown what is known of the params
	// that are not confirmed. From them follow, for the types in the tables, the next ones.
	Name, To, Shown string
	// Resource is the name without prefix; Plural that of the plural data source; MovesFrom as in kit.Resource.
	Resource, Plural string
	MovesFrom        []string
	Summary, Detail  string
	// Type is the type of the API, "" for connections of any type; Spellings are others that a node may have for it.
	Type      string
	Spellings []string
	// Params are the attributes that lie in `params`, and `type` where it is not fixed.
	Params []attr.Attribute
	// Open tells that params without an attribute may be secret.
	Open bool
	// Check looks at the configuration; CheckNew at that of a connection that does not exist yet, which lacks whatever
	// is not set.
	Check, CheckNew func(config attr.Values) []kit.Problem
	// Plan looks at a change.
	Plan func(p kit.Planned) []kit.Problem
}

const inUse = "Deleting a connection is not refused while datasets, folders or models use it: they stop working. Its type never " +
	"changes; another type is another connection."

// resource makes the entity: everything but the params is the same for all types.
func (d declaration) resource() *kit.Resource[*dss.Client] {
	return &kit.Resource[*dss.Client]{
		Type:       d.Resource,
		Plural:     d.Plural,
		MovesFrom:  d.MovesFrom,
		Summary:    d.Summary,
		Detail:     strings.TrimSpace(d.Detail + "\n\n" + inUse),
		Attributes: slices.Concat(d.head(), d.Params, tail()),
		Identity:   []string{"name"},
		Get:        d.get,
		Create: func(ctx context.Context, c *dss.Client, w kit.Write) (client.Document, error) {
			return nil, c.CreateConnection(ctx, w.After)
		},
		Put: func(ctx context.Context, c *dss.Client, w kit.Write) error {
			return c.PutConnection(ctx, w.Values.String("name"), w.After)
		},
		Delete: func(ctx context.Context, c *dss.Client, v attr.Values) error {
			return c.DeleteConnection(ctx, v.String("name"))
		},
		List: d.list,
		Lock: func(v attr.Values) string { return "connection/" + v.String("name") },
		Expand: func(doc client.Document, _ attr.Values) {
			if !d.holds(doc["type"]) {
				doc["type"] = d.Type
			}
		},
		Flatten: hideSecrets,
		Validate: func(config attr.Values) []kit.Problem {
			return slices.Concat(checkAccess(config), d.checkSecrets(config), check(d.Check, config))
		},
		Plan: func(_ context.Context, _ *dss.Client, p kit.Planned) []kit.Problem {
			var problems []kit.Problem
			if p.State == nil {
				problems = check(d.CheckNew, p.Config)
			}
			if d.Plan != nil {
				problems = append(problems, d.Plan(p)...)
			}
			return problems
		},
	}
}

// holds tells whether a connection of that type of the API is one of these.
func (d declaration) holds(kind any) bool {
	name, _ := kind.(string)
	return d.Type == "" || name == d.Type || slices.Contains(d.Spellings, name)
}

func check(f func(attr.Values) []kit.Problem, config attr.Values) []kit.Problem {
	if f == nil {
		return nil
	}
	return f(config)
}

// get refuses a connection of another type: its params would be read as something that they are not.
func (d declaration) get(ctx context.Context, c *dss.Client, v attr.Values) (client.Document, error) {
	connection, err := c.Connection(ctx, v.String("name"))
	if err == nil && !d.holds(connection["type"]) {
		return nil, fmt.Errorf("connection %q is of type %v, and %s%s is for connections of type %s. "+
			"Use the resource of that type, or %sconnection, which takes any",
			v.String("name"), connection["type"], kit.Prefix, d.Resource, d.Type, kit.Prefix)
	}
	return connection, err
}

// list leaves out connections of other types.
func (d declaration) list(ctx context.Context, c *dss.Client, _ attr.Values) iter.Seq2[client.Document, error] {
	return func(yield func(client.Document, error) bool) {
		for connection, err := range c.Connections(ctx) {
			if err == nil && !d.holds(connection["type"]) {
				continue
			}
			if !yield(connection, err) {
				return
			}
		}
	}
}

// head are the attributes of every connection that come before its params.
func (d declaration) head() []attr.Attribute {
	attributes := []attr.Attribute{
		attr.String("name", "Name of the connection. DSS cannot rename one.").Required().Validate(attr.Name()),
		attr.String("description", "What the connection is for.").Clears(),
		attr.Doc("params", "Params of the type as a JSON object: those that have no attribute of their own. Params that are not "+
			"named are left alone. It is stored in the state: no secret belongs here."),
	}
	if d.Open {
		attributes = append(attributes, attr.SecretMap("secret_params", "Params that are secret and have no attribute of their own, by "+
			"their name in the API.").At("params"))
	}
	return attributes
}

// tail are the attributes of every connection that come after its params (dss-admin.md 10.1).
func tail() []attr.Attribute {
	return []attr.Attribute{
		attr.String("usable_by", "Who may use the connection: `ALL`, or `ALLOWED` for `allowed_groups`. The server's default is `ALL`.").ServerDefault("ALL").
			Validate(attr.OneOf("ALL", "ALLOWED")),
		attr.StringSet("allowed_groups", "Groups that may use the connection when `usable_by` is `ALLOWED`. Administrators always may."),
		attr.Object("details_readability", "Who may read the params and the credentials of the connection, for instance in code.",
			attr.String("readable_by", "`NONE`, `ALL`, or `ALLOWED` for `allowed_groups`. The server's default is `NONE`.").ServerDefault("NONE").
				Validate(attr.OneOf("NONE", "ALL", "ALLOWED")),
			attr.StringSet("allowed_groups", "Groups that may read the details when `readable_by` is `ALLOWED`."),
		),
		attr.Bool("allow_write", "Whether datasets may be written through the connection. The server's default is true.").ServerDefault(true),
		attr.Bool("allow_managed_datasets", "Whether managed datasets may be created on the connection. The server's default is true.").ServerDefault(true),
		attr.Bool("allow_managed_folders", "Whether managed folders may be created on the connection. The server's default is false."),
		attr.Bool("allow_knowledge_banks", "Whether knowledge banks may be stored on the connection. The server's default is false.").
			Since("13.2.1"),
		attr.String("credentials_mode", "`GLOBAL` when everybody uses the credentials of the connection, `PER_USER` when each user "+
			"enters their own. The server's default is `GLOBAL`. A connection with credentials per user cannot be tested.").ServerDefault("GLOBAL").
			Validate(attr.OneOf("GLOBAL", "PER_USER")),
		attr.Int("max_activities", "How many activities of all jobs may use the connection at the same time; 0 for no limit, which is "+
			"the server's default.").Validate(int64validator.AtLeast(0)),
		attr.Bool("use_global_proxy", "Whether the connection uses the proxy of the instance. The server's default is false."),
		attr.Object("indexing_settings", "What indexing the tables of the connection covers.",
			attr.Bool("index_foreign_keys", "Whether foreign keys are indexed. The server's default is false."),
			attr.Bool("index_indices", "Whether indices are indexed. The server's default is false."),
			attr.Bool("index_system_tables", "Whether system tables are indexed. The server's default is false."),
		).ServerDefault(),
	}
}
