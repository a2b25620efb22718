package polis.registry.version;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import polis.registry.lifecycle.State;

/**
 * A version of a service, running or not. Versions are kept for ever, also when no instance of them is remembered.
 *
 * @param revision the newest revision of the architecture that wanted it; missing where no instance named one
 * @param since when an instance of it was seen first
 * @param until when the last of its instances ended; missing while one lives
 * @param instances live instances of it
 * @param states how many of them are in which state
 * @param nodes where they are, those with the most first
 */
record VersionView(String version, @Nullable Long revision, Instant since, @Nullable Instant until, int instances,
        Map<State, Integer> states, List<NodeCount> nodes) {

    /**
     * Where instances of a version are.
     *
     * @param node the node that was announced, or the host of an instance that was not
     */
    record NodeCount(String node, int instances) {}
}
