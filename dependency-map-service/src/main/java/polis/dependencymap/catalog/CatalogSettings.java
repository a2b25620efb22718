package polis.dependencymap.catalog;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the registry is asked.
 *
 * @param interval time between two readings
 * @param staleAfter age from which the copy is shown as stale
 */
@Validated
@ConfigurationProperties("polis.map.catalog")
record CatalogSettings(@DefaultValue("5s") @NotNull Duration interval,
        @DefaultValue("15s") @NotNull Duration staleAfter) {}
