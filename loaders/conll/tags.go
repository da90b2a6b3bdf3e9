package conll

import "strings"

// isTag reports whether a cell is a tag: O, or a prefix and a type.
func isTag(cell string) bool {
	return cell == "O" || len(cell) > 2 && cell[1] == '-' && strings.IndexByte("BIESLUMW", cell[0]) >= 0
}

// mention is a run of tokens of one sentence, last inclusive.
type mention struct {
	label       string
	first, last int
}

// mentions reads the tags of a sentence, in any of the schemes. Loose is how many began
// with I- or E- without a beginning before.
func mentions(tags []string) (all []mention, loose int) {
	open := false // the last mention may go on
	for i, tag := range tags {
		if tag == "O" {
			open = false
			continue
		}
		prefix, label := tag[0], tag[2:]
		goes := open && all[len(all)-1].label == label
		switch prefix {
		case 'B', 'S', 'U', 'W': // begins, or is one token
			goes = false
		default:
			if !goes {
				loose++
			}
		}
		if goes {
			all[len(all)-1].last = i
		} else {
			all = append(all, mention{label, i, i})
		}
		open = prefix == 'B' || prefix == 'I' || prefix == 'M'
	}
	return all, loose
}
