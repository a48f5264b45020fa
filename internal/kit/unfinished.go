package kit

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// A creation that fails half-way leaves an object that Terraform marks as tainted and will delete and make anew. Nothing is
// lost by that way round: the plan tells the deletion that a creation of the same identity follows, the deletion then
// leaves the object as it is, and the creation goes on where it stopped.

// finishingKey is private state of a plan: the Applied of an object whose creation is to be finished.
const finishingKey = "finishing"

// settling is for how long an object may be hidden, or its node fail, right after its creation before that is believed.
const settling = 5 * time.Second

func (m *managed[C]) key(v attr.Values) object { return object{m.spec.Type, m.spec.identity(v)} }

// noteUnfinished remembers an object that a refresh found unfinished, for the plan of the creation that follows.
func (m *managed[C]) noteUnfinished(v attr.Values, applied attr.Applied) {
	run := m.nodes.Run()
	note(run, &run.unfinished, m.key(v), unfinished{v, applied})
}

// planFinishing tells the deletion, by the private state of the plan, that what it is to delete will be made anew right
// after, and differs in nothing that only a new object could have.
func (m *managed[C]) planFinishing(ctx context.Context, plan attr.Values, private privateWriter, d *diag.Diagnostics) {
	v := plan.Clone()
	if m.spec.Presume != nil {
		m.spec.Presume(v)
	}
	if m.nodes == nil || !m.identifies(v) {
		return
	}
	run := m.nodes.Run()
	found, ok := noted(run, &run.unfinished, m.key(v))
	if !ok || m.spec.Replace != nil && len(m.spec.Replace(found.values, v)) > 0 {
		return
	}
	for _, a := range m.attributes {
		if planned := plan[a.Name]; a.ReplacesObject() && !planned.IsUnknown() && !planned.Equal(found.values[a.Name]) {
			return
		}
	}
	text, err := json.Marshal(found.applied)
	if err != nil {
		d.AddError("Unable to write the private state", err.Error())
		return
	}
	d.Append(private.SetKey(ctx, finishingKey, text)...)
}

// leave tells whether a deletion leaves the object to the creation that follows it, and notes that.
func (m *managed[C]) leave(ctx context.Context, v attr.Values, private privateReader, d *diag.Diagnostics) bool {
	text, problems := private.GetKey(ctx, finishingKey)
	d.Append(problems...)
	if m.nodes == nil || len(text) == 0 && !m.onlyForgets() {
		return false
	}
	var applied attr.Applied
	if len(text) > 0 && json.Unmarshal(text, &applied) != nil {
		return false // deleted and made anew is right, too
	}
	run := m.nodes.Run()
	note(run, &run.left, m.key(v), applied)
	return len(text) > 0
}

// onlyForgets tells whether a deletion leaves the object on the node: a replacement finds it there.
func (m *managed[C]) onlyForgets() bool { return m.spec.Stays != "" && m.spec.Delete == nil }

// leftBehind finds what the deletion before this creation has left to it; false when there is nothing.
func (m *managed[C]) leftBehind(ctx context.Context, c C, v attr.Values) (made, bool, error) {
	if !m.identifies(v) {
		return made{}, false, nil
	}
	run := m.nodes.Run()
	applied, left := taken(run, &run.left, m.key(v))
	if !left {
		return made{}, false, nil
	}
	at := made{applied: applied, again: true}
	var err error
	if at.parent, at.object, err = m.spec.fetch(ctx, c, v); errors.Is(err, client.ErrNotFound) {
		return made{}, false, nil
	}
	return at, err == nil, err
}

// halfMade are the values of a new object in the state as long as its creation is not finished: it is not protected, since
// nothing of the user's is in it yet.
func (m *managed[C]) halfMade(v attr.Values) attr.Values {
	if m.spec.Protect == "" {
		return v
	}
	half := v.Clone()
	a, _ := attr.Find(m.attributes, protectionName)
	half[protectionName] = a.Null()
	return half
}

// madeKey is private state: a mark of the creation, which tells two objects of one identity apart.
const madeKey = "made"

// mark notes that this run has made an object, or taken it over.
func (m *managed[C]) mark(ctx context.Context, v attr.Values, private privateWriter, d *diag.Diagnostics) {
	run, mark := m.nodes.Run(), strconv.Quote(rand.Text())
	note(run, &run.made, m.key(v), mark)
	d.Append(private.SetKey(ctx, madeKey, []byte(mark))...)
}

// isReplacedHere tells whether this run has made another object of the identity than the one that is to be deleted. One that it made
// itself it may delete, as a run of tests does.
func (m *managed[C]) isReplacedHere(ctx context.Context, v attr.Values, private privateReader, d *diag.Diagnostics) bool {
	run := m.nodes.Run()
	made, here := noted(run, &run.made, m.key(v))
	mark, problems := private.GetKey(ctx, madeKey)
	d.Append(problems...)
	return here && made != string(mark)
}

// keptNew warns that a deletion leaves what the same run has made under the same name, as it does with create_before_destroy.
func (m *managed[C]) keptNew(v attr.Values) Problem {
	return Problem{
		Warning: true, Summary: "Kept " + Prefix + m.spec.Type + " \"" + m.spec.identity(v) + "\"",
		Detail: "The old object of this name was to be deleted, but this run has made a new one of the same name, which is all there is on the " +
			"node. Only the old one was forgotten.",
	}
}

// refuseFilled refuses to delete an object whose creation failed and in which somebody has put something since.
func (m *managed[C]) refuseFilled(ctx context.Context, c C, v attr.Values) error {
	if m.spec.Protect == "" || !v[protectionName].IsNull() || m.spec.Content == nil {
		return nil
	}
	content, err := m.spec.Content(ctx, c, v)
	if err != nil || len(content) == 0 {
		return err
	}
	return filledError{content}
}

// filledError is an object that was never finished and holds something all the same.
type filledError struct{ content []string }

func (e filledError) Error() string {
	return "its creation failed half-way, but by now it holds " + strings.Join(e.content, ", ") +
		". To keep that, run `terraform untaint` with the address of the resource: the next apply then finishes the object instead of replacing it"
}

// waiting is what both clients offer.
type waiting interface {
	Until(ctx context.Context, done func(ctx context.Context, waited time.Duration) (bool, error)) error
}

// patiently calls again, for a few seconds, what fails right after a creation in a way that passes: a node that does not
// find the new object yet, or fails. The limit of the operation ends it earlier.
func (m *managed[C]) patiently(ctx context.Context, c C, call func(ctx context.Context) error) error {
	node, waits := any(c).(waiting)
	if !waits {
		return call(ctx)
	}
	var err error
	ended := node.Until(ctx, func(ctx context.Context, waited time.Duration) (bool, error) {
		err = call(ctx)
		return !client.Passes(err) || waited >= settling, nil
	})
	return errors.Join(err, ended)
}
