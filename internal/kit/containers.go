package kit

import (
	"fmt"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// checkContainers refuses a plan that deletes an object and takes something out of it: Terraform deletes first, and the node
// refuses to delete what holds something. Which of the two is planned first is not known, so either finds the other.
func (m *managed[C]) checkContainers(state, plan attr.Values) []Problem {
	if m.nodes == nil || state == nil {
		return nil
	}
	run := m.nodes.Run()
	if plan == nil {
		note(run, &run.deleting, m.key(state), true)
		if mover, moving := noted(run, &run.leaving, m.key(state)); moving {
			return []Problem{deletedFirst(m.key(state), mover)}
		}
		return nil
	}
	var problems []Problem
	for _, a := range m.attributes {
		if a.ContainerType() == "" || !state.Known(a.Name) || plan[a.Name].Equal(state[a.Name]) {
			continue
		}
		container := object{a.ContainerType(), state.String(a.Name)}
		note(run, &run.leaving, container, m.key(state))
		if _, deleting := noted(run, &run.deleting, container); deleting {
			problems = append(problems, deletedFirst(container, m.key(state)))
		}
	}
	return problems
}

func deletedFirst(container, mover object) Problem {
	return Problem{
		Summary: fmt.Sprintf("Unable to delete %s%s %q: it is deleted before it is empty", Prefix, container.typeName, container.id),
		Detail: fmt.Sprintf("This plan deletes it and moves %s%s %q out of it. Terraform deletes first, and the node refuses to delete what holds something. "+
			"Apply twice: first keep the block of the %s%s and apply the move alone, then remove the block and apply again.",
			Prefix, mover.typeName, mover.id, Prefix, container.typeName),
	}
}
