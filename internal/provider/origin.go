package provider

import (
	"fmt"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// place is one of the places where the address and the key of a node may stand. The names are for messages; those of the
// provider block are empty.
type place struct {
	address, key         string
	addressName, keyName string
}

// environment is a pair of environment variables.
func (s *settings) environment(address, key string) func() (place, error) {
	return func() (place, error) {
		return place{s.env(address), s.env(key), "the environment variable " + address, "the environment variable " + key}, nil
	}
}

// origin says, for messages, where the address and the key of a node of the product may be set.
type origin struct {
	product, host, apiKey, hostVariable, keyVariable string
}

// find takes the address and the key of a node from the block, else from the first of the other places that has them. A
// key is sent only to the address it was given with, so the two come from one place, unless the block itself names one of
// them. Places that are not needed are not looked at. The error is for the moment the node is needed.
func (o origin) find(block place, others ...func() (place, error)) (place, error) {
	address, key := block, block
	for _, look := range others {
		if address.address != "" && key.key != "" {
			break
		}
		next, err := look()
		if err != nil {
			return place{}, err
		}
		if address.address == "" {
			address = next
		}
		if key.key == "" {
			key = next
		}
	}
	found := place{address.address, key.key, address.addressName, key.keyName}
	switch {
	case found.address == "" || found.key == "":
		return place{}, o.missing(address, key)
	case block.address == "" && block.key == "" && address != key:
		return place{}, fmt.Errorf("the address of the %s node, %s, comes from %s, and its key from %s. A key is sent only to the address "+
			"it was given with: set both in one place, or one of them in the provider block (%s or %s)",
			o.product, client.ShowAddress(found.address), found.addressName, found.keyName, o.host, o.apiKey)
	}
	return found, nil
}

// missing says where to set what is not there.
func (o origin) missing(address, key place) error {
	var lacking []string
	for _, setting := range []struct{ value, name, variable, beside string }{
		{address.address, o.host, o.hostVariable, key.addressName}, {key.key, o.apiKey, o.keyVariable, address.keyName},
	} {
		if setting.value != "" {
			continue
		}
		where := "the environment variable " + setting.variable
		if setting.beside != "" && address.address+key.key != "" {
			where = setting.beside // where the other one stands
		}
		lacking = append(lacking, fmt.Sprintf("%s in the provider block or %s", setting.name, where))
	}
	return fmt.Errorf("no %s node is configured, and this object lives on one: set %s", o.product, strings.Join(lacking, ", and "))
}
