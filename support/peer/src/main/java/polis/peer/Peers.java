package polis.peer;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services are, and how long they may take. A service reads what it calls.
 *
 * @param registry base address of registry-service
 * @param versionset base address of versionset-service
 * @param scheduler base address of scheduler-service
 * @param map base address of dependency-map-service
 * @param gateway base address of gateway-service's admin port
 * @param connectTimeout how long one may take to accept a connection
 * @param readTimeout how long one may take to answer
 */
@ConfigurationProperties("polis.peers")
public record Peers(@DefaultValue("http://localhost:8761") URI registry,
        @DefaultValue("http://localhost:8081") URI versionset, @DefaultValue("http://localhost:8082") URI scheduler,
        @DefaultValue("http://localhost:8083") URI map, @DefaultValue("http://localhost:9080") URI gateway,
        @DefaultValue("1s") Duration connectTimeout, @DefaultValue("3s") Duration readTimeout) {}
