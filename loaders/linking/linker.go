package linking

import (
	"fmt"
	"slices"
	"strings"

	"demandgraph/demand"
)

// Linker links names to nodes.
type Linker struct {
	Index  *Index
	Links  *Links  // nil for none
	Review *Review // nil for none
}

// Name is words that are to be linked.
type Name struct {
	Kind        demand.NodeKind // Actor, Region, Topic or Event
	Words       string
	Identifiers []string // as the file has them
	// Type is that of an actor, region or event that is made of the name; "" is
	// OTHER, and PLACE for a region.
	Type string
	// Roles are what the words do in the document, for people. Without one no node
	// is made, and an unknown name is not listed.
	Roles []string
	// Unfit says that the label of the words is that of another kind: they are linked
	// to a node that was not made of a name, and no node is made.
	Unfit bool

	// Here are the nodes that the document names in roles. Words without a role are
	// linked to these and to what was not made of names: whether another
	// document has made a node must not change what this one says.
	Here map[demand.Ref]bool

	Article  string      // key
	Date     demand.Date // of the article, for who held a title
	Sentence string      // around the words, for people
}

// Result is what became of a name.
type Result struct {
	Key     string // of the node, or ""
	Reason  Reason // why it is listed for review, or ""
	Variant bool   // found by spelling variants only
	// Wikidata is the item that the file gives, or "".
	Wikidata string
	Problem  string // what is wrong with its identifiers, or ""
	// Given says that the key itself was given: others describe the node.
	Given bool
}

// Link finds the node of a name, or makes one where the name fills a role.
func (l *Linker) Link(n Name) Result {
	l.Index.mu.Lock()
	defer l.Index.mu.Unlock()
	choice := l.Links.choice(n.Kind, n.Words, n.Article)
	switch choice {
	case "":
	case ChoiceNone:
		return Result{}
	case ChoiceNew:
		return Result{Key: l.Index.make(n, "")}
	default:
		return Result{Key: choice, Given: true}
	}
	key, wikidata, given, err := l.Index.identified(n.Kind, n.Identifiers)
	if err != nil {
		return Result{Problem: err.Error()}
	}
	if key != "" {
		if k := l.Index.node(n.Kind, key); !given && k != nil && k.madeOfName() && !n.makes() {
			return l.listed(n, Unfit, nil)
		}
		return Result{Key: key, Wikidata: wikidata, Given: given}
	}
	if wikidata == "" && IsPronoun(n.Words) {
		return l.listed(n, Pronoun, nil)
	}
	found, variant := l.Index.find(n)
	found = slices.DeleteFunc(slices.Clone(found), func(k *known) bool {
		another := wikidata != "" && k.WikidataID != "" // a node of another item is another thing
		return another || k.madeOfName() && (n.Unfit || len(n.Roles) == 0 && !n.Here[demand.Ref{Kind: k.Kind, Key: k.Key}])
	})
	switch {
	case len(found) == 1:
		result := Result{Key: found[0].Key, Variant: variant, Wikidata: wikidata}
		_, _, part := roleOf(found[0].Name)
		if found[0].madeOfName() && !part && found[0].WikidataID == "" && wikidata == "" && len(n.Roles) > 0 { // nobody has looked at it yet
			result.Reason = New
			n.list(l.Review, New, result.Key, nil)
		}
		l.Index.identify(found[0], wikidata)
		return result
	case len(found) > 1:
		return l.listed(n, Ambiguous, found)
	case len(n.Roles) == 0 && wikidata == "":
		return Result{}
	case !n.makes():
		return l.listed(n, Unfit, nil)
	}
	result := Result{Key: l.Index.make(n, wikidata), Wikidata: wikidata}
	if wikidata == "" { // an identifier is a decision
		result.Reason = New
		n.list(l.Review, New, result.Key, nil)
	}
	return result
}

// makes reports whether a node could be made of the name: it is of the right kind and has
// letters or digits.
func (n Name) makes() bool { return !n.Unfit && strings.ContainsFunc(n.Words, isWordRune) }

// listed gives up on a name, and lists it where it matters.
func (l *Linker) listed(n Name, why Reason, found []*known) Result {
	if len(n.Roles) > 0 || why == Ambiguous {
		n.list(l.Review, why, "", l.Index.candidates(found))
	}
	return Result{Reason: why}
}

