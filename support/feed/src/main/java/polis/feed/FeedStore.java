package polis.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Reads committed events. */
final class FeedStore {

    private final JdbcClient database;
    private final JsonMapper json;

    FeedStore(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** The number of the newest event; 0 when there is none. */
    long newest() {
        return database.sql("select last_seq from event_counter").query(Long.class).single();
    }

    /**
     * The events that follow {@code seq}, oldest first.
     *
     * @throws polis.problem.ProblemException if not all that follow are kept, or there was never one of that number
     */
    List<FeedEvent> following(long seq, int limit) {
        List<FeedEvent> page = after(seq, limit);
        if (page.isEmpty()) {
            long newest = newest();
            // What came just now is read; what is still not there is gone, or never was.
            page = newest > seq ? after(seq, limit) : page;
            if (newest < seq || (newest > seq && page.isEmpty())) {
                throw FeedProblem.after(seq, newest);
            }
        }
        if (!page.isEmpty() && page.getFirst().seq() > seq + 1) {
            throw FeedProblem.after(seq, newest());
        }
        return page;
    }

    /** Deletes some of the oldest events, of those that are older than this and of those beyond this number. */
    int deleteOldest(Instant before, long most, int limit) {
        return database.sql("""
                delete from event where seq in (
                    select seq from (select seq, at from event order by seq limit :limit) oldest
                    where at < :before or seq <= (select last_seq from event_counter) - :most)
                """).param("limit", limit).param("before", before.atOffset(ZoneOffset.UTC)).param("most", most)
                .update();
    }

    List<FeedEvent> after(long seq, int limit) {
        return database
                .sql("select seq, at, type, subject, payload from event where seq > :seq order by seq limit :limit")
                .param("seq", seq).param("limit", limit)
                .query((row, number) -> new FeedEvent(row.getLong("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("type"),
                        row.getString("subject"), json.readTree(row.getString("payload"))))
                .list();
    }
}
