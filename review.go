package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"demandgraph/loaders/linking"
)

// maxLabels is how many labels that the profile does not know are shown, and kinds of other things.
const maxLabels = 20

// tell says which labels the profile does not know, and which names are up for review, which it
// writes to the review file but in a dry run.
func (r *reading) tell(w io.Writer, file string, dryRun bool) error {
	r.tellLeft(w)
	n := r.review.Undecided()
	names := fmt.Sprintf("%d names are", n)
	if n == 1 {
		names = "1 name is"
	}
	switch {
	case n == 0:
		return nil
	case file == "":
		fmt.Fprintf(w, "%s up for review; --review FILE lists them\n", names)
		return nil
	case dryRun:
		fmt.Fprintf(w, "%s up for review; a load lists them in %s\n", names, file)
		return nil
	}
	if err := r.writeReview(file); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s up for review in %s: choose there, and load again with --links %s\n", names, file, file)
	return nil
}

// tellLeft says what was read and not loaded.
func (r *reading) tellLeft(w io.Writer) {
	if unnamed := r.tally.Unnamed(); unnamed != "" {
		fmt.Fprintln(w, unnamed)
	}
	counted := r.tally.Counted()
	if len(counted) > 0 {
		fmt.Fprintln(w, "not loaded:")
	}
	for i, what := range slices.Sorted(maps.Keys(counted)) {
		if i == maxLabels {
			fmt.Fprintf(w, "         and %d kinds of things more\n", len(counted)-i)
			break
		}
		fmt.Fprintf(w, "%8d %s\n", counted[what], what)
	}
	unknown := r.tally.Unknown()
	if len(unknown) == 0 {
		return
	}
	fmt.Fprintf(w, "not loaded, since the profile %s does not know the label:\n", r.profile.Name)
	for i, u := range unknown {
		if i == maxLabels {
			fmt.Fprintf(w, "         and %d labels more\n", len(unknown)-i)
			break
		}
		near := ""
		if u.Nearest != "" {
			near = fmt.Sprintf(", nearest to %q", u.Nearest)
		}
		fmt.Fprintf(w, "%8d %s %q%s\n", u.Times, u.What, u.Label, near)
	}
	fmt.Fprintln(w, "a profile gives labels a meaning: demandgraph profile suggest writes a first one, --profile takes it")
}

// keepReview looks whether the review file can be read, where it is there.
func (r *reading) keepReview(name string) error {
	if name == "" {
		return nil
	}
	return withReview(name, func(file io.Reader) error { return new(linking.Review).Keep(file) })
}

// withReview does something with a review file that is there.
func withReview(name string, do func(io.Reader) error) error {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	if err := do(file); err != nil {
		return fmt.Errorf("%s: %w; --review names another file", name, err)
	}
	return nil
}

// writeReview writes the review file, with what was decided in it before. It is there whole or
// as it was.
func (r *reading) writeReview(name string) error {
	if err := withReview(name, r.review.Keep); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".review-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name()) // not there any more when all went well
	_, err = r.review.WriteTo(file)
	if err = errors.Join(err, file.Chmod(0o644), file.Close()); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.Rename(file.Name(), name)
}
