package polis.dependencymap.change;

import org.jspecify.annotations.Nullable;

/** One change of a what-if. Nodes are named. */
public sealed interface Change {

    /**
     * Cuts an edge.
     *
     * @param asynchronous which of the two kinds; null for both
     */
    record Cut(String from, String to, @Nullable Boolean asynchronous) implements Change {}

    /** Inverts a dependency: the callee publishes to a topic what the caller asked for. */
    record Invert(String from, String to, String topic) implements Change {}

    /** Moves what was asked for out of the callee, into a service that both of them call. */
    record Extract(String from, String to, String service) implements Change {}

    record AddService(String name, @Nullable Integer tier, @Nullable String owner,
            @Nullable String domain) implements Change {}

    record AddTopic(String name) implements Change {}

    /**
     * Adds an edge.
     *
     * @param callsPerSecond its load; it counts as observed even with none
     * @param declared whether the catalogue will say so
     */
    record Connect(String from, String to, boolean asynchronous, double callsPerSecond,
            boolean declared) implements Change {}
}
