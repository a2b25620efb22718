package polis.feed;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Where a service tells what it changed. */
public final class Feed {

    private static final String APPEND = """
            with next as (update event_counter set last_seq = last_seq + :events returning last_seq),
            appended as (
                insert into event (seq, at, type, subject, payload)
                select last_seq - :events + place, :at, type, subject, cast(payload as jsonb)
                from next, unnest(cast(:types as text[]), cast(:subjects as text[]), cast(:payloads as text[]))
                    with ordinality as news (type, subject, payload, place))
            select last_seq from next
            """;

    private final JdbcClient database;
    private final JsonMapper json;
    private final InstantSource clock;
    private final TransactionSynchronization committed;

    Feed(JdbcClient database, JsonMapper json, InstantSource clock, Runnable committed) {
        this.database = database;
        this.json = json;
        this.clock = clock;
        this.committed = new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                committed.run();
            }
        };
    }

    /**
     * Something that happened.
     *
     * @param type what, such as {@code InstanceTransitioned}
     * @param subject the name of what it happened to
     * @param payload becomes the event's JSON; enough of it that a watcher needs no second read
     */
    public record News(String type, String subject, Object payload) {}

    /**
     * Appends an event in the caller's transaction, so that it exists exactly if the change does. Append last: from
     * here to the commit every other transaction of this service that appends has to wait.
     *
     * @return the event's number
     * @throws IllegalStateException outside a transaction
     */
    public long append(String type, String subject, Object payload) {
        return write(List.of(new News(type, subject, payload)));
    }

    /**
     * Appends events as {@link #append} does, numbered in their order, all by one statement.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void appendAll(Collection<News> all) {
        if (!all.isEmpty()) {
            write(all);
        }
    }

    private long write(Collection<News> all) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An event is appended in the transaction of the change that it tells");
        }
        long last = database.sql(APPEND).param("events", all.size())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("types", texts(all, News::type))
                .param("subjects", texts(all, News::subject))
                .param("payloads", texts(all, news -> json.writeValueAsString(news.payload()))).query(Long.class)
                .single();
        if (!TransactionSynchronizationManager.getSynchronizations().contains(committed)) {
            TransactionSynchronizationManager.registerSynchronization(committed);
        }
        return last;
    }

    private static String[] texts(Collection<News> all, Function<News, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }
}
