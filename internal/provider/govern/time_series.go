package govern

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/govern"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// TimeSeries is a time series on a Govern node (govern.md 26).
var TimeSeries = &kit.Resource[*govern.Client]{
	Type:    "govern_time_series",
	Summary: "A time series on a Govern node, for fields of artifacts that hold time series.",
	Detail: "Set its `id` in a field of an artifact. Datapoints come from the configuration, from the action `dataiku_govern_time_series_push`, or from " +
		"anybody else who writes into the series. Time series cannot be listed, so after a creation that was interrupted a series may stay on the " +
		"node that nothing refers to.",
	Attributes: []attr.Attribute{
		attr.String("id", "Identifier, such as `ts.7`, made by the server.").Stable(),
		attr.Doc("datapoints", "Datapoints as a JSON object of times and values, such as `jsonencode({ \"2026-01-31T00:00:00Z\" = 0.93 })`. A time is in UTC, "+
			"ends with `Z` and has at most milliseconds, without zeros at their end. A value is any JSON value. Other datapoints of the series are left alone.").
			Entries(""),
	},
	Identity:      []string{"id"},
	CreateAnswers: true,
	Get: func(ctx context.Context, c *govern.Client, v attr.Values) (client.Document, error) {
		return c.TimeSeries(ctx, v.String("id"))
	},
	Create: func(ctx context.Context, c *govern.Client, w kit.Write) (client.Document, error) {
		points, _ := w.After["datapoints"].(client.Document)
		id, err := c.CreateTimeSeries(ctx, points)
		if err != nil {
			return nil, err
		}
		return client.Document{"id": id, "datapoints": points}, nil
	},
	Put: func(ctx context.Context, c *govern.Client, w kit.Write) error {
		before, _ := w.Before["datapoints"].(client.Document)
		after, _ := w.After["datapoints"].(client.Document)
		return c.PutTimeSeries(ctx, w.Values.String("id"), before, after)
	},
	Delete: func(ctx context.Context, c *govern.Client, v attr.Values) error {
		return c.ClearTimeSeries(ctx, v.String("id"))
	},
	Stays:   "The API has no call that deletes a time series.",
	Protect: "deletes all datapoints of the series, also those of others",
	Validate: func(config attr.Values) []kit.Problem {
		if err := checkDatapoints(config); err != nil {
			return []kit.Problem{{Attribute: "datapoints_json", Summary: "Invalid datapoints", Detail: err.Error()}}
		}
		return nil
	},
}

// checkDatapoints wants an object whose keys are times. What is not known yet is checked when it is written.
func checkDatapoints(config attr.Values) error {
	value, known := config.JSON("datapoints_json")
	if !known {
		return nil
	}
	points, isObject := value.(client.Document)
	if !isObject {
		return errors.New("datapoints_json is not a JSON object of times and values")
	}
	for _, key := range slices.Sorted(maps.Keys(points)) {
		if _, err := govern.ParseTimeKey(key); err != nil {
			return err
		}
	}
	return nil
}

// TimeSeriesPush adds datapoints to a series (govern.md 26).
var TimeSeriesPush = &kit.Action[*govern.Client]{
	Type:    "govern_time_series_push",
	Summary: "Adds datapoints to a time series on a Govern node, for example what a run measured.",
	Detail:  "For datapoints that are part of the configuration, use the resource `dataiku_govern_time_series`.",
	Attributes: []attr.Attribute{
		attr.String("time_series_id", "Identifier of the series, such as `ts.7`.").Required().Validate(attr.Name()),
		attr.JSON("datapoints", "Datapoints as a JSON object of times and values, such as `jsonencode({ (timestamp()) = 0.93 })`. A time is in UTC, ends with "+
			"`Z` and has at most milliseconds, without zeros at their end.").Required(),
		attr.Bool("keep_existing", "Whether a time that has a value already keeps it. Default: false."),
	},
	Object: func(v attr.Values) string { return v.String("time_series_id") },
	Invoke: func(ctx context.Context, c *govern.Client, v attr.Values, progress func(string)) error {
		if err := checkDatapoints(v); err != nil {
			return err
		}
		value, _ := v.JSON("datapoints_json")
		points, _ := value.(client.Document)
		if err := c.PushTimeSeries(ctx, v.String("time_series_id"), points, !v.Bool("keep_existing")); err != nil {
			return err
		}
		progress(fmt.Sprintf("Pushed %d datapoints to %s", len(points), v.String("time_series_id")))
		return nil
	},
}
