package polis.versionset.peer;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services are.
 *
 * @param registry of the registry-service
 * @param scheduler of the scheduler-service
 */
@ConfigurationProperties("polis.peers")
public record Peers(@DefaultValue("http://localhost:8761") URI registry,
        @DefaultValue("http://localhost:8082") URI scheduler) {}
