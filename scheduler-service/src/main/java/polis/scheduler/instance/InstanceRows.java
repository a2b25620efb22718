package polis.scheduler.instance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instance.Endpoint;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.RunningProcess;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.cluster.Timeline;
import polis.scheduler.cluster.Timeline.Milestone;
import tools.jackson.databind.json.JsonMapper;

/** The instances' rows. Each change is one statement that does nothing when it was done before. */
@Repository
class InstanceRows implements Instances {

    /** Forgotten at each look, so that none takes long. */
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    InstanceRows(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void intend(Instance instance) {
        Endpoint endpoint = instance.endpoint();
        jdbc.sql("""
                insert into instance (id, service, target, revision, operation, node, host, port, phase, intended_at)
                values (:id, :service, :target::jsonb, :revision, :operation, :node, :host, :port, 'INTENDED', :at)
                """).param("id", instance.id()).param("service", instance.service())
                .param("target", json.writeValueAsString(instance.target())).param("revision", instance.revision())
                .param("operation", instance.operation()).param("node", endpoint.node()).param("host", endpoint.host())
                .param("port", endpoint.port()).param("at", utc(instance.timeline().intendedAt())).update();
    }

    @Override
    public List<Instance> living() {
        return jdbc.sql("select * from instance where phase <> 'GONE' order by intended_at, id").query(this::row)
                .list();
    }

    @Override
    public List<Instance> present(Instant endedAfter) {
        return jdbc.sql("select * from instance where phase <> 'GONE' or ended_at > :after order by intended_at, id")
                .param("after", utc(endedAfter)).query(this::row).list();
    }

    @Override
    public Optional<Instance> find(String id) {
        return jdbc.sql("select * from instance where id = :id").param("id", id).query(this::row).optional();
    }

    List<Instance> page(@Nullable String after, int limit) {
        return jdbc.sql("select * from instance where phase <> 'GONE' and id > :after order by id limit :limit")
                .param("after", after == null ? "" : after).param("limit", limit).query(this::row).list();
    }

    @Override
    public List<Integer> portsTaken(String node) {
        return jdbc.sql("select port from instance where phase <> 'GONE' and node = :node").param("node", node)
                .query((row, number) -> row.getInt("port")).list();
    }

    @Override
    public void started(String id, RunningProcess process, Instant at) {
        jdbc.sql("""
                update instance
                   set pid = :pid, pid_started = :started, pid_ticks = :ticks, started_at = coalesce(started_at, :at),
                       phase = case phase when 'INTENDED' then 'STARTING' else phase end
                 where id = :id
                """).param("pid", process.pid()).param("started", process.startedMillis())
                .param("ticks", process.startedTicks()).param("at", utc(at)).param("id", id).update();
    }

    @Override
    public boolean advance(String id, Phase from, Phase to, Instant at) {
        return jdbc.sql("""
                update instance
                   set phase = :to,
                       run_at = case :to when 'RUN' then coalesce(run_at, :at) else run_at end
                 where id = :id and phase = :from
                """).param("from", from.name()).param("to", to.name()).param("at", utc(at)).param("id", id)
                .update() == 1;
    }

    @Override
    public void markForReplacement(String id, String reason) {
        jdbc.sql("update instance set replace_reason = coalesce(replace_reason, :reason) where id = :id")
                .param("reason", reason).param("id", id).update();
    }

    @Override
    public boolean withdraw(String id, @Nullable Long operation, Instant at) {
        return jdbc.sql("""
                update instance set phase = 'DRAINING', withdrawn_at = :at, operation = coalesce(:operation, operation)
                 where id = :id and phase in ('INTENDED', 'STARTING', 'HEALTHY', 'RUN')
                """).param("operation", operation).param("at", utc(at)).param("id", id).update() == 1;
    }

    @Override
    public boolean stop(String id, @Nullable Long operation, Instant at) {
        return jdbc.sql("""
                update instance set phase = 'STOPPING', stopping_at = :at, operation = coalesce(:operation, operation)
                 where id = :id and phase not in ('STOPPING', 'GONE')
                """).param("operation", operation).param("at", utc(at)).param("id", id).update() == 1;
    }

    @Override
    public void opened(String id, Instant at) {
        jdbc.sql("update instance set opened_at = coalesce(opened_at, :at) where id = :id").param("at", utc(at))
                .param("id", id).update();
    }

    @Override
    public void pulled(String id, boolean idle, Instant at) {
        jdbc.sql("""
                update instance
                   set pulled_at = coalesce(pulled_at, :at), idle_at = case when :idle then coalesce(idle_at, :at) end
                 where id = :id
                """).param("idle", idle).param("at", utc(at)).param("id", id).update();
    }

    @Override
    public void deregistered(String id, Instant at) {
        jdbc.sql("update instance set deregistered_at = coalesce(deregistered_at, :at) where id = :id")
                .param("at", utc(at)).param("id", id).update();
    }

    @Override
    public boolean recordExit(String id, String reason, Instant at) {
        return jdbc.sql("""
                update instance set phase = 'GONE', ended_at = :at, end_reason = :reason
                 where id = :id and phase <> 'GONE'
                """).param("reason", reason).param("at", utc(at)).param("id", id).update() == 1;
    }

    @Override
    public void forget(Instant endedBefore) {
        jdbc.sql("""
                delete from instance where id in (
                    select id from instance where phase = 'GONE' and ended_at < :before order by ended_at limit :most)
                """).param("before", utc(endedBefore)).param("most", FORGOTTEN_AT_ONCE).update();
    }

    private Instance row(ResultSet row, int number) throws SQLException {
        return new Instance(row.getString("id"), json.readValue(row.getString("target"), ServiceTarget.class),
                row.getLong("revision"), number(row, "operation"),
                new Endpoint(row.getString("node"), row.getString("host"), row.getInt("port")), timeline(row),
                process(row));
    }

    private static Timeline timeline(ResultSet row) throws SQLException {
        Map<Milestone, Instant> times = new EnumMap<>(Milestone.class);
        for (Milestone milestone : Milestone.values()) {
            Timestamp at = row.getTimestamp(milestone.name().toLowerCase(Locale.ROOT) + "_at");
            if (at != null) {
                times.put(milestone, at.toInstant());
            }
        }
        return new Timeline(Phase.valueOf(row.getString("phase")), times, row.getString("replace_reason"),
                row.getString("end_reason"));
    }

    @Nullable
    private static RunningProcess process(ResultSet row) throws SQLException {
        Long pid = number(row, "pid");
        Long started = number(row, "pid_started");
        Long ticks = number(row, "pid_ticks");
        return pid == null || started == null ? null : new RunningProcess(pid, started, ticks == null ? 0 : ticks);
    }

    @Nullable
    private static Long number(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
