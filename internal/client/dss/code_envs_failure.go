package dss

import (
	"context"
	"encoding/json"
	"strings"
)

const (
	logLines   = 20  // of the end of a log that an error shows
	logColumns = 300 // of each of them
)

// CodeEnvError is work on a code environment that failed, with the end of its log.
type CodeEnvError struct {
	Err error
	// Log is the name of the log, empty when there is none to be had. Lines are its last ones.
	Log   string
	Lines []string
}

// Error is the failure, and below it the end of the log.
func (e *CodeEnvError) Error() string {
	text := e.Err.Error()
	if e.Log != "" {
		text += "\n\nThe end of " + e.Log + ":\n\n  " + strings.Join(e.Lines, "\n  ")
	}
	return text
}

// Unwrap returns the failure.
func (e *CodeEnvError) Unwrap() error { return e.Err }

// withLog adds the end of the log that was written last. A log that cannot be read must not hide the failure.
func (c *Client) withLog(ctx context.Context, lang, name string, failure error) error {
	failed := &CodeEnvError{Err: failure}
	look, cancel := aside(ctx)
	defer cancel()
	logs, err := c.CodeEnvLogs(look, lang, name)
	if err != nil || len(logs) == 0 {
		return failed
	}
	newest := logs[0]
	for _, log := range logs[1:] {
		if modified(log) >= modified(newest) {
			newest = log
		}
	}
	log, _ := newest["name"].(string)
	text, err := c.CodeEnvLog(look, lang, name, log)
	if err != nil {
		return failed
	}
	failed.Log, failed.Lines = log, lastLines(text)
	return failed
}

func modified(log Document) int64 {
	number, _ := log["lastModified"].(json.Number)
	value, err := number.Int64()
	if err != nil {
		return 0
	}
	return value
}

func lastLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, " \t\r\n"); line == "" {
			continue
		}
		if runes := []rune(line); len(runes) > logColumns {
			line = string(runes[:logColumns]) + "…"
		}
		lines = append(lines, line)
	}
	return lines[max(len(lines)-logLines, 0):]
}
