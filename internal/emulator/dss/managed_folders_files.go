package dss

import (
	"slices"
	"strings"

	"github.com/terraform-provider-dataiku/terraform-provider-dataiku/internal/emulator"
)

// handleManagedFolderFiles serves the contents and the uses of managed folders (dss-project.md 24).
func handleManagedFolderFiles(n *emulator.Node) {
	const folder = "/projects/{projectKey}/managedfolders/{folderId}"
	n.Handle("GET "+folder+"/contents", onFolderItem("read", func(_ *emulator.Call, ref itemRef, _ Document) (any, error) {
		items := []any{}
		for _, at := range filesOf(n, ref) {
			items = append(items, fileItem(n, ref, at))
		}
		return Document{"items": items}, nil
	}))
	n.Handle("GET "+folder+"/contents/{path...}", onFolderItem("read", func(c *emulator.Call, ref itemRef, _ Document) (any, error) {
		at := cleanLibraryPath(c.Arg("path"))
		data, _, ok := readFile(n, ref, at)
		if !ok { // how the server words it was not recorded
			return nil, emulator.NotFound("File /" + at + " does not exist in managed folder " + ref.id())
		}
		return emulator.Binary{ContentType: "application/octet-stream", Data: data}, nil
	}))
	n.Handle("POST "+folder+"/contents/{path...}", onFolderItem("writeProjectContent", putFolderFile))
	n.Handle("DELETE "+folder+"/contents/{path...}", onFolderItem("writeProjectContent",
		func(c *emulator.Call, ref itemRef, _ Document) (any, error) {
			deleteFile(n, ref, cleanLibraryPath(c.Arg("path"))) // no error when it is missing
			return emulator.Empty{}, nil
		}))
	n.Handle("GET "+folder+"/usages", onFolderItem("read", func(_ *emulator.Call, ref itemRef, _ Document) (any, error) {
		return usagesOf(n, ref), nil
	}))
	n.Handle("POST "+folder+"/actions/copyTo", onFolderItem("read", copyManagedFolder))
}

func fileItem(n *emulator.Node, ref itemRef, at string) Document {
	data, modified, _ := readFile(n, ref, at)
	return Document{"path": "/" + at, "size": len(data), "lastModified": modified}
}

// putFolderFile overwrites; the part has an empty file name.
func putFolderFile(c *emulator.Call, ref itemRef, _ Document) (any, error) {
	at := cleanLibraryPath(c.Arg("path"))
	if at == "" || slices.Contains(strings.Split(c.Arg("path"), "/"), "..") {
		return nil, emulator.IllegalArgument("Invalid path: '" + c.Arg("path") + "'")
	}
	_, data, err := c.Upload("file")
	if err != nil {
		return nil, err
	}
	writeFile(c.Node, ref, at, data)
	now := c.Node.Millis()
	markBuilt(c.Node, ref, build{start: now, end: now, success: true, records: -1})
	return fileItem(c.Node, ref, at), nil
}

func copyManagedFolder(c *emulator.Call, ref itemRef, _ Document) (any, error) {
	body, err := c.Object()
	if err != nil {
		return nil, err
	}
	target := itemRef{"MANAGED_FOLDER", text(body, "targetProjectKey"), text(body, "targetFolderId")}
	if !mayProject(c, target.project, "writeProjectContent") {
		return nil, emulator.Forbidden("You may not write in project " + target.project)
	}
	if _, err := findManagedFolder(c.Node, target.project, target.name); err != nil {
		return nil, err
	}
	return c.Future("Copy managed folder "+ref.name, func() (any, error) {
		if text(body, "writeMode") != "APPEND" {
			clearData(c.Node, target)
		}
		for _, at := range filesOf(c.Node, ref) {
			data, _, _ := readFile(c.Node, ref, at)
			writeFile(c.Node, target, at, data)
		}
		now := c.Node.Millis()
		markBuilt(c.Node, target, build{start: now, end: now, success: true, records: -1})
		return infoMessages(), nil
	})
}
