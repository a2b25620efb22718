package polis.dependencymap.inbox;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import polis.database.LongerStatements;
import polis.dependencymap.link.Batch;
import polis.dependencymap.span.SpanArchive;

// ADR 14
/**
 * The table of spans that were accepted and are not wholly counted. One process at a time works on it: who takes over
 * raises the epoch, and from that moment nothing that an earlier process still sends can change anything.
 */
@Repository
class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final String GUARD = "with guard as (select epoch from takeover where epoch = ? for share) ";

    /** How far the linker is with a batch, see {@link Batch#progress()}. */
    record Mark(UUID id, ByteBuffer progress) {}

    /** Arrivals in order, and where the next page begins. */
    record Page(List<Arrival> arrivals, Instant lastReceivedAt, UUID lastId, boolean isLast) {}

    /** Bodies of a hundred requests at once, on a machine where everything starts. */
    private static final Duration MOST = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final LongerStatements longer;

    Inbox(JdbcClient jdbc, LongerStatements longer) {
        this.jdbc = jdbc;
        this.longer = longer;
    }

    /** Ends the rights of every earlier process, waits for what it has under way, and returns the new epoch. */
    @Transactional
    public long takeOver() {
        return jdbc.sql("update takeover set epoch = epoch + 1 returning epoch").query(Long.class).single();
    }

    /** Adds all of them in one commit. */
    void add(long epoch, List<Arrival> arrivals) {
        int added = jdbc.sql(GUARD + """
                insert into inbox (id, epoch, received_at, spans, body)
                select id::uuid, guard.epoch, received_at, spans, body
                from guard, unnest(?::text[], ?::text[]::timestamptz[], ?::int[], ?::bytea[])
                    as b(id, received_at, spans, body)""").param(epoch)
                .param(arrivals.stream().map(arrival -> arrival.batch().id().toString()).toArray(String[]::new))
                .param(arrivals.stream().map(arrival -> arrival.batch().receivedAt().toString()).toArray(String[]::new))
                .param(arrivals.stream().mapToInt(arrival -> arrival.spans().size()).toArray())
                .param(arrivals.stream().map(arrival -> SpanArchive.write(arrival.spans())).toArray(byte[][]::new))
                .update();
        if (added != arrivals.size()) {
            throw new TakenOverException();
        }
    }

    /** Returns the oldest arrivals of earlier processes after this one. Unreadable rows are left alone. */
    @Transactional(readOnly = true)
    public Page leftBefore(long epoch, Instant receivedAt, UUID id, int limit) {
        longer.allow(MOST);
        List<Arrival> arrivals = new ArrayList<>();
        var last = new AtomicReference<>(new Batch(id, receivedAt));
        List<Batch> rows = jdbc
                .sql("""
                        select id, received_at, progress, body from inbox
                        where epoch < :epoch and (received_at, id) > (:receivedAt, :id) order by received_at, id limit :limit""")
                .param("epoch", epoch).param("receivedAt", Timestamp.from(receivedAt)).param("id", id)
                .param("limit", limit).query((row, index) -> {
                    var batch = new Batch(row.getObject(1, UUID.class), row.getTimestamp(2).toInstant(),
                            row.getBytes(3));
                    read(row.getBytes(4), batch).ifPresent(arrivals::add);
                    last.set(batch);
                    return batch;
                }).list();
        return new Page(arrivals, last.get().receivedAt(), last.get().id(), rows.size() < limit);
    }

    private static Optional<Arrival> read(byte[] body, Batch batch) {
        try {
            return Optional.of(new Arrival(batch, SpanArchive.read(body)));
        } catch (RuntimeException e) {
            log.error("Row {} of the inbox cannot be read and is passed over", batch.id(), e);
            return Optional.empty();
        }
    }

    long lastFlush() {
        return jdbc.sql("select number from flush").query(Long.class).single();
    }

    /** Claims the next flush number in order and under our own epoch, within the caller's transaction. */
    void claimFlush(long epoch, long number) {
        int claimed = jdbc.sql(GUARD + "update flush set number = ? from guard where number = ?").param(epoch)
                .param(number).param(number - 1).update();
        if (claimed != 1) {
            throw new TakenOverException();
        }
    }

    void mark(List<Mark> marks) {
        jdbc.sql("""
                update inbox set progress = m.progress
                from unnest(:ids::text[], :progresss::bytea[]) as m(id, progress) where inbox.id = m.id::uuid""")
                .param("ids", marks.stream().map(mark -> mark.id().toString()).toArray(String[]::new))
                .param("progresss", marks.stream().map(mark -> mark.progress().array()).toArray(byte[][]::new))
                .update();
    }

    void remove(Collection<UUID> ids) {
        jdbc.sql("delete from inbox where id = any(:id::text[]::uuid[])")
                .param("id", ids.stream().map(UUID::toString).toArray(String[]::new)).update();
    }

    long count() {
        return jdbc.sql("select count(*) from inbox").query(Long.class).single();
    }
}
