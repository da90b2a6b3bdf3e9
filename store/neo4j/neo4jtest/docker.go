package neo4jtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"time"

	"github.com/moby/moby/client"
	"github.com/testcontainers/testcontainers-go"
	"github.com/testcontainers/testcontainers-go/log"
	"github.com/testcontainers/testcontainers-go/wait"
)

// startDocker starts a server in a container, which testcontainers removes when this process ends.
func startDocker(ctx context.Context) (address string, stop func(), err error) {
	log.SetDefault(log.NewNoopLogger()) // it tells of each attempt to find an engine
	if err := pingDocker(ctx); err != nil {
		return "", nil, fmt.Errorf("docker %w: %v", errAbsent, err)
	}
	password := rand.Text()
	settings := map[string]string{"NEO4J_AUTH": user + "/" + password}
	for _, s := range commonSettings {
		settings[s.environment()] = s.value
	}
	settings["NEO4J_server_memory_heap_initial__size"] = heapInitial
	settings["NEO4J_server_memory_heap_max__size"] = heapMax
	container, err := testcontainers.Run(ctx, "neo4j:"+Version+"-community",
		testcontainers.WithExposedPorts("7687/tcp"),
		testcontainers.WithEnv(settings),
		testcontainers.WithWaitStrategyAndDeadline(5*time.Minute, wait.ForLog("Started.")))
	stop = func() { testcontainers.TerminateContainer(container) }
	if err == nil {
		address, err = container.PortEndpoint(ctx, "7687/tcp", "")
	}
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("neo4j in docker: %w", err)
	}
	u := url.URL{Scheme: "bolt", User: url.UserPassword(user, password), Host: address}
	return u.String(), stop, nil
}

// pingDocker asks whether a Docker engine answers, for three seconds at most.
func pingDocker(ctx context.Context) (err error) {
	defer func() {
		if r := recover(); r != nil { // testcontainers panics on some settings of the environment
			err = fmt.Errorf("%v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	docker, err := testcontainers.NewDockerClientWithOpts(ctx)
	if err != nil {
		return err
	}
	defer docker.Close()
	_, err = docker.Ping(ctx, client.PingOptions{})
	return err
}
