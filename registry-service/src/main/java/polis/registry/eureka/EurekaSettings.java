package polis.registry.eureka;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may register, and how often what is out of date is removed.
 *
 * @param username the shared user of HTTP basic in the clients' service URL
 * @param password its password; where none is set only services with credentials of their own can register
 * @param shared whether the shared user and password register names that nobody has reserved: for trials. Where it is
 *               off, clients need credentials of their services
 * @param announcedOnly whether only instances may register that a scheduler announced
 * @param nodePassword what nodes of the registry authenticate to each other with; where none is set they use the shared
 *         password
 * @param evictionInterval how often lapsed leases are looked for
 */
@Validated
@ConfigurationProperties("polis.registry.eureka")
record EurekaSettings(@DefaultValue("eureka") @NotBlank String username, @Nullable String password,
        @DefaultValue("true") boolean shared, @DefaultValue("false") boolean announcedOnly,
        @Nullable String nodePassword, @DefaultValue("1s") @DurationMin(millis = 50) Duration evictionInterval) {}
