package polis.dependencymap.layout;

/** Who has a road to whom, in either direction. */
final class Neighbours {

    private final int[] start;
    private final int[] others;

    Neighbours(int houses, int[][] roads) {
        this.start = new int[houses + 1];
        for (int[] road : roads) {
            start[road[0] + 1]++;
            start[road[1] + 1]++;
        }
        for (int i = 1; i <= houses; i++) {
            start[i] += start[i - 1];
        }
        int[] next = start.clone();
        this.others = new int[2 * roads.length];
        for (int[] road : roads) {
            others[next[road[0]]++] = road[1];
            others[next[road[1]]++] = road[0];
        }
    }

    /** The mean height of its neighbours, or its own where it has none. */
    double barycenter(int house, double[] y) {
        int count = start[house + 1] - start[house];
        double sum = 0;
        for (int i = start[house]; i < start[house + 1]; i++) {
            sum += y[others[i]];
        }
        return count == 0 ? y[house] : sum / count;
    }
}
