package polis.registry.instance;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long what has ended is remembered.
 *
 * @param retention an instance that is GONE is listed for so long, and so long is a service remembered that nobody
 *                  described
 * @param passing the same for instances of a service that nobody described
 */
@Validated
@ConfigurationProperties("polis.registry")
record RetentionSettings(@DefaultValue("P90D") @NotNull @DurationMin(seconds = 0) Duration retention,
        @DefaultValue("P1D") @NotNull @DurationMin(seconds = 0) Duration passing) {}
