package polis.dependencymap.cycle;

import java.util.ArrayList;
import java.util.List;

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

    /** Sources to the front, sinks to the back, and of the rest the one with the largest surplus of outgoing weight next. */
    private int[] bySurplus() {
        double[] outgoing = new double[nodes];
        double[] incoming = new double[nodes];
        for (int node = 0; node < nodes; node++) {
            outgoing[node] = out.get(node).stream().mapToDouble(Arc::weight).sum();
            incoming[node] = in.get(node).stream().mapToDouble(Arc::weight).sum();
        }
        boolean[] placed = new boolean[nodes];
        int[] places = new int[nodes];
        int front = 0;
        int back = nodes - 1;
        while (front <= back) {
            int best = -1;
            boolean sink = false;
            for (int node = 0; node < nodes && !sink; node++) {
                if (!placed[node]) {
                    sink = outgoing[node] <= 1e-9 && incoming[node] > 1e-9;
                    if (sink || best < 0
                            || outgoing[node] - incoming[node] > outgoing[best] - incoming[best] + 1e-9) {
                        best = node;
                    }
                }
            }
            placed[best] = true;
            places[best] = sink ? back-- : front++;
            out.get(best).forEach(arc -> incoming[arc.to()] -= arc.weight());
            in.get(best).forEach(arc -> outgoing[arc.from()] -= arc.weight());
        }
        return places;
    }

    /** Takes every node out and puts it in again where it hurts least, until nothing changes or the steps are used up. */
    private void improve(int[] places) {
        long steps = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean changed = false;
            for (int node = 0; node < nodes; node++) {
                changed |= moveToBest(node, places);
                steps += nodes;
                if (steps > STEPS) {
                    return;
                }
            }
            if (!changed) {
                return;
            }
        }
    }

    private boolean moveToBest(int node, int[] places) {
        // What crossing the node at each place would add: an edge to it turns forward, an edge from it backward.
        double[] gain = new double[nodes];
        out.get(node).forEach(arc -> gain[places[arc.to()]] += arc.weight());
        in.get(node).forEach(arc -> gain[places[arc.from()]] -= arc.weight());
        int at = places[node];
        int best = at;
        double bestCost = 0;
        double cost = 0;
        for (int place = at + 1; place < nodes; place++) {
            cost += gain[place];
            if (cost < bestCost - 1e-9) {
                bestCost = cost;
                best = place;
            }
        }
        cost = 0;
        for (int place = at - 1; place >= 0; place--) {
            cost -= gain[place];
            if (cost < bestCost - 1e-9) {
                bestCost = cost;
                best = place;
            }
        }
        if (best == at) {
            return false;
        }
        for (int other = 0; other < nodes; other++) {
            if (places[other] > at && places[other] <= best) {
                places[other]--;
            } else if (places[other] < at && places[other] >= best) {
                places[other]++;
            }
        }
        places[node] = best;
        return true;
    }
}
