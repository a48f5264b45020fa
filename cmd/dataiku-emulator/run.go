package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/dss"
	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator/govern"
)

const (
	saveEvery = 2 * time.Second
	// stopWithin bounds the wait for requests that are being answered at the end.
	stopWithin = 5 * time.Second
)

// service is one node with its listener.
type service struct {
	node     *emulator.Node
	listener net.Listener
	server   *http.Server
}

func (s *service) url() string { return "http://" + s.listener.Addr().String() }

// run serves the nodes until ctx ends, then saves. Lines for programs go to out, the request log to errout.
func run(ctx context.Context, o *options, out, errout io.Writer) error {
	services, err := listen(ctx, o, errout)
	if err != nil {
		return err
	}
	keep, err := prepare(o, services, errout)
	if err != nil {
		return err
	}
	failed := make(chan error, len(services))
	for _, s := range services {
		go func() { failed <- s.server.Serve(s.listener) }()
	}
	announce(out, services)
	err = wait(ctx, keep, failed)
	return errors.Join(err, stop(context.WithoutCancel(ctx), services), keep.Save())
}

// listen opens the ports first, so that the URLs are known when the nodes are prepared.
func listen(ctx context.Context, o *options, errout io.Writer) ([]*service, error) {
	products := []struct {
		address string
		make    func(emulator.Options) *emulator.Node
	}{{o.dss, dss.New}, {o.govern, govern.New}}
	var services []*service
	for _, product := range products {
		if product.address == "" {
			continue
		}
		listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", product.address)
		if err != nil {
			return nil, err
		}
		settings := emulator.Options{APIKey: o.apiKey, Version: o.version, NodeType: o.nodeType, Latency: o.latency}
		node := product.make(settings)
		if o.log {
			node.Log = func(line string) { _, _ = fmt.Fprintln(errout, node.Product, line) }
		}
		server := &http.Server{Handler: node, ReadHeaderTimeout: time.Minute}
		services = append(services, &service{node, listener, server})
	}
	return services, nil
}

// prepare loads the data file and applies quirks and faults.
func prepare(o *options, services []*service, errout io.Writer) (*emulator.DataFile, error) {
	var nodes []*emulator.Node
	for _, s := range services {
		nodes = append(nodes, s.node)
		s.node.SetQuirks(func(q *emulator.Quirks) {
			for _, wanted := range o.quirks {
				_ = q.Set(wanted.name, wanted.value) // checked with the flags
			}
			q.StorePlugins = append(q.StorePlugins, o.storePlugins...)
		})
	}
	for _, fault := range o.faults {
		if !slices.ContainsFunc(nodes, func(n *emulator.Node) bool { return n.Routed(fault) }) {
			return nil, fmt.Errorf("--fault: no node serves %s %s", fault.Method, fault.Pattern)
		}
	}
	keep, err := emulator.OpenDataFile(o.data, nodes...)
	if err != nil {
		return nil, err
	}
	if err := importProjects(o, services[0].node, errout); err != nil {
		return nil, err
	}
	for _, s := range services {
		s.node.SetFaults(copies(o.faults)...)
	}
	if o.dss != "" && o.govern != "" { // after the file: the address may be another one than last time
		dss.ConnectGovern(services[0].node, services[1].url(), o.apiKey)
	}
	err = keep.Save() // at once: a file that cannot be written is to be seen now
	return keep, err
}

// copies gives each node counters of its own.
func copies(faults []*emulator.Fault) []*emulator.Fault {
	var own []*emulator.Fault
	for _, fault := range faults {
		f := *fault
		own = append(own, &f)
	}
	return own
}

func announce(out io.Writer, services []*service) {
	for _, s := range services {
		_, _ = fmt.Fprintln(out, s.node.Product, s.url())
	}
	_, _ = fmt.Fprintln(out, "ready")
}

// wait saves from time to time until ctx ends or a server fails.
func wait(ctx context.Context, keep *emulator.DataFile, failed <-chan error) error {
	ticker := time.NewTicker(saveEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return err
		case <-ticker.C:
			if err := keep.SaveChanges(); err != nil {
				return err
			}
		}
	}
}

// stop lets the requests that are being answered end.
func stop(ctx context.Context, services []*service) error {
	ctx, cancel := context.WithTimeout(ctx, stopWithin)
	defer cancel()
	var errs []error
	for _, s := range services {
		err := s.server.Shutdown(ctx)
		if errors.Is(err, context.DeadlineExceeded) { // one that is still delayed is not worth a failure
			err = s.server.Close()
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}
