package client_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"log"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/client/clienttest"
)

func TestRedirects(t *testing.T) {
	var leaked atomic.Bool
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		leaked.Store(leaked.Load() || r.Header.Get("Authorization") != "" || r.Header.Get("X-Gateway") != "")
	}))
	defer other.Close()
	handler := func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/public/api/away":
			http.Redirect(w, r, other.URL+"/sso?ticket=T1", http.StatusFound)
		case "/public/api/near":
			http.Redirect(w, r, "/public/api/here", http.StatusTemporaryRedirect)
		case "/public/api/loop":
			http.Redirect(w, r, "/public/api/loop", http.StatusFound)
		default:
			_, _ = io.WriteString(w, `{"method":"`+r.Method+`"}`)
		}
	}
	c, _ := serve(t, handler, func(config *client.Config) { config.Headers = map[string]string{"X-Gateway": "in"} })
	var out client.Document
	if err := c.JSON(context.Background(), get("near"), &out); err != nil || out["method"] != "GET" {
		t.Errorf("a read inside the node: %v, %v", out, err)
	}
	for _, request := range []client.Request{
		get("away"), get("loop"), post("near"), post("away"),
		{Method: http.MethodPut, Path: []string{"near"}},
		{Method: http.MethodDelete, Path: []string{"near"}},
	} {
		err := c.Send(context.Background(), request)
		if !errors.Is(err, client.ErrMalformed) || !strings.Contains(err.Error(), "redirected to http://") || strings.Contains(err.Error(), "T1") {
			t.Errorf("%s %s: %v", request.Method, request.Path, err)
		}
	}
	if err := c.Send(context.Background(), get("away")); !strings.Contains(err.Error(), other.URL+"/sso") {
		t.Errorf("the target is not named: %v", err)
	}
	if leaked.Load() {
		t.Error("a credential went to another host")
	}
}

func TestTLS(t *testing.T) {
	server := httptest.NewUnstartedServer(clienttest.Signed(answerWith("{}")))
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // the refused handshake
	server.StartTLS()
	defer server.Close()
	authority := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, []byte(authority), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		tls client.TLSConfig
		ok  bool
	}{
		"unknown authority": {client.TLSConfig{}, false},
		"PEM":               {client.TLSConfig{CABundlePEM: authority}, true},
		"file":              {client.TLSConfig{CABundleFile: file}, true},
		"not verified":      {client.TLSConfig{InsecureSkipVerify: true}, true},
	} {
		clock := &clienttest.Clock{}
		c, err := client.New(client.Config{URL: server.URL, APIKey: testKey, TLS: test.tls, Clock: clock})
		if err != nil {
			t.Fatal(err)
		}
		err = c.Send(context.Background(), get("x"))
		if (err == nil) != test.ok || err != nil && (!errors.Is(err, client.ErrUntrusted) || !errors.Is(err, client.ErrUnavailable)) {
			t.Errorf("%s: %v", name, err)
		}
		if len(clock.Slept()) > 0 {
			t.Errorf("%s: tried again", name)
		}
	}
}

// A port that speaks another protocol is told apart from a node that is down, and not tried again.
func TestPortOfAnotherProtocol(t *testing.T) {
	server := httptest.NewServer(answerWith("{}"))
	defer server.Close()
	clock := &clienttest.Clock{}
	c, err := client.New(client.Config{URL: strings.Replace(server.URL, "http:", "https:", 1), APIKey: testKey, Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Send(context.Background(), get("x")); !errors.Is(err, client.ErrScheme) || len(clock.Slept()) > 0 {
		t.Errorf("got %v after %d pauses", err, len(clock.Slept()))
	}
}

// A server that wants a certificate gets the one of the configuration, from files or from text.
func TestClientCertificate(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	keyBytes, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certificatePEM := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate}))
	keyPEM := string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyBytes}))
	file := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(file, []byte(keyPEM), 0o600); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(clienttest.Signed(answerWith("{}")))
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.TLS = &tls.Config{ClientAuth: tls.RequireAnyClientCert}
	server.StartTLS()
	defer server.Close()
	for name, test := range map[string]struct {
		certificate, key string
		ok               bool
	}{"none": {"", "", false}, "text": {certificatePEM, keyPEM, true}, "key file": {certificatePEM, file, true}} {
		clock := &clienttest.Clock{}
		c, err := client.New(client.Config{URL: server.URL, APIKey: testKey, Clock: clock, TLS: client.TLSConfig{
			InsecureSkipVerify: true, ClientCertificate: test.certificate, ClientKey: test.key,
		}})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := c.Send(context.Background(), get("x")); (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConcurrencyLimit(t *testing.T) {
	var mutex sync.Mutex
	under, most := 0, 0
	arrived, release := make(chan struct{}, 10), make(chan struct{})
	c, _ := serve(t, func(http.ResponseWriter, *http.Request) {
		mutex.Lock()
		under++
		most = max(most, under)
		mutex.Unlock()
		arrived <- struct{}{}
		<-release
		mutex.Lock()
		under--
		mutex.Unlock()
	}, func(config *client.Config) { config.MaxConcurrentRequests = 2 })
	var group sync.WaitGroup
	for range 6 {
		group.Go(func() { _ = c.Send(context.Background(), get("x")) })
	}
	<-arrived
	<-arrived
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if err := c.Send(cancelled, get("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting for a slot ignores the context: %v", err)
	}
	// Give requests beyond the limit every chance to arrive.
	other, _ := serve(t, answerWith("{}"))
	for range 100 {
		_ = other.Send(context.Background(), get("x"))
	}
	close(release)
	group.Wait()
	if most > 2 {
		t.Errorf("%d requests at once", most)
	}
}
