package govern

import (
	"context"
	"errors"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func TestTimeSeriesCalls(t *testing.T) {
	ctx := context.Background()
	replay(t, "govern.time_series.get", []any{Document{"timestamp": 1, "value": 2}}, func(c *Client) error {
		series, err := c.TimeSeries(ctx, "ts1")
		if err == nil && !client.Equal(series, client.Clone(Document{"id": "ts1", "datapoints": Document{"1970-01-01T00:00:00.001Z": 2}})) {
			t.Errorf("got %v", series)
		}
		return err
	})
	replay(t, "govern.time_series.create", Document{"id": "ts1"}, func(c *Client) error {
		id, err := c.CreateTimeSeries(ctx, client.CloneDocument(Document{"1970-01-01T00:00:00.001Z": 2}))
		if id != "ts1" {
			t.Errorf("got %q", id)
		}
		return err
	})
	replay(t, "govern.time_series.delete", nil, func(c *Client) error { return c.ClearTimeSeries(ctx, "ts1") })
}

func TestTimeKeys(t *testing.T) {
	for timestamp, key := range map[int64]string{
		0: "1970-01-01T00:00:00Z", 1_767_225_600_500: "2026-01-01T00:00:00.5Z", -1: "1969-12-31T23:59:59.999Z",
		math.MaxInt64: "9223372036854775807", 253_402_300_800_000: "253402300800000",
	} {
		if got := TimeKey(timestamp); got != key {
			t.Errorf("%d: got %s, want %s", timestamp, got, key)
		}
		if got, err := ParseTimeKey(key); err != nil || got != timestamp {
			t.Errorf("%s: got %d, %v", key, got, err)
		}
	}
	for _, key := range []string{"", "x", "0", "2026-01-01", "2026-01-01T00:00:00+01:00", "2026-01-01T00:00:00.500Z", "2026-01-01T00:00:00.0001Z", "01"} {
		if got, err := ParseTimeKey(key); !errors.Is(err, client.ErrInvalid) {
			t.Errorf("%q: got %d, %v", key, got, err)
		}
	}
}

// A change deletes as few windows as possible, whose bounds are outside of what goes, and pushes what changed. What stays
// on a bound is pushed too, since bounds were inclusive before 15.0.1.
func TestPutTimeSeries(t *testing.T) {
	at := func(milliseconds ...int) Document {
		points := Document{}
		for _, m := range milliseconds {
			points[TimeKey(time.UnixMilli(int64(m)).UnixMilli())] = m
		}
		return client.CloneDocument(points)
	}
	changed := at(10, 20)
	changed[TimeKey(20)] = "other"
	const path = "/public/api/time-series/ts.1"
	for name, test := range map[string]struct {
		before, after Document
		want          []string
	}{
		"nothing": {at(10), at(10), nil},
		"new":     {at(10), at(10, 20), []string{"PUT " + path + `?upsert=True [{"timeSeriesId":"ts.1","timestamp":20,"value":20}]`}},
		"changed": {at(10, 20), changed, []string{"PUT " + path + `?upsert=True [{"timeSeriesId":"ts.1","timestamp":20,"value":"other"}]`}},
		"runs": {at(10, 20, 30, 40, 50), at(30, 50), []string{
			"DELETE " + path + "?timestampMax=21&timestampMin=9 ", "DELETE " + path + "?timestampMax=41&timestampMin=39 ",
		}},
		"neighbours": {at(9, 10, 11), at(9, 11), []string{
			"DELETE " + path + "?timestampMax=11&timestampMin=9 ",
			"PUT " + path + `?upsert=True [{"timeSeriesId":"ts.1","timestamp":9,"value":9},{"timeSeriesId":"ts.1","timestamp":11,"value":11}]`,
		}},
	} {
		t.Run(name, func(t *testing.T) {
			var sent []string
			server := httptest.NewServer(clienttest.Signed(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				body, _ := io.ReadAll(r.Body)
				sent = append(sent, r.Method+" "+r.URL.RequestURI()+" "+string(body))
			})))
			t.Cleanup(server.Close)
			c, err := New(client.Config{URL: server.URL, APIKey: "key-of-the-test"})
			if err != nil {
				t.Fatal(err)
			}
			if err := c.PutTimeSeries(t.Context(), "ts.1", test.before, test.after); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(sent, test.want) {
				t.Errorf("sent was\n%q, not\n%q", sent, test.want)
			}
			if err := c.PutTimeSeries(t.Context(), "ts.1", test.before, Document{"soon": 1}); !errors.Is(err, client.ErrInvalid) || len(sent) != len(test.want) {
				t.Errorf("a bad time: %v, sent was %q", err, sent)
			}
		})
	}
}
