package polis.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * One line of a result.
 *
 * @param ours median of our rounds
 * @param peer median of the peer's rounds
 * @param ratio peer by ours: above 1 we need less
 * @param met whether the goal is kept, or null where there is none
 */
record Row(String measure, String unit, double ours, String oursSpread, double peer, String peerSpread, String peerName,
        double ratio, @Nullable Double goal, @Nullable Boolean met) {

    static Row of(Measure measure, Samples ours, Samples peer, String peerName) {
        double mine = ours.median();
        Double goal = measure.goal();
        return new Row(measure.name(), measure.unit(), round(mine), spread(ours), round(peer.median()), spread(peer),
                peerName, round(peer.median() / mine), goal, goal == null ? null : mine <= goal);
    }

    private static String spread(Samples samples) {
        return round(samples.least()) + " to " + round(samples.most());
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
