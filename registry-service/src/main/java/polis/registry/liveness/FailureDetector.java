package polis.registry.liveness;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import polis.registry.lease.AddressOwners;
import polis.registry.lease.LapsedLease;
import polis.registry.lease.LeaseKey;
import polis.registry.lease.LeaseRegistry;
import polis.registry.selfcheck.LocalHealthMonitor;
import polis.registry.selfcheck.SelfProbe;
import polis.registry.suspicion.LocalHealth;
import polis.registry.suspicion.ProbeResult;
import polis.registry.suspicion.SuspectDecision;
import polis.registry.suspicion.SuspectDecision.Evidence;

/**
 * Detects leases that lapsed, has the suspects probed and decides what becomes of them. One thread decides, after it
 * checked whether this look came late: what did not arrive counts only while this process was ready to receive it.
 */
@Component
class FailureDetector {

    /** Degraded local health is reported for so long after it was noticed last. */
    static final long LATELY = 30_000;

    private static final Logger log = LoggerFactory.getLogger(FailureDetector.class);

    private final LeaseRegistry registry;
    private final Probes probes;
    private final LivenessSettings settings;
    private final LivenessMetrics metrics;
    private final InstantSource clock;
    private final LocalHealthMonitor localHealth;
    private final Map<LeaseKey, Suspect> suspects = new HashMap<>();
    private long lookedAt;
    private long awake;
    private @Nullable AddressOwners owners;
    private boolean open;
    private boolean skipped;
    private LocalHealth.@Nullable Cause logged = LocalHealth.Cause.STARTING;

    FailureDetector(LeaseRegistry registry, Probes probes, LivenessSettings settings, LivenessMetrics metrics,
            LocalHealthMonitor localHealth, InstantSource clock) {
        this.registry = registry;
        this.probes = probes;
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.localHealth = localHealth;
    }

    /** @param pace after how many milliseconds the next look is due */
    synchronized void look(long pace, SelfProbe.Measurement measured) {
        long now = clock.millis();
        boolean late = measure(now, pace, measured);
        lookedAt = now;
        owners = null;
        if (measured.open() && !open) {
            open = true;
            registry.listening();
        }
        // The renewals in our own queue are served first; a process that is always late has to look all the same.
        skipped = !open || (late && !skipped);
        if (skipped) {
            return;
        }
        follow(registry.lapsed());
        probes.completed().forEach(probe -> decide(probe, now));
        probe(now);
        logLocalHealth();
    }

    private void logLocalHealth() {
        LocalHealth.Cause cause = localHealth.degradedWithin(LATELY);
        if (cause != null && logged == null && cause != LocalHealth.Cause.STARTING) {
            log.warn(
                    "This registry receives requests late ({}). Missed renewals end no lease until it has been healthy for"
                            + " the length of that lease.",
                    cause);
        } else if (cause == null && logged != null) {
            log.info("This registry receives requests in time; missed renewals count.");
        }
        logged = cause;
    }

    /**
     * Decides on the probes that ended between two looks, unless the next look is due, which may have to notice a
     * standstill first.
     */
    synchronized void decideProbed(long pace) {
        long now = clock.millis();
        if (now >= lookedAt && now < lookedAt + pace) {
            probes.completed().forEach(probe -> decide(probe, now));
            probe(now);
        }
    }

    /** Returns all suspects. */
    synchronized Collection<Suspect> suspects() {
        return List.copyOf(suspects.values());
    }

    /** Returns why this process was degraded within a time; null where it was not. */
    LocalHealth.@Nullable Cause degradedWithin(long millis) {
        return localHealth.degradedWithin(millis);
    }

    /** Returns whether this look is late. */
    private boolean measure(long now, long pace, SelfProbe.Measurement measured) {
        long passed = lookedAt == 0 ? pace : now - lookedAt;
        long off = passed - pace;
        awake += Math.clamp(passed, 0, 2 * pace);
        metrics.late(Math.max(off, 0), measured.waitedMillis());
        if (off < -settings.late().toMillis()) {
            registry.clockSetBack();
            suspects.clear();
        }
        if (!measured.open()) {
            degraded(LocalHealth.Cause.STARTING, 0);
        } else if (Math.abs(off) > settings.late().toMillis()) {
            degraded(LocalHealth.Cause.LATE_TICK, off);
            return true;
        } else if (measured.waitedMillis() > settings.late().toMillis()) {
            degraded(LocalHealth.Cause.LATE_REQUEST, measured.waitedMillis());
        }
        return false;
    }

    private void degraded(LocalHealth.Cause cause, long millis) {
        if (cause != LocalHealth.Cause.STARTING) {
            metrics.degraded(cause);
            log.debug("Late: {}, {} ms.", cause, millis);
        }
        localHealth.degraded(cause);
    }

    private void follow(List<LapsedLease> lapsed) {
        Set<LeaseKey> still = new HashSet<>();
        int anew = 0;
        for (LapsedLease lapse : lapsed) {
            LeaseKey key = lapse.key();
            still.add(key);
            Suspect known = suspects.get(key);
            if (known == null || known.lapse().renewedAt() != lapse.renewedAt()) {
                suspects.put(key, new Suspect(lapse, awake));
                registry.suspect(lapse);
                anew++;
            }
        }
        suspects.keySet().retainAll(still);
        if (anew > 0) {
            localHealth.lapsed(anew, registry.kept());
            if (localHealth.degradedWithin(LATELY) == LocalHealth.Cause.MANY_LAPSES) {
                metrics.degraded(LocalHealth.Cause.MANY_LAPSES);
            }
        }
    }

    private void decide(Probes.Completed probe, long now) {
        Suspect suspect = probe.suspect();
        LapsedLease lapse = suspect.lapse();
        suspect.probed(probe.result(), now);
        metrics.probed(probe.result());
        if (suspects.get(lapse.key()) != suspect) {
            return;
        }
        long window = Math.max(lapse.millis(), probe.tookMillis());
        var evidence = new Evidence(localHealth.degradedWithin(window) == null,
                probe.result() instanceof ProbeResult.Answered ? addressOwners().successorOf(lapse) : "",
                awake - suspect.awakeAt(), settings.keep().toMillis());
        switch (SuspectDecision.of(probe.result(), evidence)) {
            case SuspectDecision.Keep _ ->
                log.debug("{} of {} is kept: {}", lapse.key().id(), lapse.key().app(), probe.result());
            case SuspectDecision.End end -> {
                suspects.remove(lapse.key());
                if (registry.expire(lapse, end.why())) {
                    log.info("{} of {} ended: no renewal for {} s, and {} ({})", lapse.key().id(), lapse.key().app(),
                            lapse.millis() / 1000, end.why(), probe.result());
                }
            }
        }
    }

    /** Returns them as they were at this look. */
    private AddressOwners addressOwners() {
        AddressOwners known = owners;
        if (known == null) {
            known = registry.addressOwners();
            owners = known;
        }
        return known;
    }

    private void probe(long now) {
        suspects.values().stream().filter(suspect -> suspect.probeAt() <= now)
                .sorted(Comparator.comparingLong(Suspect::probeAt)).forEach(suspect -> {
                    if (probes.start(suspect)) {
                        suspect.started();
                    }
                });
    }
}
