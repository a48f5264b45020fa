package govern

// GeneralSettingsLock is the key under which the general settings and those of identity sources are read, changed and
// written: a write with a stale copy of the one may undo the other, as it does on DSS (dss-admin.md 11).
const GeneralSettingsLock = "govern/general-settings"
