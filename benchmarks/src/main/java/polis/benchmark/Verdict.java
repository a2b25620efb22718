package polis.benchmark;

// ADR 94
/** What the rounds tell of a goal. */
enum Verdict {
    MET,
    MISSED,
    /** The spreads of the rounds overlap, so that chance alone may decide. */
    OPEN;

    /** Judges by the medians, as all figures before December 2026 were judged. */
    static Verdict byMedians(Samples ours, Samples peer, Measure measure) {
        Double most = measure.goal();
        double bound = most != null ? most : peer.median() / ratioOf(measure);
        return ours.median() <= bound ? MET : MISSED;
    }

    /** Judges by the spreads: all of our rounds are on one side of the goal, and of all of the peer's rounds. */
    static Verdict bySpreads(Samples ours, Samples peer, Measure measure) {
        Double most = measure.goal();
        double least = most != null ? most : peer.least() / ratioOf(measure);
        double greatest = most != null ? most : peer.most() / ratioOf(measure);
        if (ours.most() <= least) {
            return MET;
        }
        return ours.least() > greatest ? MISSED : OPEN;
    }

    private static double ratioOf(Measure measure) {
        Double ratio = measure.ratioGoal();
        if (ratio == null) {
            throw new IllegalArgumentException(measure.name() + " has no goal");
        }
        return ratio;
    }
}
