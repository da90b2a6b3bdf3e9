package loaders

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"demandgraph/change"
	"demandgraph/demand"
)

// Withdrawer is what taking back an import needs of a store; store.Store is one.
type Withdrawer interface {
	Applier
	// Contributions are the ids of the contributions that are by an import.
	Contributions(ctx context.Context, importKey string) ([]string, error)
}

// Unloaded says what became of an import that was taken back, or with DryRun what would.
type Unloaded struct {
	DryRun bool

	Documents int   // taken from the import
	Kept      int   // that stay, since others need what only they describe
	Version   int64 // 0 when nothing was written
	Problems  []change.Problem

	counts [deleted + 1]int
	nodes  *Summary // those touched, with DryRun
}

// Status is the exit status of the command: 0, or 1 when documents stay that others need.
func (u *Unloaded) Status() int {
	if u.Kept > 0 {
		return 1
	}
	return 0
}

// Unload takes an import back: what no other import asserts goes, and with it the Import
// node. Documents that another document needs stay until that one goes. It writes in
// transactions of a bounded size, but for documents that need each other, and ends between
// two of them with the context; the same again completes it.
func Unload(ctx context.Context, from Withdrawer, importKey string, dryRun bool, progress Progress) (*Unloaded, error) {
	u := &unload{ctx: ctx, from: from, key: importKey, progress: progress,
		told: &Unloaded{DryRun: dryRun, nodes: &Summary{nodes: map[demand.Ref]fate{}}}}
	ids, err := from.Contributions(ctx, importKey)
	if err != nil {
		return u.told, err
	}
	progress.Stage("unloading", InDocuments, int64(len(ids)))
	defer progress.Done()
	size := maxRemoved
	if dryRun { // what is not carried out is seen by nothing after it
		size = max(1, len(ids))
	}
	var refused []string
	for part := range slices.Chunk(ids, size) {
		kept, err := u.take(part, false)
		if err != nil {
			return u.told, err
		}
		refused = append(refused, kept...)
	}
	// What was refused may have been needed by documents that are gone since, or by each other.
	for before := len(ids) + 1; !dryRun && len(refused) > 0 && len(refused) < before; {
		before = len(refused)
		u.told.Problems = nil
		if refused, err = u.take(refused, false); err != nil {
			return u.told, err
		}
	}
	u.told.Kept = len(refused)
	if len(refused) == 0 {
		_, err = u.take(nil, true)
	}
	return u.told, err
}

type unload struct {
	ctx      context.Context
	from     Withdrawer
	key      string
	told     *Unloaded
	progress Progress
}

// take takes the import back from contributions in one transaction, less those that are
// needed, which it gives.
func (u *unload) take(ids []string, last bool) (refused []string, err error) {
	for len(ids) > 0 || last {
		if err := u.ctx.Err(); err != nil {
			return nil, err
		}
		set := &change.Set{Withdraw: &change.Withdrawal{Import: u.key, Contributions: ids, Last: last}}
		report, err := u.from.Apply(u.ctx, set, u.told.DryRun)
		var invalid *change.Invalid
		if errors.As(err, &invalid) {
			rest := slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
				return slices.ContainsFunc(invalid.Problems, func(p change.Problem) bool { return p.Contribution == id })
			})
			if len(rest) == len(ids) { // it names none of them: nothing can be left out
				return nil, err
			}
			u.told.Problems = append(u.told.Problems, invalid.Problems...)
			for _, id := range ids {
				if !slices.Contains(rest, id) {
					refused = append(refused, id)
				}
			}
			ids = rest
			continue
		}
		if err != nil {
			return nil, err
		}
		u.taken(len(ids), report)
		return refused, nil
	}
	return refused, nil
}

func (u *unload) taken(documents int, report *change.Report) {
	u.progress.Add(documents)
	u.told.Documents += documents
	u.told.Version = max(u.told.Version, report.Version)
	if u.told.DryRun {
		u.told.nodes.fates(report)
	}
	u.told.counts[created] += len(ofGraph(report.Created))
	u.told.counts[updated] += len(ofGraph(report.Updated))
	u.told.counts[deleted] += len(ofGraph(report.Deleted))
}

// WriteTo writes for people what was done; of a dry run also the nodes.
func (u *Unloaded) WriteTo(w io.Writer) (int64, error) {
	p := &printer{w: w}
	verb := func(done, would string) string {
		if u.DryRun {
			return would
		}
		return done
	}
	if u.DryRun {
		p.list("create", u.nodes.Created(), nil)
		p.list("change", u.nodes.Updated(), nil)
		p.list("delete", u.nodes.Deleted(), nil)
	}
	kept := ""
	if u.Kept > 0 {
		kept = fmt.Sprintf(", %d left, which others need", u.Kept)
	}
	p.line("%s %s%s", count(u.Documents, "document"), verb("taken back", "would be taken back"), kept)
	line := fmt.Sprintf("nodes: %d %s, %d %s", u.counts[updated], verb("updated", "to update"), u.counts[deleted], verb("deleted", "to delete"))
	if n := u.counts[created]; n > 0 { // what had been replaced shows again
		line += fmt.Sprintf(", %d %s", n, verb("created", "to create"))
	}
	p.line("%s", line)
	switch {
	case u.DryRun:
		p.line("dry run: nothing was written")
	case u.Version > 0:
		p.line("version %d", u.Version)
	default:
		p.line("nothing was written")
	}
	return p.n, p.err
}
