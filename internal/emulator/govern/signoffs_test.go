package govern_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// withReview makes an artifact whose gated step is ongoing. Readers give feedback, alice approves through a role and
// bob through a reference field.
func withReview(f *fixture) (artifact, signoff string) {
	f.Helper()
	withVersion(f)
	f.ok("POST", gateURL, gate)
	f.ok("PUT", versionURL+"/status", `"ACTIVE"`)
	for _, login := range []string{"alice", "bob", "carla"} {
		f.ok("POST", "/admin/users", `{"login":"`+login+`","password":"secret","displayName":"`+login+`"}`)
	}
	f.ok("PUT", "/admin/users/carla", `{"displayName":"carla","enabled":true,"groups":["readers"]}`)
	f.ok("POST", "/admin/blueprint-role-assignments", `{"blueprintId":"bp.ai","roleAssignmentsRules":{"ro.final_approver":[
		{"criteria":[],"userContainers":[{"type":"user","login":"alice"}],"fieldIds":["owners"]}]}}`)
	id := f.newArtifact("A", `{"purpose":"p","owners":["`+f.userArtifact("bp.system.user", "bob")+`"]}`)
	return "/artifact/" + id, "/artifact/" + id + "/workflow/step/review/signoff"
}

// setReview puts the gated step of an artifact into a status.
func (f *fixture) setReview(artifact, status string) (int, any) {
	f.Helper()
	body, _ := at(f.ok("GET", artifact, ""), "artifact").(doc)
	if one, ok := at(body, "workflow", "steps", "review").(doc); ok {
		one["status"] = status
	}
	return f.call("PUT", artifact, string(mustJSON(body)))
}

func target(status string) string {
	return `{"targetStatus":"` + status + `","usersToSendEmailTo":[],"reloadConfForReset":false}`
}

func TestSignoffFromStartToApproval(t *testing.T) {
	f := start(t, emulator.Options{})
	artifact, signoff := withReview(f)
	got := f.ok("GET", signoff, "")
	f.equal(at(got, "status"), "NOT_STARTED")
	f.equal(at(got, "signoffId"), doc{"artifactId": strings.TrimPrefix(artifact, "/artifact/"), "stepId": "review"})
	f.equal(at(got, "approverResponse"), nil)
	f.equal(at(got, "configuration", "title"), "Review gate")
	f.equal(at(f.ok("GET", artifact+"/signoffs", ""), 0), got)
	f.refused(400, "Cannot modify a sign-off on a not active step", "POST", signoff+"/update-status", target("WAITING_FOR_FEEDBACK"))

	f.setReview(artifact, "ONGOING")
	f.equal(at(f.ok("POST", signoff+"/update-status", target("WAITING_FOR_FEEDBACK")), "status"), "WAITING_FOR_FEEDBACK")
	f.refused(400, "Unable to set the status to 'NOT_STARTED' when current status is 'WAITING_FOR_FEEDBACK'", "POST", signoff+"/update-status", target("NOT_STARTED"))
	f.refused(403, "not a reviewer", "POST", signoff+"/feedback?groupId=business", `{"status":"APPROVED"}`)
	f.refused(404, "Feedback group", "POST", signoff+"/feedback?groupId=none", `{"status":"APPROVED"}`)

	carla := f.acting("carla")
	carla.refused(400, "No enum constant", "POST", signoff+"/feedback?groupId=business", `{"status":"FINE"}`)
	feedback := carla.ok("POST", signoff+"/feedback?groupId=business", `{"status":"MINOR_ISSUE","comment":"hm"}`)
	id, _ := at(feedback, "id").(string)
	f.refused(403, "did not give", "DELETE", signoff+"/feedback/"+id, "")
	f.equal(at(carla.ok("PUT", signoff+"/feedback/"+id, `{"status":"APPROVED"}`), "comment"), "hm")
	f.equal(at(f.ok("GET", signoff, ""), "feedbackResponses", 0, "status"), "APPROVED")

	f.ok("POST", signoff+"/update-status", target("WAITING_FOR_APPROVAL"))
	carla.refused(403, "not an approver", "POST", signoff+"/approval", `{"status":"APPROVED"}`)
	if status, answer := f.setReview(artifact, "FINISHED"); status != 400 {
		t.Fatalf("passed a mandatory sign-off: %d %v", status, answer)
	}
	f.equal(at(f.acting("bob").ok("POST", signoff+"/approval", `{"status":"REJECTED","comment":"no"}`), "status"), "REJECTED")
	f.equal(at(f.acting("alice").ok("PUT", signoff+"/approval", `{"status":"APPROVED"}`), "status"), "APPROVED")
	f.equal(at(f.ok("GET", signoff, ""), "status"), "APPROVED")
	f.acting("alice").ok("DELETE", signoff+"/approval", "")
	f.equal(at(f.ok("GET", signoff, ""), "status"), "WAITING_FOR_APPROVAL")
	f.acting("alice").ok("POST", signoff+"/approval", `{"status":"APPROVED"}`)
	if status, answer := f.setReview(artifact, "FINISHED"); status != 200 {
		t.Fatalf("an approved sign-off blocks: %d %v", status, answer)
	}
}

