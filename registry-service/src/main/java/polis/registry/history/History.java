package polis.registry.history;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import polis.paging.Page;
import polis.registry.lifecycle.State;

/** Writes and reads what happened. */
@Component
public class History {

    private static final String RECORD = """
            insert into transition (service, instance, from_state, to_state, at, actor, reason, revision)
            select service, instance, from_state, to_state, cast(at as timestamptz), actor, reason, revision
            from unnest(cast(:services as text[]), cast(:instances as text[]), cast(:froms as text[]), cast(:tos as text[]),
                cast(:ats as text[]), cast(:actors as text[]), cast(:reasons as text[]), cast(:revisions as bigint[]))
                with ordinality as step (service, instance, from_state, to_state, at, actor, reason, revision, place)
            order by place
            """;

    private final Transitions transitions;
    private final JdbcClient jdbc;
    private final Clock clock;

    History(Transitions transitions, JdbcClient jdbc, Clock clock) {
        this.transitions = transitions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A step that happens now and is still to be recorded. */
    public TransitionView step(String service, @Nullable String instance, State from, State to, String actor,
            @Nullable String reason, @Nullable Long revision) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new TransitionView(null, service, instance, from, to, now, actor, reason, revision);
    }

    /** Records a step inside the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public TransitionView record(TransitionView step) {
        return transitions.save(new Transition(step)).view();
    }

    /** Records steps in their order inside the caller's transaction, all by one statement. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordAll(List<TransitionView> steps) {
        if (!steps.isEmpty()) {
            jdbc.sql(RECORD).param("services", texts(steps, TransitionView::service))
                    .param("instances", texts(steps, TransitionView::instance))
                    .param("froms", texts(steps, step -> step.from().name()))
                    .param("tos", texts(steps, step -> step.to().name()))
                    .param("ats", texts(steps, step -> step.at().toString()))
                    .param("actors", texts(steps, TransitionView::actor))
                    .param("reasons", texts(steps, TransitionView::reason))
                    .param("revisions", steps.stream().map(TransitionView::revision).toArray(Long[]::new)).update();
        }
    }

    private static @Nullable String[] texts(List<TransitionView> steps,
            Function<TransitionView, @Nullable String> text) {
        return steps.stream().map(text).toArray(String[]::new);
    }

    /** The days of a service of which only sums are left, newest first. */
    @Transactional(readOnly = true)
    public Page<TransitionDay> days(String service, int limit, @Nullable LocalDate before) {
        List<TransitionDay> found = jdbc.sql("""
                select day, steps, failures, last_state from transition_day
                where service = :service and day < :before order by day desc limit :limit
                """).param("service", service).param("before", before == null ? LocalDate.of(9999, 1, 1) : before)
                .param("limit", limit + 1)
                .query((row, number) -> new TransitionDay(row.getObject("day", LocalDate.class), row.getLong("steps"),
                        row.getLong("failures"), state(row.getString("last_state"))))
                .list();
        return Page.cut(found, limit, each -> each.day().toString());
    }

    private static @Nullable State state(@Nullable String name) {
        return name == null ? null : State.valueOf(name);
    }

    /** The steps of a service or one of its instances, newest first. */
    @Transactional(readOnly = true)
    public Page<TransitionView> page(String service, @Nullable String instance, int limit, @Nullable Long before) {
        long start = before == null ? Long.MAX_VALUE : before;
        List<Transition> found = instance == null
                ? transitions.ofService(service, start, Limit.of(limit + 1))
                : transitions.ofInstance(service, instance, start, Limit.of(limit + 1));
        return Page.cut(found.stream().map(Transition::view).toList(), limit, step -> String.valueOf(step.seq()));
    }
}
