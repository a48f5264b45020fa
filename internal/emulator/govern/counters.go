package govern

import (
	"encoding/json"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// counters remembers the last number of each prefix, so that no identifier is used twice.
const counters = "counters"

// startCounting makes a counter part of a new node, so that the first object leaves nothing new behind when it goes.
func startCounting(n *emulator.Node, prefix string) { n.Store.Collection(counters).Put(prefix, 0) }

// counted returns the next server-made identifier such as ar.17 (govern.md 1.5).
func counted(n *emulator.Node, prefix string) string {
	last, _ := n.Store.Collection(counters).Value(prefix).(json.Number)
	number, _ := last.Int64()
	number++
	n.Store.Collection(counters).Put(prefix, number)
	return prefix + strconv.FormatInt(number, 10)
}
