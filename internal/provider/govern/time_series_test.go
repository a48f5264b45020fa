package govern_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/kittest"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/provider/providertest"
)

// pointsOf are the datapoints of the first series as JSON.
func pointsOf(n *emulator.Node) (points string) {
	n.Do(func(store *emulator.Store) {
		series, _ := store.Collection("time-series").Get("ts.1")
		points = client.RenderJSON(series["points"])
	})
	return points
}

// What others push stays when a datapoint right beside it goes, whatever the bounds of a deletion mean to the version.
func TestTimeSeriesBesideOthers(t *testing.T) {
	for _, version := range []string{"13.5.6", "14.3.3", "15.0.1"} {
		t.Run(version, func(t *testing.T) {
			s := providertest.Story(t, "govern_time_series", func(sample *kittest.Sample) { sample.Version = version })
			providertest.Done(t, s.Apply(`{"datapoints_json": "{\"1970-01-01T00:00:00.01Z\": 1, \"1970-01-01T00:00:00.02Z\": 2}", "deletion_protection": false}`))
			s.Request("PUT", "/time-series/ts.1", `[{"timestamp": 9, "value": "theirs"}, {"timestamp": 11, "value": "theirs"}]`)
			providertest.Done(t, s.Apply(`{"datapoints_json": "{\"1970-01-01T00:00:00.02Z\": 3}", "deletion_protection": false}`))
			want := `[{"timestamp":9,"value":"theirs"},{"timestamp":11,"value":"theirs"},{"timestamp":20,"value":3}]`
			if got := pointsOf(s.Node()); got != want {
				t.Errorf("the series holds %s", got)
			}
			if r := providertest.Done(t, s.Apply(`{"datapoints_json": "{\"1970-01-01T00:00:00.02Z\": 3}", "deletion_protection": false}`)); r.Action != "no change" {
				t.Errorf("the second plan is to %s", r.Action)
			}
			r := providertest.Done(t, s.Destroy())
			providertest.Says(t, r, "stays on the node", "empties and forgets", "no call that deletes a time series")
			if got := pointsOf(s.Node()); got != "[]" {
				t.Errorf("the series still holds %s", got)
			}
		})
	}
}

func TestTimeSeriesWantsTimes(t *testing.T) {
	s := providertest.Story(t, "govern_time_series")
	providertest.Refused(t, s.Apply(`{"datapoints_json": "{\"2026-01-01\": 1}"}`), "2026-01-01", "2026-01-31T00:00:00Z")
	providertest.Refused(t, s.Apply(`{"datapoints_json": "[1]"}`), "JSON object")
}

func TestTimeSeriesPush(t *testing.T) {
	n := providertest.NewNodes(t, "")
	n.Govern.Do(func(store *emulator.Store) {
		store.Collection("time-series").Put("ts.1", emulator.Document{"owner": "admin", "points": []any{emulator.Document{"timestamp": 0, "value": "old"}}})
	})
	push := func(points, more, want string) {
		t.Helper()
		configuration := client.RenderJSON(client.Document{"time_series_id": "ts.1", "datapoints_json": points})
		shown, failure := n.Invoke("govern_time_series_push", strings.TrimSuffix(configuration, "}")+more+"}")
		if failure != "" || len(shown) != 1 {
			t.Errorf("%s: %s, %q", points, failure, shown)
		}
		if got := pointsOf(n.Govern); got != want {
			t.Errorf("the series holds %s, not %s", got, want)
		}
	}
	push(`{"1970-01-01T00:00:00Z": "new", "1970-01-01T00:00:01Z": 1}`, `, "keep_existing": true`, `[{"timestamp":0,"value":"old"},{"timestamp":1000,"value":1}]`)
	push(`{"1970-01-01T00:00:00Z": "new"}`, "", `[{"timestamp":0,"value":"new"},{"timestamp":1000,"value":1}]`)
	for configuration, word := range map[string]string{
		`{"time_series_id": "ts.1", "datapoints_json": "{\"soon\": 1}"}`:                 "soon",
		`{"time_series_id": "ts.9", "datapoints_json": "{\"1970-01-01T00:00:00Z\": 1}"}`: "ts.9",
	} {
		if _, failure := n.Invoke("govern_time_series_push", configuration); !strings.Contains(failure, word) {
			t.Errorf("%s: %s", configuration, failure)
		}
	}
}
