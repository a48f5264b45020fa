package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"regexp"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// PluginSource is where a plugin comes from: an archive, a Git repository, or, when neither is set, the vendor's store.
type PluginSource struct {
	// Archive is the content of a zip with plugin.json at its root or in its only folder, ArchiveName the name of its file.
	Archive     []byte
	ArchiveName string
	// Repository is the address of a Git repository, Checkout a branch, tag or commit, Subpath the directory of the plugin.
	Repository, Checkout, Subpath string
}

// PluginResult is what the node says after an installation or an update. It is empty when the answer was lost.
type PluginResult struct {
	// ID is the identifier in the plugin.json of what was installed.
	ID string
	// NeedsRestart and NeedsReload ask for a manual step (dss-admin.md 19.1).
	NeedsRestart, NeedsReload bool
	// NeedsCodeEnv tells that the plugin asks for an environment (observed.md 15).
	NeedsCodeEnv bool
}

// Plugin returns what the list says of an installed plugin: there is no call for a single one (dss-admin.md 19).
func (c *Client) Plugin(ctx context.Context, id string) (Document, error) {
	return c.plugins.Get(ctx, id, func(ctx context.Context) (Document, error) {
		all, err := c.pluginsByID(ctx)
		if err != nil {
			return nil, err
		}
		if all[id] == nil {
			return nil, fmt.Errorf("%w: plugin %q is not installed", client.ErrNotFound, id)
		}
		return all[id], nil
	})
}

// Plugins lists the installed plugins: id, version, isDev and meta (dss-admin.md 19).
func (c *Client) Plugins(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("plugins"), client.Named("id")))
}

func (c *Client) pluginsByID(ctx context.Context) (map[string]Document, error) {
	all, err := c.List(ctx, client.Path("plugins"), client.Named("id"))
	return client.ByMember(all, "id"), err
}

// isInstalled looks at the node itself.
func (c *Client) isInstalled(ctx context.Context, id string) (bool, error) {
	all, err := c.pluginsByID(ctx)
	return all[id] != nil, err
}

// ErrPluginInDoubt is an installation that failed, and left the plugin installed all the same.
var ErrPluginInDoubt = errors.New("the plugin is installed all the same")

// InstallPlugin installs a plugin that is not there yet. The node's own refusal of an installed one has no code, so the
// list is asked before (dss-admin.md 19.1).
func (c *Client) InstallPlugin(ctx context.Context, id string, from PluginSource, progress Progress) (PluginResult, error) {
	installed, err := c.isInstalled(ctx, id)
	if err != nil {
		return PluginResult{}, err
	}
	if installed {
		return PluginResult{}, fmt.Errorf("%w: plugin %q is installed", client.ErrAlreadyExists, id)
	}
	result, err := c.pluginTask(ctx, c.pluginInstallation(id, from), progress)
	if err == nil {
		return result, nil
	}
	look, cancel := aside(ctx)
	defer cancel()
	var refused *client.EnvelopeError
	switch installed, lookErr := c.isInstalled(look, id); {
	case lookErr != nil, !installed:
		return PluginResult{}, err
	case errors.As(err, &refused): // somebody else was faster, or a first attempt whose answer was lost
		return PluginResult{}, errors.Join(client.ErrAlreadyExists, err)
	}
	return PluginResult{}, errors.Join(ErrPluginInDoubt, err)
}

// UpdatePlugin replaces the content of an installed plugin by that of the source.
func (c *Client) UpdatePlugin(ctx context.Context, id string, from PluginSource, progress Progress) (PluginResult, error) {
	return c.pluginTask(ctx, c.pluginUpdate(id, from), progress)
}

func (c *Client) pluginInstallation(id string, from PluginSource) client.Request {
	request := from.request([]string{"plugins"}, "installFrom")
	if from.Archive == nil && from.Repository == "" {
		request.Body = Document{"pluginId": id}
	}
	request.Landed = func(ctx context.Context) (bool, error) {
		if err := c.awaitPluginTask(ctx, id); err != nil {
			return false, err
		}
		return c.isInstalled(ctx, id)
	}
	return request
}

