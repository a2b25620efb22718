package polis.dependencymap.city;

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
    private static final Duration LONGEST = Duration.ofDays(1);

    /** The range that was asked for, or a problem that says what is wrong with it. */
    public static TimeRange of(@Nullable Instant from, @Nullable Instant to, Instant now) {
        Instant end = to != null ? to : from != null && from.isAfter(now) ? from : now;
        Instant start = from != null ? from : end.minus(USUAL);
        if (!start.isBefore(end)) {
            throw invalid("from", "must be before to");
        }
        if (Duration.between(start, end).compareTo(LONGEST) > 0) {
            throw invalid("from", "must be at most 24 hours before to");
        }
        return new TimeRange(start, end);
    }

    private static ProblemException invalid(String parameter, String message) {
        return new ProblemException(StandardProblem.INVALID_REQUEST, "The time range is not valid.",
                List.of(FieldError.parameter(parameter, message)));
    }

    public int firstMinute() {
        return (int) Math.floorDiv(from.getEpochSecond(), 60L);
    }

    /** The minute after the last one. */
    public int endMinute() {
        return (int) Math.floorDiv(to.getEpochSecond() + 59, 60L);
    }

    /** The seconds of it that lie after the first minute with traffic: a city that is a minute old has no hourly mean. */
    public double secondsSince(int minute) {
        Instant start = minute < 0 ? from : Instant.ofEpochSecond(60L * minute);
        return Math.max(10, Duration.between(start.isAfter(from) ? start : from, to).toMillis() / 1000.0);
    }
}
