package polis.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Reads cursors that clients send back. */
public final class Cursor {

    private Cursor() {}

    /** Returns the number that a page ended with, or {@code first} where no cursor was sent. */
    public static long number(@Nullable String cursor, long first) {
        return cursor == null ? first : parse(cursor, Long::valueOf);
    }

    /**
     * Returns what {@code reading} makes of the cursor.
     *
     * @throws ProblemException (400, invalid-request) where it throws: no page ended with such a cursor
     */
    public static <T> T parse(String cursor, Function<String, T> reading) {
        try {
            return reading.apply(cursor);
        } catch (RuntimeException notOurs) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "This is not a cursor of this list. Send the nextCursor of the page before.",
                    List.of(FieldError.parameter("cursor", "must be the nextCursor of a page")), notOurs);
        }
    }
}
