package dss

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// ErrCodeEnvBroken tells that the name of a code environment is taken, but there is no environment behind it: it is being built,
// or its build failed. Such an environment can only be deleted.
var ErrCodeEnvBroken = errors.New("the code environment is registered, but was never built")

// codeEnvCreation are the members of `desc` that a creation takes, flat beside the deployment mode (dss-admin.md 12.1).
var codeEnvCreation = []string{
	"pythonInterpreter", "customInterpreter", "conda", "installCorePackages", "installJupyterSupport", "corePackagesSet",
	"externalCondaEnvName",
}

// Progress is told about the state of a long task.
type Progress = func(client.FutureState)

// CodeEnv returns the document of a code environment. Reading one that was never built answers the same as reading one
// that does not exist (observed.md 1.4); only the list tells them apart. The first gives the item of the list and
// ErrCodeEnvBroken.
func (c *Client) CodeEnv(ctx context.Context, lang, name string) (Document, error) {
	env, err := c.Read(ctx, client.Path("admin", "code-envs", lang, name), client.Identity("envName", name).And(client.Identity("envLang", lang)))
	if !errors.Is(err, client.ErrNotFound) {
		return env, err
	}
	item, listErr := c.codeEnvItem(ctx, lang, name)
	switch {
	case listErr != nil:
		return nil, fmt.Errorf("%s env %s is missing or broken, which of them could not be found out: %w", lang, name, listErr)
	case item == nil:
		return nil, err
	}
	return item, ErrCodeEnvBroken
}

// CodeEnvs lists summaries: name, language, deployment mode, owner (dss-admin.md 12.2).
func (c *Client) CodeEnvs(ctx context.Context) iter.Seq2[Document, error] {
	return client.Each(c.List(ctx, client.Path("admin", "code-envs"), client.Named("envName").And(client.Named("envLang"))))
}

// CodeEnvUsages lists what uses a code environment: {envUsage, projectKey, objectId}. Names of what the key may not see
// are obfuscated (dss-admin.md 12.3).
func (c *Client) CodeEnvUsages(ctx context.Context, lang, name string) ([]Document, error) {
	return c.List(ctx, client.Path("admin", "code-envs", lang, name, "usages"), client.Members("envUsage"))
}

// codeEnvItem returns the item of the list, nil when the name is free.
func (c *Client) codeEnvItem(ctx context.Context, lang, name string) (Document, error) {
	for item, err := range c.CodeEnvs(ctx) {
		if err != nil || item["envLang"] == lang && item["envName"] == name {
			return item, err
		}
	}
	return nil, nil
}

// CreateCodeEnv registers and builds a code environment from what a creation takes of the document, and answers its
// document. A failed build leaves the name registered: an answer beside the error tells so.
func (c *Client) CreateCodeEnv(ctx context.Context, lang, name string, env Document, progress Progress) (Document, error) {
	_, err := c.codeEnvTask(ctx, c.codeEnvCreationRequest(lang, name, env), lang, name, progress)
	if errors.Is(err, client.ErrAlreadyExists) {
		return nil, err
	}
	if err != nil && !isTaskFailure(err) {
		return nil, err
	}
	return c.codeEnvMade(ctx, lang, name, err)
}

func (c *Client) codeEnvCreationRequest(lang, name string, env Document) client.Request {
	desc, _ := env["desc"].(Document)
	body := client.Pick(desc, codeEnvCreation...)
	body["deploymentMode"] = env["deploymentMode"]
	request := codeEnvRequest(http.MethodPost, nil, lang, name)
	request.Body, request.Landed = body, c.codeEnvLanded(lang, name, body)
	return request
}

// codeEnvMade looks what came of a creation whose work ended with err.
func (c *Client) codeEnvMade(ctx context.Context, lang, name string, err error) (Document, error) {
	look, cancel := aside(ctx)
	defer cancel()
	made, readErr := c.CodeEnv(look, lang, name)
	broken := errors.Is(readErr, ErrCodeEnvBroken)
	var reported *client.EnvelopeError
	switch {
	case errors.Is(readErr, client.ErrNotFound):
		return nil, errors.Join(err, readErr)
	case readErr == nil && errors.As(err, &reported):
		return nil, err // the environment works: it is not what failed
	case err == nil && broken:
		err = c.withLog(ctx, lang, name, errors.New("the build is over, but there is no environment"))
	case err == nil:
		err = readErr
	}
	if made == nil {
		made = Document{"envName": name, "envLang": lang}
	}
	return made, err
}

// PutCodeEnv replaces the document, which must come from CodeEnv. It builds nothing (dss-admin.md 12.3).
func (c *Client) PutCodeEnv(ctx context.Context, lang, name string, env Document) error {
	return c.Put(ctx, client.Path("admin", "code-envs", lang, name), env)
}

// DeleteCodeEnv deletes a code environment, also a broken one and one that is in use.
func (c *Client) DeleteCodeEnv(ctx context.Context, lang, name string) error {
	_, err := c.Future(ctx, codeEnvRequest(http.MethodDelete, nil, lang, name), nil)
	if !isTaskFailure(err) {
		return err
	}
	look, cancel := aside(ctx)
	defer cancel()
	if item, listErr := c.codeEnvItem(look, lang, name); item == nil && listErr == nil {
		return nil // the task got lost, its work did not
	}
	return err
}

// PackagesUpdate are the options of an update of the packages.
type PackagesUpdate struct {
	// Rebuild builds the environment anew. Version is one of a versioned environment of an automation node.
	Rebuild bool
	Version string
}

// UpdateCodeEnvPackages makes the environment match its saved document. The answer holds the messages of the node.
func (c *Client) UpdateCodeEnvPackages(ctx context.Context, lang, name string, o PackagesUpdate, progress Progress) (Document, error) {
	query := url.Values{"forceRebuildEnv": {boolean(o.Rebuild)}}
	if o.Version != "" {
		query.Set("versionToUpdate", o.Version)
	}
	request := codeEnvRequest(http.MethodPost, query, lang, name, "packages")
	request.Landed = func(ctx context.Context) (bool, error) {
		return c.awaitCodeEnv(ctx, lang, name, func(ctx context.Context) (bool, error) {
			item, err := c.codeEnvItem(ctx, lang, name)
			return item["isUptodate"] == true, err
		})
	}
	result, err := c.codeEnvTask(ctx, request, lang, name, progress)
	answer, _ := result.(Document)
	return answer, err
}

// codeEnvTask follows the work to its end; the error of a failure shows the end of the log.
func (c *Client) codeEnvTask(ctx context.Context, request client.Request, lang, name string, progress Progress) (any, error) {
	result, err := c.Future(ctx, request, progress)
	if isTaskFailure(err) && !errors.Is(err, client.ErrAlreadyExists) {
		err = c.withLog(ctx, lang, name, err)
	}
	return result, err
}

// isTaskFailure tells a failure of the work from a call that was refused before it began.
func isTaskFailure(err error) bool {
	var (
		reported *client.EnvelopeError
		ended    *client.FutureError
	)
	return errors.As(err, &reported) || errors.As(err, &ended)
}
