package polis.feed;

import java.time.OffsetDateTime;
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

    List<FeedEvent> after(long seq, int limit) {
        return database.sql("select seq, at, type, subject, payload from event where seq > ? order by seq limit ?")
                .param(seq)
                .param(limit)
                .query((row, number) -> new FeedEvent(row.getLong("seq"),
                        row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("type"),
                        row.getString("subject"), json.readTree(row.getString("payload"))))
                .list();
    }
}
