package polis.dependencymap.traffic;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import polis.database.LongerStatements;

/** The stored sums of every resolution, which of them are due to be made anew, and how long each is kept. */
@Repository
class TrafficSums {

    /** Rows are read in pages: an hour of a large map would not fit into the memory at once. */
    private static final int PAGE = 2_000;
    private static final int NEVER = Integer.MAX_VALUE;

    /** What was left for a week is deleted by one statement. */
    private static final Duration MOST = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final LongerStatements longer;
    private final TrafficSettings settings;
    private final InstantSource clock;

    TrafficSums(JdbcClient jdbc, LongerStatements longer, TrafficSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.longer = longer;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the buckets that make up a range of minutes, as coarse as they can be. */
    List<Stretch> stretches(int first, int last) {
        // The map of the last hour is asked for all the time: what is due needs no look for it.
        if (last - first <= 2 * Resolution.HOUR.minutes() && first >= keptFrom(Resolution.MINUTE)) {
            return first < last ? List.of(new Stretch(Resolution.MINUTE, first, last)) : List.of();
        }
        return Stretch.of(first, last, keptFrom(Resolution.MINUTE), kept(Resolution.HOUR), kept(Resolution.DAY));
    }

    /** Returns the same of buckets that are not coarser than this, as far as finer ones are kept. */
    List<Stretch> stretches(int first, int last, Resolution coarsest) {
        var none = new Stretch.Kept(0, 0);
        return Stretch.of(first, last, keptFrom(Resolution.MINUTE),
                coarsest == Resolution.MINUTE ? none : kept(Resolution.HOUR),
                coarsest == Resolution.DAY ? kept(Resolution.DAY) : none);
    }

    private Stretch.Kept kept(Resolution resolution) {
        return new Stretch.Kept(keptFrom(resolution), Math.min(firstDue(resolution), current(resolution)));
    }

    /**
     * Returns the first bucket that is certainly still there. What a coarser sum is made of is kept for one bucket of
     * it longer, so that one into which late traffic may come can be made anew.
     */
    int keptFrom(Resolution resolution) {
        long now = clock.instant().getEpochSecond() / 60;
        return switch (resolution) {
            case MINUTE -> (int) ((now - settings.retention().toMinutes()) / 60 - 1) * 60;
            case HOUR -> (int) ((now - settings.retentionByHour().toMinutes()) / (24 * 60) - 1) * 24;
            case DAY -> (int) ((now - settings.retentionByDay().toMinutes()) / (24 * 60));
        };
    }

    int current(Resolution resolution) {
        return (int) (clock.instant().getEpochSecond() / 60 / resolution.minutes());
    }

    void read(Stretch stretch, Sum sum) {
        each(stretch, stretch.resolution().selectEdges(), sum::edge);
        each(stretch, stretch.resolution().selectServices(), sum::service);
    }

    /** @param more what the statement asks for beside the first bucket and the one after the last */
    void each(Stretch stretch, String select, Consumer<SumRow> consumer, Object... more) {
        int minutes = stretch.resolution().minutes();
        jdbc.sql(select).withFetchSize(PAGE).param(stretch.first()).param(stretch.last()).params(List.of(more))
                .query((ResultSet row) -> consumer.accept(row(row, minutes)));
    }

    private static SumRow row(ResultSet row, int minutes) throws SQLException {
        return new SumRow(row.getInt(1), row.getInt(2), row.getBoolean(3), row.getLong(4), row.getLong(5),
                ByteBuffer.wrap(row.getBytes(6)), row.getInt(7) * minutes);
    }

    /** Returns the first minute with traffic in an hour or day: its sum does not know it, the minutes may. */
    int firstMinute(int earliest) {
        if (earliest < 0) {
            return earliest;
        }
        Integer minute = jdbc.sql("select min(minute) from edge_minute where minute >= :first and minute < :end")
                .param("first", earliest).param("end", earliest + Resolution.HOUR.minutes()).query(Integer.class)
                .optional().orElse(null);
        return minute == null ? earliest : minute;
    }

    /** Marks buckets as older than what they are made of. Waits while one of them is being made. */
    void due(Resolution resolution, IntStream buckets) {
        jdbc.sql("""
                insert into rollup_due as r (resolution, bucket) select :name, b from unnest(:buckets::int[]) as b
                on conflict (resolution, bucket) do update set told = r.told + 1""").param("name", resolution.name())
                .param("buckets", buckets.distinct().sorted().toArray()).update();
    }

    /** Takes a bucket that is due. False if somebody else did. */
    boolean takeDue(Resolution resolution, int bucket) {
        return jdbc.sql("delete from rollup_due where resolution = :resolution and bucket = :bucket")
                .param("resolution", resolution.name()).param("bucket", bucket).update() == 1;
    }

    List<Integer> dueBefore(Resolution resolution, int bucket) {
        return jdbc.sql(
                "select bucket from rollup_due where resolution = :resolution and bucket < :bucket order by bucket limit 1000")
                .param("resolution", resolution.name()).param("bucket", bucket).query((row, index) -> row.getInt(1))
                .list();
    }

    int firstDue(Resolution resolution) {
        return jdbc.sql("select coalesce(min(bucket), :never) from rollup_due where resolution = :resolution")
                .param("never", NEVER).param("resolution", resolution.name()).query(Integer.class).single();
    }

    void insert(String insert, int bucket, List<SumRow> rows) {
        jdbc.sql(insert).param(bucket).param(rows.stream().mapToInt(SumRow::caller).toArray())
                .param(rows.stream().mapToInt(SumRow::callee).toArray())
                .param(rows.stream().map(SumRow::asynchronous).toArray(Boolean[]::new))
                .param(rows.stream().mapToLong(SumRow::calls).toArray())
                .param(rows.stream().mapToLong(SumRow::errors).toArray())
                .param(rows.stream().map(row -> row.latency().array()).toArray(byte[][]::new)).update();
    }

    /** Deletes the buckets before this one, in a transaction of its own. */
    @Transactional
    public void forgetBefore(Resolution resolution, int bucket) {
        longer.allow(MOST);
        delete(resolution, "<", bucket);
    }

    /** Deletes buckets that compare so to this one. */
    void delete(Resolution resolution, String comparison, int bucket) {
        jdbc.sql(resolution.deleteEdges(comparison)).param(bucket).update();
        jdbc.sql(resolution.deleteServices(comparison)).param(bucket).update();
    }
}
