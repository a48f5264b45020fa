package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

type options struct {
	dss, govern string
	apiKey      string
	version     string
	nodeType    string
	data        string
	projects    []project
	// storePlugins are ID or ID=VERSION.
	storePlugins []string
	latency      time.Duration
	faults       []*emulator.Fault
	quirks       []quirk
	log          bool
}

type quirk struct{ name, value string }

// project is a folder or an archive to import; an empty key means the one that it names.
type project struct{ key, path string }

var (
	versionForm = regexp.MustCompile(`^\d+(\.\d+)+$`)
	keyForm     = regexp.MustCompile(`^[A-Za-z0-9_]+$`)
	pluginForm  = regexp.MustCompile(`^[A-Za-z0-9_.-]+(=[A-Za-z0-9_.-]+)?$`)
	nodeTypes   = []string{"design", "automation", "deployer"}
)

// parseFlags reads the command line; what is wrong with it is written to complaints.
func parseFlags(args []string, complaints io.Writer) (*options, error) {
	o := &options{}
	f := flag.NewFlagSet("dataiku-emulator", flag.ContinueOnError)
	f.SetOutput(complaints)
	f.StringVar(&o.dss, "dss", "", "`address` of the DSS node, such as 127.0.0.1:0; not served when empty")
	f.StringVar(&o.govern, "govern", "", "`address` of the Govern node; not served when empty")
	f.StringVar(&o.apiKey, "api-key", "admin-key", "`key` of the administrator of both nodes")
	f.StringVar(&o.version, "dss-version", "14.3.3", "product `version` of both nodes: 13.5.6, 14.3.3 or 15.0.0; behaviour follows it")
	f.StringVar(&o.nodeType, "node-type", "design", "`type` of the DSS node: "+strings.Join(nodeTypes, ", "))
	f.StringVar(&o.data, "data", "", "`file` that keeps the documents of both nodes; loaded at start if present")
	f.Func("project", "`DIR_OR_ZIP` with a project to import at start: an export, or the files of its repository; KEY=DIR_OR_ZIP\n"+
		"names its key; a project that --data holds already stays as it is; repeatable", func(text string) error {
		p := project{path: text}
		if key, path, ok := strings.Cut(text, "="); ok && keyForm.MatchString(key) {
			p = project{key, path}
		}
		o.projects = append(o.projects, p)
		return nil
	})
	f.Func("store-plugin", "`ID[=VERSION]` of a plugin that the store offers, beside a few of its own; repeatable", func(text string) error {
		if !pluginForm.MatchString(text) {
			return errors.New("want ID or ID=VERSION")
		}
		o.storePlugins = append(o.storePlugins, text)
		return nil
	})
	f.DurationVar(&o.latency, "latency", 0, "`time` added to every answer, such as 20ms")
	f.BoolVar(&o.log, "log", false, "write one line per request to stderr")
	f.Func("fault", "`fault` 'METHOD /route/pattern=status:503,rate:0.1'; * selects every method or route;\n"+
		"effects: status:CODE, retry-after:SECONDS, reset, truncate, lost-answer, login-page, empty, delay:2s,\n"+
		"rate:SHARE, times:N, skip:N; repeatable", func(text string) error {
		fault, err := emulator.ParseFault(text)
		o.faults = append(o.faults, fault)
		return err
	})
	f.Func("quirk", "`name=value` of a behaviour that differs between real nodes, such as hashedKeys=false; repeatable",
		func(text string) error {
			name, value, ok := strings.Cut(text, "=")
			if !ok {
				return errors.New("want name=value")
			}
			o.quirks = append(o.quirks, quirk{name, value})
			return (&emulator.Quirks{}).Set(name, value)
		})
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if err := o.check(f.Args()); err != nil {
		_, _ = fmt.Fprintln(complaints, "dataiku-emulator:", err)
		f.Usage()
		return nil, err
	}
	return o, nil
}

func (o *options) check(rest []string) error {
	switch {
	case len(rest) > 0:
		return fmt.Errorf("unexpected argument %q", rest[0])
	case o.dss == "" && o.govern == "":
		return errors.New("nothing to serve: give --dss or --govern an address")
	case o.dss == "" && len(o.projects) > 0:
		return errors.New("--project needs the DSS node: give --dss an address")
	case o.apiKey == "":
		return errors.New("--api-key must not be empty")
	case !versionForm.MatchString(o.version):
		return fmt.Errorf("--dss-version %q: want a version such as 14.3.3", o.version)
	case !slices.Contains(nodeTypes, o.nodeType):
		return fmt.Errorf("--node-type %q: want one of %s", o.nodeType, strings.Join(nodeTypes, ", "))
	}
	return nil
}
