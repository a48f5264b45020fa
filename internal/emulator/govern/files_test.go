package govern_test

import (
	"bytes"
	"mime/multipart"
	"net/textproto"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// upload sends a file as the official client does, with its invalid content type on the part.
func (f *fixture) upload(name string, data []byte) (int, any) {
	f.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {`form-data; name="file"; filename="` + name + `"`}, "Content-Type": {"{'Expires': '0'}"},
	})
	if err != nil {
		f.Fatal(err)
	}
	_, _ = part.Write(data)
	_ = w.Close()
	status, answer := f.send("POST", "/uploaded-files", w.FormDataContentType(), &body)
	value, err := emulator.ParseJSON(answer)
	if err != nil {
		f.Fatal(err)
	}
	return status, value
}

func TestUploadedFiles(t *testing.T) {
	f := start(t, emulator.Options{})
	data := []byte{0, 1, 2, 255, '\r', '\n'}
	_, file := f.upload("a b.bin", data)
	f.equal(file, `{"id":"uf.1","name":"a b.bin","size":6,"owner":"api:admin"}`)
	f.equal(f.ok("GET", "/uploaded-file/uf.1", ""), file)
	if status, got := f.send("GET", "/uploaded-file/uf.1/download", "", nil); status != 200 || !bytes.Equal(got, data) {
		t.Errorf("downloaded %d %v", status, got)
	}
	f.refused(400, "multipart", "POST", "/uploaded-files", `{}`)

	_, secret := f.newKey(`{"globalPermissions":{}}`)
	f.as(secret).refused(403, "uf.1", "GET", "/uploaded-file/uf.1", "")
	_, own := f.as(secret).upload("own.txt", nil)
	f.equal(at(own, "id"), "uf.2")
	f.as(secret).ok("GET", "/uploaded-file/uf.2", "")
	f.ok("DELETE", "/uploaded-file/uf.2", "")
	f.refused(404, "uf.2", "GET", "/uploaded-file/uf.2/download", "")
}

func TestTimeSeries(t *testing.T) {
	f := start(t, emulator.Options{})
	f.equal(f.ok("POST", "/time-series", "[]"), `{"id":"ts.1"}`)
	f.refused(400, "", "POST", "/time-series", "")
	f.ok("PUT", "/time-series/ts.1?upsert=True", `[{"timeSeriesId":"ts.1","timestamp":20,"value":{"a":1}},{"timestamp":10,"value":1.50}]`)
	f.ok("PUT", "/time-series/ts.1?upsert=False", `[{"timestamp":10,"value":2},{"timestamp":30,"value":3}]`)
	f.equal(f.ok("GET", "/time-series/ts.1", ""), `[{"timeSeriesId":"ts.1","timestamp":10,"value":1.50},
		{"timeSeriesId":"ts.1","timestamp":20,"value":{"a":1}},{"timeSeriesId":"ts.1","timestamp":30,"value":3}]`)
	f.equal(at(f.ok("GET", "/time-series/ts.1?timestampMin=20&timestampMax=20", ""), 0, "timestamp"), jsonNumber("20"))
	f.ok("DELETE", "/time-series/ts.1?timestampMax=20", "")
	f.equal(at(f.ok("GET", "/time-series/ts.1", ""), 0, "timestamp"), jsonNumber("30"))
	f.ok("DELETE", "/time-series/ts.1", "")
	f.equal(f.ok("GET", "/time-series/ts.1", ""), "[]")
	f.refused(400, "do not match", "PUT", "/time-series/ts.1", `[{"timeSeriesId":"ts.2","timestamp":1,"value":1}]`)
	f.refused(400, "timestamp", "PUT", "/time-series/ts.1", `[{"value":1}]`)
	f.refused(404, "ts.9", "GET", "/time-series/ts.9", "")
}

func TestTimeSeriesBoundsAreExclusiveSince1501(t *testing.T) {
	f := start(t, emulator.Options{Version: "15.0.1"})
	f.ok("POST", "/time-series", `[{"timestamp":10,"value":1},{"timestamp":20,"value":2},{"timestamp":30,"value":3}]`)
	f.equal(f.ok("GET", "/time-series/ts.1?timestampMin=10&timestampMax=30", ""), `[{"timeSeriesId":"ts.1","timestamp":20,"value":2}]`)
}
