package polis.gateway.session;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import polis.paging.Cursor;

/** Where a page of sessions ended. The session itself may be gone by the time the next page is asked for. */
record SessionCursor(Instant at, UUID id) {

    static SessionCursor of(Session session) {
        return new SessionCursor(session.createdAt(), session.id());
    }

    static @Nullable SessionCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Cursor.parse(text, sent -> {
            int bar = sent.indexOf('_');
            return new SessionCursor(Instant.parse(sent.substring(0, Math.max(0, bar))),
                    UUID.fromString(sent.substring(bar + 1)));
        });
    }

    String text() {
        return at + "_" + id;
    }
}
