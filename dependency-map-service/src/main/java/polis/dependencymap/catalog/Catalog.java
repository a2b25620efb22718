package polis.dependencymap.catalog;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import polis.dependencymap.capacity.CapacitySettings;

/** The last that the registry said, and when. */
@Repository
public class Catalog {

    private static final Duration RECORD_EVERY = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final CatalogSettings settings;
    private final CapacitySettings capacity;
    private final InstantSource clock;
    private volatile @Nullable Reading latest;
    private volatile Set<String> described = Set.of();
    private volatile int leftOut;
    private Instant recordedAt = Instant.EPOCH;

    /**
     * The services at a time.
     *
     * @param readAt when the registry said so, null if it never did
     * @param stale whether that is too long ago
     */
    public record Reading(List<CatalogEntry> entries, @Nullable Instant readAt, boolean stale) {

        /** Returns how long ago the registry said so, null if it never did. */
        public @Nullable Duration age(Instant now) {
            return readAt == null ? null : Duration.between(readAt, now);
        }
    }

    Catalog(JdbcClient jdbc, CatalogSettings settings, CapacitySettings capacity, InstantSource clock) {
        this.capacity = capacity;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** Returns the described services, and those that they depend on. */
    public Set<String> described() {
        if (latest == null) {
            reading();
        }
        return described;
    }

    private static Set<String> described(List<CatalogEntry> entries) {
        Set<String> names = new HashSet<>();
        entries.stream().filter(CatalogEntry::isDescribed).forEach(entry -> {
            names.add(entry.name());
            names.addAll(entry.dependsOn());
        });
        return names;
    }

    /** Returns how many services the registry has beside those that are read. */
    public int leftOut() {
        return leftOut;
    }

    void leftOut(int count) {
        leftOut = count;
    }

    public Reading reading() {
        Reading reading = latest;
        if (reading == null) {
            reading = load();
            described = described(reading.entries());
            latest = reading;
        }
        Instant readAt = reading.readAt();
        boolean stale = readAt == null || readAt.plus(settings.staleAfter()).isBefore(clock.instant());
        return new Reading(reading.entries(), readAt, stale);
    }

    /** Keeps what the registry has just said; in the database when it is new, and its time once in a while. */
    @Transactional
    public void replace(List<CatalogEntry> entries) {
        Instant now = clock.instant();
        Reading before = latest;
        boolean changed = before == null || !Objects.equals(before.entries(), entries);
        if (changed || recordedAt.plus(RECORD_EVERY).isBefore(now)) {
            if (changed) {
                write(entries);
                described = described(entries);
            }
            jdbc.sql("update catalog_reading set read_at = :readAt").param("readAt", Timestamp.from(now)).update();
            recordedAt = now;
        }
        latest = new Reading(List.copyOf(entries), now, false);
    }

    private void write(List<CatalogEntry> entries) {
        jdbc.sql("delete from catalog_entry where not name = any(:name)")
                .param("name", entries.stream().map(CatalogEntry::name).toArray(String[]::new)).update();
        for (CatalogEntry entry : entries) {
            jdbc.sql("""
                    insert into catalog_entry
                        (name, domain, tier, owner, lifecycle, version, instances, running, depends_on)
                    values (:name, :domain, :tier, :owner, :lifecycle, :version, :instances, :running, :dependsOn)
                    on conflict (name) do update set domain = excluded.domain, tier = excluded.tier,
                        owner = excluded.owner, lifecycle = excluded.lifecycle, version = excluded.version,
                        instances = excluded.instances, running = excluded.running, depends_on = excluded.depends_on""")
                    .param("name", entry.name()).param("domain", entry.domain()).param("tier", entry.tier())
                    .param("owner", entry.owner()).param("lifecycle", entry.lifecycle())
                    .param("version", entry.version()).param("instances", entry.instances())
                    .param("running", entry.running()).param("dependsOn", entry.dependsOn().toArray(String[]::new))
                    .update();
        }
    }

    private Reading load() {
        List<CatalogEntry> entries = jdbc.sql("""
                select name, domain, tier, owner, lifecycle, version, instances, running, depends_on
                from catalog_entry order by name limit :limit""").param("limit", capacity.most())
                .query((row, index) -> new CatalogEntry(row.getString(1), row.getString(2),
                        row.getObject(3, Integer.class), row.getString(4), row.getString(5), row.getString(6),
                        row.getInt(7), row.getInt(8), List.of((String[]) row.getArray(9).getArray())))
                .list();
        Timestamp readAt = jdbc.sql("select read_at from catalog_reading").query((row, index) -> row.getTimestamp(1))
                .list().getFirst();
        return new Reading(entries, readAt == null ? null : readAt.toInstant(), false);
    }
}
