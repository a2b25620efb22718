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
public record HealthFact(@Enumerated(EnumType.STRING) HealthStatus status, Instant since, String detail) {

    /** There is nothing to check. */
    public static final HealthFact NONE = new HealthFact(HealthStatus.NONE, Instant.EPOCH, "");
    static final HealthFact AWAITED = new HealthFact(HealthStatus.AWAITED, Instant.EPOCH, "");
}
