package polis.dependencymap.drift;

import org.jspecify.annotations.Nullable;
import polis.dependencymap.city.Way;

/**
 * A difference between what is declared and what is.
 *
 * @param to null where it is about a place and not about a road
 * @param via the topic between the two
 * @param way the road, the one from the topic where there are two
 */
public record Discrepancy(Type type, String from, @Nullable String to, @Nullable String via, @Nullable Way way) {

    /** Its kind, the worst last. */
    public enum Type {
        DECLARED_NOT_OBSERVED, OBSERVED_NOT_DECLARED, TIER_INVERSION, UNDESCRIBED_SERVICE
    }
}
