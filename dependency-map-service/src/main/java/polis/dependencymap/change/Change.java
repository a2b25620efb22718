package polis.dependencymap.change;

import org.jspecify.annotations.Nullable;

/** One change of a city, to be tried on paper. Places go by their names. */
public sealed interface Change {

    /**
     * Does without a road.
     *
     * @param asynchronous which of the two kinds; null for both
     */
    record Cut(String from, String to, @Nullable Boolean asynchronous) implements Change {}

    /** Turns a dependency around: whoever was asked publishes to a topic what the other one asked for. */
    record Invert(String from, String to, String topic) implements Change {}

    /** Moves what was asked for out of the one that was asked, into a service that both of them call. */
    record Extract(String from, String to, String service) implements Change {}

    record AddService(String name, @Nullable Integer tier, @Nullable String owner,
            @Nullable String domain) implements Change {}

    record AddTopic(String name) implements Change {}

    /**
     * Builds a road.
     *
     * @param callsPerSecond its load; also with none it counts as travelled
     * @param declared whether the catalogue will say so
     */
    record Connect(String from, String to, boolean asynchronous, double callsPerSecond,
            boolean declared) implements Change {}
}
