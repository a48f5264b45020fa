package client_test

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
)

// shelf is a collection that counts how it is read.
type shelf struct {
	*client.Collection
	gets, lists atomic.Int32
	list        func(context.Context) (map[string]client.Document, error)
}

func newShelf(c *client.Client, prefix ...string) *shelf {
	s := &shelf{list: func(context.Context) (map[string]client.Document, error) {
		return map[string]client.Document{"a": {"from": "list", "nested": client.Document{"member": "m"}}}, nil
	}}
	s.Collection = client.NewCollection(c, prefix, func(ctx context.Context) (map[string]client.Document, error) {
		s.lists.Add(1)
		return s.list(ctx)
	})
	return s
}

var errMissing = errors.New("missing")

func (s *shelf) read(ctx context.Context, key string) (client.Document, error) {
	return s.Get(ctx, key, func(ctx context.Context) (client.Document, error) {
		s.gets.Add(1)
		if key != "a" {
			return nil, errMissing
		}
		return client.Document{"from": "get"}, ctx.Err()
	})
}

func (s *shelf) expect(t *testing.T, when string, gets, lists int32) {
	t.Helper()
	if s.gets.Load() != gets || s.lists.Load() != lists {
		t.Errorf("%s: %d gets and %d lists, want %d and %d", when, s.gets.Load(), s.lists.Load(), gets, lists)
	}
}

func TestCollection(t *testing.T) {
	c, _ := serve(t, answerWith("{}"))
	plain, marked := context.Background(), client.Coalesced(context.Background())
	s := newShelf(c, "admin", "users")
	read := func(ctx context.Context, times int) (last client.Document) {
		t.Helper()
		for range times {
			var err error
			if last, err = s.read(ctx, "a"); err != nil {
				t.Fatal(err)
			}
		}
		return last
	}
	read(plain, 5)
	s.expect(t, "unmarked reads", 5, 0)
	read(marked, 3)
	s.expect(t, "the first reads", 8, 0)
	client.Store(read(marked, 10), "changed by a caller", "nested", "member")
	s.expect(t, "the list", 8, 1)
	if got := read(marked, 1); client.RenderJSON(got) != `{"from":"list","nested":{"member":"m"}}` {
		t.Errorf("the snapshot is shared: %v", got)
	}
	if read(plain, 1)["from"] != "get" {
		t.Error("an unmarked read was answered from the list")
	}
	if _, err := s.read(marked, "b"); !errors.Is(err, errMissing) {
		t.Errorf("what is not listed is not looked for: %v", err)
	}
	s.expect(t, "the list stays", 10, 1)

	for _, request := range []client.Request{get("admin", "users", "a"), post("admin", "groups"), post("admin")} {
		_ = c.Send(plain, request)
	}
	read(marked, 1)
	s.expect(t, "writes elsewhere", 10, 1)
	for _, method := range []string{http.MethodPut, http.MethodPost, http.MethodDelete} {
		gets, lists := s.gets.Load(), s.lists.Load()
		_ = c.Send(plain, client.Request{Method: method, Path: []string{"admin", "users", "a"}})
		if read(marked, 1)["from"] != "get" {
			t.Errorf("%s: an old list was used", method)
		}
		read(marked, 4)
		s.expect(t, method, gets+3, lists+1)
	}
}

func TestCollectionVetoAndFailure(t *testing.T) {
	c, _ := serve(t, answerWith("{}"))
	marked := client.Coalesced(context.Background())
	vetoed := newShelf(c, "x")
	vetoed.Usable = func() bool { return false }
	failing := newShelf(c, "y")
	failing.list = func(context.Context) (map[string]client.Document, error) { return nil, errMissing }
	for range 10 {
		for _, s := range []*shelf{vetoed, failing} {
			if got, err := s.read(marked, "a"); err != nil || got["from"] != "get" {
				t.Fatalf("%v, %v", got, err)
			}
		}
	}
	vetoed.expect(t, "veto", 10, 0)
	failing.expect(t, "a list that fails is not asked for again", 10, 1)
}

// prepared returns a shelf whose next marked read starts a list that waits for release.
func prepared(t *testing.T, c *client.Client) (s *shelf, started chan struct{}, release chan struct{}) {
	t.Helper()
	s, started, release = newShelf(c, "x"), make(chan struct{}, 10), make(chan struct{})
	for range 3 {
		_, _ = s.read(client.Coalesced(context.Background()), "a")
	}
	found := s.list
	s.list = func(ctx context.Context) (map[string]client.Document, error) {
		started <- struct{}{}
		<-release
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return found(ctx)
	}
	return s, started, release
}

func TestOneListForAllWhoWait(t *testing.T) {
	c, _ := serve(t, answerWith("{}"))
	s, started, release := prepared(t, c)
	first, cancel := context.WithCancel(client.Coalesced(context.Background()))
	left := make(chan error)
	go func() { _, err := s.read(first, "a"); left <- err }()
	<-started
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if got, err := s.read(client.Coalesced(context.Background()), "a"); err != nil || got["from"] != "list" {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
	cancel()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled caller got %v", err)
	}
	close(release)
	group.Wait()
	s.expect(t, "all together", 3, 1)
}

func TestListUnderWayIsNotKeptAfterAWrite(t *testing.T) {
	c, _ := serve(t, answerWith("{}"))
	s, started, release := prepared(t, c)
	marked := client.Coalesced(context.Background())
	waiting := make(chan struct{})
	go func() { defer close(waiting); _, _ = s.read(marked, "a") }()
	<-started
	if err := c.Send(context.Background(), post("x")); err != nil {
		t.Fatal(err)
	}
	close(release)
	<-waiting
	if got, _ := s.read(marked, "a"); got["from"] != "get" {
		t.Errorf("a list from before the write answered: %v", got)
	}
}

func TestEndOfATaskDropsTheList(t *testing.T) {
	node := &tasks{states: []step{body(sample(t, "future-running")), body(sample(t, "future-done"))}}
	c, _ := serve(t, node.ServeHTTP)
	s := newShelf(c, "x")
	marked := client.Coalesced(context.Background())
	fill := func(client.FutureState) {
		for range 4 {
			_, _ = s.read(marked, "a")
		}
	}
	if _, err := c.Future(context.Background(), post("x"), fill); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.read(marked, "a"); got["from"] != "get" {
		t.Errorf("a list from before the end of the task answered: %v", got)
	}
}
