package polis.dependencymap.cycle;

import java.util.List;

/**
 * Services that all need each other, directly or through others: a strongly connected component.
 *
 * @param id stays the same as long as the members do
 * @param members in alphabetical order
 * @param shortest the names along the shortest cycle within, the first one not repeated at the end
 * @param edges the roads within
 * @param cuts the cheapest set of roads without which no cycle is left
 */
public record Cycle(String id, List<String> members, List<String> shortest, List<CycleEdge> edges, List<Cut> cuts) {

    /**
     * A road within a cycle.
     *
     * @param edge its number in the graph
     * @param shortest the names along the shortest cycle through it; empty where there are too many roads to look
     */
    public record CycleEdge(int edge, List<String> shortest) {}

    /**
     * A road to cut.
     *
     * @param edge its number in the graph
     * @param explanation why this one, how, and what it gains
     */
    public record Cut(int edge, String explanation) {}
}
