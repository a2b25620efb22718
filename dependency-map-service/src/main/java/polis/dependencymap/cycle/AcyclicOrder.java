package polis.dependencymap.cycle;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A graph without cycles that grows by an edge at a time, and refuses those that would close one. The order of its
 * nodes is repaired only between the two ends (Pearce and Kelly, A dynamic topological sort algorithm for directed
 * acyclic graphs, 2007). Past a number of steps it refuses whatever is against the order: correct, though no longer
 * sparing.
 */
final class AcyclicOrder {

    private static final long STEPS = 60_000_000;

    private final int[] position;
    private final int[][] next;
    private final int[][] previous;
    private final int[] nextCount;
    private final int[] previousCount;
    /** Who was met in which search. */
    private final int[] met;
    private int search;
    private long steps;

    /** Nodes in this order: {@code position[node]}, and no edge yet. */
    AcyclicOrder(int[] position) {
        this.position = position.clone();
        this.next = new int[position.length][4];
        this.previous = new int[position.length][4];
        this.nextCount = new int[position.length];
        this.previousCount = new int[position.length];
        this.met = new int[position.length];
    }

    /** Adds the edge unless it closes a cycle; returns whether it was added. */
    boolean add(int from, int to) {
        if (from == to) {
            return false;
        }
        if (position[from] > position[to]) {
            int[] behind = steps > STEPS ? null : reachable(to, position[from], from, true);
            if (behind == null) {
                return false;
            }
            reorder(reachable(from, position[to], -1, false), behind);
        }
        next[from] = with(next[from], nextCount[from]++, to);
        previous[to] = with(previous[to], previousCount[to]++, from);
        return true;
    }

    /** Returns the nodes that are reached without passing the limit, or null if the forbidden one is among them. */
    private int @Nullable [] reachable(int start, int limit, int forbidden, boolean along) {
        search++;
        int[] found = new int[8];
        int count = 0;
        found[count++] = start;
        met[start] = search;
        for (int head = 0; head < count; head++) {
            int node = found[head];
            int degree = along ? nextCount[node] : previousCount[node];
            int[] others = along ? next[node] : previous[node];
            steps += degree;
            for (int i = 0; i < degree; i++) {
                int other = others[i];
                if (other == forbidden) {
                    return null;
                }
                if (met[other] != search && (along ? position[other] < limit : position[other] > limit)) {
                    met[other] = search;
                    found = with(found, count++, other);
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Gives both groups the positions that they have together, the first before the second, each in its order. */
    private void reorder(int @Nullable [] first, int[] second) {
        int[] ahead = first == null ? new int[0] : first;
        int[] nodes = Arrays.copyOf(byPosition(ahead), ahead.length + second.length);
        System.arraycopy(byPosition(second), 0, nodes, ahead.length, second.length);
        int[] positions = Arrays.stream(nodes).map(node -> position[node]).sorted().toArray();
        for (int i = 0; i < nodes.length; i++) {
            position[nodes[i]] = positions[i];
        }
    }

    private int[] byPosition(int[] nodes) {
        return Arrays.stream(nodes).mapToLong(node -> (long) position[node] << 32 | node).sorted()
                .mapToInt(key -> (int) key).toArray();
    }

    private static int[] with(int[] list, int count, int added) {
        int[] room = count < list.length ? list : Arrays.copyOf(list, 2 * list.length);
        room[count] = added;
        return room;
    }
}
