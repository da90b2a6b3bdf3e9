package neo4jtest

import (
	"context"
	"fmt"
)

// startJava needs a Unix shell to end the server with the process that started it.
func startJava(context.Context) (address string, stop func(), err error) {
	return "", nil, fmt.Errorf("java %w on Windows", errAbsent)
}
