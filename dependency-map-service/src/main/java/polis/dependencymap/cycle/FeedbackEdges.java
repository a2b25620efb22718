package polis.dependencymap.cycle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import polis.dependencymap.graph.Graph;

/**
 * A set of edges without which a component has no cycle, of the least weight. To find it is NP-hard; it is exact here for
 * components of up to {@value #EXACT_UP_TO} nodes, by dynamic programming over subsets (every order of the nodes leaves
 * some edges pointing backwards; the cheapest order is sought). Larger ones get the order of Eades, Lin and Smyth (A fast
 * and effective heuristic for the feedback arc set problem, 1993) with weights, then nodes are moved while that helps, and
 * in the end every edge is put back that closes no cycle.
 */
public final class FeedbackEdges {

    static final int EXACT_UP_TO = 16;

    private FeedbackEdges() {}

    /**
     * The edges to cut, in ascending order.
     *
     * @param members the nodes of one strongly connected component
     * @param weight the positive weight of every edge of the graph
     */
    public static List<Integer> of(Graph graph, int[] members, double[] weight) {
        int[] positionOf = new int[graph.nodes()];
        Arrays.fill(positionOf, -1);
        for (int i = 0; i < members.length; i++) {
            positionOf[members[i]] = i;
        }
        List<Arc> arcs = new ArrayList<>();
        for (int member : members) {
            for (int i = 0; i < graph.outDegree(member); i++) {
                int edge = graph.outEdge(member, i);
                int to = positionOf[graph.to(edge)];
                if (to >= 0 && graph.to(edge) != member) {
                    arcs.add(new Arc(edge, positionOf[member], to, weight[edge]));
                }
            }
        }
        int[] order = members.length <= EXACT_UP_TO
                ? ExactOrder.of(members.length, arcs)
                : GreedyOrder.of(members.length, arcs);
        List<Arc> backwards = arcs.stream().filter(arc -> order[arc.from()] > order[arc.to()]).toList();
        return withoutNeedless(members.length, arcs, backwards).stream().map(Arc::edge).sorted().toList();
    }

    /** Puts back, dearest first, what closes no cycle with the edges that stay. */
    private static List<Arc> withoutNeedless(int nodes, List<Arc> arcs, List<Arc> cut) {
        if ((long) cut.size() * arcs.size() > 50_000_000) {
            return cut;
        }
        List<List<Integer>> next = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            next.add(new ArrayList<>());
        }
        List<Arc> dearestFirst = cut.stream()
                .sorted(Comparator.comparingDouble(Arc::weight).reversed().thenComparingInt(Arc::edge)).toList();
        Set<Arc> without = new HashSet<>(cut);
        arcs.stream().filter(arc -> !without.contains(arc)).forEach(arc -> next.get(arc.from()).add(arc.to()));
        List<Arc> needed = new ArrayList<>();
        for (Arc arc : dearestFirst) {
            if (reaches(next, arc.to(), arc.from())) {
                needed.add(arc);
            } else {
                next.get(arc.from()).add(arc.to());
            }
        }
        return needed;
    }

    private static boolean reaches(List<List<Integer>> next, int start, int goal) {
        boolean[] seen = new boolean[next.size()];
        int[] stack = new int[next.size()];
        int height = 0;
        stack[height++] = start;
        seen[start] = true;
        while (height > 0) {
            int node = stack[--height];
            if (node == goal) {
                return true;
            }
            for (int other : next.get(node)) {
                if (!seen[other]) {
                    seen[other] = true;
                    stack[height++] = other;
                }
            }
        }
        return false;
    }
}
