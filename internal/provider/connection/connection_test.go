package connection_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-jsontypes/jsontypes"
	fwattr "github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	emulated "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/connection"
)

type resource = kit.Resource[*dss.Client]

// typed returns the resource of that name.
func typed(name string) *resource {
	for _, e := range connection.Entities() {
		if r, ok := e.(*resource); ok && r.Type == "connection_"+name {
			return r
		}
	}
	panic("no resource connection_" + name)
}

// unknown stands for a value that is not known while planning.
type unknown struct{}

// config is a configuration: everything that is not given is null.
func config(r *resource, given map[string]any) attr.Values {
	v := attr.Values{}
	for _, a := range r.Attributes {
		v[a.Name] = a.Null()
	}
	for name, value := range given {
		v[name] = terraformValue(value)
	}
	return v
}

func terraformValue(value any) fwattr.Value {
	switch value := value.(type) {
	case unknown:
		return types.StringUnknown()
	case bool:
		return types.BoolValue(value)
	case map[string]string:
		elements := map[string]fwattr.Value{}
		for key, text := range value {
			elements[key] = types.StringValue(text)
		}
		return types.MapValueMust(types.StringType, elements)
	case []string:
		var elements []fwattr.Value
		for _, text := range value {
			elements = append(elements, types.StringValue(text))
		}
		return types.SetValueMust(types.StringType, elements)
	case client.Document:
		return jsontypes.NewNormalizedValue(client.RenderJSON(value))
	}
	text, _ := value.(string)
	return types.StringValue(text)
}

