package polis.gateway.peer;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services are.
 *
 * @param registry base address of registry-service, which knows the instances and exchanges login codes
 * @param versionset base address of versionset-service, which knows the routes
 * @param scheduler base address of scheduler-service, which the console reads
 * @param map base address of dependency-map-service, which the console reads
 */
@ConfigurationProperties("polis.peers")
public record Peers(@DefaultValue("http://localhost:8761") URI registry,
        @DefaultValue("http://localhost:8081") URI versionset, @DefaultValue("http://localhost:8082") URI scheduler,
        @DefaultValue("http://localhost:8083") URI map) {}
