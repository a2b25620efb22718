package polis.registry.version;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Where a page of versions ended. */
record VersionCursor(Instant firstSeen, String version) {

    static @Nullable VersionCursor of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int slash = text.indexOf('/');
        try {
            return new VersionCursor(Instant.parse(text.substring(0, Math.max(slash, 0))), text.substring(slash + 1));
        } catch (DateTimeParseException e) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "`cursor` must be the nextCursor of an earlier page.",
                    List.of(FieldError.parameter("cursor", "must be a nextCursor of this list")));
        }
    }
}
