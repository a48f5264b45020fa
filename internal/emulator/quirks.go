package emulator

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Quirks are behaviours of real servers that a test may switch.
type Quirks struct {
	// HashedKeys hides the secret of API keys after creation (default of new installs since 13.1).
	HashedKeys bool `json:"hashedKeys"`
	// PersonalKeysOwnersOnly refuses administrators the personal API keys of others (unknown, dss-admin.md 31 Q7).
	PersonalKeysOwnersOnly bool `json:"personalKeysOwnersOnly"`
	// FreeEdition refuses every call of a DSS node, as old nodes without a paid licence do (observed.md 1.4).
	FreeEdition bool `json:"freeEdition"`
	// CloudUsers refuses the calls that write users, as Dataiku Cloud does (dss-admin.md W17, govern.md 1.10).
	CloudUsers bool `json:"cloudUsers"`
	// KeepUnknownMembers keeps the members that a document of this version lacks, as a newer version may know them
	// (dss-project.md 60.6).
	KeepUnknownMembers bool `json:"keepUnknownMembers"`
	// Community makes the licence that of a node without a paid one which serves the API all the same, but no flow zones.
	Community bool `json:"community"`
	// FailingSanityChecks are codes that a sanity check reports as errors.
	FailingSanityChecks []string `json:"failingSanityChecks"`
	// FuturePolls is how often a long task must be polled before it ends; 0 answers inline, without jobId.
	FuturePolls int `json:"futurePolls"`
	// FailingBuilds names code environments and code studio templates whose build fails.
	FailingBuilds []string `json:"failingBuilds"`
	// WaitIgnored makes code environment calls synchronous whatever `wait` says (servers before 14.3.3).
	WaitIgnored bool `json:"waitIgnored"`
	// FailingPlugins names plugins whose installation and update fail.
	FailingPlugins []string `json:"failingPlugins"`
	// StorePlugins are plugins that the vendor's store offers beside, or in place of, those of a new node: ID or ID=VERSION.
	StorePlugins []string `json:"storePlugins"`
	// DefaultGroup is a group that each user made through the API also joins (seen on DSS 15).
	DefaultGroup string `json:"defaultGroup"`
	// FailingConnections names connections whose test fails.
	FailingConnections []string `json:"failingConnections"`
	// FailingRecipes names recipes whose activities fail.
	FailingRecipes []string `json:"failingRecipes"`
	// FailingSteps names steps of scenarios, by id or name, and scripted scenarios, by id, that fail.
	FailingSteps []string `json:"failingSteps"`
	// FailingRules names data quality rules and checks, by id or name, that find an error.
	FailingRules []string `json:"failingRules"`
	// FailingRemotes are parts of the addresses of Git repositories that the node cannot reach.
	FailingRemotes []string `json:"failingRemotes"`
	// FailingClusters names clusters that do not start.
	FailingClusters []string `json:"failingClusters"`
	// ClusterPolls makes starts and stops of clusters outlast the gateway in front of the node: the call ends with 504, the
	// work after that many reads of the status. 0 answers when the work is done.
	ClusterPolls int `json:"clusterPolls"`
	// DataCollectionsBroken lets the creation of data collections fail, as in 14.1 (dss-admin.md 24; how is not known).
	DataCollectionsBroken bool `json:"dataCollectionsBroken"`
	// MissingServerErrors answers 500 with a telling text where something in a project is missing, as many routes of real
	// nodes do; a missing dataset stays a 404 (observed.md 1.4).
	MissingServerErrors bool `json:"missingServerErrors"`
	// Storage is what connections hold that no project wrote: tables to list and to detect, files to read.
	Storage map[string]Storage `json:"storage"`
	// GovernLicensed is false on a node without the advanced Govern licence.
	GovernLicensed bool `json:"governLicensed"`
	// GovernStrictDangerZone asks for consent to any change of a version in use (sources differ, govern.md 14.2).
	GovernStrictDangerZone bool `json:"governStrictDangerZone"`
	// GovernForkDropsSignoffs makes a fork without the sign-off configurations of its origin (unknown, govern.md 14.2).
	GovernForkDropsSignoffs bool `json:"governForkDropsSignoffs"`
	// GovernServerErrors answers 500 instead of 400 and 409, as some real refusals may (govern.md 29).
	GovernServerErrors bool `json:"governServerErrors"`
}

// Storage is the content of a connection.
type Storage struct {
	// Tables are lists of columns {name, type} by SCHEMA.TABLE, or by the name of a table or an index alone.
	Tables map[string][]Column `json:"tables"`
	// Files are texts by path.
	Files map[string]string `json:"files"`
}

// Column is a column of a table.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"`
	// OriginalType is the native type, which a detected schema tells.
	OriginalType string `json:"originalType,omitempty"`
}

// Set changes one switch by its JSON name. Value is JSON, or text that needs no quotes; lists may be a,b,c.
func (q *Quirks) Set(name, value string) error {
	list, text := strings.Split(value, ","), value
	for _, candidate := range []any{json.RawMessage(value), text, list} {
		pair, err := json.Marshal(map[string]any{name: candidate})
		if err != nil {
			continue // the text is not JSON
		}
		changed := *q
		d := json.NewDecoder(bytes.NewReader(pair))
		d.DisallowUnknownFields()
		if err := d.Decode(&changed); err == nil {
			*q = changed
			return nil
		}
	}
	return fmt.Errorf("quirk %s=%s: no such quirk, or a value of another type", name, value)
}

// DefaultQuirks is the behaviour of a new installation.
func DefaultQuirks() Quirks {
	return Quirks{HashedKeys: true, FuturePolls: 2, GovernLicensed: true}
}

func (n *Node) quirks() Quirks {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.Quirks
}

// SetQuirks changes the switches while no handler runs.
func (n *Node) SetQuirks(change func(*Quirks)) {
	n.mu.Lock()
	defer n.mu.Unlock()
	change(&n.Quirks)
}

// NotOnCloud makes a handler refuse its call where the quirk CloudUsers is on. That such calls are not available is
// documented; status, class and text of the refusal are a guess.
func NotOnCloud(h Handler) Handler {
	return func(c *Call) (any, error) {
		if c.Node.Quirks.CloudUsers {
			return nil, Forbidden("This API call is not available on Dataiku Cloud")
		}
		return h(c)
	}
}