func (n Name) list(r *Review, why Reason, key string, candidates []Candidate) {
	r.add(Entry{Mention: n.words(), Kind: n.Kind, Article: n.Article, Reason: why, Roles: slices.Clone(n.Roles),
		Sentence: strings.Join(strings.Fields(n.Sentence), " "), Key: key, Candidates: candidates})
}

// find looks words up: by name, as the holder of a title, as a part of an actor, by
// spelling variants.
func (x *Index) find(n Name) (found []*known, variant bool) {
	found, variant = x.named(n.Kind, n.Words)
	if len(found) > 0 && !variant || n.Kind != demand.KindActor {
		return found, variant
	}
	if holders := x.holders(n.Words, n.Date); len(holders) > 0 {
		return holders, false
	}
	if part := x.partOf(n.Words); part != nil {
		return []*known{part}, false
	}
	return found, variant
}

// named are the nodes that words may stand for, with the namesakes that make a state's name ambiguous.
func (x *Index) named(kind demand.NodeKind, words string) (found []*known, variant bool) {
	found, variant = x.sameName(kind, words)
	if kind == demand.KindActor && len(found) == 1 {
		found = append(slices.Clone(found), x.namesakes(found[0], words)...)
	}
	return found, variant
}

// make makes a node of a name, or finds the one that was made of it before.
func (x *Index) make(n Name, wikidata string) string {
	name := n.words()
	typ := n.Type
	if typ == "" && n.Kind == demand.KindRegion {
		typ = string(demand.RegionTypePlace)
	} else if typ == "" && n.Kind != demand.KindTopic {
		typ = string(demand.ActorTypeOther)
	}
	key := madeKey(name)
	switch other := x.node(n.Kind, key); {
	case other == nil:
	case wikidata != "" && other.WikidataID != "": // another of the same name
		key = demand.HashedKey(key, string(n.Kind), name, wikidata)
	case foldName(other.Name) != foldName(name) || !other.madeOfName():
		key = demand.HashedKey(key, string(n.Kind), name)
	}
	if x.node(n.Kind, key) == nil {
		x.add(known{Known: Known{Kind: n.Kind, Key: key, Name: name, Type: typ, WikidataID: wikidata}}, fromNames)
	}
	x.identify(x.node(n.Kind, key), wikidata)
	return key
}

// identify gives a node that was made of a name the item that a file gives it.
func (x *Index) identify(k *known, wikidata string) {
	if k.madeOfName() && k.WikidataID == "" && wikidata != "" {
		k.WikidataID = wikidata
		at := demand.Ref{Kind: k.Kind, Key: "wikidata:" + wikidata}
		x.byID[at] = with(x.byID[at], k)
	}
}

// madeKey makes a key of a name; a hash tells apart what would look the same.
func madeKey(name string) string {
	key, lossy := demand.MakeKey(name)
	if lossy {
		key = demand.HashedKey(key, name)
	}
	return key
}

// words is the name as a node has it: white space joined, without a genitive.
func (n Name) words() string {
	return genitive.ReplaceAllString(strings.Join(strings.Fields(n.Words), " "), "")
}

// madeOfName reports whether a node was made of a name. Documents that name such a node
// describe it, also when it is in the graph already: it is there by such documents alone.
func (k *known) madeOfName() bool {
	return k.origin == fromNames || k.origin == FromGraph && k.Made
}

func isWordRune(r rune) bool {
	return r > ' ' && !strings.ContainsRune("-–—_.,;:!?\"'()[]“”«»…", r)
}

// Shown says what became of a name, for messages.
func (r Result) Shown(words string) string {
	if r.Problem != "" {
		return r.Problem
	}
	switch r.Reason {
	case Ambiguous:
		return fmt.Sprintf("%q is ambiguous: choose in the review file", words)
	case Pronoun:
		return fmt.Sprintf("%q names nobody: link it to a name, or choose in the review file", words)
	case Unfit:
		return fmt.Sprintf("%q is labelled as another kind of thing, and nothing of that name is known: choose in the review file", words)
	}
	return fmt.Sprintf("%q names nothing", words)
}
