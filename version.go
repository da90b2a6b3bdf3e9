package main

import (
	"fmt"
	"runtime/debug"
)

// version is set when a release is built: -ldflags "-X main.version=1.2.3".
var version = "dev"

// versionCmd says which version of the program this is.
type versionCmd struct{}

// Run prints the version and what it was built with.
func (versionCmd) Run(c *console) error {
	build, goVersion := version, ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && version == "dev" {
				build += " " + s.Value
			}
		}
	}
	_, err := fmt.Fprintln(c.out, "demandgraph", build, goVersion)
	return err
}
