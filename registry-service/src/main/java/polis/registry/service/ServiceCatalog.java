package polis.registry.service;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import polis.feed.Feed;
import polis.registry.page.Page;
import polis.registry.problem.Refusals;

/** The kinds of service: described by people, entered by themselves when an instance shows up first. */
@Component
public class ServiceCatalog {

    private final Services services;
    private final InstanceCounts.Census census;
    private final Feed feed;
    private final Clock clock;

    ServiceCatalog(Services services, InstanceCounts.Census census, Feed feed, Clock clock) {
        this.services = services;
        this.census = census;
        this.feed = feed;
        this.clock = clock;
    }

    record Tagged(ServiceView view, String tag, boolean created) {}

    @Transactional
    Tagged describe(String name, ServiceDescription wanted, @Nullable String ifMatch) {
        boolean created = enter(name);
        Service service = services.lock(List.of(name)).getFirst();
        if (service.described()) {
            new IfMatch(ifMatch).check(name, service.descriptionRevision());
        }
        boolean changed = service.describe(wanted);
        ServiceView view = ServiceView.of(service, census.of(name));
        if (changed) {
            services.flush();
            feed.append("ServiceDescribed", name, view);
        }
        return new Tagged(view, IfMatch.tag(service.descriptionRevision(), view), created);
    }

    @Transactional(readOnly = true)
    Tagged get(String name) {
        Service service = services.findByName(name).orElseThrow(() -> Refusals.unknownService(name));
        ServiceView view = ServiceView.of(service, census.of(name));
        return new Tagged(view, IfMatch.tag(service.descriptionRevision(), view), false);
    }

    @Transactional(readOnly = true)
    Page<ServiceView> page(int limit, @Nullable String cursor) {
        Page<Service> found = Page.cut(services.after(cursor == null ? "" : cursor, Limit.of(limit + 1)), limit,
                Service::name);
        var counts = census.of(found.items().stream().map(Service::name).toList());
        return found.map(service -> ServiceView.of(service, counts.getOrDefault(service.name(), InstanceCounts.NONE)));
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
        List<String> entered = sorted.stream().filter(this::enter).toList();
        List<Service> locked = services.lock(sorted);
        locked.stream().filter(service -> entered.contains(service.name()))
                .forEach(service -> feed.append("ServiceDescribed", service.name(),
                        ServiceView.of(service, InstanceCounts.NONE)));
    }

    /** From now on a scheduler decides what the service is doing. Wants the lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void drive(String name) {
        services.lock(List.of(name)).forEach(Service::drive);
    }

    private boolean enter(String name) {
        return services.enter(name, ServiceDescription.USUAL_TIER, clock.instant().truncatedTo(ChronoUnit.MICROS)) == 1;
    }
}
