package polis.registry.instance;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import polis.feed.Feed;
import polis.registry.history.History;
import polis.registry.history.TransitionView;
import polis.registry.lease.Leases;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.Move;
import polis.registry.lifecycle.State;
import polis.registry.problem.Refusals;

// ADR 33
/**
 * Saves a change of an instance, records it in the history and appends it to the feed. Callers hold the service's lock.
 */
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

    /**
     * A change that is made and is not in the feed yet.
     *
     * @param step what the history is to say of it, if anything
     */
    record News(String type, Instance instance, Object payload, @Nullable TransitionView step) {}

    /** Moves an instance, and records and publishes that at once. */
    TransitionView move(Instance instance, State to, Actor actor, @Nullable String reason, @Nullable Long revision) {
        return move(instance, to, actor, reason, revision, news -> {
            instances.saveAndFlush(instance);
            TransitionView recorded = history.record(Objects.requireNonNull(news.step()));
            feed.appendAll(List.of(told(news)));
            return recorded;
        });
    }

    /** Moves an instance, and adds that to what is recorded and published together. */
    void move(Instance instance, State to, Actor actor, @Nullable String reason, @Nullable Long revision,
            List<News> later) {
        move(instance, to, actor, reason, revision, news -> {
            later.add(news);
            return Objects.requireNonNull(news.step());
        });
    }

    private TransitionView move(Instance instance, State to, Actor actor, @Nullable String reason,
            @Nullable Long revision, Function<News, TransitionView> made) {
        InstanceKey key = instance.key();
        return switch (instance.transitionTo(actor.kind(), to, reason, now())) {
            case Move.Illegal illegal -> throw Refusals.illegal(key.service() + "/" + key.id(), illegal);
            case Move.Unchanged unchanged -> new TransitionView(null, key.service(), key.id(), unchanged.state(),
                    unchanged.state(), instance.since(), actor.name(), reason, revision);
            case Move.Step step -> made.apply(new News("InstanceTransitioned", instance,
                    new InstanceEvent(view(instance), step.from(), step.to(), actor.name(), reason),
                    history.step(key.service(), key.id(), step.from(), step.to(), actor.name(), reason, revision)));
        };
    }

    /** Records a new instance, or one that is otherwise not what it was. */
    void tell(String type, Instance instance) {
        instances.saveAndFlush(instance);
        feed.appendAll(List.of(told(news(type, instance))));
    }

    News news(String type, Instance instance) {
        return new News(type, instance, view(instance), null);
    }

    /**
     * All that a batch has changed: each flush looks at every instance of it, and nobody else can tell anything
     * meanwhile.
     */
    void tell(List<News> all) {
        instances.flush();
        history.recordAll(all.stream().map(News::step).filter(Objects::nonNull).toList());
        feed.appendAll(all.stream().map(InstanceSteps::told).toList());
    }

    private static Feed.News told(News news) {
        InstanceKey key = news.instance().key();
        return new Feed.News(news.type(), key.service() + "/" + key.id(), news.payload());
    }

    InstanceView view(ListedInstance instance) {
        return instance.view(leases.find(instance.app(), instance.key().id()));
    }

    InstanceView view(Instance instance) {
        return instance.view(leases.find(instance.app(), instance.key().id()));
    }
}
