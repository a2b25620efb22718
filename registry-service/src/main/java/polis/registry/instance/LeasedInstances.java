package polis.registry.instance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import polis.database.LongerStatements;
import polis.registry.lifecycle.Actor;
import polis.registry.lifecycle.ObservedPath;
import polis.registry.lifecycle.Signal;
import polis.registry.lifecycle.State;
import polis.registry.service.ServiceCatalog;
import polis.registry.service.ServiceTransitions;

/** The instances as their leases report them. */
@Component
public class LeasedInstances {

    private static final String UP = "UP";
    /** Tens of thousands of rows, on a machine where everything starts. */
    private static final Duration ALL_OF_THEM = Duration.ofMinutes(1);
    private static final Map<Signal, String> REASONS = Map.of(Signal.UP, "Registered as UP.", Signal.NOT_READY,
            "Registered.", Signal.DOWN, "It reports itself DOWN.", Signal.PASSING, "Its health check passes.",
            Signal.FAILING, "Its health check fails.", Signal.ENDED, "Its lease ended.");

    private final Instances instances;
    private final InstanceSteps steps;
    private final ServiceCatalog services;
    private final ServiceTransitions serviceTransitions;
    private final LongerStatements longer;

    LeasedInstances(Instances instances, InstanceSteps steps, ServiceCatalog services,
            ServiceTransitions serviceTransitions, LongerStatements longer) {
        this.instances = instances;
        this.steps = steps;
        this.services = services;
        this.serviceTransitions = serviceTransitions;
        this.longer = longer;
    }

    /**
     * Writes what the leases report, all or nothing; repeating it changes nothing more.
     *
     * @return instances whose lease says UP though their scheduler ended them: they are to be kept out of traffic
     */
    @Transactional
    public List<LeaseReport> apply(Collection<LeaseReport> reports) {
        var names = new TreeSet<>(reports.stream().map(LeaseReport::service).toList());
        services.enterAndLock(names);
        var known = new HashMap<InstanceKey, Instance>();
        instances.candidates(names, reports.stream().map(LeaseReport::id).toList())
                .forEach(instance -> known.put(instance.key(), instance));
        var keptOut = new ArrayList<LeaseReport>();
        var news = new ArrayList<InstanceSteps.News>();
        for (LeaseReport report : reports) {
            Instance instance = known.get(new InstanceKey(report.service(), report.id()));
            if (instance == null) {
                instance = instances.save(new Instance(report, steps.now()));
                known.put(instance.key(), instance);
            } else if (instance.outdates(report, steps.now())) {
                continue;
            }
            apply(report, instance, news);
            if (instance.managed() && UP.equals(report.status()) && out(instance.state())) {
                keptOut.add(report);
            }
        }
        steps.tell(news);
        serviceTransitions.follow(names, Actor.LEASE);
        return keptOut;
    }

    /** The registrations whose leases lived when this was last written. */
    @Transactional(readOnly = true)
    public List<StoredRegistration> registrations() {
        longer.allow(ALL_OF_THEM);
        return instances.registrations();
    }

    /** What is written as leased, by app and id: to find what ended while nobody could write it. */
    @Transactional(readOnly = true)
    public List<LeasedInstance> leased() {
        longer.allow(ALL_OF_THEM);
        return instances.leased();
    }

    /** Returns whether a scheduler announced this instance and it is not gone. */
    @Transactional(readOnly = true)
    public boolean announced(String service, String id) {
        return instances.findByKey(new InstanceKey(service, id))
                .filter(instance -> instance.managed() && instance.state() != State.GONE).isPresent();
    }

    private void apply(LeaseReport report, Instance instance, List<InstanceSteps.News> news) {
        boolean changed = instance.report(report);
        List<State> path = ObservedPath.instance(instance.state(), instance.managed(), report.signal());
        for (State next : path) {
            String reason = Objects.requireNonNullElse(report.reason(), REASONS.getOrDefault(report.signal(), ""));
            steps.move(instance, next, actor(report.signal(), next), reason, report.revision(), news);
        }
        if (path.isEmpty() && changed) {
            news.add(steps.news("InstanceStatusChanged", instance));
        }
    }

    /** Returns whether it lives is the lease's word, whether it is well the check's. */
    private static Actor actor(Signal signal, State next) {
        boolean checked = signal == Signal.PASSING || signal == Signal.FAILING;
        return checked && (next == State.RUN || next == State.FAILED) ? Actor.HEALTH_CHECK : Actor.LEASE;
    }

    private static boolean out(State state) {
        return state == State.DESTROY || state == State.FAILED || state == State.GONE;
    }
}
