package polis.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * One line of a result.
 *
 * @param ours median of our rounds
 * @param peer median of the peer's rounds
 * @param ratio peer by ours: above 1 we need less
 * @param ratioGoal the least ratio that was wanted, or null
 * @param byMedians whether the medians keep the goal, or null where there is none
 * @param bySpreads whether all rounds keep the goal, or null where there is none
 */
record Row(String measure, String unit, double ours, String oursSpread, double peer, String peerSpread, String peerName,
        double ratio, @Nullable Double goal, @Nullable Double ratioGoal, @Nullable Verdict byMedians,
        @Nullable Verdict bySpreads) {

    static Row of(Measure measure, Samples ours, Samples peer, String peerName) {
        double ratio = peer.median() / ours.median();
        boolean judged = measure.goal() != null || (measure.ratioGoal() != null && !Double.isNaN(ratio));
        return new Row(measure.name(), measure.unit(), round(ours.median()), spread(ours), round(peer.median()),
                spread(peer), peerName, round(ratio), measure.goal(), measure.ratioGoal(),
                judged ? Verdict.byMedians(ours, peer, measure) : null,
                judged ? Verdict.bySpreads(ours, peer, measure) : null);
    }

    private static String spread(Samples samples) {
        return round(samples.least()) + " to " + round(samples.most());
    }

    private static double round(double value) {
        return Double.isNaN(value) ? value : Math.round(value * 100) / 100.0;
    }
}
