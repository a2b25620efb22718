package polis.dependencymap.cycle;

import java.util.Arrays;
import polis.dependencymap.graph.Graph;

/**
 * The shortest cycle through every edge of a component. The one through u → v is the shortest way from v to u:
 * breadth-first searches, {@value #LANES} at a time in the bits of a word (Then et al., The More the Merrier: Efficient
 * Multi-Source Graph Traversal, VLDB 2014). Ten thousand services with a hundred thousand edges take a second.
 */
final class ShortestCycles {

    private static final int LANES = 64;
    /** Steps of all searches together: a second or two. */
    private static final long STEPS = 400_000_000;
    /** Nodes on all cycles together: they must fit into an answer. */
    private static final long MOST_LISTED = 2_000_000;

    private final Graph graph;
    private final int[] members;
    private final int[] positionOf;
    /** The edges within the component by position of the node that they leave and enter. */
    private final int[][] next;
    private final int[][] previous;
    private final int[][] distance;
    private final long[] seen;
    private final long[] frontier;
    private final long[] arriving;
    private final long[] wanted;
    private final int[] missing = new int[LANES];
    private long steps;
    private long listed;

    private ShortestCycles(Graph graph, int[] members) {
        this.graph = graph;
        this.members = members;
        this.positionOf = new int[graph.nodes()];
        Arrays.fill(positionOf, -1);
        for (int i = 0; i < members.length; i++) {
            positionOf[members[i]] = i;
        }
        this.next = new int[members.length][];
        this.previous = new int[members.length][];
        for (int i = 0; i < members.length; i++) {
            next[i] = neighbours(members[i], true);
            previous[i] = neighbours(members[i], false);
        }
        this.distance = new int[LANES][members.length];
        this.seen = new long[members.length];
        this.frontier = new long[members.length];
        this.arriving = new long[members.length];
        this.wanted = new long[members.length];
    }

    /**
     * Returns the nodes of the shortest cycle through each of these edges, beginning with the one that the edge leads
     * from; empty for those that there were no steps left for.
     *
     * @param members one strongly connected component
     * @param edges edges between members, no loops
     */
    static int[][] through(Graph graph, int[] members, int[] edges) {
        return new ShortestCycles(graph, members).search(edges);
    }

    private int[] neighbours(int node, boolean along) {
        int degree = along ? graph.outDegree(node) : graph.inDegree(node);
        int[] found = new int[degree];
        int count = 0;
        for (int i = 0; i < degree; i++) {
            int other = along ? graph.to(graph.outEdge(node, i)) : graph.from(graph.inEdge(node, i));
            if (positionOf[other] >= 0 && other != node) {
                found[count++] = positionOf[other];
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int[][] search(int[] edges) {
        int[][] cycles = new int[edges.length][0];
        int[] order = byTarget(edges);
        int begin = 0;
        while (begin < order.length && steps < STEPS && listed < MOST_LISTED) {
            int[] lane = new int[order.length - begin];
            int lanes = 0;
            int end = begin;
            for (; end < order.length; end++) {
                boolean another = end == begin || graph.to(edges[order[end]]) != graph.to(edges[order[end - 1]]);
                if (another && lanes == LANES) {
                    break;
                }
                lanes += another ? 1 : 0;
                lane[end - begin] = lanes - 1;
                want(lanes - 1, positionOf[graph.from(edges[order[end]])]);
            }
            int[] starts = new int[lanes];
            for (int i = begin; i < end; i++) {
                starts[lane[i - begin]] = positionOf[graph.to(edges[order[i]])];
            }
            spread(starts);
            for (int i = begin; i < end && listed < MOST_LISTED; i++) {
                cycles[order[i]] = path(lane[i - begin], positionOf[graph.from(edges[order[i]])]);
            }
            begin = end;
        }
        return cycles;
    }

    private int[] byTarget(int[] edges) {
        long[] keys = new long[edges.length];
        for (int i = 0; i < edges.length; i++) {
            keys[i] = (long) graph.to(edges[i]) << 32 | i;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private void want(int lane, int position) {
        if ((wanted[position] & 1L << lane) == 0) {
            wanted[position] |= 1L << lane;
            missing[lane]++;
        }
    }

    /** Goes on from all starts at once until each has met whom it looks for. */
    private void spread(int[] starts) {
        Arrays.fill(seen, 0);
        int[] here = new int[members.length];
        int[] there = new int[members.length];
        int count = 0;
        for (int lane = 0; lane < starts.length; lane++) {
            count = arrive(starts[lane], 1L << lane, here, count);
        }
        long active = settle(here, count, 0, -1L >>> (LANES - starts.length));
        for (int far = 1; count > 0 && active != 0; far++) {
            int arrived = 0;
            for (int i = 0; i < count; i++) {
                long searching = frontier[here[i]] & active;
                frontier[here[i]] = 0;
                if (searching != 0) {
                    for (int other : next[here[i]]) {
                        long fresh = searching & ~seen[other];
                        arrived = fresh == 0 ? arrived : arrive(other, fresh, there, arrived);
                    }
                    steps += next[here[i]].length;
                }
            }
            active = settle(there, arrived, far, active);
            int[] swap = here;
            here = there;
            there = swap;
            count = arrived;
        }
        for (int i = 0; i < count; i++) {
            frontier[here[i]] = 0;
        }
        Arrays.fill(wanted, 0);
        Arrays.fill(missing, 0);
    }

    private int arrive(int position, long lanes, int[] list, int count) {
        boolean first = arriving[position] == 0;
        arriving[position] |= lanes;
        if (first) {
            list[count] = position;
        }
        return first ? count + 1 : count;
    }

    /** Notes how far those are that were arrived at, and returns the searches that are not over. */
    private long settle(int[] list, int count, int far, long active) {
        long left = active;
        for (int i = 0; i < count; i++) {
            int position = list[i];
            long lanes = arriving[position];
            arriving[position] = 0;
            seen[position] |= lanes;
            frontier[position] = lanes;
            steps += Long.bitCount(lanes);
            for (long rest = lanes; rest != 0; rest &= rest - 1) {
                int lane = Long.numberOfTrailingZeros(rest);
                distance[lane][position] = far;
                if ((wanted[position] & 1L << lane) != 0 && --missing[lane] == 0) {
                    left &= ~(1L << lane);
                }
            }
        }
        return left;
    }

    /** Back from the goal, each time to the first that is one step nearer to the start. */
    private int[] path(int lane, int goal) {
        int[] path = new int[distance[lane][goal] + 1];
        path[0] = members[goal];
        int at = goal;
        for (int i = path.length - 1; i > 0; i--) {
            int nearer = distance[lane][at] - 1;
            for (int other : previous[at]) {
                if ((seen[other] & 1L << lane) != 0 && distance[lane][other] == nearer) {
                    at = other;
                    break;
                }
            }
            path[i] = members[at];
        }
        listed += path.length;
        return path;
    }
}
