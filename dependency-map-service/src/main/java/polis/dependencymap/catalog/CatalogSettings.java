package polis.dependencymap.catalog;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the registry is and how often it is asked.
 *
 * @param registry base URL of registry-service
 * @param interval time between two readings
 * @param staleAfter age from which the copy is shown as stale
 */
@Validated
@ConfigurationProperties("polis.map.catalog")
record CatalogSettings(@DefaultValue("http://localhost:8761") @NotNull URI registry,
        @DefaultValue("5s") @NotNull Duration interval, @DefaultValue("15s") @NotNull Duration staleAfter) {}
