package polis.versionset.peer;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services are, and how long they may take.
 *
 * @param registry of the registry-service
 * @param scheduler of the scheduler-service
 * @param connectTimeout to accept a connection
 * @param readTimeout to answer
 */
@ConfigurationProperties("polis.peers")
public record Peers(@DefaultValue("http://localhost:8761") URI registry,
        @DefaultValue("http://localhost:8082") URI scheduler, @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("3s") Duration readTimeout) {}
