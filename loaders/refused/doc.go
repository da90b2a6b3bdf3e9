// Package refused recognises formats of annotated text that are not loaded, and says of
// each why not and what to do instead, where a file would otherwise be called unknown.
//
// What a file is shows by its content. The files of programs for qualitative data
// analysis are closed, and known by their names only.
package refused
