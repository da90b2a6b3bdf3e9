package cas

import (
	"fmt"

	"demandgraph/loaders"
	"demandgraph/loaders/cas/project"
)

// maxProblems is how many problems of a document are told one by one.
const maxProblems = 200

// Problem adds what makes the document bad.
func (c *CAS) Problem(at loaders.Place, format string, args ...any) {
	if len(c.Problems) < maxProblems {
		c.Problems = append(c.Problems, loaders.Problem{Place: at, Message: project.Message(format, args...)})
	} else if len(c.Problems) == maxProblems {
		c.Problems = append(c.Problems, loaders.Problem{Message: fmt.Sprintf("there are more problems; these are the first %d", maxProblems)})
	}
}

// Warn adds what is worth knowing.
func (c *CAS) Warn(at loaders.Place, format string, args ...any) {
	if len(c.Warnings) < maxProblems {
		c.Warnings = append(c.Warnings, loaders.Problem{Place: at, Message: project.Message(format, args...)})
	}
}

// Count counts what is not kept.
func (c *CAS) Count(what string) {
	if c.Counted == nil {
		c.Counted = map[string]int{}
	}
	c.Counted[what]++
}

// problemOf adds a problem of a structure.
func (c *CAS) problemOf(s *Structure, format string, args ...any) {
	c.Problem(s.Place, "%s (%s): %s", s.name(), s.Type, fmt.Sprintf(format, args...))
}
