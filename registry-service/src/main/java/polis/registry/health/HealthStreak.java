package polis.registry.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a verdict of a row of outcomes. An instance rises after so many passes and falls after so many failures in
 * a row; each fall within the window doubles the passes that it needs to rise again. An address that never passed and
 * answers as no health check does is none; one that passed before and answers so now fails.
 *
 * @param status the verdict
 * @param row outcomes of the kind of the last one, in a row
 * @param falls when it fell within the window, oldest first
 */
record HealthStreak(HealthStatus status, Class<?> kind, int row, boolean everPassed, List<Instant> falls) {

    private static final int MOST_DOUBLINGS = 3;

    /** Before the first check. */
    static final HealthStreak START = new HealthStreak(HealthStatus.AWAITED, Outcome.class, 0, false, List.of());

    /** The thresholds. */
    record Thresholds(int rise, int fall, Duration flapWindow) {}

    HealthStreak after(Outcome outcome, Instant now, Thresholds thresholds) {
        Outcome counted = outcome instanceof Outcome.Unserved && everPassed
                ? new Outcome.Failed(outcome.detail(), outcome.detail())
                : outcome;
        int inRow = counted.getClass().equals(kind) ? Math.min(row + 1, 1_000_000) : 1;
        List<Instant> recent = falls.stream().filter(fall -> fall.isAfter(now.minus(thresholds.flapWindow()))).toList();
        HealthStatus next = switch (counted) {
            case Outcome.Passed _ -> inRow >= needed(recent, thresholds) ? HealthStatus.PASSING : status;
            case Outcome.Failed _ -> inRow >= thresholds.fall() ? HealthStatus.FAILING : status;
            case Outcome.Unserved _ -> inRow >= thresholds.rise() ? HealthStatus.UNCHECKED : status;
        };
        if (status == HealthStatus.PASSING && next == HealthStatus.FAILING) {
            recent = Stream.concat(recent.stream(), Stream.of(now)).toList();
        }
        return new HealthStreak(next, counted.getClass(), inRow, everPassed || next == HealthStatus.PASSING, recent);
    }

    /** Returns whether the next outcome is eagerly awaited: nothing is decided, or a fall may be under way. */
    boolean urgent() {
        return status == HealthStatus.AWAITED || (status == HealthStatus.PASSING && !kind.equals(Outcome.Passed.class));
    }

    private static int needed(List<Instant> falls, Thresholds thresholds) {
        return thresholds.rise() << Math.clamp(falls.size() - 1L, 0, MOST_DOUBLINGS);
    }
}
