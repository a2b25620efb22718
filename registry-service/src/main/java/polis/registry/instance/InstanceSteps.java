package polis.registry.instance;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
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

    /** A change that is made and is still to be told. */
    record News(String type, Instance instance, Object payload) {}

    TransitionView move(Instance instance, State to, Actor actor, @Nullable String reason, @Nullable Long revision) {
        return move(instance, to, actor, reason, revision, this::tell);
    }

    /** @param told takes what is to be told of it */
    TransitionView move(Instance instance, State to, Actor actor, @Nullable String reason, @Nullable Long revision,
            Consumer<News> told) {
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
                told.accept(new News("InstanceTransitioned", instance,
                        new InstanceEvent(view(instance), step.from(), step.to(), actor.name(), reason)));
                yield recorded;
            }
        };
    }

    void tell(News news) {
        instances.saveAndFlush(news.instance());
        append(news);
    }

    /** All that a batch has changed: each flush looks at every instance of it, and nobody else can tell anything meanwhile. */
    void tell(List<News> all) {
        instances.flush();
        all.forEach(this::append);
    }

    private void append(News news) {
        InstanceKey key = news.instance().key();
        feed.append(news.type(), key.service() + "/" + key.id(), news.payload());
    }

    InstanceView view(Instance instance) {
        return instance.view(leases.find(instance.app(), instance.key().id()));
    }
}
