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
    private final List<List<Arc>> out = new ArrayList<>();
    private final List<List<Arc>> in = new ArrayList<>();

    private GreedyOrder(int nodes, List<Arc> arcs) {
        this.nodes = nodes;
        for (int i = 0; i < nodes; i++) {
            out.add(new ArrayList<>());
            in.add(new ArrayList<>());
        }
        for (Arc arc : arcs) {
            out.get(arc.from()).add(arc);
            in.get(arc.to()).add(arc);
        }
    }

    /** The place of every node in that order. */
    static int[] of(int nodes, List<Arc> arcs) {
        var search = new GreedyOrder(nodes, arcs);
        int[] places = search.bySurplus();
        search.improve(places);
        return places;
    }

    /**
     * Sources to the front, sinks to the back, and of the rest the one with the largest surplus of outgoing weight
     * next.
     */
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
        int[] places = new int[nodes];
        int front = 0;
        int back = nodes - 1;
        while (front <= back) {
            int node = ends.isEmpty() ? best(waiting, surplus, placed) : ends.poll();
            if (placed[node]) {
                continue;
            }
            placed[node] = true;
            places[node] = leaving[node] == 0 && entering[node] > 0 ? back-- : front++;
            for (Arc arc : out.get(node)) {
                surplus[arc.to()] += arc.weight();
                if (--entering[arc.to()] == 0) {
                    ends.add(arc.to());
                }
                waiting.add(new Candidate(surplus[arc.to()], arc.to()));
            }
            for (Arc arc : in.get(node)) {
                surplus[arc.from()] -= arc.weight();
                if (--leaving[arc.from()] == 0) {
                    ends.add(arc.from());
                }
                waiting.add(new Candidate(surplus[arc.from()], arc.from()));
            }
        }
        return places;
    }

    /** The first candidate that is not outdated. */
    private static int best(PriorityQueue<Candidate> waiting, double[] surplus, boolean[] placed) {
        Candidate candidate = waiting.remove();
        while (placed[candidate.node()] || candidate.surplus() != surplus[candidate.node()]) {
            candidate = waiting.remove();
        }
        return candidate.node();
    }

    private static double weight(List<Arc> arcs) {
        return arcs.stream().mapToDouble(Arc::weight).sum();
    }

    private record Candidate(double surplus, int node) implements Comparable<Candidate> {

        @Override
        public int compareTo(Candidate other) {
            int order = Double.compare(other.surplus, surplus);
            return order != 0 ? order : Integer.compare(node, other.node);
        }
    }

    /**
     * Takes every node out and puts it in again where it hurts least, until nothing changes or the steps are used up.
     */
    private void improve(int[] places) {
        int[] nodeAt = new int[nodes];
        for (int node = 0; node < nodes; node++) {
            nodeAt[places[node]] = node;
        }
        long steps = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean changed = false;
            for (int node = 0; node < nodes; node++) {
                int at = places[node];
                int best = bestPlace(node, places);
                move(node, at, best, places, nodeAt);
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

    /**
     * Crossing a neighbour turns the edge between: one to it forward, one from it backward. Elsewhere nothing changes.
     */
    private int bestPlace(int node, int[] places) {
        List<Arc> leaving = out.get(node);
        List<Arc> entering = in.get(node);
        long[] byPlace = new long[leaving.size() + entering.size()];
        double[] gain = new double[byPlace.length];
        for (int i = 0; i < byPlace.length; i++) {
            boolean leaves = i < leaving.size();
            Arc arc = leaves ? leaving.get(i) : entering.get(i - leaving.size());
            gain[i] = leaves ? arc.weight() : -arc.weight();
            byPlace[i] = (long) places[leaves ? arc.to() : arc.from()] << 32 | i;
        }
        Arrays.sort(byPlace);
        int at = places[node];
        int best = at;
        double bestCost = 0;
        for (int direction = 1; direction >= -1; direction -= 2) {
            double cost = 0;
            for (int k = 0; k < byPlace.length; k++) {
                long key = byPlace[direction > 0 ? k : byPlace.length - 1 - k];
                int place = (int) (key >> 32);
                if (Integer.signum(place - at) == direction) {
                    cost += direction * gain[(int) key];
                    // Between two edges of the same neighbour there is no place.
                    boolean last = k + 1 == byPlace.length
                            || (int) (byPlace[direction > 0 ? k + 1 : byPlace.length - 2 - k] >> 32) != place;
                    if (last && cost < bestCost - 1e-9) {
                        bestCost = cost;
                        best = place;
                    }
                }
            }
        }
        return best;
    }

    private static void move(int node, int at, int best, int[] places, int[] nodeAt) {
        int direction = Integer.signum(best - at);
        for (int place = at; place != best; place += direction) {
            nodeAt[place] = nodeAt[place + direction];
            places[nodeAt[place]] = place;
        }
        nodeAt[best] = node;
        places[node] = best;
    }
}
