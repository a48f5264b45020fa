package dss

import (
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// jobTypes say what a job builds beside the recipes of what is asked for (dss-project.md 27, project-documents.md 6).
var jobTypes = map[string]jobType{
	"NON_RECURSIVE_FORCED_BUILD":   {forced: true},
	"RECURSIVE_FORCED_BUILD":       {upstream: true, forced: true},
	"RECURSIVE_BUILD":              {upstream: true},
	"RECURSIVE_MISSING_ONLY_BUILD": {upstream: true, missingOnly: true},
	"FIND_OUTPUTS_RECURSIVE_BUILD": {upstream: true, downstream: true},
	"REVERSE_FORCED_BUILD":         {downstream: true, forced: true},
}

// jobType is what a build walks through: the recipes before the targets, or those after them, and of these all, the outdated
// ones (which is the default) or those whose outputs are missing.
type jobType struct{ upstream, downstream, forced, missingOnly bool }

// jobPlan finds the activities of a job.
type jobPlan struct {
	n       *emulator.Node
	key     string
	kind    jobType
	recipes map[string]Document
	// producers are recipes by the name of what they write.
	producers map[string]string
	// targets are the recipes that the job is for.
	targets []string
	// inZone, unless empty, is the only zone to look for inputs in.
	inZone string
	// seen and order are the recipes that were looked at, and those to run in their order.
	seen    map[string]bool
	order   []string
	rebuilt map[string]bool
}

func newJobPlan(n *emulator.Node, key string, kind jobType) *jobPlan {
	p := &jobPlan{
		n: n, key: key, kind: kind, recipes: map[string]Document{}, producers: map[string]string{}, seen: map[string]bool{}, rebuilt: map[string]bool{},
	}
	for _, recipe := range itemsOf(n, recipes, key) {
		name := text(recipe, "name")
		p.recipes[name] = recipe
		for _, output := range refsOf(recipe, "outputs") {
			p.producers[output] = name
		}
	}
	return p
}

// of plans the recipes for items of the project, in the order in which they run.
func (p *jobPlan) of(items []itemRef) error {
	for _, item := range items {
		producer := p.producers[item.name]
		switch behavior := rebuildBehavior(p.n, item); {
		case p.kind.downstream:
			p.follow(item.name)
		case behavior == "WRITE_PROTECT":
			return emulator.IllegalArgument(p.key + "." + item.name + " is write-protected")
		case producer == "":
			return emulator.IllegalArgument(p.key + "." + item.name + " is not the output of a recipe")
		default:
			p.targets = append(p.targets, producer)
		}
	}
	for _, target := range p.targets {
		p.visit(target)
	}
	return nil
}

// follow makes targets of the recipes after an item: all of them, or the last ones where what is before them is walked anyway.
func (p *jobPlan) follow(name string) {
	for _, recipe := range p.readers(name) {
		if slices.Contains(p.targets, recipe) {
			continue
		}
		outputs, last := refsOf(p.recipes[recipe], "outputs"), true
		for _, output := range outputs {
			last = last && len(p.readers(output)) == 0
		}
		if last || !p.kind.upstream {
			p.targets = append(p.targets, recipe)
		}
		for _, output := range outputs {
			p.follow(output)
		}
	}
}

// readers are the recipes that read an item, sorted.
func (p *jobPlan) readers(name string) []string {
	var readers []string
	for recipe, document := range p.recipes {
		if slices.Contains(refsOf(document, "inputs"), name) {
			readers = append(readers, recipe)
		}
	}
	slices.Sort(readers)
	return readers
}

// visit plans what a recipe needs, then the recipe.
func (p *jobPlan) visit(recipe string) {
	if p.seen[recipe] {
		return
	}
	p.seen[recipe] = true
	for _, input := range refsOf(p.recipes[recipe], "inputs") {
		if producer := p.producers[input]; producer != "" && p.walksTo(input, producer) {
			p.visit(producer)
		}
	}
	if p.needs(recipe) {
		p.order = append(p.order, recipe)
		for _, output := range refsOf(p.recipes[recipe], "outputs") {
			p.rebuilt[output] = true
		}
	}
}

// walksTo tells whether a build goes on before an input. Explicit and protected items are only built for themselves
// (project-documents.md 4); without recursion only targets are.
func (p *jobPlan) walksTo(input, producer string) bool {
	if slices.Contains(p.targets, producer) {
		return true
	}
	item, _ := findItem(p.n, p.key, input)
	switch {
	case !p.kind.upstream, p.inZone != "" && zoneOf(p.n, p.key, item) != p.inZone:
		return false
	}
	behavior := rebuildBehavior(p.n, item)
	return behavior != "EXPLICIT" && behavior != "WRITE_PROTECT"
}

// needs tells whether a recipe has to run.
func (p *jobPlan) needs(name string) bool {
	recipe := p.recipes[name]
	if p.kind.forced || p.kind.missingOnly && slices.Contains(p.targets, name) {
		return true
	}
	for _, output := range refsOf(recipe, "outputs") {
		item, _ := findItem(p.n, p.key, output)
		if !isBuilt(p.n, item) || !p.kind.missingOnly && p.outdated(recipe, item) {
			return true
		}
	}
	return false
}

// outdated tells whether an output is older than its recipe or than an input.
func (p *jobPlan) outdated(recipe Document, output itemRef) bool {
	built := numberOf(object(stateOf(p.n, output), "lastBuild")["buildStartTime"])
	if numberOf(object(recipe, "versionTag")["lastModifiedOn"]) > built {
		return true
	}
	return slices.ContainsFunc(refsOf(recipe, "inputs"), func(input string) bool {
		item, _ := findItem(p.n, p.key, input)
		return p.rebuilt[input] || numberOf(object(stateOf(p.n, item), "lastBuild")["buildEndTime"]) > built
	})
}

// rebuildBehavior is NORMAL, EXPLICIT or WRITE_PROTECT. Models keep it outside of the options (project-documents.md 9).
func rebuildBehavior(n *emulator.Node, item itemRef) string {
	for _, c := range itemCollections {
		if document, ok := n.Store.Collection(c.collection).Get(item.id()); ok && c.kind == item.kind {
			if behavior := text(document, "rebuildBehavior"); behavior != "" {
				return behavior
			}
			return text(object(document, "flowOptions"), "rebuildBehavior")
		}
	}
	return "NORMAL"
}

// isPartitioned tells whether an item has partitions.
func isPartitioned(n *emulator.Node, item itemRef) bool {
	document, _ := n.Store.Collection(datasets).Get(item.id())
	return item.kind == "DATASET" && len(objects(object(document, "partitioning"), "dimensions")) > 0
}

// activities lists what runs: each recipe once for each partition that is asked for, where its output has partitions. Those of
// what is built along are the ones that are there already.
func (p *jobPlan) activities(partitions []string) ([]any, error) {
	list := []any{}
	for _, name := range p.order {
		recipe, runs := p.recipes[name], []string{wholeItem}
		for _, output := range refsOf(recipe, "outputs") {
			item, _ := findItem(p.n, p.key, output)
			there := slices.Sorted(maps.Keys(object(stateOf(p.n, item), "partitions")))
			switch {
			case !isPartitioned(p.n, item):
			case len(partitions) > 0:
				runs = partitions
			case slices.Contains(p.targets, name):
				return nil, emulator.IllegalArgument("No partition given for " + p.key + "." + output)
			case len(there) > 0:
				runs = there
			}
		}
		for _, partition := range runs {
			list = append(list, Document{
				"activityId": name + "_" + partition, "projectKey": p.key, "recipeName": name, "recipeType": recipe["type"],
				"partition": partition, "state": jobNotStarted, "startTime": 0, "endTime": 0, "log": "",
			})
		}
	}
	return list, nil
}

// partitionList splits a specification of partitions (dss-project.md 27).
func partitionList(spec string) []string {
	if spec == "" || spec == wholeItem {
		return nil
	}
	return strings.Split(spec, ",")
}
