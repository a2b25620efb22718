package polis.scheduler.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Operation.Kind;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.cluster.Operations;
import polis.scheduler.cluster.RolloutStep;
import polis.scheduler.cluster.RolloutStep.Change;
import polis.scheduler.cluster.RolloutStep.Progress;
import polis.scheduler.cluster.ServiceTarget;
import polis.scheduler.order.Precedence;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of operations and of their rollout steps. */
@Repository
class OperationRows implements Operations {

    private static final TypeReference<List<List<String>>> NAMES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final OperationEnds ends;

    OperationRows(JdbcClient jdbc, JsonMapper json, OperationEnds ends) {
        this.jdbc = jdbc;
        this.json = json;
        this.ends = ends;
    }

    @Override
    public long openApply(long revision, @Nullable Long previous, List<List<String>> ranks, List<List<String>> cycles,
            Instant at) {
        return jdbc.sql("""
                insert into operation (kind, revision, previous_revision, ranks, cycles, started_at)
                values ('APPLY', :revision, :previous, :ranks::jsonb, :cycles::jsonb, :at) returning seq
                """).param("revision", revision).param("previous", previous, Types.BIGINT)
                .param("ranks", json.writeValueAsString(ranks)).param("cycles", json.writeValueAsString(cycles))
                .param("at", utc(at)).query(Long.class).single();
    }

    @Override
    public long openHeal(long revision, String service, String reason, Instant at) {
        return jdbc.sql("""
                insert into operation (kind, revision, service, reason, reported, started_at)
                values ('HEAL', :revision, :service, :reason, true, :at) returning seq
                """).param("revision", revision).param("service", service).param("reason", reason).param("at", utc(at))
                .query(Long.class).single();
    }

    @Override
    public void addRolloutStep(long operation, String service, Change change, int rank, @Nullable Instant begunAt) {
        jdbc.sql("""
                insert into rollout_step (operation, service, change, rank, begun_at)
                values (:operation, :service, :change, :rank, :begunAt)
                """).param("operation", operation).param("service", service).param("change", change.name())
                .param("rank", rank)
                .param("begunAt", begunAt == null ? null : utc(begunAt), Types.TIMESTAMP_WITH_TIMEZONE).update();
    }

    @Override
    public void beginStep(long operation, String service, Direction direction, Instant at) {
        String column = direction == Direction.FORWARD ? "begun_at" : "back_at";
        jdbc.sql("update rollout_step set " + column + " = coalesce(" + column
                + ", :at) where operation = :operation and service = :service").param("at", utc(at))
                .param("operation", operation).param("service", service).update();
    }

    @Override
    public void announced(long operation, String service, Direction direction) {
        jdbc.sql("""
                update rollout_step set announced = true
                 where operation = :operation and service = :service
                   and exists (select 1 from operation where seq = :operation and direction = :direction)
                """).param("operation", operation).param("service", service).param("direction", direction.name())
                .update();
    }

    @Override
    public void turnBack(long operation, String failedService, @Nullable String only, String reason) {
        jdbc.sql("""
                update operation set direction = 'BACK', service = :failedService, reason = :reason
                 where seq = :operation and direction = 'FORWARD'
                """).param("failedService", failedService).param("reason", reason).param("operation", operation)
                .update();
        jdbc.sql("""
                update rollout_step set announced = false, reverts = (:only::text is null or service = :only::text)
                 where operation = :operation
                """).param("only", only, Types.VARCHAR).param("operation", operation).update();
    }

    @Override
    public void end(long operation, Status status, @Nullable String reason, Instant at) {
        jdbc.sql("""
                update operation set status = :status, reason = coalesce(:reason, reason), ended_at = :at
                 where seq = :operation and status = 'RUNNING'
                """).param("status", status.name()).param("reason", reason, Types.VARCHAR).param("at", utc(at))
                .param("operation", operation).update();
        ends.ended();
    }

    @Override
    public List<Operation> running() {
        return jdbc.sql("select * from operation where status = 'RUNNING' order by seq").query(this::row).list();
    }

    @Override
    public Optional<Status> latestApply(long revision) {
        return jdbc.sql("""
                select status from operation where kind = 'APPLY' and revision = :revision order by seq desc limit 1
                """).param("revision", revision).query((row, number) -> Status.valueOf(row.getString("status")))
                .optional();
    }

    @Override
    public Set<String> begun(long operation) {
        return jdbc.sql("select service from rollout_step where operation = :operation and begun_at is not null")
                .param("operation", operation).query((row, number) -> row.getString("service")).set();
    }

    @Override
    public List<RolloutStep> rolloutSteps(long operation, Map<String, ServiceTarget> previous,
            Map<String, ServiceTarget> next) {
        return jdbc.sql("select * from rollout_step where operation = :operation order by rank, service")
                .param("operation", operation).query((row, number) -> {
                    String service = row.getString("service");
                    return new RolloutStep(service, Change.valueOf(row.getString("change")), row.getInt("rank"),
                            new Progress(time(row, "begun_at"), time(row, "back_at"), row.getBoolean("reverts"),
                                    row.getBoolean("announced")),
                            previous.get(service), next.get(service));
                }).list();
    }

    List<RecordedOperation> unreported() {
        return jdbc.sql("select * from operation where not reported and status <> 'RUNNING' order by seq")
                .query(this::recorded).list();
    }

    void reported(long operation) {
        jdbc.sql("update operation set reported = true where seq = :operation").param("operation", operation).update();
    }

    Optional<RecordedOperation> find(long seq) {
        return jdbc.sql("select * from operation where seq = :seq").param("seq", seq).query(this::recorded).optional();
    }

    List<RecordedOperation> page(@Nullable Long revision, @Nullable Long before, int limit) {
        return jdbc.sql("""
                select * from operation
                 where (:revision::bigint is null or revision = :revision::bigint)
                   and (:before::bigint is null or seq < :before::bigint)
                 order by seq desc limit :limit
                """).param("revision", revision, Types.BIGINT).param("before", before, Types.BIGINT)
                .param("limit", limit).query(this::recorded).list();
    }

    private RecordedOperation recorded(ResultSet row, int number) throws SQLException {
        return new RecordedOperation(row(row, number), Status.valueOf(row.getString("status")), time(row, "ended_at"),
                new Precedence(json.readValue(row.getString("ranks"), NAMES),
                        json.readValue(row.getString("cycles"), NAMES)));
    }

    private Operation row(ResultSet row, int number) throws SQLException {
        return new Operation(row.getLong("seq"), Kind.valueOf(row.getString("kind")), row.getLong("revision"),
                row.getObject("previous_revision", Long.class), Direction.valueOf(row.getString("direction")),
                row.getString("service"), row.getString("reason"), row.getTimestamp("started_at").toInstant());
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
