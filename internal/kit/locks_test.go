package kit

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// holdLock names the folder in which a process of the test binary takes a lock, to die with it.
const holdLock = "KIT_TEST_HOLD_LOCK"

func TestMain(m *testing.M) {
	if folder := os.Getenv(holdLock); folder != "" {
		if _, err := in(folder).lock(context.Background(), "document"); err == nil {
			fmt.Fprintln(os.Stdout, "locked")
		}
		select {}
	}
	os.Exit(m.Run())
}

// in are locks as a process of its own has them, with its files in the folder.
func in(folder string) *keyedLocks {
	return &keyedLocks{folder: func() (string, error) { return folder, nil }}
}

func TestWritersOfTwoProcessesTakeTurns(t *testing.T) {
	folder := t.TempDir()
	processes := []*keyedLocks{in(folder), in(folder)}
	document := filepath.Join(t.TempDir(), "document")
	add := func() error {
		text, err := os.ReadFile(document)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		runtime.Gosched()
		return os.WriteFile(document, append(text, '.'), 0o600)
	}
	var all sync.WaitGroup
	for i := range 40 {
		all.Go(func() {
			unlock, err := processes[i%2].lock(t.Context(), "document")
			if err != nil {
				t.Error(err)
				return
			}
			defer unlock()
			if err := add(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if text, err := os.ReadFile(document); err != nil || len(text) != 40 {
		t.Errorf("the document has %d of 40 additions: %v", len(text), err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("lock files are left: %v, %v", left, err)
	}
}

func TestLocksOfOtherDocumentsAreFree(t *testing.T) {
	folder := t.TempDir()
	first, err := in(folder).lock(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	defer first()
	second, err := in(folder).lock(t.Context(), "another")
	if err != nil {
		t.Fatal(err)
	}
	second()
}

func TestWaitingForAnotherProcessObeysTheContext(t *testing.T) {
	folder := t.TempDir()
	unlock, err := in(folder).lock(t.Context(), "document")
	if err != nil {
		t.Fatal(err)
	}
	waiting := in(folder)
	enough := errors.New("enough")
	ctx, cancel := context.WithTimeoutCause(t.Context(), 4*lockPause, enough)
	defer cancel()
	if _, err := waiting.lock(ctx, "document"); !errors.Is(err, enough) {
		t.Fatalf("got %v", err)
	}
	unlock()
	unlock, err = waiting.lock(t.Context(), "document") // what gave up holds nothing
	if err != nil {
		t.Fatal(err)
	}
	unlock()
}

func TestLockOfDeadProcessIsFree(t *testing.T) {
	folder := t.TempDir()
	other := exec.CommandContext(t.Context(), os.Args[0]) //nolint:gosec // the test itself
	other.Env = append(os.Environ(), holdLock+"="+folder)
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "locked\n" {
		t.Fatalf("the other process has no lock: %q, %v", line, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := in(folder).lock(ctx, "document"); err == nil {
		t.Fatal("the lock of a living process was taken")
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	unlock, err := in(folder).lock(t.Context(), "document")
	if err != nil {
		t.Fatal(err)
	}
	unlock()
	if err := other.Wait(); err == nil {
		t.Error("the other process was not killed")
	}
}

func TestLocksWithoutAFolderHoldInTheProcess(t *testing.T) {
	for name, folder := range map[string]func() (string, error){
		"none":         func() (string, error) { return "", errors.New("$HOME is not defined") },
		"not writable": func() (string, error) { return t.TempDir() + "/missing", nil },
	} {
		t.Run(name, func(t *testing.T) {
			locks := &keyedLocks{folder: folder}
			unlock, err := locks.lock(t.Context(), "document")
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := locks.lock(ctx, "document"); err == nil {
				t.Error("two writers of one document at once")
			}
			unlock()
		})
	}
}

func BenchmarkLock(b *testing.B) {
	locks := in(b.TempDir())
	for b.Loop() {
		unlock, err := locks.lock(b.Context(), "document")
		if err != nil {
			b.Fatal(err)
		}
		unlock()
	}
}
