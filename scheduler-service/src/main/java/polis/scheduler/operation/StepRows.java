package polis.scheduler.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.StepStatus;
import polis.scheduler.cluster.Steps;

/** The steps' rows. Beginning or ending a step again does nothing. */
@Repository
class StepRows implements Steps {

    private static final int REASON = 1000;

    private final JdbcClient jdbc;

    StepRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Step> of(long operation) {
        return jdbc.sql("select * from step where operation = :operation order by number").param("operation", operation)
                .query(StepRows::row).list();
    }

    @Override
    public void plan(long operation, String service, Action action) {
        insert(operation, service, null, action, StepStatus.PENDING, null, null);
    }

    @Override
    public void begin(@Nullable Long operation, String service, @Nullable String instance, Action action,
            @Nullable String reason, Instant at) {
        if (operation == null) {
            return;
        }
        int known = jdbc.sql("""
                update step set reason = coalesce(:reason, reason)
                 where operation = :operation and service = :service and action = :action and status = 'RUNNING'
                   and instance is not distinct from :instance
                """).param("operation", operation).param("service", service).param("action", action.name())
                .param("instance", instance, Types.VARCHAR).param("reason", reason, Types.VARCHAR).update();
        if (known > 0) {
            return;
        }
        int planned = jdbc
                .sql("""
                                update step
                                   set status = 'RUNNING', started_at = coalesce(started_at, :at), instance = coalesce(instance, :instance),
                                       reason = :reason
                                 where operation = :operation and number = (
                               select number from step
                                where operation = :operation and service = :service and action = :action
                                  and (status = 'PENDING' and (instance is null or instance = :instance)
                                       or status = 'RUNNING' and instance is null)
                                order by number limit 1 for update skip locked)
                        """)
                .param("operation", operation).param("service", service).param("action", action.name())
                .param("instance", instance, Types.VARCHAR).param("reason", reason, Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC)).update();
        if (planned == 0) {
            insert(operation, service, instance, action, StepStatus.RUNNING, reason, at);
        }
    }

    private void insert(long operation, String service, @Nullable String instance, Action action, StepStatus status,
            @Nullable String reason, @Nullable Instant at) {
        jdbc.sql("""
                with next as (update operation set steps = steps + 1 where seq = :operation returning steps)
                insert into step (operation, number, service, instance, action, status, started_at, reason)
                select :operation, steps, :service, :instance, :action, :status, :at, :reason from next
                """).param("operation", operation).param("service", service).param("action", action.name())
                .param("status", status.name()).param("instance", instance, Types.VARCHAR)
                .param("reason", reason, Types.VARCHAR)
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE).update();
    }

    @Override
    public void end(@Nullable Long operation, String service, @Nullable String instance, Action action,
            StepStatus status, @Nullable String reason, Instant at) {
        if (operation == null) {
            return;
        }
        jdbc.sql("""
                update step set status = :status, ended_at = :at, reason = coalesce(:reason, reason)
                 where operation = :operation and service = :service and action = :action and status = 'RUNNING'
                   and instance is not distinct from :instance
                """).param("operation", operation).param("service", service).param("action", action.name())
                .param("status", status.name()).param("instance", instance, Types.VARCHAR)
                .param("reason", cut(reason), Types.VARCHAR).param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    @Override
    public void fail(@Nullable Long operation, String instance, String reason, Instant at) {
        if (operation != null) {
            jdbc.sql("""
                    update step set status = 'FAILED', ended_at = :at, reason = :reason
                     where operation = :operation and instance = :instance and status = 'RUNNING'
                    """).param("operation", operation).param("instance", instance).param("reason", cut(reason))
                    .param("at", at.atOffset(ZoneOffset.UTC)).update();
        }
    }

    @Override
    public void skip(long operation, boolean running, String reason, Instant at) {
        jdbc.sql("""
                update step set status = 'SKIPPED', ended_at = case when started_at is not null then :at end,
                       reason = coalesce(reason, :reason)
                 where operation = :operation and (status = 'PENDING' or :running and status = 'RUNNING')
                """).param("operation", operation).param("running", running).param("reason", cut(reason))
                .param("at", at.atOffset(ZoneOffset.UTC)).update();
    }

    @Nullable
    private static String cut(@Nullable String reason) {
        return reason == null || reason.length() <= REASON ? reason : reason.substring(0, REASON);
    }

    private static Step row(ResultSet row, int number) throws SQLException {
        return new Step(row.getInt("number"), row.getString("service"), row.getString("instance"),
                Action.valueOf(row.getString("action")), StepStatus.valueOf(row.getString("status")),
                time(row, "started_at"), time(row, "ended_at"), row.getString("reason"));
    }

    @Nullable
    private static Instant time(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
