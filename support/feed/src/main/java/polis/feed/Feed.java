package polis.feed;

import java.time.InstantSource;
import java.time.ZoneOffset;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Where a service tells what it changed. */
public final class Feed {

    private static final String APPEND = """
            with next as (update event_counter set last_seq = last_seq + 1 returning last_seq)
            insert into event (seq, at, type, subject, payload)
            select last_seq, :at, :type, :subject, cast(:payload as jsonb) from next
            returning seq
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
     * Appends an event in the caller's transaction, so that it exists exactly if the change does. Append last: from here to
     * the commit every other transaction of this service that appends has to wait.
     *
     * @param type what happened, such as {@code InstanceTransitioned}
     * @param subject the name of what it happened to
     * @param payload becomes the event's JSON; enough of it that a watcher needs no second read
     * @return the event's number
     * @throws IllegalStateException outside a transaction
     */
    public long append(String type, String subject, Object payload) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An event is appended in the transaction of the change that it tells");
        }
        long seq = database.sql(APPEND)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("type", type)
                .param("subject", subject)
                .param("payload", json.writeValueAsString(payload))
                .query(Long.class)
                .single();
        if (!TransactionSynchronizationManager.getSynchronizations().contains(committed)) {
            TransactionSynchronizationManager.registerSynchronization(committed);
        }
        return seq;
    }
}
