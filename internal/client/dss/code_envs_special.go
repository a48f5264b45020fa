package dss

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// CreateInternalCodeEnv makes the environment that a feature of DSS needs and returns its name, which the node chooses.
// The kind is such as RAG_CODE_ENV; an empty interpreter leaves the choice to the node (dss-admin.md 12.3). One that is
// there already gives client.ErrAlreadyExists.
func (c *Client) CreateInternalCodeEnv(ctx context.Context, kind, interpreter string, progress Progress) (string, error) {
	query := url.Values{"dssInternalCodeEnvType": {kind}}
	if interpreter != "" {
		query.Set("pythonInterpreter", interpreter)
	}
	return c.createNamedByNode(ctx, codeEnvRequest(http.MethodPost, query, "internal-env", "create"), progress)
}

// CodeEnvPreset says how to make an environment from a preset of the node.
type CodeEnvPreset struct {
	Preset, Prefix, Interpreter string
	// AllowUpdate updates an environment that is there already.
	AllowUpdate bool
}

// CreateCodeEnvFromPreset makes or updates an environment from a preset. It returns the name of the environment where
// the node tells it, which nobody promises (dss-admin.md 12.3).
func (c *Client) CreateCodeEnvFromPreset(ctx context.Context, p CodeEnvPreset, progress Progress) (string, error) {
	query := url.Values{"allowUpdate": {boolean(p.AllowUpdate)}}
	for name, value := range map[string]string{"prefix": p.Prefix, "interpreter": p.Interpreter} {
		if value != "" {
			query.Set(name, value)
		}
	}
	request := codeEnvRequest(http.MethodPost, query, "from-python-preset", p.Preset)
	request.Holds = client.Anything // nobody looks at the answer (dss-admin.md 12)
	return c.createNamedByNode(ctx, request, progress)
}

// createNamedByNode asks for an environment whose name is in the answer, also beside an error.
func (c *Client) createNamedByNode(ctx context.Context, request client.Request, progress Progress) (string, error) {
	request.Landed = client.SendAgain
	result, err := c.Future(ctx, request, progress)
	answer, _ := result.(Document)
	name, _ := answer["envName"].(string)
	if name != "" && isTaskFailure(err) && !errors.Is(err, client.ErrAlreadyExists) {
		err = c.withLog(ctx, "PYTHON", name, err)
	}
	return name, err
}

// CodeEnvVersion returns which version of an environment a project uses: {version, bundleId}. Only versioned
// environments of automation nodes have any; else both are missing (dss-admin.md 12).
func (c *Client) CodeEnvVersion(ctx context.Context, lang, name, projectKey string) (Document, error) {
	return c.Read(ctx, client.Path("admin", "code-envs", lang, name, projectKey, "version"), client.Anything)
}

// AllCodeEnvUsages lists what uses any code environment, like CodeEnvUsages.
func (c *Client) AllCodeEnvUsages(ctx context.Context) ([]Document, error) {
	return c.List(ctx, client.Path("admin", "code-envs", "usages"), client.Members("envUsage"))
}

// SetCodeEnvJupyter installs or removes the Jupyter support. The member installJupyterSupport of the document alone
// does neither (dss-admin.md 12.3).
func (c *Client) SetCodeEnvJupyter(ctx context.Context, lang, name string, active bool, progress Progress) error {
	request := codeEnvRequest(http.MethodPost, url.Values{"active": {boolean(active)}}, lang, name, "jupyter")
	request.Landed = client.SendAgain
	_, err := c.codeEnvTask(ctx, request, lang, name, progress)
	return err
}

// UpdateCodeEnvImages builds the container images of an environment, or of one version of a versioned environment. It
// needs the rights of an administrator.
func (c *Client) UpdateCodeEnvImages(ctx context.Context, lang, name, version string, progress Progress) error {
	query := url.Values{}
	if version != "" {
		query.Set("envVersion", version)
	}
	request := codeEnvRequest(http.MethodPost, query, lang, name, "images")
	request.Landed = client.SendAgain
	_, err := c.codeEnvTask(ctx, request, lang, name, progress)
	return err
}

// codeEnvRequest asks for a task. Nodes before 14.3.3 ignore that and answer when the work is done, however long it
// takes, so only ctx limits the call (dss-admin.md 12.1).
func codeEnvRequest(method string, query url.Values, path ...string) client.Request {
	if query == nil {
		query = url.Values{}
	}
	query.Set("wait", boolean(false))
	return client.Request{Method: method, Path: append([]string{"admin", "code-envs"}, path...), Query: query, Timeout: -1, Holds: client.Members("messages")}
}
