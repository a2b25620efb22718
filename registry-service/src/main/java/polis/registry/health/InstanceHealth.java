package polis.registry.health;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/**
 * What the health checks of an instance found.
 *
 * @param since when it became so
 * @param detail what was found at that moment, in a sentence
 */
@Embeddable
public record InstanceHealth(@Enumerated(EnumType.STRING) HealthStatus status, Instant since, String detail) {

    /** There is nothing to check. */
    public static final InstanceHealth NONE = new InstanceHealth(HealthStatus.NONE, Instant.EPOCH, "");
    static final InstanceHealth AWAITED = new InstanceHealth(HealthStatus.AWAITED, Instant.EPOCH, "");
}
