package polis.dependencymap.cycle;

import java.util.List;
import polis.dependencymap.change.Change;

/**
 * Services that all need each other, directly or through others: a strongly connected component.
 *
 * @param id stays the same as long as the members do
 * @param members in alphabetical order
 * @param shortest the names along the shortest cycle within, the first one not repeated at the end
 * @param edges the edges within
 * @param cuts the cheapest set of edges without which no cycle is left
 */
public record Cycle(String id, List<String> members, List<String> shortest, List<CycleEdge> edges, List<Cut> cuts) {

    /**
     * An edge within a cycle.
     *
     * @param edge its number in the graph
     * @param cost what it costs to do without it
     * @param shortest the names along the shortest cycle through it; empty where there are too many edges to look
     */
    public record CycleEdge(int edge, double cost, List<String> shortest) {}

    /**
     * An edge to cut.
     *
     * @param edge its number in the graph
     * @param explanation why this one, how, and what it gains
     * @param proposals ways to do without it, the recommended one first
     */
    public record Cut(int edge, double cost, String explanation, List<Proposal> proposals) {}

    /** A way to do without an edge. */
    public record Proposal(Kind kind, String text, List<Change> changes) {}

    public enum Kind {
        /** Whoever was asked publishes to a topic. */
        INVERT,
        /** A third service takes the part that is needed. */
        EXTRACT
    }
}
