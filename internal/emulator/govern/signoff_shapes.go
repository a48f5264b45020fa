package govern

import "github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"

// containerShape has the members of all users containers; which one counts follows from the type (govern.md 16).
var containerShape = emulator.Like(Document{"type": "", "login": "", "groupName": "", "roleId": "", "keyId": ""})

// signoffConfigurationShape is that of govern.md 15.1.
var signoffConfigurationShape = newSignoffConfigurationShape()

func newSignoffConfigurationShape() emulator.Shape {
	users := emulator.List(emulator.Object(emulator.Members{
		"usersContainer": containerShape, "addedBy": emulator.String, "addedOn": emulator.String,
	}))
	return emulator.Object(emulator.Members{
		"id":    emulator.Object(emulator.Members{"blueprintVersionId": versionIDShape, "stepId": emulator.String}),
		"title": emulator.String, "description": emulator.String, "mandatory": emulator.Bool, "approvers": users,
		"feedbackUsersGroups": emulator.List(emulator.Object(emulator.Members{
			"id": emulator.String, "title": emulator.String, "users": users,
		})),
		"recurrenceConfiguration": recurrenceShape,
	})
}

var (
	recurrenceShape = emulator.Like(Document{"activated": false, "days": 0, "weeks": 0, "months": 0, "years": 0, "reloadConf": false})
	// signoffStatusShape and reviewShape are bodies of govern.md 24.
	signoffStatusShape = emulator.Like(Document{
		"targetStatus": "", "reloadConfForReset": false, "usersToSendEmailTo": []any{Document{"userLogin": "", "groupId": ""}},
	})
	reviewShape = emulator.Like(Document{"id": "", "groupId": "", "status": "", "comment": "", "author": "", "date": 0})
)
