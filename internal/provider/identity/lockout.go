package identity

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
)

const lockout = "The user of the API key may be locked out"

// warnOfLockout warns when the user to whom the API key belongs could not log in any more. A key without a user, and
// whatever cannot be read, is no reason to warn.
func warnOfLockout[C SourceNode](ctx context.Context, c C, of source, p kit.Planned) []kit.Problem {
	off, groups := turnedOff(of, p), newGroups(p)
	if off == nil && len(groups) == 0 {
		return nil
	}
	login, user := ownUser(ctx, c)
	kind := client.Text(user, "sourceType")
	if !slices.Contains(of.users, kind) {
		return nil
	}
	if off != nil && isOn(ctx, c, of, p, *off) {
		return []kit.Problem{{
			Attribute: off.attribute, Warning: true, Summary: lockout,
			Detail: fmt.Sprintf("The API key belongs to %s, a user of source type %s, who may need %s to log in and undo this.", login, kind, of.name),
		}}
	}
	if len(groups) == 0 {
		return nil
	}
	known, err := sourceGroups(ctx, c, of, user)
	if err != nil || slices.ContainsFunc(groups, func(group string) bool { return slices.Contains(known, group) }) {
		return nil
	}
	return []kit.Problem{{
		Attribute: authorizedGroups, Warning: true, Summary: lockout,
		Detail: fmt.Sprintf("The API key belongs to %s, a user of source type %s. Only members of %s may log in then, and no group of %s on the node "+
			"stands for one of these.", login, kind, strings.Join(groups, ", "), login),
	}}
}

// turnedOff is the switch that the plan turns off, as far as the state tells; nil for none. A deletion turns the source off.
func turnedOff(of source, p kit.Planned) *toggle {
	if p.Plan == nil {
		if p.State.Bool(enabled) {
			return &toggle{member: enabled}
		}
		return nil
	}
	for _, s := range of.switches {
		isOff := p.Plan.Known(s.attribute) && !p.Plan.Bool(s.attribute)
		if isOff && (p.State == nil || p.State.Bool(enabled) && p.State.Bool(s.attribute)) {
			return &s
		}
	}
	return nil
}

// isOn tells whether a switch is on. Before a creation only the node knows.
func isOn[C SourceNode](ctx context.Context, c C, of source, p kit.Planned, s toggle) bool {
	if p.State != nil {
		return true
	}
	current, err := c.IdentitySource(ctx, of.address)
	return err == nil && current[enabled] == true && current[s.member] == true
}

// newGroups are the groups to which the plan restricts logins, nil when that is so already.
func newGroups(p kit.Planned) []string {
	if p.Plan == nil || !p.Plan.Known(authorizedGroups) || !p.Plan.Bool(enabled) ||
		p.State != nil && p.State.Bool(enabled) && p.Plan[authorizedGroups].Equal(p.State[authorizedGroups]) {
		return nil
	}
	return p.Plan.Strings(authorizedGroups)
}

// ownUser is the user to whom the key belongs, nil for a key without one: what the node says about such a key has no
// groups (dss-admin.md 4, govern.md 2).
func ownUser[C SourceNode](ctx context.Context, c C) (string, client.Document) {
	info, err := c.AuthInfo(ctx)
	if err != nil || info["groups"] == nil {
		return "", nil
	}
	login := client.Text(info, "realUserLogin")
	if login == "" {
		login = client.Text(info, "authIdentifier")
	}
	user, err := c.User(ctx, login)
	if err != nil {
		return "", nil
	}
	return login, user
}

// sourceGroups are the groups of the source that the groups of a user stand for, and these themselves.
func sourceGroups[C SourceNode](ctx context.Context, c C, of source, user client.Document) ([]string, error) {
	own := client.Texts(user["groups"])
	known := slices.Clone(own)
	for group, err := range c.Groups(ctx) {
		if err != nil {
			return nil, err
		}
		if slices.Contains(own, client.Text(group, "name")) {
			known = append(known, client.Texts(group[of.mapping])...)
		}
	}
	return known, nil
}
