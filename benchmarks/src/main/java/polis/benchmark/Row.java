package polis.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * One line of a result.
 *
 * @param ours median of our rounds
 * @param peer median of the peer's rounds
 * @param ratio peer by ours: above 1 we need less
 * @param ratioGoal the least ratio that was wanted, or null
 * @param met whether the goal is kept, or null where there is none
 */
record Row(String measure, String unit, double ours, String oursSpread, double peer, String peerSpread, String peerName,
        double ratio, @Nullable Double goal, @Nullable Double ratioGoal, @Nullable Boolean met) {

    static Row of(Measure measure, Samples ours, Samples peer, String peerName) {
        double mine = ours.median();
        Double goal = measure.goal();
        Double ratioGoal = measure.ratioGoal();
        double ratio = peer.median() / mine;
        Boolean met = goal != null
                ? Boolean.valueOf(mine <= goal)
                : (ratioGoal != null && !Double.isNaN(ratio)) ? Boolean.valueOf(ratio >= ratioGoal) : null;
        return new Row(measure.name(), measure.unit(), round(mine), spread(ours), round(peer.median()), spread(peer),
                peerName, round(ratio), goal, ratioGoal, met);
    }

    private static String spread(Samples samples) {
        return round(samples.least()) + " to " + round(samples.most());
    }

    private static double round(double value) {
        return Double.isNaN(value) ? value : Math.round(value * 100) / 100.0;
    }
}
