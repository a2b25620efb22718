package polis.registry.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.registry.history.History;
import polis.registry.history.TransitionRequest;
import polis.registry.history.TransitionView;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.Following;
import polis.registry.lifecycle.Move;
import polis.registry.lifecycle.State;
import polis.registry.problem.Refusals;

/** Moves services from state to state, one at a time per service. */
@Component
public class ServiceTransitions {

    private final Services services;
    private final InstanceCounts.Census census;
    private final History history;
    private final Feed feed;
    private final Clock clock;

    ServiceTransitions(Services services, InstanceCounts.Census census, History history, Feed feed, Clock clock) {
        this.services = services;
        this.census = census;
        this.history = history;
        this.feed = feed;
        this.clock = clock;
    }

    @Transactional
    TransitionView transition(String name, TransitionRequest wish, Actor actor) {
        Service service = services.lock(List.of(name)).stream().findFirst()
                .orElseThrow(() -> Refusals.unknownService(name));
        return move(service, wish.to(), actor, wish.reason(), wish.revision());
    }

    /** Lets a service that no scheduler drives follow its instances. Wants the lock, and the instances flushed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(String name, Actor actor) {
        for (Service service : services.lock(List.of(name))) {
            if (service.driven()) {
                continue;
            }
            InstanceCounts counts = census.of(name);
            int serving = counts.in(State.RUN);
            String reason = serving > 0 ? "An instance of it runs." : "None of its instances runs.";
            Following.service(service.lifecycle(), serving, counts.live())
                    .forEach(next -> move(service, next, following(actor), reason, null));
        }
    }

    /** What follows from a step is no wish of whoever made that step, but goes under its name. */
    private static Actor following(Actor actor) {
        return new Actor(actor.name(), Actor.Kind.LEASE);
    }

    private TransitionView move(Service service, State to, Actor actor, @Nullable String reason,
            @Nullable Long revision) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (service.transitionTo(actor.kind(), to, now)) {
            case Move.Illegal illegal -> throw Refusals.illegal(service.name(), illegal);
            case Move.Stay stay -> new TransitionView(null, service.name(), null, stay.state(), stay.state(),
                    service.lifecycleSince(), actor.name(), reason, revision);
            case Move.Step step -> {
                services.flush();
                TransitionView recorded = history.record(service.name(), null, step.from(), step.to(), actor.name(),
                        reason,
                        revision);
                feed.append("ServiceTransitioned", service.name(),
                        ServiceEvent.of(ServiceView.of(service, census.of(service.name())), recorded));
                yield recorded;
            }
        };
    }
}
