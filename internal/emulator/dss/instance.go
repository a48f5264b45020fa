package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

const customAudit = "custom_audit"

// sanityCodes are invented; the real ones are not published.
var sanityCodes = []string{"WARN_SANITY_CHECK_BACKEND_MEMORY", "WARN_SANITY_CHECK_DISK_SPACE", "WARN_SANITY_CHECK_LOCAL_BACKUP"}

// handleInstance serves dss-admin.md 4.
func handleInstance(n *emulator.Node) {
	n.Handle("GET /instance-info", func(*emulator.Call) (any, error) {
		return Document{
			"nodeId": n.NodeType + "-1", "nodeName": n.NodeType + "-1", "nodeType": strings.ToUpper(n.NodeType),
			"dssVersion": n.Version, "dataDirPath": "/data/dataiku/dss_data",
		}, nil
	})
	n.Handle("POST /permissions/actions/check-objects", checkObjects, emulator.Since("14.0.0"))
	n.Handle("GET /admin/sanity-check/codes", func(*emulator.Call) (any, error) { return sanityCodes, nil })
	n.Handle("POST /admin/sanity-check/run", runSanityCheck)
	n.Handle("GET /admin/monitoring/global-usage-summary", func(c *emulator.Call) (any, error) {
		return usageSummary(n, c.Flag("withPerProject", false)), nil
	})
	n.Handle("POST /catalog/index", func(c *emulator.Call) (any, error) {
		body, err := c.Object()
		if err != nil {
			return nil, err
		}
		names := body["connectionNames"]
		if body["indexAllConnections"] == true { // then the names are ignored
			names = n.Store.Collection(connections).IDs()
		}
		return Document{"indexedConnections": names}, nil
	})
	n.Handle("GET /admin/notebooks", func(*emulator.Call) (any, error) { return []any{}, nil })
	n.Handle("POST /admin/audit/custom/{customType}", func(c *emulator.Call) (any, error) {
		params, err := c.Object()
		if err != nil {
			return nil, err
		}
		n.Store.Collection(customAudit).Put(n.RandomID(16), Document{
			"customType": c.Arg("customType"), "params": params, "authIdentifier": c.Identity.ID, "timestamp": n.Millis(),
		})
		return emulator.Empty{}, nil
	})
	n.Handle("GET /resources/scoring-lib-jar", func(*emulator.Call) (any, error) {
		// The shortest archive: its end record, without entries.
		empty := "PK\x05\x06" + strings.Repeat("\x00", 18)
		return emulator.Binary{ContentType: "application/java-archive", Data: []byte(empty)}, nil
	})
	handleGovernIntegration(n)
}

// handleGovernIntegration shows a block of the general settings under an address of its own, with the key in clear
// (dss-admin.md 4). A new node has no Govern node.
func handleGovernIntegration(n *emulator.Node) {
	n.Handle("GET /admin/get-govern-node-ref", func(*emulator.Call) (any, error) {
		ref := pick(governIntegration(n), "enabled", "nodeUrl", "apiKey", "trustAllSSLCertificates")
		complete(ref, Document{"enabled": false, "nodeUrl": "", "apiKey": "", "trustAllSSLCertificates": false})
		return n.Store.DecryptMembers(ref)
	}, emulator.Since("13.3.2"))
	sync := func(name string) emulator.Handler {
		return func(c *emulator.Call) (any, error) {
			if governIntegration(n)["enabled"] != true {
				return nil, emulator.IllegalArgument("Govern integration is not enabled")
			}
			return c.Future(name, func() (any, error) { return Document{"success": true}, nil })
		}
	}
	n.Handle("POST /admin/govern-integration-sync", sync("Sync with Govern"), emulator.Since("14.3.0"))
	n.Handle("POST /admin/govern-integration-deployer-sync", sync("Sync deployer with Govern"), emulator.Since("14.3.0"))
}

func governIntegration(n *emulator.Node) Document {
	settings, _ := n.Store.Collection(singletons).Get(generalSettings)
	return object(settings, "governIntegrationSettings")
}

// ConnectGovern makes the node refer to a Govern node.
func ConnectGovern(n *emulator.Node, nodeURL, apiKey string) {
	n.Do(func(store *emulator.Store) {
		settings, _ := store.Collection(singletons).Get(generalSettings)
		settings["governIntegrationSettings"] = Document{
			"enabled": true, "nodeUrl": nodeURL, "apiKey": store.Encrypt(apiKey), "trustAllSSLCertificates": false,
		}
		store.Collection(singletons).Put(generalSettings, settings)
	})
}

// runSanityCheck warns once for each code that the caller does not exclude, or reports it as an error where a switch
// says so. The result is the messages object itself.
func runSanityCheck(c *emulator.Call) (any, error) {
	excluded, err := c.List()
	if err != nil {
		return nil, err
	}
	return c.Future("Sanity check", func() (any, error) {
		var found []Document
		for _, code := range sanityCodes {
			if !slices.Contains(texts(excluded), code) {
				severity := "WARNING"
				if slices.Contains(c.Node.Quirks.FailingSanityChecks, code) {
					severity = "ERROR"
				}
				found = append(found, message(severity, code, "Emulated node", "this is not a real installation"))
			}
		}
		return infoMessages(found...), nil
	})
}

// checkObjects echoes its items with a verdict; the shape of the real answer is not known.
func checkObjects(c *emulator.Call) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	results := []any{}
	for _, item := range objects(body, "items") {
		key := text(item, "objectProjectKey")
		item["canRead"], item["canWrite"] = mayProject(c, key, "read"), mayProject(c, key, "writeProjectContent")
		results = append(results, item)
	}
	return Document{"items": results}, nil
}

func usageSummary(n *emulator.Node, perProject bool) Document {
	keys, summaries := n.Store.Collection(projects).IDs(), []any{}
	var all projectUsage
	for _, key := range keys {
		usage := usageOf(n, key)
		all = projectUsage{
			all.datasets + usage.datasets, all.recipes + usage.recipes, all.scenarios + usage.scenarios, all.triggered + usage.triggered,
		}
		summary := usage.document()
		summary["projectKey"] = key
		summaries = append(summaries, summary)
	}
	summary := all.document()
	summary["projects"] = len(keys)
	if perProject {
		summary["projectSummaries"] = summaries
	}
	return summary
}

// projectUsage counts what is in projects; triggered are the active scenarios with triggers.
type projectUsage struct{ datasets, recipes, scenarios, triggered int }

func usageOf(n *emulator.Node, key string) projectUsage {
	usage := projectUsage{datasets: len(idsOf(n, datasets, key)), recipes: len(idsOf(n, recipes, key))}
	for _, scenario := range itemsOf(n, scenarios, key) {
		usage.scenarios++
		if scenario["active"] == true && len(objects(scenario, "triggers")) > 0 {
			usage.triggered++
		}
	}
	return usage
}

// document has no notebooks: there are none here.
func (u projectUsage) document() Document {
	return Document{
		"datasets": Document{"all": u.datasets}, "recipes": Document{"all": u.recipes},
		"notebooks": Document{"nbJupyterNotebooks": 0, "nbSqlNotebooks": 0},
		"scenarios": Document{"all": u.scenarios, "activeWithTriggers": u.triggered},
	}
}
