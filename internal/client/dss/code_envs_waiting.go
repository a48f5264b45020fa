package dss

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

const (
	// quietBuild is how long a build may write nothing to its log before it is taken for over. Only builds that
	// nobody follows are judged by it: their answer got lost.
	quietBuild = time.Minute
	// asideTime is how long may be looked after something once its own time is over.
	asideTime = 10 * time.Second
)

// aside is for a look that must be taken even when ctx has ended.
func aside(ctx context.Context) (context.Context, context.CancelFunc) {
	if ctx.Err() == nil {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(context.WithoutCancel(ctx), asideTime)
}

// codeEnvLanded looks, after a creation whose answer was lost, whether the name is registered, and waits until the
// environment is built or nothing builds it any more. One that is built otherwise is somebody else's.
func (c *Client) codeEnvLanded(lang, name string, sent Document) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		if item, err := c.codeEnvItem(ctx, lang, name); item == nil || err != nil {
			return false, err
		}
		if _, err := c.awaitCodeEnv(ctx, lang, name, c.isBuilt(lang, name)); err != nil {
			return false, err
		}
		env, err := c.CodeEnv(ctx, lang, name)
		if errors.Is(err, ErrCodeEnvBroken) {
			return true, nil
		}
		if err != nil {
			return false, err
		}
		if different := client.Unlike(codeEnvCreated(env), sent); len(different) > 0 {
			return false, fmt.Errorf("%w, and differs in %v", client.ErrAlreadyExists, different)
		}
		return true, nil
	}
}

// codeEnvCreated is what a creation of this environment would have sent.
func codeEnvCreated(env Document) Document {
	desc, _ := env["desc"].(Document)
	for _, member := range []string{"currentVersion", "noVersion"} { // of an automation node
		if version, ok := env[member].(Document); ok {
			desc, _ = version["desc"].(Document)
		}
	}
	created := client.Pick(desc, codeEnvCreation...)
	created["deploymentMode"] = env["deploymentMode"]
	return created
}

func (c *Client) isBuilt(lang, name string) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		_, err := c.CodeEnv(ctx, lang, name)
		if errors.Is(err, ErrCodeEnvBroken) {
			return false, nil
		}
		return err == nil, err
	}
}

// awaitCodeEnv waits for work that nobody follows any more: until done says so, or until no task of the node works on
// the environment and its log has been quiet for a while.
func (c *Client) awaitCodeEnv(ctx context.Context, lang, name string, done func(context.Context) (bool, error)) (bool, error) {
	ready, err := done(ctx)
	if ready || err != nil {
		return ready, err
	}
	task, err := c.taskAbout(ctx, aboutCodeEnv, name)
	if err != nil {
		return false, err
	}
	if task != nil {
		if _, err := c.Await(ctx, task, nil); err != nil {
			return false, err
		}
		return done(ctx)
	}
	seen, since := "", time.Duration(0)
	err = c.Until(ctx, func(ctx context.Context, waited time.Duration) (bool, error) {
		var err error
		if ready, err = done(ctx); ready || err != nil {
			return ready, err
		}
		logs, err := c.CodeEnvLogs(ctx, lang, name)
		if state := client.RenderJSON(logs); state != seen {
			seen, since = state, waited
		}
		return waited-since >= quietBuild, err
	})
	return ready, err
}

// taskAbout finds the task of this key that works on the object of that kind and name, nil when there is none.
func (c *Client) taskAbout(ctx context.Context, kind *regexp.Regexp, name string) (Document, error) {
	tasks, err := c.List(ctx, client.Path("futures").With(url.Values{"withScenarios": {"False"}, "withNotScenarios": {"True"}, "allUsers": {"False"}}), client.Named("jobId"))
	mentions := regexp.MustCompile(`(^|[^\w.-])` + regexp.QuoteMeta(name) + `($|[^\w.-])`)
	for _, task := range tasks {
		about := client.RenderJSON(task["payload"])
		if task["alive"] == true && kind.MatchString(about) && mentions.MatchString(about) {
			return task, nil
		}
	}
	return nil, err
}

var aboutCodeEnv = regexp.MustCompile(`(?i)code.?env`)

// CodeEnvLogs lists the logs of an environment, which a broken one has, too: {name, totalSize, lastModified}
// (dss-admin.md 12.3).
func (c *Client) CodeEnvLogs(ctx context.Context, lang, name string) ([]Document, error) {
	return c.List(ctx, client.Path("admin", "code-envs", lang, name, "logs"), client.Named("name"))
}

// CodeEnvLog returns the text of a log without secrets, such as the credentials in addresses of package indexes.
func (c *Client) CodeEnvLog(ctx context.Context, lang, name, log string) (string, error) {
	text, err := c.Text(ctx, client.Request{Method: http.MethodGet, Path: []string{"admin", "code-envs", lang, name, "logs", log}})
	return c.Redact(ctx, text), err
}
