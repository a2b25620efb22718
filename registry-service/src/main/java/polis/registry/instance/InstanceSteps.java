package polis.registry.instance;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.feed.Feed;
import polis.registry.eureka.Leases;
import polis.registry.history.History;
import polis.registry.history.TransitionView;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.Move;
import polis.registry.lifecycle.State;
import polis.registry.problem.Refusals;

/** What every change of an instance has in common: saved, kept in the history, told to the watchers. Wants the service's lock. */
@Component
class InstanceSteps {

    private final Instances instances;
    private final Leases leases;
    private final History history;
    private final Feed feed;
    private final Clock clock;

    InstanceSteps(Instances instances, Leases leases, History history, Feed feed, Clock clock) {
        this.instances = instances;
        this.leases = leases;
        this.history = history;
        this.feed = feed;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    TransitionView move(Instance instance, State to, Actor actor, @Nullable String reason, @Nullable Long revision) {
        InstanceKey key = instance.key();
        return switch (instance.transitionTo(actor.kind(), to, reason, now())) {
            case Move.Illegal illegal -> throw Refusals.illegal(key.service() + "/" + key.id(), illegal);
            case Move.Stay stay ->
                new TransitionView(null, key.service(), key.id(), stay.state(), stay.state(), instance.since(),
                        actor.name(),
                        reason, revision);
            case Move.Step step -> {
                TransitionView recorded = history.record(key.service(), key.id(), step.from(), step.to(), actor.name(),
                        reason,
                        revision);
                tell("InstanceTransitioned", instance,
                        new InstanceEvent(view(instance), step.from(), step.to(), actor.name(), reason));
                yield recorded;
            }
        };
    }

    void tell(String type, Instance instance, Object payload) {
        instances.saveAndFlush(instance);
        feed.append(type, instance.key().service() + "/" + instance.key().id(), payload);
    }

    InstanceView view(Instance instance) {
        return instance.view(leases.find(instance.app(), instance.key().id()));
    }
}
