package dss

// GeneralSettingsLock is the key under which everything that lives in the general settings is read, changed and written:
// the blocks themselves, the settings of identity sources, and the elements of lists in it such as configurations of
// container execution. A write with a stale copy undoes the others (dss-admin.md 11, 14). The calls are GeneralSettings
// and PutGeneralSettings.
const GeneralSettingsLock = "general-settings"
