package kit

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// A process that is killed while the node works, on the build of a code environment for instance, leaves an object that is as
// wanted and a state that knows nothing of the work. A file beside the locks remembers it, so that the next plan on this machine
// proposes to go on.

// workFolder is where the files lie, beside the lock files.
const workFolder = "work"

// beginWork notes that work on the object has begun, and returns what notes its end. Where no file can be written, nothing is noted.
func (m *managed[C]) beginWork(c C, v attr.Values) (end func()) {
	path, err := m.workFile(c, v)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		err = os.WriteFile(path, nil, 0o600)
	}
	if err != nil {
		return func() {}
	}
	return func() { _ = os.Remove(path) }
}

// forgetWork drops what was noted of an object that goes.
func (m *managed[C]) forgetWork(c C, v attr.Values) {
	if path, err := m.workFile(c, v); err == nil {
		_ = os.Remove(path)
	}
}

// wasCutOff tells whether work on the object began in a process that is gone.
func (m *managed[C]) wasCutOff(c C, v attr.Values) bool {
	if m.spec.Finish == nil {
		return false
	}
	path, err := m.workFile(c, v)
	if err != nil {
		return false
	}
	if _, err := os.Stat(path); err != nil {
		return false
	}
	return !documents.isHeld(lockKeyOf(m, c, v))
}

func (m *managed[C]) workFile(c C, v attr.Values) (string, error) {
	folder, err := documents.folder()
	sum := sha256.Sum256([]byte(addressOf(c) + " " + m.spec.Type + " " + m.spec.identity(v)))
	return filepath.Join(filepath.Dir(folder), workFolder, hex.EncodeToString(sum[:16])), err
}

// isHeld tells whether somebody holds the lock: this process or another one.
func (l *keyedLocks) isHeld(key string) bool {
	if len(l.slot(key)) > 0 {
		return true
	}
	path, err := l.path(key)
	if err != nil {
		return false
	}
	if _, err := os.Stat(path); err != nil {
		return false
	}
	file := flock.New(path)
	free, err := file.TryLock()
	if free {
		_ = file.Unlock()
	}
	return err == nil && !free
}
