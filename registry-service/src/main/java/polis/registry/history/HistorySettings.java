package polis.registry.history;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long history is kept in full.
 *
 * @param keep every step is kept for so long; then one row of each service and day
 */
@Validated
@ConfigurationProperties("polis.registry.history")
record HistorySettings(@DefaultValue("P400D") @NotNull @DurationMin(days = 1) Duration keep) {}
