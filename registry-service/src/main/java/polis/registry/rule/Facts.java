package polis.registry.rule;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rules must know of a service.
 *
 * @param updating whether it is being updated or rolled back
 * @param serving how many instances that take requests run which version
 */
public record Facts(String service, int tier, @Nullable String owner, boolean described, boolean updating,
        List<String> dependsOn, SortedMap<String, Integer> serving) {}
