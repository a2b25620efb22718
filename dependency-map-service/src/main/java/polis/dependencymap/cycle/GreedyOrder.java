package polis.dependencymap.cycle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/** A good order of a component's nodes: few and light edges point backwards. */
final class GreedyOrder {

    private static final int ROUNDS = 8;
    /** Steps that moving nodes may take in all: some hundred milliseconds. */
    private static final long STEPS = 100_000_000;

    private final int nodes;
    private final List<List<WeightedEdge>> out = new ArrayList<>();
    private final List<List<WeightedEdge>> in = new ArrayList<>();

    private GreedyOrder(int nodes, List<WeightedEdge> edges) {
        this.nodes = nodes;
        for (int i = 0; i < nodes; i++) {
            out.add(new ArrayList<>());
            in.add(new ArrayList<>());
        }
        for (WeightedEdge edge : edges) {
            out.get(edge.from()).add(edge);
            in.get(edge.to()).add(edge);
        }
    }

    /** Returns the position of every node in that order. */
    static int[] of(int nodes, List<WeightedEdge> edges) {
        var search = new GreedyOrder(nodes, edges);
        int[] positions = search.bySurplus();
        search.improve(positions);
        return positions;
    }

    /** Sources go to the front, sinks to the back; next is the one with the largest surplus of outgoing weight. */
    private int[] bySurplus() {
        double[] surplus = new double[nodes];
        int[] leaving = new int[nodes];
        int[] entering = new int[nodes];
        var waiting = new PriorityQueue<Candidate>();
        var ends = new ArrayDeque<Integer>();
        for (int node = 0; node < nodes; node++) {
            surplus[node] = weight(out.get(node)) - weight(in.get(node));
            leaving[node] = out.get(node).size();
            entering[node] = in.get(node).size();
            waiting.add(new Candidate(surplus[node], node));
            if (leaving[node] == 0 || entering[node] == 0) {
                ends.add(node);
            }
        }
        boolean[] placed = new boolean[nodes];
        int[] positions = new int[nodes];
        int front = 0;
        int back = nodes - 1;
        while (front <= back) {
            int node = ends.isEmpty() ? best(waiting, surplus, placed) : ends.poll();
            if (placed[node]) {
                continue;
            }
            placed[node] = true;
            positions[node] = leaving[node] == 0 && entering[node] > 0 ? back-- : front++;
            for (WeightedEdge edge : out.get(node)) {
                surplus[edge.to()] += edge.weight();
                if (--entering[edge.to()] == 0) {
                    ends.add(edge.to());
                }
                waiting.add(new Candidate(surplus[edge.to()], edge.to()));
            }
            for (WeightedEdge edge : in.get(node)) {
                surplus[edge.from()] -= edge.weight();
                if (--leaving[edge.from()] == 0) {
                    ends.add(edge.from());
                }
                waiting.add(new Candidate(surplus[edge.from()], edge.from()));
            }
        }
        return positions;
    }

    /** Returns the first candidate that is not outdated. */
    private static int best(PriorityQueue<Candidate> waiting, double[] surplus, boolean[] placed) {
        Candidate candidate = waiting.remove();
        while (placed[candidate.node()] || candidate.surplus() != surplus[candidate.node()]) {
            candidate = waiting.remove();
        }
        return candidate.node();
    }

    private static double weight(List<WeightedEdge> edges) {
        return edges.stream().mapToDouble(WeightedEdge::weight).sum();
    }

    private record Candidate(double surplus, int node) implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            int order = Double.compare(other.surplus, surplus);
            return order != 0 ? order : Integer.compare(node, other.node);
        }
    }

    /** Moves every node to where it costs least, until nothing changes or the steps are used up. */
    private void improve(int[] positions) {
        int[] nodeAt = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            nodeAt[positions[node]] = node;
        }
        long steps = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean changed = false;
            for (int node = 0; node < nodes; node++) {
                int at = positions[node];
                int best = bestPosition(node, positions);
                move(node, at, best, positions, nodeAt);
                changed |= best != at;
                steps += out.get(node).size() + in.get(node).size() + Math.abs(best - at);
                if (steps > STEPS) {
                    return;
                }
            }
            if (!changed) {
                return;
            }
        }
    }

    /** Crossing a neighbour turns the edge between forward or backward. Elsewhere nothing changes. */
    private int bestPosition(int node, int[] positions) {
        List<WeightedEdge> leaving = out.get(node);
        List<WeightedEdge> entering = in.get(node);
        long[] byPosition = new long[leaving.size() + entering.size()];
        double[] gain = new double[byPosition.length];
        for (int i = 0; i < byPosition.length; i++) {
            boolean leaves = i < leaving.size();
            WeightedEdge edge = leaves ? leaving.get(i) : entering.get(i - leaving.size());
            gain[i] = leaves ? edge.weight() : -edge.weight();
            byPosition[i] = (long) positions[leaves ? edge.to() : edge.from()] << 32 | i;
        }
        Arrays.sort(byPosition);
        int at = positions[node];
        int best = at;
        double bestCost = 0;
        for (int direction = 1; direction >= -1; direction -= 2) {
            double cost = 0;
            for (int k = 0; k < byPosition.length; k++) {
                long key = byPosition[direction > 0 ? k : byPosition.length - 1 - k];
                int position = (int) (key >> 32);
                if (Integer.signum(position - at) == direction) {
                    cost += direction * gain[(int) key];
                    // Between two edges of the same neighbour there is no position.
                    boolean last = k + 1 == byPosition.length
                            || (int) (byPosition[direction > 0 ? k + 1 : byPosition.length - 2 - k] >> 32) != position;
                    if (last && cost < bestCost - 1e-9) {
                        bestCost = cost;
                        best = position;
                    }
                }
            }
        }
        return best;
    }

    private static void move(int node, int at, int best, int[] positions, int[] nodeAt) {
        int direction = Integer.signum(best - at);
        for (int position = at; position != best; position += direction) {
            nodeAt[position] = nodeAt[position + direction];
            positions[nodeAt[position]] = position;
        }
        nodeAt[best] = node;
        positions[node] = best;
    }
}
