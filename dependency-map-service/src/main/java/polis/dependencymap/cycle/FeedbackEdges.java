package polis.dependencymap.cycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import polis.dependencymap.graph.Graph;

/**
 * A set of edges without which a component has no cycle, of the least weight. To find it is NP-hard; it is exact here
 * for components of up to {@value #EXACT_UP_TO} nodes, by dynamic programming over subsets (every order of the nodes
 * leaves some edges pointing backwards; the cheapest order is sought). Larger ones get the order of Eades, Lin and
 * Smyth (A fast and effective heuristic for the feedback arc set problem, 1993) with weights, then nodes are moved
 * while that helps, and in the end every edge is put back, dearest first, that closes no cycle.
 */
final class FeedbackEdges {

    static final int EXACT_UP_TO = 16;

    private FeedbackEdges() {}

    /**
     * Returns the edges to cut, in ascending order.
     *
     * @param members the nodes of one strongly connected component
     * @param weight the positive weight of every edge of the graph
     */
    static List<Integer> of(Graph graph, int[] members, double[] weight) {
        int[] positionOf = new int[graph.nodes()];
        Arrays.fill(positionOf, -1);
        for (int i = 0; i < members.length; i++) {
            positionOf[members[i]] = i;
        }
        List<WeightedEdge> edges = new ArrayList<>();
        for (int member : members) {
            for (int i = 0; i < graph.outDegree(member); i++) {
                int edge = graph.outEdge(member, i);
                int to = positionOf[graph.to(edge)];
                if (to >= 0 && graph.to(edge) != member) {
                    edges.add(new WeightedEdge(edge, positionOf[member], to, weight[edge]));
                }
            }
        }
        int[] order = members.length <= EXACT_UP_TO
                ? ExactOrder.of(members.length, edges)
                : GreedyOrder.of(members.length, edges);
        List<WeightedEdge> needed = new ArrayList<>();
        var kept = new AcyclicOrder(order);
        edges.stream().filter(edge -> order[edge.from()] < order[edge.to()])
                .forEach(edge -> kept.add(edge.from(), edge.to()));
        edges.stream().filter(edge -> order[edge.from()] > order[edge.to()])
                .sorted(Comparator.comparingDouble(WeightedEdge::weight).reversed()
                        .thenComparingInt(WeightedEdge::number))
                .filter(edge -> !kept.add(edge.from(), edge.to())).forEach(needed::add);
        return needed.stream().map(WeightedEdge::number).sorted().toList();
    }
}
