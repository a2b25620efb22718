package polis.dependencymap.drift;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import polis.dependencymap.catalog.Catalog;
import polis.dependencymap.catalog.CatalogEntry;
import polis.dependencymap.traffic.TrafficSettings;

/** Since when edges are declared, and when they were first and last observed; kept longer than traffic. */
@Repository
class Sightings {

    private static final Logger log = LoggerFactory.getLogger(Sightings.class);
    /** Spans come late: minutes that were looked at already are looked at again for so long. */
    private static final int MINUTES_AGAIN = 10;
    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Catalog catalog;
    private final TrafficSettings kept;
    private final InstantSource clock;

    record Ends(String from, String to) {}

    /** The minutes in which an edge was first and last seen. */
    record Seen(Instant first, Instant last) {

        Seen and(Seen other) {
            return new Seen(first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    Sightings(JdbcClient jdbc, TransactionTemplate transactions, Catalog catalog, TrafficSettings kept,
            InstantSource clock) {
        this.kept = kept;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${polis.map.drift.interval:30s}", fixedDelayString = "${polis.map.drift.interval:30s}")
    void note() {
        try {
            transactions.executeWithoutResult(transaction -> {
                noteEdges();
                noteDeclarations(catalog.reading());
            });
        } catch (DataAccessException | TransactionException e) {
            log.debug("Sightings are noted later", e);
        }
    }

    /** Edges of which all traffic is gone were seen too long ago to matter. */
    @Scheduled(initialDelay = 7, fixedDelay = 30, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            long last = clock.instant().minus(kept.retentionByDay()).getEpochSecond() / 60;
            int gone;
            do {
                gone = jdbc.sql("""
                        delete from edge_sighting where ctid = any(array(
                            select ctid from edge_sighting where last_minute < :lastMinute limit :limit))""")
                        .param("lastMinute", (int) Math.max(0, last)).param("limit", BATCH).update();
            } while (gone == BATCH);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Sightings are forgotten later", e);
        }
    }

    private void noteEdges() {
        int noted = jdbc.sql("select noted_minute from sighting_progress for update")
                .query((row, index) -> row.getInt(1)).list().getFirst();
        int now = (int) (clock.instant().getEpochSecond() / 60);
        jdbc.sql("""
                insert into edge_sighting as s (caller, callee, asynchronous, first_minute, last_minute)
                select caller, callee, asynchronous, min(minute), max(minute) from edge_minute where minute >= :minute
                group by caller, callee, asynchronous
                on conflict (caller, callee, asynchronous) do update
                set first_minute = least(s.first_minute, excluded.first_minute),
                    last_minute = greatest(s.last_minute, excluded.last_minute)""")
                .param("minute", Math.max(0, noted - MINUTES_AGAIN)).update();
        jdbc.sql("update sighting_progress set noted_minute = :notedMinute").param("notedMinute", now).update();
    }

    private void noteDeclarations(Catalog.Reading reading) {
        List<CatalogEntry> declaring = reading.entries();
        String[] callers = declaring.stream().flatMap(entry -> entry.dependsOn().stream().map(callee -> entry.name()))
                .toArray(String[]::new);
        String[] callees = declaring.stream().flatMap(entry -> entry.dependsOn().stream()).toArray(String[]::new);
        jdbc.sql("""
                delete from declaration d where not exists (
                  select 1 from unnest(:callers::text[], :callees::text[]) as k(caller, callee)
                  where k.caller = d.caller and k.callee = d.callee)""").param("callers", callers)
                .param("callees", callees).update();
        jdbc.sql(
                """
                        insert into declaration (caller, callee, since)
                        select distinct k.caller, k.callee, :now::timestamptz from unnest(:callers::text[], :callees::text[]) as k(caller, callee)
                        on conflict do nothing""")
                .param("now", Timestamp.from(clock.instant())).param("callers", callers).param("callees", callees)
                .update();
    }

    /** Returns when these edges were seen. */
    Map<Ends, Seen> edges(Set<Ends> wanted) {
        Map<Ends, Seen> seen = new HashMap<>();
        jdbc.sql("""
                select a.name, b.name, s.first_minute, s.last_minute
                from unnest(:froms::text[], :tos::text[]) as w(caller, callee)
                join node a on a.name = w.caller join node b on b.name = w.callee
                join edge_sighting s on s.caller = a.id and s.callee = b.id""")
                .param("froms", wanted.stream().map(Ends::from).toArray(String[]::new))
                .param("tos", wanted.stream().map(Ends::to).toArray(String[]::new)).query(row -> {
                    seen.merge(new Ends(row.getString(1), row.getString(2)),
                            new Seen(Instant.ofEpochSecond(60L * row.getInt(3)),
                                    Instant.ofEpochSecond(60L * row.getInt(4))),
                            Seen::and);
                });
        return seen;
    }

    Map<Ends, Instant> declarations() {
        Map<Ends, Instant> since = new HashMap<>();
        jdbc.sql("select caller, callee, since from declaration").query(row -> {
            since.put(new Ends(row.getString(1), row.getString(2)), row.getTimestamp(3).toInstant());
        });
        return since;
    }

    /** Returns the first minute of which any traffic is known, or null. */
    @Nullable
    Instant observedSince() {
        Integer minute = jdbc.sql("select min(first_minute) from edge_sighting")
                .query((row, index) -> row.getObject(1, Integer.class)).list().getFirst();
        return minute == null ? null : Instant.ofEpochSecond(60L * minute);
    }
}
