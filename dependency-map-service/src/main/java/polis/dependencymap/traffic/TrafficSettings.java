package polis.dependencymap.traffic;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How traffic is kept.
 *
 * @param retention time for which traffic by minute is kept
 */
@Validated
@ConfigurationProperties("polis.map.traffic")
public record TrafficSettings(@DefaultValue("7d") @NotNull Duration retention) {}
