package polis.dependencymap.layout;

/** Who has an edge to whom, in either direction. */
final class Neighbours {

    private final int[] start;
    private final int[] others;

    Neighbours(int boxes, int[][] edges) {
        this.start = new int[boxes + 1];
        for (int[] edge : edges) {
            start[edge[0] + 1]++;
            start[edge[1] + 1]++;
        }
        for (int i = 1; i <= boxes; i++) {
            start[i] += start[i - 1];
        }
        int[] next = start.clone();
        this.others = new int[2 * edges.length];
        for (int[] edge : edges) {
            others[next[edge[0]]++] = edge[1];
            others[next[edge[1]]++] = edge[0];
        }
    }

    /** Returns the mean height of its neighbours, or its own where it has none. */
    double barycenter(int box, double[] y) {
        int count = start[box + 1] - start[box];
        double sum = 0;
        for (int i = start[box]; i < start[box + 1]; i++) {
            sum += y[others[i]];
        }
        return count == 0 ? y[box] : sum / count;
    }
}
