package polis.dependencymap.cycle;

import java.util.Arrays;
import java.util.List;

/** The order of a component's nodes in which the edges that point backwards weigh least. Takes 2^n times n steps. */
final class ExactOrder {

    private ExactOrder() {}

    /** Returns the position of every node in that order. */
    static int[] of(int nodes, List<WeightedEdge> edges) {
        double[][] weight = new double[nodes][nodes];
        for (WeightedEdge edge : edges) {
            weight[edge.from()][edge.to()] += edge.weight();
        }
        double[] least = new double[1 << nodes];
        byte[] last = new byte[1 << nodes];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        least[0] = 0;
        for (int set = 1; set < least.length; set++) {
            for (int node = 0; node < nodes; node++) {
                if ((set & 1 << node) != 0) {
                    int others = set & ~(1 << node);
                    double cost = least[others] + backwards(weight[node], others);
                    // Not for a rounding's worth: equal orders are told apart by their numbers, so that advice is
                    // stable.
                    if (cost < least[set] - 1e-9) {
                        least[set] = cost;
                        last[set] = (byte) node;
                    }
                }
            }
        }
        int[] order = new int[nodes];
        int set = least.length - 1;
        for (int position = nodes - 1; position >= 0; position--) {
            order[last[set]] = position;
            set &= ~(1 << last[set]);
        }
        return order;
    }

    private static double backwards(double[] weights, int others) {
        double sum = 0;
        for (int rest = others; rest != 0; rest &= rest - 1) {
            sum += weights[Integer.numberOfTrailingZeros(rest)];
        }
        return sum;
    }
}
