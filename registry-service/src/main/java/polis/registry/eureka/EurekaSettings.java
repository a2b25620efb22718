package polis.registry.eureka;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What Eureka clients need.
 *
 * @param username the shared user of HTTP basic in the clients' service URL
 * @param password its password; where none is set only services with credentials of their own can register
 * @param pendingChanges leases whose change may wait for the database; past that all leases are compared when it is
 *         back
 * @param evictionInterval how often leases that ran out are looked for
 */
@Validated
@ConfigurationProperties("polis.registry.eureka")
record EurekaSettings(@DefaultValue("eureka") @NotBlank String username, @Nullable String password,
        @DefaultValue("100000") @Min(1) int pendingChanges,
        @DefaultValue("1s") @DurationMin(millis = 50) Duration evictionInterval) {}
