package polis.registry.inventory;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.State;

/**
 * A service as it is counted, filtered and judged.
 *
 * @param since when its lifecycle became what it is
 * @param counts its live instances by version and state
 */
public record Entry(String name, int tier, @Nullable String owner, @Nullable String domain, State lifecycle,
        Instant since, boolean described, List<String> tags, List<String> dependsOn, List<Count> counts) {

    /** How many instances of a version are in a state. */
    public record Count(String version, State state, int instances) {}

    /** How many live instances run which version. */
    public SortedMap<String, Integer> versions() {
        return versionsIn(state -> true);
    }

    /** How many instances in such states run which version. */
    public SortedMap<String, Integer> versionsIn(Predicate<State> states) {
        var versions = new TreeMap<String, Integer>();
        counts.stream().filter(count -> states.test(count.state()))
                .forEach(count -> versions.merge(count.version(), count.instances(), Integer::sum));
        return versions;
    }

    /** How many live instances are in which state. */
    public Map<State, Integer> states() {
        var states = new EnumMap<State, Integer>(State.class);
        counts.forEach(count -> states.merge(count.state(), count.instances(), Integer::sum));
        return states;
    }
}
