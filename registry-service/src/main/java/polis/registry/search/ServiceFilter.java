package polis.registry.search;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import polis.registry.inventory.Entry;
import polis.registry.lifecycle.State;

/**
 * Which services are wanted. Of several values one must match, of several tags each must be there; an empty set matches
 * all.
 */
record ServiceFilter(Set<Integer> tiers, Set<String> owners, Set<State> lifecycles, Set<String> tags,
        Set<String> domains) {

    boolean admits(Entry entry) {
        return any(tiers, entry.tier()) && any(owners, entry.owner()) && any(lifecycles, entry.lifecycle())
                && any(domains, entry.domain()) && (tags.isEmpty() || entry.tags().containsAll(tags));
    }

    private static <T> boolean any(Set<T> wanted, @Nullable T value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}
