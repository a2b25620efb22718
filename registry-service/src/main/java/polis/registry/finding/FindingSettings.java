package polis.registry.finding;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what was said of findings is kept.
 *
 * @param retention an acknowledgement is kept for so long after it has expired; the feed tells of it for ever
 */
@Validated
@ConfigurationProperties("polis.registry.finding")
record FindingSettings(@DefaultValue("P90D") @NotNull @DurationMin(seconds = 0) Duration retention) {}
