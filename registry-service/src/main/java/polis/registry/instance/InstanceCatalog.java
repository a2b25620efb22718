package polis.registry.instance;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.paging.Page;
import polis.registry.history.TransitionRequest;
import polis.registry.history.TransitionView;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.State;
import polis.registry.problem.Refusals;
import polis.registry.service.ServiceCatalog;
import polis.registry.service.ServiceTransitions;

/** The instances as a scheduler, an operator or a watcher deals with them. */
@Component
class InstanceCatalog {

    private final Instances instances;
    private final InstanceSteps steps;
    private final ServiceCatalog services;
    private final ServiceTransitions serviceTransitions;
    private final ApplicationEventPublisher publisher;

    InstanceCatalog(Instances instances, InstanceSteps steps, ServiceCatalog services,
            ServiceTransitions serviceTransitions, ApplicationEventPublisher publisher) {
        this.instances = instances;
        this.steps = steps;
        this.services = services;
        this.serviceTransitions = serviceTransitions;
        this.publisher = publisher;
    }

    record Announced(InstanceView view, boolean created) {}

    @Transactional
    Announced announce(String service, String id, InstanceAnnouncement plan, Actor actor) {
        services.enterAndLock(List.of(service));
        services.manage(service);
        var key = new InstanceKey(service, id);
        Instance known = instances.findByKey(key).orElse(null);
        Instance instance = known == null ? new Instance(key, plan, steps.now()) : known;
        boolean changed = known == null || known.announce(plan);
        Instance saved = instances.saveAndFlush(instance);
        if (saved.state() == State.GONE) {
            steps.move(saved, State.PROVISION, actor, "Announced again.", plan.revision());
            changed = true;
        }
        if (changed) {
            steps.tell("InstanceAnnounced", saved);
            publisher.publishEvent(new InstanceMoved(saved.app(), id, saved.state()));
        }
        return new Announced(steps.view(saved), known == null);
    }

    @Transactional
    TransitionView transition(String service, String id, TransitionRequest wish, Actor actor) {
        services.require(service);
        services.enterAndLock(List.of(service));
        Instance instance = instances.findByKey(new InstanceKey(service, id))
                .orElseThrow(() -> Refusals.unknownInstance(service, id));
        TransitionView moved = steps.move(instance, wish.to(), actor, wish.reason(), wish.revision());
        serviceTransitions.follow(List.of(service), actor);
        publisher.publishEvent(new InstanceMoved(instance.app(), id, instance.state()));
        return moved;
    }

    @Transactional(readOnly = true)
    InstanceView get(String service, String id) {
        return instances.findByKey(new InstanceKey(service, id)).map(steps::view)
                .orElseThrow(() -> Refusals.unknownInstance(service, id));
    }

    @Transactional(readOnly = true)
    Page<InstanceView> page(@Nullable String service, @Nullable Collection<State> states, boolean gone, int limit,
            @Nullable String cursor) {
        int slash = cursor == null ? -1 : cursor.indexOf('/');
        String afterService = cursor == null || slash < 0 ? "" : cursor.substring(0, slash);
        String afterId = cursor == null || slash < 0 ? "" : cursor.substring(slash + 1);
        Limit most = Limit.of(limit + 1);
        List<ListedInstance> found = service == null
                ? instances.after(wanted(states, gone), afterService, afterId, most)
                : ofService(service, wanted(states, gone), afterService, afterId, most);
        return Page.cut(found, limit, instance -> instance.key().service() + "/" + instance.key().id())
                .map(steps::view);
    }

    /** A cursor may be one of another list. */
    private List<ListedInstance> ofService(String service, Set<State> states, String afterService, String afterId,
            Limit most) {
        int order = afterService.compareTo(service);
        return order > 0 ? List.of() : instances.ofServiceAfter(service, states, order < 0 ? "" : afterId, most);
    }

    private static Set<State> wanted(@Nullable Collection<State> states, boolean gone) {
        if (states != null && !states.isEmpty()) {
            return EnumSet.copyOf(states);
        }
        return gone ? EnumSet.allOf(State.class) : EnumSet.complementOf(EnumSet.of(State.GONE));
    }
}
