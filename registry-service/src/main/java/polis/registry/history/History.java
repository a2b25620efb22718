package polis.registry.history;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import polis.registry.lifecycle.State;
import polis.registry.page.Page;

/** Writes and reads what happened. */
@Component
public class History {

    private final Transitions transitions;
    private final Clock clock;

    History(Transitions transitions, Clock clock) {
        this.transitions = transitions;
        this.clock = clock;
    }

    /** Records a step inside the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public TransitionView record(String service, @Nullable String instance, State from, State to, String actor,
            @Nullable String reason, @Nullable Long revision) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var step = new TransitionView(null, service, instance, from, to, now, actor, reason, revision);
        return transitions.save(new Transition(step)).view();
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
