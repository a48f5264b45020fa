// Package kit is the life of an entity, written once: an entity declares what it is, and the kit makes of it a
// resource, data sources, a list resource, identity, import and the order of all work.
package kit

import (
	"context"
	"iter"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// Prefix begins the name of every type of the provider.
const Prefix = "dataiku_"

// Client is the node an entity lives on.
type Client interface{ *dss.Client | *govern.Client }

// Nodes gives the clients of the nodes that the provider was configured with. The error of a node that was not
// configured names what to set.
type Nodes interface {
	DSS() (*dss.Client, error)
	Govern() (*govern.Client, error)
	// Run is the run of Terraform that the provider was configured for.
	Run() *Run
	// AdoptExisting tells whether a creation may take over an object that is there already and exactly as wanted.
	AdoptExisting() bool
}

// Resource declares a managed entity. Its functions are thin calls of the client; C is the node it lives on.
type Resource[C Client] struct {
	// Type is the name without prefix; Summary the first line of its page; Detail what else to know.
	Type, Summary, Detail string
	// Since is the first version of the node that has such objects; "" when all supported ones do.
	Since      string
	Attributes []attr.Attribute
	// Identity names the attributes that identify an object, in the order of the import string. They are strings.
	Identity []string

	// Get returns the document, or an error that wraps client.ErrNotFound.
	Get func(ctx context.Context, c C, v attr.Values) (client.Document, error)
	// Create makes the object; wanted holds every member that is set. A server-made identity is in the answer. An answer
	// beside an error says that the object exists all the same: it is stored, tainted, so that the next apply replaces it.
	// Beside client.ErrAlreadyExists it names the object that is there already.
	Create func(ctx context.Context, c C, w Write) (client.Document, error)
	// Presume sets a computed identity as the server is expected to make it, where what it follows from is known: for messages, for
	// locks and to look for an object that is there already. The answer of Create has the last word.
	Presume func(v attr.Values)
	// CreateAnswers tells that the answer of Create is the whole document, so that it need not be read.
	CreateAnswers bool
	// Put replaces the document with w.After. It is called only when something changed.
	Put func(ctx context.Context, c C, w Write) error
	// Delete removes the object.
	Delete func(ctx context.Context, c C, v attr.Values) error
	// Stays says, where the API cannot delete the object, that it cannot and how else the object goes away. A deletion only
	// forgets the object then and warns with this text; there is no Singleton.Release, and a Delete only empties the object.
	Stays string
	// List yields documents, or errors. With Summaries they lack what only Get returns. What exists once per node needs none.
	List      func(ctx context.Context, c C, scope attr.Values) iter.Seq2[client.Document, error]
	Summaries bool
	// Scope names the attributes that a list needs, such as project_key.
	Scope []string
	// Plural names the plural data source, without prefix; its last word names the list in it. Default: Type in the plural.
	Plural string
	// MovesFrom names other types, without prefix, whose objects can be moved here with a `moved` block: those that have
	// the same import string.
	MovesFrom []string
	// NoPlural leaves out the plural data source where another entity has its name.
	NoPlural bool

	// Member makes the entity one element of the document of Get and Put.
	Member *Member
	// Singleton makes the entity a document that always exists.
	Singleton *Singleton

	// Lock is the key of the shared document, default Type and identity.
	Lock func(v attr.Values) string
	// Expand and Flatten are for what declarations cannot say.
	Expand  func(doc client.Document, v attr.Values)
	Flatten func(doc client.Document, v attr.Values)
	// Validate checks the configuration; Plan checks a change against the server with cheap reads.
	Validate func(v attr.Values) []Problem
	Plan     func(ctx context.Context, c C, p Planned) []Problem
	// Foresee sets read-only attributes of a plan to what they will be, from the configuration and the files that it names. Each
	// plan asks it: where it sets something else than what is stored, an update is proposed.
	Foresee func(plan attr.Values)
	// Replace names the attributes whose change, from state to plan, needs a new object beyond those that always do. A
	// read-only attribute may be named when its stored value alone asks for it, as that of a broken object does. What is not
	// known yet may come to ask for it: a rule that depends on it names the attribute then, too.
	Replace func(state, plan attr.Values) []string
	// Finish does the work that follows a write, such as a build, and waits for it. When it fails after an update, the
	// next plan proposes to do it again.
	Finish func(ctx context.Context, c C, w Write) error
	// Timeouts are the default limits; setting them adds the attribute `timeouts`.
	Timeouts *Timeouts
	// Protect says what deletion would lose; setting it adds `deletion_protection`.
	Protect string
	// Content names what is in an object, for one whose creation failed half-way: such an object is not protected as long as nothing
	// is in it.
	Content func(ctx context.Context, c C, v attr.Values) ([]string, error)
}

// Member says how an element lies in the document of its parent.
type Member struct {
	// Find returns the element, false when the parent lacks it.
	Find func(parent client.Document, v attr.Values) (client.Document, bool)
	// Place puts the element into the parent.
	Place func(parent client.Document, v attr.Values, element client.Document)
	// Drop takes the element out of the parent.
	Drop func(parent client.Document, v attr.Values)
}

// Singleton says how a document that cannot be deleted gives back what was applied. Without Release the members of open
// documents and of write-only maps go that this resource wrote itself, and nothing else changes.
type Singleton struct {
	Release func(doc client.Document, v attr.Values)
	// Detach gives back more than the open documents, without Release. It is not called for what was only imported.
	Detach func(doc client.Document, v attr.Values)
}

// Write is one change on its way to the server.
type Write struct {
	// Values as planned, with write-only values; Prior as stored, nil for a new object.
	Values, Prior attr.Values
	// Before is the document of the server, nil at creation. After is the document as it should be.
	Before, After client.Document
	// Again tells that the work that followed the last write failed and is to be done again.
	Again bool
}

// Planned is a change that is being planned. State is nil for a new object, Plan nil for a deletion.
type Planned struct {
	Config, State, Plan attr.Values
	// Over lays the plan over a copy of a document, as far as it is known, as the apply would. Nil for a deletion.
	Over func(client.Document) client.Document
}

// Problem is a finding of a check. Warnings do not stop the plan.
type Problem struct {
	Attribute       string
	Summary, Detail string
	Warning         bool
}

// Timeouts are limits of the operations that wait.
type Timeouts struct {
	Create, Update, Delete time.Duration
}

// identity joins the identifying values: the import string and the value of `id`.
func (s *Resource[C]) identity(v attr.Values) string { return joinIdentity(s.Identity, v) }

func joinIdentity(names []string, v attr.Values) string {
	id := ""
	for i, name := range names {
		if i > 0 {
			id += "/"
		}
		id += v.String(name)
	}
	return id
}

// isPart tells whether the entity lives in a document that is not its own: it exists once that was written.
func (s *Resource[C]) isPart() bool { return s.Member != nil || s.Singleton != nil }

func (s *Resource[C]) lockKey(v attr.Values) string {
	if s.Lock != nil {
		return s.Lock(v)
	}
	return s.Type + "/" + s.identity(v)
}

// fetch reads the object, and for a member its parent too; without Member both are the same.
func (s *Resource[C]) fetch(ctx context.Context, c C, v attr.Values) (parent, object client.Document, err error) {
	parent, err = s.get(ctx, c, v)
	if err != nil || s.Member == nil {
		return parent, parent, err
	}
	object, found := s.Member.Find(parent, v)
	if !found {
		return parent, nil, errMissing
	}
	return parent, object, nil
}

// wanted lays the values over a copy of the document.
func (s *Resource[C]) wanted(base client.Document, v attr.Values, w attr.Writer) (client.Document, attr.Applied) {
	doc := client.CloneDocument(base)
	applied := w.Write(doc, s.Attributes, v)
	if s.Expand != nil {
		s.Expand(doc, v)
	}
	return doc, applied
}
