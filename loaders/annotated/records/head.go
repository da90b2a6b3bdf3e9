package records

import "bytes"

// Head reads the first records of the beginning of a file, at most so many, the
// last as far as it is there. It is empty where the file is not JSON.
func Head(head []byte, records int) []*Value {
	s := NewStream(bytes.NewReader(head))
	var all []*Value
	for len(all) < records {
		v, err := s.Next()
		if err == nil {
			all = append(all, v)
			continue
		}
		if bytes.HasPrefix(s.unread, []byte("{")) { // cut off
			if v, _ := parse(s.unread, s.in.at); v != nil {
				all = append(all, v)
			}
		}
		break
	}
	return all
}
