package polis.scheduler.execute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import polis.scheduler.cluster.Driver;
import polis.scheduler.cluster.FailureHistory;
import polis.scheduler.cluster.Failures;
import polis.scheduler.cluster.Instance;
import polis.scheduler.cluster.Instances;
import polis.scheduler.cluster.Phase;
import polis.scheduler.cluster.Revisions;
import polis.scheduler.cluster.Timeline.Milestone;
import polis.scheduler.reconcile.Limits;
import polis.scheduler.workload.Credentials;

/** Forgets what is over: failures of services that are stable again, ended instances, credentials that nobody holds. */
@Component
public class Housekeeping {

    private static final Duration KEPT = Duration.ofDays(2);

    private final Instances instances;
    private final FailureHistory failures;
    private final Credentials credentials;
    private final Revisions revisions;
    private final Driver driver;
    private final Limits limits;
    private final InstantSource clock;

    Housekeeping(Instances instances, FailureHistory failures, Credentials credentials, Revisions revisions,
            Driver driver, Limits limits, InstantSource clock) {
        this.instances = instances;
        this.failures = failures;
        this.credentials = credentials;
        this.revisions = revisions;
        this.driver = driver;
        this.limits = limits;
        this.clock = clock;
    }

    public void run() {
        Instant now = clock.instant();
        List<Instance> living = instances.living();
        failures.all().forEach((service, failed) -> {
            if (stable(service, failed, living, now)) {
                failures.clear(service);
            }
        });
        instances.forget(now.minus(KEPT));
        driver.tidy(KEPT);
        Set<String> services = new HashSet<>();
        Long kept = revisions.desired().revision();
        if (kept != null) {
            services.addAll(revisions.services(kept).keySet());
        }
        living.forEach(instance -> services.add(instance.service()));
        credentials.keepOnly(services, oldest(living));
    }

    private boolean stable(String service, Failures failed, List<Instance> living, Instant now) {
        List<Instance> own = living.stream().filter(instance -> instance.service().equals(service)).toList();
        return !own.isEmpty() && own.stream().allMatch(instance -> served(instance, now))
                && (failed.retryAt() == null || now.isAfter(failed.retryAt()));
    }

    private boolean served(Instance instance, Instant now) {
        Instant run = instance.timeline().at(Milestone.RUN);
        return instance.phase() == Phase.RUN && run != null && !now.isBefore(run.plus(limits.stableAfter()));
    }

    private static Map<String, Instant> oldest(List<Instance> living) {
        Map<String, Instant> oldest = new HashMap<>();
        for (Instance instance : living) {
            Instant started = instance.timeline().at(Milestone.STARTED);
            if (started != null) {
                oldest.merge(instance.service(), started, (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return oldest;
    }
}
