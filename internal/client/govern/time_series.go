package govern

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// TimeSeries returns what this client calls a time series: {id, datapoints}, with the values of the datapoints by their
// time as TimeKey writes it (govern.md 26).
func (c *Client) TimeSeries(ctx context.Context, id string) (Document, error) {
	all, err := c.List(ctx, client.Path("time-series", id), client.Members("timestamp"))
	if err != nil {
		return nil, err
	}
	points := Document{}
	for _, point := range all {
		number, _ := point["timestamp"].(json.Number)
		timestamp, err := number.Int64()
		if err != nil {
			return nil, fmt.Errorf("%w: a datapoint of %s has no timestamp in milliseconds", client.ErrMalformed, id)
		}
		points[TimeKey(timestamp)] = point["value"]
	}
	return Document{"id": id, "datapoints": points}, nil
}

// CreateTimeSeries makes a series with these datapoints and returns its identifier. Series cannot be listed, so nobody can
// find out what became of a creation whose answer was lost. It is made again: one that nothing refers to does no harm.
func (c *Client) CreateTimeSeries(ctx context.Context, points Document) (string, error) {
	body, err := datapoints("", points)
	if err != nil {
		return "", err
	}
	var created Document
	err = c.JSON(ctx, client.Request{
		Method: http.MethodPost, Path: []string{"time-series"}, Body: body, Landed: client.SendAgain, Holds: client.Named("id"),
	}, &created)
	return client.Text(created, "id"), err
}

// PushTimeSeries adds datapoints. Of a time that has a value already, it replaces the value or leaves it alone.
func (c *Client) PushTimeSeries(ctx context.Context, id string, points Document, replace bool) error {
	body, err := datapoints(id, points)
	if err != nil || len(body) == 0 {
		return err
	}
	upsert := "False"
	if replace {
		upsert = "True"
	}
	return c.Put(ctx, client.Path("time-series", id).With(url.Values{"upsert": {upsert}}), body)
}

// PutTimeSeries makes of the datapoints before those after. Others that come in meanwhile are left alone as far as the API
// lets it: a deletion covers the time from one datapoint that stays to the next.
func (c *Client) PutTimeSeries(ctx context.Context, id string, before, after Document) error {
	gaps, err := gapsOf(before, after)
	if err != nil {
		return err
	}
	if _, err := times(after); err != nil { // before anything is deleted
		return err
	}
	push := Document{}
	for key, value := range after {
		if old, stays := before[key]; !stays || !client.Equal(old, value) {
			push[key] = value
		}
	}
	for _, gap := range gaps {
		query := url.Values{"timestampMin": {strconv.FormatInt(gap.from, 10)}, "timestampMax": {strconv.FormatInt(gap.to, 10)}}
		err := c.Send(ctx, client.Request{Method: http.MethodDelete, Path: []string{"time-series", id}, Query: query})
		if err != nil {
			return err
		}
		for _, edge := range []string{TimeKey(gap.from), TimeKey(gap.to)} {
			if value, stays := after[edge]; stays {
				push[edge] = value // deleted by nodes before 15.0.1
			}
		}
	}
	return c.PushTimeSeries(ctx, id, push, true)
}

// ClearTimeSeries deletes all datapoints. The series itself cannot be deleted.
func (c *Client) ClearTimeSeries(ctx context.Context, id string) error {
	return c.Remove(ctx, client.Path("time-series", id))
}

// gap is a time without datapoints that are wanted. Its bounds are outside: they were inclusive before 15.0.1 and are
// exclusive since (govern.md 26).
type gap struct{ from, to int64 }

// gapsOf are the gaps that a change makes: as few as possible, each from its first datapoint to its last.
func gapsOf(before, after Document) ([]gap, error) {
	byTime, err := times(before)
	if err != nil {
		return nil, err
	}
	var gaps []gap
	open := false
	for _, timestamp := range slices.Sorted(maps.Keys(byTime)) {
		_, stays := after[byTime[timestamp]]
		switch {
		case stays:
			open = false
		case open:
			gaps[len(gaps)-1].to = timestamp + 1
		default:
			gaps, open = append(gaps, gap{timestamp - 1, timestamp + 1}), true
		}
	}
	return gaps, nil
}

func times(points Document) (map[int64]string, error) {
	byTime := map[int64]string{}
	for key := range points {
		timestamp, err := ParseTimeKey(key)
		if err != nil {
			return nil, err
		}
		byTime[timestamp] = key
	}
	return byTime, nil
}

// datapoints are in order of time; id is left out at a creation.
func datapoints(id string, points Document) ([]any, error) {
	byTime, err := times(points)
	if err != nil {
		return nil, err
	}
	list := []any{}
	for _, timestamp := range slices.Sorted(maps.Keys(byTime)) {
		point := Document{"timestamp": timestamp, "value": points[byTime[timestamp]]}
		if id != "" {
			point["timeSeriesId"] = id
		}
		list = append(list, point)
	}
	return list, nil
}

// TimeKey writes a time in milliseconds since the epoch as RFC 3339 in UTC, such as 2026-01-31T00:00:00Z, or, when it is
// beyond what that can write, as the number.
func TimeKey(timestamp int64) string {
	at := time.UnixMilli(timestamp).UTC()
	if at.Year() < 0 || at.Year() > 9999 {
		return strconv.FormatInt(timestamp, 10)
	}
	return at.Format("2006-01-02T15:04:05.999Z07:00")
}

// ParseTimeKey reads what TimeKey writes, and nothing else: a time has one key.
func ParseTimeKey(key string) (int64, error) {
	timestamp, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		at, _ := time.Parse(time.RFC3339, key)
		timestamp = at.UnixMilli()
	}
	if TimeKey(timestamp) != key {
		return 0, fmt.Errorf("%w: %q is not a time in UTC with at most milliseconds, such as 2026-01-31T00:00:00Z or 2026-01-31T12:30:00.5Z",
			client.ErrInvalid, key)
	}
	return timestamp, nil
}