func (c *Client) pluginUpdate(id string, from PluginSource) client.Request {
	request := from.request([]string{"plugins", id}, "updateFrom")
	request.Landed = func(ctx context.Context) (bool, error) { return false, c.awaitPluginTask(ctx, id) } // may be made twice
	return request
}

// request asks for a task. Sending an archive and cloning a repository may take long, so only the context limits it.
func (s PluginSource) request(below []string, verb string) client.Request {
	request := client.Request{Method: http.MethodPost, Timeout: -1}
	path := func(action ...string) []string { return slices.Concat(below, []string{"actions"}, action) }
	switch {
	case s.Archive != nil:
		request.Path = path("future", verb+"Zip")
		request.Body = client.File{Part: "file", Name: s.ArchiveName, Content: s.Archive}
	case s.Repository != "":
		body := Document{"gitRepositoryUrl": s.Repository, "gitCheckout": s.Checkout, "gitSubpath": nil}
		if s.Subpath != "" {
			body["gitSubpath"] = s.Subpath
		}
		request.Path, request.Body = path(verb+"Git"), body
	default:
		request.Path = path(verb + "Store")
	}
	return request
}

// pluginTask follows an installation or an update to its end. Its failures come with status 200 (dss-admin.md 2.3).
func (c *Client) pluginTask(ctx context.Context, request client.Request, progress Progress) (PluginResult, error) {
	request.Holds = client.Members("success") // of what was done at once (dss-admin.md 19)
	answer, err := c.Future(ctx, request, progress)
	if err != nil {
		return PluginResult{}, err
	}
	result, _ := answer.(Document)
	if result["success"] == false {
		return PluginResult{}, &client.EnvelopeError{}
	}
	described, _ := result["pluginDesc"].(Document)
	return PluginResult{
		ID: client.Text(described, "id"), NeedsRestart: result["needsRestart"] == true, NeedsReload: result["needsReload"] == true,
		NeedsCodeEnv: described["codeEnvSpec"] != nil,
	}, nil
}

var aboutPlugin = regexp.MustCompile(`(?i)plugin`)

// awaitPluginTask waits for a task that works on the plugin since an answer was lost.
func (c *Client) awaitPluginTask(ctx context.Context, id string) error {
	task, err := c.taskAbout(ctx, aboutPlugin, id)
	if task == nil || err != nil {
		return err
	}
	_, err = c.Await(ctx, task, nil)
	return err
}

// DeletePlugin uninstalls a plugin. Without force the node refuses one that is used, or whose usages it cannot find out
// (dss-admin.md 19). The code environment of the plugin stays.
func (c *Client) DeletePlugin(ctx context.Context, id string, force bool) error {
	request := client.Request{
		Method: http.MethodPost, Path: []string{"plugins", id, "actions", "delete"}, Body: Document{"force": force}, Timeout: -1,
	}
	request.Landed = func(ctx context.Context) (bool, error) {
		if err := c.awaitPluginTask(ctx, id); err != nil {
			return false, err
		}
		installed, err := c.isInstalled(ctx, id)
		return !installed, err
	}
	_, err := c.pluginTask(ctx, request, nil)
	if err == nil {
		return nil
	}
	look, cancel := aside(ctx)
	defer cancel()
	if installed, lookErr := c.isInstalled(look, id); lookErr == nil && !installed {
		return nil // it was gone already, or the task got lost and its work did not
	}
	return err
}

// PluginUsages returns what uses a plugin, in one project if it is named: `usages` and `missingTypes`, whose usages of
// components that are gone hide others (dss-admin.md 19).
func (c *Client) PluginUsages(ctx context.Context, id, projectKey string) (Document, error) {
	at := client.Path("plugins", id, "actions", "listUsages").With(pluginQuery(projectKey))
	return c.Read(ctx, at, client.Members("usages", "missingTypes"))
}
