package kit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/kit/attr"
)

// keyedLocks are locks by name that obey a context. They hold between the processes that keep them in the same folder.
type keyedLocks struct {
	// folder is where the lock files lie. An error leaves the locks to this process alone.
	folder func() (string, error)

	mutex sync.Mutex
	held  map[string]chan struct{}
}

// documents serialises the writers of each document of a node: those of this process, and those of other processes of the
// same user, such as that of another provider configuration of the run.
var documents = keyedLocks{folder: sync.OnceValues(lockFolder)}

// lockFolder makes the folder of the lock files.
func lockFolder() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "terraform-provider-dataiku", "locks")
	return folder, os.MkdirAll(folder, 0o700)
}

// lock waits until nobody else writes the document of the object.
func (m *managed[C]) lock(ctx context.Context, c C, v attr.Values) (func(), error) {
	return documents.lock(ctx, lockKeyOf(m, c, v))
}

func lockKeyOf[C Client](m *managed[C], c C, v attr.Values) string {
	return addressOf(c) + " " + m.spec.lockKey(v)
}

// addressOf tells nodes apart.
func addressOf[C Client](c C) string {
	node, _ := any(c).(interface{ Address() string })
	return node.Address()
}

// lock waits for the key and returns the function that gives it back.
func (l *keyedLocks) lock(ctx context.Context, key string) (func(), error) {
	slot := l.slot(key)
	select {
	case slot <- struct{}{}:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	file, err := l.lockFile(ctx, key)
	switch {
	case ctx.Err() != nil:
		release(file)
		<-slot
		return nil, context.Cause(ctx)
	case err != nil:
		tflog.Debug(ctx, "other processes are not waited for: the lock file cannot be used", map[string]any{"error": err.Error()})
	}
	return func() {
		release(file)
		<-slot
	}, nil
}

func (l *keyedLocks) slot(key string) chan struct{} {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.held == nil {
		l.held = map[string]chan struct{}{}
	}
	if l.held[key] == nil {
		l.held[key] = make(chan struct{}, 1)
	}
	return l.held[key]
}

// lockPause is how long to wait before another look at a lock that another process has.
const lockPause = 5 * time.Millisecond

// lockFile waits for the lock file of the key. The system lets go of it when its process dies, and whoever gives it back
// removes it, so that none is left: what was locked counts only while it is the file of that name.
func (l *keyedLocks) lockFile(ctx context.Context, key string) (*flock.Flock, error) {
	path, err := l.path(key)
	if err != nil {
		return nil, err
	}
	file := flock.New(path)
	for {
		if _, err := file.TryLockContext(ctx, lockPause); err != nil {
			return nil, err
		}
		mine, err := file.Stat()
		if err != nil {
			release(file)
			return nil, err
		}
		if named, err := os.Stat(file.Path()); err == nil && os.SameFile(mine, named) {
			return file, nil
		}
		if err := file.Unlock(); err != nil {
			return nil, err
		}
	}
}

func (l *keyedLocks) path(key string) (string, error) {
	folder, err := l.folder()
	sum := sha256.Sum256([]byte(key))
	return filepath.Join(folder, hex.EncodeToString(sum[:16])), err
}

// release removes the file while it is still locked. Systems that keep open files from being removed leave it.
func release(file *flock.Flock) {
	if file != nil {
		_ = os.Remove(file.Path())
		_ = file.Unlock()
	}
}
