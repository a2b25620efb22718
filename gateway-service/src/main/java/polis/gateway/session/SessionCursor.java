package polis.gateway.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polis.problem.FieldError;
import polis.problem.ProblemException;
import polis.problem.StandardProblem;

/** Where a page of sessions ended. The session itself may be gone by the time the next page is asked for. */
record SessionCursor(Instant at, UUID id) {

    static SessionCursor of(Session session) {
        return new SessionCursor(session.createdAt(), session.id());
    }

    static @Nullable SessionCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            int bar = text.indexOf('_');
            return new SessionCursor(Instant.parse(text.substring(0, Math.max(0, bar))),
                    UUID.fromString(text.substring(bar + 1)));
        } catch (DateTimeException | IllegalArgumentException notOurs) {
            throw new ProblemException(StandardProblem.INVALID_REQUEST,
                    "This is not a cursor of this list. Take nextCursor of the page before.",
                    List.of(FieldError.parameter("cursor", "must be the nextCursor of a page")));
        }
    }

    String text() {
        return at + "_" + id;
    }
}
