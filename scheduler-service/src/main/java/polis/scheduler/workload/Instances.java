package polis.scheduler.workload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.reconcile.Phase;
import tools.jackson.databind.json.JsonMapper;

/** The instances' rows. Each change is one statement that does nothing when it was done before. */
@Repository
public class Instances {

    /** Forgotten at each look, so that none takes long. */
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final JdbcClient jdbc;

    private final JsonMapper json;

    Instances(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes the intent down. Nothing may be started for an instance that has no row. */
    public void intend(Instance instance) {
        jdbc.sql("""
                insert into instance (id, service, version, revision, digest, spec, node, host, port, memory, operation,
                                      phase, intended_at)
                values (:id, :service, :version, :revision, :digest, :spec::jsonb, :node, :host, :port, :memory,
                        :operation, 'INTENDED', :at)
                """).param("id", instance.id()).param("service", instance.service())
                .param("version", instance.version()).param("revision", instance.revision())
                .param("digest", instance.digest()).param("spec", json.writeValueAsString(instance.spec()))
                .param("node", instance.node()).param("host", instance.host()).param("port", instance.port())
                .param("memory", instance.memory()).param("operation", instance.operation())
                .param("at", utc(instance.intendedAt())).update();
    }

    /** Those that are about, and those that ended in the last while, of which the registry may not know yet. */
    public List<Instance> present(Instant endedAfter) {
        return jdbc.sql("select * from instance where phase <> 'GONE' or ended_at > :after order by intended_at, id")
                .param("after", utc(endedAfter)).query(this::row).list();
    }

    public Optional<Instance> find(String id) {
        return jdbc.sql("select * from instance where id = :id").param("id", id).query(this::row).optional();
    }

    public List<Instance> page(@Nullable String after, int limit) {
        return jdbc.sql("select * from instance where phase <> 'GONE' and id > :after order by id limit :limit")
                .param("after", after == null ? "" : after).param("limit", limit).query(this::row).list();
    }

    public long reservedMemory(String node) {
        return jdbc.sql("select coalesce(sum(memory), 0) from instance where phase <> 'GONE' and node = :node")
                .param("node", node).query(Long.class).single();
    }

    public List<Integer> portsTaken(String node) {
        return jdbc.sql("select port from instance where phase <> 'GONE' and node = :node").param("node", node)
                .query((row, number) -> row.getInt("port")).list();
    }

    public void started(String id, long pid, long pidStarted, long pidTicks, Instant at) {
        jdbc.sql(
                """
                        update instance
                           set pid = :pid, pid_started = :pidStarted, pid_ticks = :pidTicks, started_at = coalesce(started_at, :at),
                               phase = case phase when 'INTENDED' then 'STARTING' else phase end
                         where id = :id
                        """)
                .param("pid", pid).param("pidStarted", pidStarted).param("pidTicks", pidTicks).param("at", utc(at))
                .param("id", id).update();
    }

    /** Moves on from exactly that phase, and says whether it was in it. */
    public boolean advance(String id, Phase from, Phase to, Instant at) {
        return jdbc.sql("""
                update instance
                   set phase = :to,
                       run_at = case :to when 'RUN' then coalesce(run_at, :at) else run_at end
                 where id = :id and phase = :from
                """).param("from", from.name()).param("to", to.name()).param("at", utc(at)).param("id", id)
                .update() == 1;
    }

    public void condemn(String id, String reason) {
        jdbc.sql("update instance set condemned = coalesce(condemned, :reason) where id = :id").param("reason", reason)
                .param("id", id).update();
    }

    public boolean withdraw(String id, @Nullable Long operation, Instant at) {
        return jdbc.sql("""
                update instance set phase = 'DRAINING', withdrawn_at = :at, operation = coalesce(:operation, operation)
                 where id = :id and phase in ('INTENDED', 'STARTING', 'HEALTHY', 'RUN')
                """).param("operation", operation).param("at", utc(at)).param("id", id).update() == 1;
    }

    public boolean stop(String id, @Nullable Long operation, Instant at) {
        return jdbc.sql("""
                update instance set phase = 'STOPPING', stopping_at = :at, operation = coalesce(:operation, operation)
                 where id = :id and phase not in ('STOPPING', 'GONE')
                """).param("operation", operation).param("at", utc(at)).param("id", id).update() == 1;
    }

    public void opened(String id, Instant at) {
        jdbc.sql("update instance set opened_at = coalesce(opened_at, :at) where id = :id").param("at", utc(at))
                .param("id", id).update();
    }

    /** Notes that no new traffic comes; when {@code idle}, no request is under way any more either. */
    public void pulled(String id, boolean idle, Instant at) {
        jdbc.sql("""
                update instance
                   set pulled_at = coalesce(pulled_at, :at), idle_at = case when :idle then coalesce(idle_at, :at) end
                 where id = :id
                """).param("idle", idle).param("at", utc(at)).param("id", id).update();
    }

    public void deregistered(String id, Instant at) {
        jdbc.sql("update instance set deregistered_at = coalesce(deregistered_at, :at) where id = :id")
                .param("at", utc(at)).param("id", id).update();
    }

    public boolean bury(String id, String reason, Instant at) {
        return jdbc.sql("""
                update instance set phase = 'GONE', ended_at = :at, end_reason = :reason
                 where id = :id and phase <> 'GONE'
                """).param("reason", reason).param("at", utc(at)).param("id", id).update() == 1;
    }

    /** Forgets those that ended long ago. */
    public List<String> forget(Instant endedBefore) {
        return jdbc.sql("""
                delete from instance where id in (
                    select id from instance where phase = 'GONE' and ended_at < :before order by ended_at limit :most)
                returning id
                """).param("before", utc(endedBefore)).param("most", FORGOTTEN_AT_ONCE)
                .query((row, number) -> row.getString("id")).list();
    }

    private Instance row(ResultSet row, int number) throws SQLException {
        return new Instance(row.getString("id"), row.getString("service"), row.getString("version"),
                row.getLong("revision"), row.getString("digest"),
                json.readValue(row.getString("spec"), ServiceSpec.class), row.getString("node"), row.getString("host"),
                row.getInt("port"), row.getLong("memory"), number(row, "operation"),
                Phase.valueOf(row.getString("phase")), row.getString("condemned"), number(row, "pid"),
                number(row, "pid_started"), number(row, "pid_ticks"), row.getTimestamp("intended_at").toInstant(),
                time(row, "started_at"), time(row, "run_at"), time(row, "opened_at"), time(row, "withdrawn_at"),
                time(row, "pulled_at"), time(row, "idle_at"), time(row, "deregistered_at"), time(row, "stopping_at"),
                time(row, "ended_at"), row.getString("end_reason"));
    }

    @Nullable
    private static Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    @Nullable
    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
