package polis.dependencymap.source.zipkin;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far a Zipkin was read, kept over restarts. */
@Repository
class ZipkinProgress {

    private final JdbcClient jdbc;

    ZipkinProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Instant> readUntil() {
        return jdbc.sql("select read_until from zipkin_position where read_until is not null")
                .query((row, index) -> row.getTimestamp(1).toInstant()).optional();
    }

    void readUntil(Instant until) {
        jdbc.sql("update zipkin_position set read_until = :readUntil").param("readUntil", Timestamp.from(until))
                .update();
    }

    /** Returns the links of a day as they were last counted. */
    List<ZipkinClient.Link> counted(LocalDate day) {
        return jdbc.sql("select parent, child, calls, errors from zipkin_dependency where day = :day").param("day", day)
                .query((row, index) -> new ZipkinClient.Link(row.getString(1), row.getString(2), row.getLong(3),
                        row.getLong(4)))
                .list();
    }

    @Transactional
    public void count(LocalDate day, List<ZipkinClient.Link> links) {
        jdbc.sql("""
                insert into zipkin_dependency as z (day, parent, child, calls, errors)
                select :day, * from unnest(:parents::text[], :childs::text[], :callCounts::bigint[], :errorss::bigint[])
                on conflict (day, parent, child) do update
                set calls = greatest(z.calls, excluded.calls), errors = greatest(z.errors, excluded.errors)""")
                .param("day", day)
                .param("parents", links.stream().map(ZipkinClient.Link::parent).toArray(String[]::new))
                .param("childs", links.stream().map(ZipkinClient.Link::child).toArray(String[]::new))
                .param("callCounts", links.stream().mapToLong(ZipkinClient.Link::callCount).toArray())
                .param("errorss", links.stream().mapToLong(ZipkinClient.Link::errors).toArray()).update();
        jdbc.sql("delete from zipkin_dependency where day < :day").param("day", day.minusDays(3)).update();
    }
}
