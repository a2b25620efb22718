package polis.scheduler.peer;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where the other services are. */
@ConfigurationProperties("polis.peers")
public record Peers(@DefaultValue("http://localhost:8761") URI registry,
        @DefaultValue("http://localhost:8081") URI versionset, @DefaultValue("http://localhost:8083") URI map,
        @DefaultValue("http://localhost:9080") URI gateway) {}
