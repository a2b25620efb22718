package polis.registry.service;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.registry.description.Description;
import polis.registry.description.DescriptionPatch;
import polis.registry.description.ServiceDescription;
import polis.registry.problem.Refusals;

/** The kinds of service: described by people, entered by themselves when an instance shows up first. */
@Component
public class ServiceCatalog {

    private final Services services;
    private final Counts counts;
    private final Feed feed;
    private final Clock clock;

    ServiceCatalog(Services services, Counts counts, Feed feed, Clock clock) {
        this.services = services;
        this.counts = counts;
        this.feed = feed;
        this.clock = clock;
    }

    record Tagged(ServiceView view, String tag, boolean created) {}

    @Transactional
    Tagged describe(String name, ServiceDescription wanted, @Nullable String ifMatch, String source) {
        boolean created = !enter(Set.of(name)).isEmpty();
        Service service = services.lock(List.of(name)).getFirst();
        if (service.described()) {
            new IfMatch(ifMatch).check(name, service.descriptionRevision());
        }
        return described(service, service.description().replacedBy(wanted, source), created);
    }

    @Transactional
    Tagged patch(String name, DescriptionPatch patch, @Nullable String ifMatch, String source) {
        Service service = services.lock(List.of(name)).stream().findFirst()
                .orElseThrow(() -> Refusals.unknownService(name));
        if (ifMatch != null) {
            new IfMatch(ifMatch).check(name, service.descriptionRevision());
        }
        return described(service, service.description().patchedBy(patch.said(), patch.cleared(), source), false);
    }

    private Tagged described(Service service, Description wanted, boolean created) {
        boolean changed = service.describe(wanted);
        ServiceView view = ServiceView.of(service, counts.of(service.name()));
        if (changed) {
            services.flush();
            feed.append("ServiceDescribed", service.name(), view);
        }
        return new Tagged(view, IfMatch.tag(service.descriptionRevision(), view), created);
    }

    @Transactional(readOnly = true)
    Tagged get(String name) {
        Service service = services.findByName(name).orElseThrow(() -> Refusals.unknownService(name));
        ServiceView view = ServiceView.of(service, counts.of(name));
        return new Tagged(view, IfMatch.tag(service.descriptionRevision(), view), false);
    }

    /** Returns the services of these names, with the counts of their instances that the caller knows. */
    @Transactional(readOnly = true)
    public Map<String, ServiceView> views(Map<String, InstanceCounts> live) {
        var views = new HashMap<String, ServiceView>();
        services.named(live.keySet()).forEach(service -> views.put(service.name(),
                ServiceView.of(service, requireNonNull(live.get(service.name())))));
        return views;
    }

    /** Throws the 404 problem when there is no such service. */
    @Transactional(readOnly = true)
    public void require(String name) {
        if (services.findByName(name).isEmpty()) {
            throw Refusals.unknownService(name);
        }
    }

    /**
     * Locks services before anything of their instances is written, entering those that nobody knows yet. One call per
     * transaction, before its first event: the locks are taken in the order of the names.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enterAndLock(Collection<String> names) {
        var sorted = new TreeSet<>(names);
        Set<String> entered = enter(sorted);
        List<Service> locked = services.lock(sorted);
        feed.appendAll(locked.stream().filter(service -> entered.contains(service.name()))
                .map(service -> new Feed.News("ServiceDescribed", service.name(),
                        ServiceView.of(service, InstanceCounts.NONE)))
                .toList());
    }

    /** From now on a scheduler decides what the service is doing. Wants the lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void manage(String name) {
        services.lock(List.of(name)).forEach(Service::manage);
    }

    /** Names those that were not there already. */
    Set<String> enter(Collection<String> names) {
        return Set.copyOf(services.enter(names.toArray(String[]::new), ServiceDescription.USUAL_TIER,
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }
}
