package polis.registry.service;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.registry.history.History;
import polis.registry.history.TransitionRequest;
import polis.registry.history.TransitionView;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.Move;
import polis.registry.lifecycle.ObservedPath;
import polis.registry.lifecycle.State;
import polis.registry.problem.Refusals;

/** Moves services from state to state, one at a time per service. */
@Component
public class ServiceTransitions {

    private final Services services;
    private final Counts counts;
    private final History history;
    private final Feed feed;
    private final Clock clock;

    ServiceTransitions(Services services, Counts counts, History history, Feed feed, Clock clock) {
        this.services = services;
        this.counts = counts;
        this.history = history;
        this.feed = feed;
        this.clock = clock;
    }

    @Transactional
    TransitionView transition(String name, TransitionRequest wish, Actor actor) {
        Service service = services.lock(List.of(name)).stream().findFirst()
                .orElseThrow(() -> Refusals.unknownService(name));
        var news = new ArrayList<Feed.News>();
        TransitionView moved = move(service, counts.of(name), wish.to(), actor, wish.reason(), wish.revision(), news);
        tell(news);
        return moved;
    }

    /** Lets services that no scheduler drives follow their instances. Wants the locks, and the instances flushed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(Collection<String> names, Actor actor) {
        Map<String, InstanceCounts> counted = counts.of(names);
        var news = new ArrayList<Feed.News>();
        for (Service service : services.lock(names)) {
            if (service.managed()) {
                continue;
            }
            InstanceCounts live = counted.getOrDefault(service.name(), InstanceCounts.NONE);
            int serving = live.in(State.RUN);
            String reason = serving > 0 ? "An instance of it runs." : "None of its instances runs.";
            ObservedPath.service(service.lifecycle(), serving, live.live())
                    .forEach(next -> move(service, live, next, following(actor), reason, null, news));
        }
        tell(news);
    }

    /** What follows from a step is no wish of whoever made that step, but goes under its name. */
    private static Actor following(Actor actor) {
        return new Actor(actor.name(), Actor.Kind.LEASE);
    }

    private TransitionView move(Service service, InstanceCounts counts, State to, Actor actor, @Nullable String reason,
            @Nullable Long revision, List<Feed.News> news) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return switch (service.transitionTo(actor.kind(), to, now)) {
            case Move.Illegal illegal -> throw Refusals.illegal(service.name(), illegal);
            case Move.Unchanged unchanged -> new TransitionView(null, service.name(), null, unchanged.state(),
                    unchanged.state(), service.lifecycleSince(), actor.name(), reason, revision);
            case Move.Step step -> {
                TransitionView recorded = history.record(
                        history.step(service.name(), null, step.from(), step.to(), actor.name(), reason, revision));
                news.add(new Feed.News("ServiceTransitioned", service.name(),
                        ServiceEvent.of(ServiceView.of(service, counts), recorded)));
                yield recorded;
            }
        };
    }

    private void tell(List<Feed.News> all) {
        if (!all.isEmpty()) {
            services.flush();
            feed.appendAll(all);
        }
    }
}
