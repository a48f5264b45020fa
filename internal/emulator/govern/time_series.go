package govern

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// timeSeries holds {owner, points: [{timestamp, value}]} by identifier.
const timeSeries = "time-series"

func handleTimeSeries(n *emulator.Node) {
	startCounting(n, "ts.")
	serve(n, anyone, "POST /time-series", func(c *emulator.Call) (any, error) {
		points, err := datapoints(c, "")
		if err != nil {
			return nil, err
		}
		id := counted(n, "ts.")
		n.Store.Collection(timeSeries).Put(id, Document{"owner": author(c.Identity), "points": mergePoints(nil, points, true)})
		return Document{"id": id}, nil
	})
	serve(n, anyone, "GET /time-series/{timeSeriesId}", func(c *emulator.Call) (any, error) {
		series, inside, err := seriesWindow(c)
		if err != nil {
			return nil, err
		}
		found := []any{}
		for _, item := range list(series["points"]) {
			if point := object(item); inside(integer(point["timestamp"])) {
				point["timeSeriesId"] = c.Arg("timeSeriesId")
				found = append(found, point)
			}
		}
		return found, nil
	})
	serve(n, anyone, "PUT /time-series/{timeSeriesId}", func(c *emulator.Call) (any, error) {
		series, err := ownedDocument(c, timeSeries, c.Arg("timeSeriesId"), "Time series")
		if err != nil {
			return nil, err
		}
		points, err := datapoints(c, c.Arg("timeSeriesId"))
		if err != nil {
			return nil, err
		}
		series["points"] = mergePoints(list(series["points"]), points, c.Flag("upsert", true))
		n.Store.Collection(timeSeries).Put(c.Arg("timeSeriesId"), series)
		return Document{"id": c.Arg("timeSeriesId")}, nil
	})
	// Only datapoints go; the identifier stays valid (govern.md 26).
	serve(n, anyone, "DELETE /time-series/{timeSeriesId}", func(c *emulator.Call) (any, error) {
		series, inside, err := seriesWindow(c)
		if err != nil {
			return nil, err
		}
		series["points"] = slices.DeleteFunc(list(series["points"]), func(p any) bool {
			return inside(integer(object(p)["timestamp"]))
		})
		n.Store.Collection(timeSeries).Put(c.Arg("timeSeriesId"), series)
		return emulator.Empty{}, nil
	})
}

// datapoints reads an array body; an empty array is a body, nothing is not (govern.md 1.3).
func datapoints(c *emulator.Call, id string) ([]any, error) {
	items, err := c.TypedList(emulator.OpenObject(emulator.Members{"timeSeriesId": emulator.String, "timestamp": emulator.Number}))
	if err != nil {
		return nil, err
	}
	for _, item := range items {
		point := object(item)
		number, ok := point["timestamp"].(json.Number)
		if _, err := number.Int64(); !ok || err != nil {
			return nil, emulator.IllegalArgument("A datapoint needs a timestamp in milliseconds")
		}
		if point["timeSeriesId"] != nil && id != "" && point["timeSeriesId"] != id {
			return nil, emulator.IllegalArgument("Time series IDs do not match")
		}
	}
	return items, nil
}

// mergePoints keeps one value per timestamp, in order of time: the new one when upsert says so (govern.md 26).
func mergePoints(stored, added []any, upsert bool) []any {
	for _, item := range added {
		point := pick(object(item), "timestamp", "value")
		position := slices.IndexFunc(stored, func(p any) bool {
			return integer(object(p)["timestamp"]) == integer(point["timestamp"])
		})
		switch {
		case position < 0:
			stored = append(stored, point)
		case upsert:
			stored[position] = point
		}
	}
	slices.SortFunc(stored, func(a, b any) int {
		return cmp.Compare(integer(object(a)["timestamp"]), integer(object(b)["timestamp"]))
	})
	return slices.Concat([]any{}, stored)
}

// seriesWindow reads the bounds of a read or delete. Both became exclusive in 15.0.1 (observed.md 17).
func seriesWindow(c *emulator.Call) (Document, func(int64) bool, error) {
	series, err := ownedDocument(c, timeSeries, c.Arg("timeSeriesId"), "Time series")
	if err != nil {
		return nil, nil, err
	}
	bounds := map[string]*int64{}
	for _, name := range []string{"timestampMin", "timestampMax"} {
		if given := c.Query(name, ""); given != "" {
			bound, err := strconv.ParseInt(given, 10, 64)
			if err != nil {
				return nil, nil, emulator.IllegalArgument("Invalid " + name + ": '" + given + "'")
			}
			bounds[name] = &bound
		}
	}
	exclusive := int64(0)
	if c.Node.AtLeast("15.0.1") {
		exclusive = 1
	}
	low, high := bounds["timestampMin"], bounds["timestampMax"]
	return series, func(timestamp int64) bool {
		return (low == nil || timestamp >= *low+exclusive) && (high == nil || timestamp <= *high-exclusive)
	}, nil
}
