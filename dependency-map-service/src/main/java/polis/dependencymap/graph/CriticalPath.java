package polis.dependencymap.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of a request goes: from its entrance on, at every node, the edge that takes the largest part of it. A
 * part is how often the edge is used for a request of the entrance times how long one such call takes, as its caller
 * sees it. From sums alone nobody can tell what runs at the same time, so parts of calls in parallel may add up to more
 * than a request takes.
 */
public final class CriticalPath {

    private CriticalPath() {}

    /**
     * An edge on the way.
     *
     * @param callsPerRequest how often it is used for one request of the entrance
     * @param contribution milliseconds of a request of the entrance
     */
    public record Hop(int edge, double callsPerRequest, double contribution) {}

    /**
     * Returns the way from an entrance until nothing is known any more, or it would enter a cycle again.
     *
     * @param requests of every node
     * @param calls of every edge
     * @param latency of a call of every edge in milliseconds, NaN where unknown
     * @param followed whether the caller waits for it
     */
    public static List<Hop> from(int entrance, Graph graph, double[] requests, double[] calls, double[] latency,
            boolean[] followed) {
        List<Hop> hops = new ArrayList<>();
        boolean[] seen = new boolean[graph.nodes()];
        int at = entrance;
        double uses = 1;
        while (requests[at] > 0 && !seen[at]) {
            seen[at] = true;
            Hop slowest = null;
            for (int i = 0; i < graph.outDegree(at); i++) {
                int edge = graph.outEdge(at, i);
                double share = uses * calls[edge] / requests[at];
                double contribution = share * latency[edge];
                if (followed[edge] && !seen[graph.to(edge)] && contribution > 0
                        && (slowest == null || contribution > slowest.contribution())) {
                    slowest = new Hop(edge, share, contribution);
                }
            }
            if (slowest == null) {
                break;
            }
            hops.add(slowest);
            uses = slowest.callsPerRequest();
            at = graph.to(slowest.edge());
        }
        return hops;
    }
}