// summaries are what a user reads first, warnings marked.
func summaries(problems []kit.Problem) string {
	var lines []string
	for _, p := range problems {
		line := p.Attribute + ": " + p.Summary
		if p.Warning {
			line = "warning " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func TestConfigurationsAreChecked(t *testing.T) {
	type given = map[string]any
	for name, test := range map[string]struct {
		resource *resource
		given    given
		want     string
	}{
		"fine":                   {connection.Connection, given{"type": "OpenAI", "secret_params_wo": map[string]string{"apiKey": "x"}}, ""},
		"secret of a known type": {connection.Connection, given{"type": "OpenAI", "params_json": client.Document{"apiKey": "x"}}, "params_json: Secret in params_json"},
		"secret of any type": {
			connection.Connection,
			given{"type": unknown{}, "params_json": client.Document{"host": "h", "oauthToken": "x"}},
			"params_json: Secret in params_json",
		},
		"key that is a name":      {connection.Connection, given{"type": "EC2", "params_json": client.Document{"accessKey": "AKIA"}}, ""},
		"flag that sounds secret": {connection.Connection, given{"type": "X", "params_json": client.Document{"useToken": true, "token": ""}}, ""},
		"groups of nobody":        {typed("filesystem"), given{"usable_by": "ALL", "allowed_groups": []string{"g"}}, "warning allowed_groups: Groups without effect"},
		"groups":                  {typed("filesystem"), given{"usable_by": "ALLOWED", "allowed_groups": []string{"g"}}, ""},
		"URL missing":             {typed("postgresql"), given{"use_url": true}, "jdbcurl: Missing jdbcurl"},
		"URL unknown":             {typed("postgresql"), given{"use_url": true, "jdbcurl": unknown{}}, ""},
		"URL not used":            {typed("postgresql"), given{"jdbcurl": "jdbc:postgresql://x/y"}, "warning jdbcurl: URL without effect"},
		"key pair not used":       {typed("s3"), given{"aws_credentials_mode": "ENVIRONMENT", "secret_key_wo": "x"}, "warning secret_key_wo: Credential without effect"},
		"key pair of the default": {typed("s3"), given{"secret_key_wo": "x"}, ""},
		"typed secret": { // the kit refuses it, with the attribute to use instead
			typed("mysql"), given{"params_json": client.Document{"password": "x"}}, "",
		},
		"untyped secret": {typed("elasticsearch"), given{"params_json": client.Document{"password": "x"}}, "params_json: Secret in params_json"},
		"secret of HDFS": {typed("hdfs"), given{"params_json": client.Document{"password": "x"}}, "params_json: Secret in params_json"},
		"secret item": {
			typed("mongodb"),
			given{"params_json": client.Document{"dkuProperties": []any{client.Document{"name": "a", "value": "x", "secret": true}}}},
			"warning params_json: Secret in params_json",
		},
		"plain item": {
			typed("mongodb"),
			given{"params_json": client.Document{"dkuProperties": []any{client.Document{"name": "a", "value": "x", "secret": false}}}},
			"",
		},
		"token not used":           {typed("databricks"), given{"auth_type": "OAUTH2_APP", "personal_access_token_wo": "x"}, "warning personal_access_token_wo: Credential without effect"},
		"key of a service account": {typed("bigquery"), given{"auth_type": "KEYPAIR", "key_path": "/key"}, ""},
		"key as text and file":     {typed("vertex_ai"), given{"app_secret_content_wo": "x", "key_path": "/key"}, "key_path: Key given twice"},
		"key file not used":        {typed("vertex_ai"), given{"auth_type": "OAUTH", "key_path": "/key"}, "warning key_path: Credential without effect"},
		"key pair, mode not known": {typed("s3"), given{"aws_credentials_mode": unknown{}, "secret_key_wo": "x"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := summaries(test.resource.Validate(config(test.resource, test.given))); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestNewConnectionsNeedMore(t *testing.T) {
	type given = map[string]any
	for name, test := range map[string]struct {
		resource *resource
		given    given
		want     string
	}{
		"database without a place": {typed("postgresql"), nil, "host: Missing host; db: Missing db"},
		"database by URL":          {typed("postgresql"), given{"use_url": true, "jdbcurl": "jdbc:postgresql://x/y"}, ""},
		"host not known yet":       {typed("postgresql"), given{"host": unknown{}, "db": "d"}, ""},
		"key pair without keys":    {typed("s3"), given{"aws_credentials_mode": "KEYPAIR"}, "access_key: Missing access_key; secret_key_wo: Missing secret_key_wo"},
		"role without a name":      {typed("s3"), given{"aws_credentials_mode": "STS_ASSUME_ROLE"}, "sts_role_to_assume: Missing sts_role_to_assume"},
		"key pair of each user":    {typed("s3"), given{"aws_credentials_mode": "KEYPAIR", "credentials_mode": "PER_USER"}, ""},
		"key pair of unknown mode": {typed("s3"), given{"aws_credentials_mode": "KEYPAIR", "credentials_mode": unknown{}}, ""},
		"server without a place":   {typed("mysql"), nil, "host: Missing host"},
		"server by open URL":       {typed("mysql"), given{"params_json": client.Document{"useURL": true}}, ""},
		"server of unknown params": {typed("mysql"), given{"params_json": unknown{}}, ""},
		"server by URL":            {typed("sqlserver"), given{"use_url": unknown{}}, ""},
		"token":                    {typed("databricks"), given{"host": "h", "auth_type": "PERSONAL_ACCESS_TOKEN"}, "personal_access_token_wo: Missing personal_access_token_wo"},
		"account without a key": {
			typed("azure_blob"), given{"auth_type": "SHARED_KEY"}, "storage_account: Missing storage_account; access_key_wo: Missing access_key_wo",
		},
		"service account":         {typed("bigquery"), given{"auth_type": "KEYPAIR"}, "app_secret_content_wo: Missing app_secret_content_wo"},
		"service account in file": {typed("vertex_ai"), given{"auth_type": "KEYPAIR", "key_path": "/key"}, ""},
		"credentials of the node": {typed("s3"), nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			wanted := config(test.resource, test.given)
			if got := summaries(test.resource.Plan(t.Context(), nil, kit.Planned{Config: wanted, Plan: wanted})); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := summaries(test.resource.Plan(t.Context(), nil, kit.Planned{Config: wanted, Plan: wanted, State: wanted})); got != "" {
				t.Errorf("an existing connection has what is not set: %q", got)
			}
		})
	}
}

// DSS answers an unknown type with an opaque error, so the plan says what may be meant.
func TestUnknownTypesDrawAWarning(t *testing.T) {
	for given, meant := range map[string]string{
		"S3": "Did you mean EC2?", "postgres": "Did you mean PostgreSQL?", "Big Query": "Did you mean BigQuery?",
		"nvidianim": "Did you mean NVIDIA-NIM?", "FooDB": "", "EC2": "none", "MySql": "none", "": "none",
	} {
		v := config(connection.Connection, map[string]any{"type": given})
		if given == "" {
			v["type"] = types.StringUnknown()
		}
		problems := connection.Connection.Plan(t.Context(), nil, kit.Planned{Config: v, Plan: v})
		if meant == "none" {
			if len(problems) > 0 {
				t.Errorf("%q: %v", given, problems)
			}
			continue
		}
		if len(problems) != 1 || !problems[0].Warning || !strings.HasSuffix(problems[0].Detail, meant) ||
			meant == "" && strings.Contains(problems[0].Detail, "mean") {
			t.Errorf("%q: got %v, want a warning with %q", given, problems, meant)
		}
		if again := connection.Connection.Plan(t.Context(), nil, kit.Planned{Config: v, Plan: v, State: v}); len(again) > 0 {
			t.Errorf("%q exists and draws %v", given, again)
		}
		if gone := connection.Connection.Plan(t.Context(), nil, kit.Planned{State: v}); len(gone) > 0 {
			t.Errorf("%q is deleted and draws %v", given, gone)
		}
	}
}

// start emulates a node with a connection of PostgreSQL and one of S3.
func start(t *testing.T) *dss.Client {
	t.Helper()
	server := httptest.NewServer(emulated.New(emulator.Options{}))
	t.Cleanup(server.Close)
	c, err := dss.New(client.Config{URL: server.URL, APIKey: "admin-key", Clock: &clienttest.Clock{}})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range []client.Document{
		{"name": "pg", "type": "PostgreSQL", "params": client.Document{"user": "dss", "password": "clear", "db": "${instance}"}},
		{"name": "lake", "type": "EC2", "params": client.Document{"credentialsMode": "KEYPAIR", "accessKey": "AKIA", "secretKey": "clear"}},
	} {
		if err := c.CreateConnection(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func TestTypedResourcesRefuseOtherTypes(t *testing.T) {
	c := start(t)
	for name, test := range map[string]struct {
		resource *resource
		says     string
	}{
		"pg":                 {typed("s3"), "is of type PostgreSQL, and dataiku_connection_s3 is for connections of type EC2"},
		"lake":               {typed("postgresql"), "is of type EC2, and dataiku_connection_postgresql is for connections of type PostgreSQL"},
		"filesystem_managed": {typed("postgresql"), "dataiku_connection, which takes any"},
	} {
		v := config(test.resource, map[string]any{"name": name})
		if _, err := test.resource.Get(t.Context(), c, v); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: got %v, want %q", name, err, test.says)
		}
		if _, err := connection.Connection.Get(t.Context(), c, v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestListsHoldTheirTypeOnly(t *testing.T) {
	c := start(t)
	for r, want := range map[*resource]string{
		connection.Connection: "filesystem_folders filesystem_managed filesystem_root lake pg",
		typed("postgresql"):   "pg",
		typed("s3"):           "lake",
		typed("filesystem"):   "filesystem_folders filesystem_managed filesystem_root",
	} {
		var names []string
		for d, err := range r.List(t.Context(), c, nil) {
			if err != nil {
				t.Fatal(err)
			}
			name, _ := d["name"].(string)
			names = append(names, name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: got %q, want %q", r.Type, got, want)
		}
	}
}

// A node may spell the type of MySQL in two ways: both are read, and an update changes neither (observed.md 8.2).
func TestMySQLIsSpeltInTwoWays(t *testing.T) {
	c, mysql := start(t), typed("mysql")
	for _, kind := range []string{"MySql", "MySQL"} {
		if err := c.CreateConnection(t.Context(), client.Document{"name": kind, "type": kind}); err != nil {
			t.Fatal(err)
		}
		read, err := mysql.Get(t.Context(), c, config(mysql, map[string]any{"name": kind}))
		if err != nil {
			t.Fatal(err)
		}
		if mysql.Expand(read, nil); read["type"] != kind {
			t.Errorf("%s is updated as %v", kind, read["type"])
		}
	}
	listed := 0
	for _, err := range mysql.List(t.Context(), c, nil) {
		if err != nil {
			t.Fatal(err)
		}
		listed++
	}
	if listed != 2 {
		t.Errorf("%d of 2 are listed", listed)
	}
	made := client.Document{}
	if mysql.Expand(made, nil); made["type"] != "MySQL" {
		t.Errorf("a new one is made as %v", made["type"])
	}
}

func TestNamesAreThoseOfAType(t *testing.T) {
	c := start(t)
	for kind, want := range map[string]string{
		"": "[filesystem_folders filesystem_managed filesystem_root lake pg]", "EC2": "[lake]", "Oracle": "[]",
	} {
		v := attr.Values{"type": types.StringNull()}
		if kind != "" {
			v.SetString("type", kind)
		}
		found, err := connection.Names.Get(t.Context(), c, v)
		if got := fmt.Sprint(found["names"]); err != nil || got != want {
			t.Errorf("%q: got %s, %v, want %s", kind, got, err, want)
		}
	}
}

func TestSyncOfAccessRights(t *testing.T) {
	c := start(t)
	for name, works := range map[string]bool{"lake": true, "missing": false} {
		var lines []string
		err := connection.SyncACLs.Invoke(t.Context(), c, attr.Values{"name": types.StringValue(name)},
			func(line string) { lines = append(lines, line) })
		if works != (err == nil) || works != (len(lines) == 1) {
			t.Errorf("%s: %v, %q", name, err, lines)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := connection.SyncACLs.Invoke(ctx, c, attr.Values{"name": types.StringValue("lake")}, func(string) {})
	if err == nil || !strings.Contains(err.Error(), "some of the access rights may be set") {
		t.Errorf("a cancelled run says %v", err)
	}
}

func TestInfoHasCredentialsInClear(t *testing.T) {
	c := start(t)
	for name, path := range map[string][]string{
		"pg": {"resolvedBasicCredential", "password"}, "lake": {"resolvedAWSCredential", "secretKey"},
	} {
		info, id, err := connection.Info.Open(t.Context(), c, attr.Values{"name": types.StringValue(name)})
		if err != nil || id != "" {
			t.Fatalf("%s: %q, %v", name, id, err)
		}
		values, err := attr.Reader{Imported: true}.Read(info, connection.Info.Attributes)
		if err != nil {
			t.Fatal(err)
		}
		if secret, _ := client.Lookup(info, path...); secret != "clear" {
			t.Errorf("%s: %v", name, info)
		}
		if !strings.Contains(values.String("params_json"), "clear") {
			t.Errorf("%s: params are %s", name, values.String("params_json"))
		}
		aws, basic := values.Object("resolved_aws_credential"), values.Object("resolved_basic_credential")
		if got := aws.String("secret_key") + basic.String("password"); got != "clear" {
			t.Errorf("%s: the credential is %q", name, got)
		}
	}
}

func TestTestReportsSuccessOnly(t *testing.T) {
	c := start(t)
	for name, works := range map[string]bool{"pg": true, "filesystem_managed": false} {
		var lines []string
		err := connection.Test.Invoke(context.Background(), c, attr.Values{"name": types.StringValue(name)},
			func(line string) { lines = append(lines, line) })
		if works != (err == nil) || works != (len(lines) == 1) {
			t.Errorf("%s: %v, %q", name, err, lines)
		}
	}
}

func TestImportsTakeNoSecretShownInClear(t *testing.T) {
	c := start(t)
	made := client.Document{"name": "old", "type": "GCS", "params": client.Document{"projectId": "acme"}}
	if err := c.CreateConnection(t.Context(), made); err != nil {
		t.Fatal(err)
	}
	found, err := c.Connection(t.Context(), "old")
	if err != nil {
		t.Fatal(err)
	}
	client.Store(found, "clear", "params", "appSecretContent")
	r := typed("gcs")
	v, err := attr.Reader{Imported: true}.Read(found, r.Attributes)
	if err != nil {
		t.Fatal(err)
	}
	r.Flatten(found, v)
	if text := v.String("params_json"); strings.Contains(text, "clear") || !strings.Contains(text, "acme") {
		t.Errorf("params are %s", text)
	}
}
