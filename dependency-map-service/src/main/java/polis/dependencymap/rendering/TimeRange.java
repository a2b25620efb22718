package polis.dependencymap.rendering;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** The time that a map is of; the last hour unless it is said otherwise. */
public record TimeRange(Instant from, Instant to) {

    private static final Duration USUAL = Duration.ofHours(1);
    /** Beyond these there are no minutes that have a number. */
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("3000-01-01T00:00:00Z");

    /**
     * Returns the range that was asked for, or a problem that says what is wrong with it.
     *
     * @param longest it may be: as long as traffic is kept
     */
    public static TimeRange of(@Nullable Instant from, @Nullable Instant to, Instant now, Duration longest) {
        Instant end = to != null ? to : from != null && from.isAfter(now) ? from : now;
        Instant start = from != null ? from : end.minus(USUAL);
        if (!start.isBefore(end)) {
            throw invalid("from", "must be before to");
        }
        if (start.isBefore(FIRST) || end.isAfter(LAST)) {
            throw invalid(start.isBefore(FIRST) ? "from" : "to", "must be between 1970 and 3000");
        }
        if (Duration.between(start, end).compareTo(longest) > 0) {
            throw invalid("from",
                    "must be at most %d days before to: so long traffic is kept".formatted(longest.toDays()));
        }
        return new TimeRange(start, end);
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(StandardProblem.INVALID_REQUEST, "The time range is not valid: correct from or to.",
                List.of(FieldError.parameter(parameter, message)));
    }

    public int firstMinute() {
        return (int) Math.floorDiv(from.getEpochSecond(), 60L);
    }

    /** Returns the minute after the last one, of which a moment is enough. */
    public int endMinute() {
        return (int) (Math.floorDiv(to.minusNanos(1).getEpochSecond(), 60L) + 1);
    }

    /** Returns its seconds after the first minute with traffic: traffic a minute old has no hourly mean. */
    public double secondsSince(int minute) {
        Instant start = minute < 0 ? from : Instant.ofEpochSecond(60L * minute);
        return Math.max(10, Duration.between(start.isAfter(from) ? start : from, to).toMillis() / 1000.0);
    }
}