func TestSignoffDelegationAndReset(t *testing.T) {
	f := start(t, emulator.Options{})
	artifact, signoff := withReview(f)
	f.setReview(artifact, "ONGOING")
	f.ok("POST", signoff+"/update-status", target("WAITING_FOR_APPROVAL"))
	f.ok("POST", signoff+"/delegate-approval", `{"type":"user","login":"carla"}`)
	f.ok("POST", signoff+"/delegate-feedback?groupId=business", `{"type":"user","login":"bob"}`)
	f.refused(400, "unknown type", "POST", signoff+"/delegate-approval", `{"type":"SINGLE_USER","login":"carla"}`)
	f.equal(f.ok("GET", signoff+"/details", ""), `{
		"feedbackGroups":[{"id":"business","title":"Business","users":[{"login":"bob","displayName":"bob"},{"login":"carla","displayName":"carla"}]}],
		"approvers":[{"login":"alice","displayName":"alice"},{"login":"bob","displayName":"bob"},{"login":"carla","displayName":"carla"}]}`)
	f.acting("carla").ok("POST", signoff+"/approval", `{"status":"ABANDONED"}`)

	// The running sign-off keeps its configuration until a reset with reload (govern.md 15.2).
	f.ok("PUT", gateURL, `{"title":"New title"}`)
	f.equal(at(f.ok("POST", signoff+"/update-status", target("NOT_STARTED")), "configuration", "title"), "Review gate")
	f.ok("POST", signoff+"/update-status", target("WAITING_FOR_APPROVAL"))
	f.ok("POST", signoff+"/update-status", target("ABANDONED"))
	reset := f.ok("POST", signoff+"/update-status", `{"targetStatus":"NOT_STARTED","reloadConfForReset":true}`)
	f.equal(at(reset, "configuration", "title"), "New title")
	f.equal(at(f.ok("GET", signoff+"/details", ""), "approvers"), "[]")
}

func TestSignoffOfLaterConfiguration(t *testing.T) {
	f := start(t, emulator.Options{})
	withActiveVersion(f)
	artifact := "/artifact/" + f.newArtifact("A", `{"purpose":"p"}`)
	signoff := artifact + "/workflow/step/review/signoff"
	f.setReview(artifact, "ONGOING")
	f.refused(404, "configuration", "POST", signoff+"/create", "")
	f.ok("POST", gateURL, gate)
	f.equal(f.ok("GET", artifact+"/signoffs", ""), "[]")
	f.equal(at(f.ok("POST", signoff+"/create", ""), "status"), "NOT_STARTED")
	f.refused(409, "already exists", "POST", signoff+"/create", "")
	f.setReview(artifact, "NOT_STARTED")
	f.refused(400, "not active step", "POST", signoff+"/create", "")
}

func TestSignoffRecurrence(t *testing.T) {
	f := start(t, emulator.Options{})
	artifact, signoff := withReview(f)
	f.setReview(artifact, "ONGOING")
	changed := f.ok("POST", signoff+"/schedule-reset", `{"activated":true,"days":1,"weeks":1,"months":0,"years":0,"reloadConf":false}`)
	f.equal(at(changed, "configuration", "recurrenceConfiguration", "weeks"), jsonNumber("1"))
	f.ok("POST", signoff+"/update-status", target("WAITING_FOR_APPROVAL"))
	f.acting("alice").ok("POST", signoff+"/approval", `{"status":"APPROVED"}`)
	wait := func(d time.Duration) { f.node.Do(func(*emulator.Store) { *f.now = f.now.Add(d) }) }
	wait(7 * 24 * time.Hour)
	f.equal(at(f.ok("GET", signoff, ""), "status"), "APPROVED")
	wait(24 * time.Hour)
	f.equal(at(f.ok("GET", signoff, ""), "status"), "NOT_STARTED")
}

func TestNotifiedUsersTakeNoPart(t *testing.T) {
	f := start(t, emulator.Options{})
	artifact, signoff := withReview(f)
	f.setReview(artifact, "ONGOING")
	f.refused(400, "groupId is required", "POST", signoff+"/update-status",
		`{"targetStatus":"WAITING_FOR_FEEDBACK","usersToSendEmailTo":[{"userLogin":"carla"}]}`)
	f.ok("POST", signoff+"/update-status", `{"targetStatus":"WAITING_FOR_FEEDBACK","usersToSendEmailTo":[{"userLogin":"alice","groupId":"business"}]}`)
	f.acting("alice").refused(403, "not a reviewer", "POST", signoff+"/feedback?groupId=business", `{"status":"APPROVED"}`)
	f.refused(400, "groupId must not be set", "POST", signoff+"/update-status",
		`{"targetStatus":"WAITING_FOR_APPROVAL","usersToSendEmailTo":[{"userLogin":"alice","groupId":"business"}]}`)
	f.ok("POST", signoff+"/update-status", `{"targetStatus":"WAITING_FOR_APPROVAL","usersToSendEmailTo":[{"userLogin":"carla"},{"userLogin":"nobody"}]}`)
	f.acting("carla").refused(403, "not an approver", "POST", signoff+"/approval", `{"status":"APPROVED"}`)
	f.equal(at(f.ok("GET", signoff+"/details", ""), "approvers"), `[{"login":"alice","displayName":"alice"},{"login":"bob","displayName":"bob"}]`)
}
