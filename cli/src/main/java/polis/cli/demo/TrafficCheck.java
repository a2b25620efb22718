package polis.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import polis.cli.terminal.Words;

/** A stretch of traffic in which nothing may fail. */
final class TrafficCheck {

    private final Traffic traffic;
    private final Instant begin = Instant.now();
    private final long answeredBefore;

    TrafficCheck(Traffic traffic) {
        this.traffic = traffic;
        this.answeredBefore = traffic.answered();
    }

    /** Checks that no request has failed so far; answers how many have succeeded. */
    long answered() {
        List<Traffic.Lost> lost = traffic.lostSince(begin);
        long answered = traffic.answered() - answeredBefore;
        Expect.that(lost.isEmpty(), Words.count(lost.size(), "request") + " failed while " + answered
                + " succeeded; the first: " + first(lost));
        return answered;
    }

    /** Checks that there was traffic and that no request failed. */
    String nothingFailed() {
        long answered = answered();
        Expect.that(answered > 0, "There was no traffic at all");
        return Words.count(answered, "request") + " in " + Words.duration(Duration.between(begin, Instant.now()))
                + ", none failed";
    }

    private static String first(List<Traffic.Lost> lost) {
        return lost.isEmpty() ? "" : lost.getFirst().request() + " → " + lost.getFirst().outcome();
    }
}
