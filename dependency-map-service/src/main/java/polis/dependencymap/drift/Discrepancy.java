package polis.dependencymap.drift;

import org.jspecify.annotations.Nullable;
import polis.dependencymap.rendering.Edge;

/**
 * A difference between what is declared and what is.
 *
 * @param to null where it is about a node and not about an edge
 * @param via the topic between the two
 * @param edge the edge, the one from the topic where there are two
 */
public record Discrepancy(Type type, String from, @Nullable String to, @Nullable String via, @Nullable Edge edge) {

    /** Its kind, the worst last. */
    public enum Type {
        DECLARED_NOT_OBSERVED, OBSERVED_NOT_DECLARED, TIER_INVERSION, UNDESCRIBED_SERVICE
    }
}
