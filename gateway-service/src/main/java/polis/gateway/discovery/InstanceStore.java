package polis.gateway.discovery;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import polis.gateway.upstream.Instance;
import polis.gateway.upstream.UpstreamInstance;

/** The instances as last known, with their weights, for a start while registry-service is away. */
@Repository
class InstanceStore {

    private static final int BATCH = 500;

    private static final String UPSERT = """
            insert into instance (service, id, version, host, port, scheme, state, since)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (service, id) do update set version = excluded.version, host = excluded.host,
            port = excluded.port, scheme = excluded.scheme, state = excluded.state, since = excluded.since""";

    private static final String DELETE = "delete from instance where service = ? and id = ?";

    private final JdbcTemplate batches;
    private final JdbcClient database;
    private final TransactionTemplate transaction;

    /** What the table holds, so that only differences are written. */
    private final Map<Instance.Key, Instance> written = new HashMap<>();

    InstanceStore(JdbcTemplate batches, JdbcClient database, TransactionTemplate transaction) {
        this.batches = batches;
        this.database = database;
        this.transaction = transaction;
    }

    /** Reads everything back; who was given no weight has {@link UpstreamInstance#FULL_WEIGHT}. */
    Map<Instance, Integer> findAll() {
        Map<Instance, Integer> all = new HashMap<>();
        database.sql("select service, id, version, host, port, scheme, state, since, weight from instance")
                .query(row -> {
                    Instance instance = instance(row);
                    int weight = row.getInt("weight");
                    all.put(instance, row.wasNull() ? UpstreamInstance.FULL_WEIGHT : weight);
                    written.put(instance.key(), instance);
                });
        return all;
    }

    private static Instance instance(ResultSet row) throws SQLException {
        Timestamp since = row.getTimestamp("since");
        return new Instance(row.getString("service"), row.getString("id"), row.getString("version"),
                row.getString("host"), row.getInt("port"), row.getString("scheme"), row.getString("state"),
                since == null ? null : since.toInstant());
    }

    /**
     * Writes what changed since the last time, the position in the feed with it. An instance that is gone takes its
     * weight along.
     */
    void save(List<Instance> instances, Position position) {
        Map<Instance.Key, Instance> current = new HashMap<>();
        instances.forEach(instance -> current.put(instance.key(), instance));
        List<Instance> changed = instances.stream().filter(i -> !i.equals(written.get(i.key()))).toList();
        List<Instance.Key> gone = written.keySet().stream().filter(key -> !current.containsKey(key)).toList();
        transaction.executeWithoutResult(_ -> {
            batches.batchUpdate(UPSERT, changed, BATCH, InstanceStore::bind);
            batches.batchUpdate(DELETE, new ArrayList<>(gone), BATCH, (statement, key) -> {
                statement.setString(1, key.service());
                statement.setString(2, key.id());
            });
            save(position);
        });
        written.clear();
        written.putAll(current);
    }

    private void save(Position position) {
        database.sql("""
                insert into peer_copy (name, seq, confirmed_at) values ('instances', :seq, :confirmedAt)
                on conflict (name) do update set seq = excluded.seq, confirmed_at = excluded.confirmed_at""")
                .param("seq", position.seq()).param("confirmedAt", timestamp(position.confirmedAt())).update();
    }

    Optional<Position> position() {
        return database.sql("select seq, confirmed_at from peer_copy where name = 'instances'").query((row, _) -> {
            Timestamp confirmed = row.getTimestamp("confirmed_at");
            return new Position(row.getLong("seq"), confirmed == null ? null : confirmed.toInstant());
        }).optional();
    }

    /** Keeps an admin's weight, also of an instance that has not been written yet. */
    void saveWeight(Instance instance, int weight) {
        transaction.executeWithoutResult(_ -> {
            batches.batchUpdate(UPSERT, List.of(instance), 1, InstanceStore::bind);
            Instance.Key key = instance.key();
            database.sql("update instance set weight = :weight where service = :service and id = :id")
                    .param("weight", weight).param("service", key.service()).param("id", key.id()).update();
        });
    }

    private static void bind(PreparedStatement statement, Instance instance) throws SQLException {
        statement.setString(1, instance.service());
        statement.setString(2, instance.id());
        statement.setString(3, instance.version());
        statement.setString(4, instance.host());
        statement.setInt(5, instance.port());
        statement.setString(6, instance.scheme());
        statement.setString(7, instance.state());
        statement.setTimestamp(8, timestamp(instance.since()));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /** @param seq the last event of the registry's feed that the instances include; 0 for none */
    record Position(long seq, @Nullable Instant confirmedAt) {}
}
