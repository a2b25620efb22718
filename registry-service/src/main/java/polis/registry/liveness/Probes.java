package polis.registry.liveness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import polis.registry.lease.LapsedLease;
import polis.registry.suspicion.ProbeResult;

/** The probes that run, so many at a time, and the results that came. */
final class Probes {

    private static final Logger log = LoggerFactory.getLogger(Probes.class);

    private final Function<LapsedLease, ProbeResult> probe;
    private final Executor threads;
    private final LongSupplier nanoTime;
    private final int most;
    private final long timeout;
    private final long slack;
    private final List<Running> underWay = new ArrayList<>();
    private final List<Completed> completed = new ArrayList<>();

    /** @param probe probes a suspect, and blocks meanwhile */
    Probes(Function<LapsedLease, ProbeResult> probe, LivenessSettings settings, Executor threads,
            LongSupplier nanoTime) {
        this.probe = probe;
        this.threads = threads;
        this.nanoTime = nanoTime;
        this.most = settings.probes();
        this.timeout = settings.timeout().toNanos();
        this.slack = settings.late().toNanos();
    }

    /** A probe that runs. */
    private record Running(Suspect suspect, long startedAt) {}

    /**
     * A probe that ended.
     *
     * @param tookMillis how long it ran
     */
    record Completed(Suspect suspect, ProbeResult result, long tookMillis) {}

    /**
     * Starts a probe and returns whether it did: not while too many others run, nor while the last one of this suspect
     * hangs in a lookup.
     */
    boolean start(Suspect suspect) {
        synchronized (this) {
            if (underWay.size() >= most || suspect.busy()) {
                return false;
            }
            suspect.busy(true);
            underWay.add(new Running(suspect, nanoTime.getAsLong()));
        }
        threads.execute(() -> {
            ProbeResult result = new ProbeResult.Unsure("The probe failed.");
            try {
                result = probe.apply(suspect.lapse());
            } catch (RuntimeException e) {
                log.error("Probing {} of {} failed.", suspect.lapse().key().id(), suspect.lapse().key().app(), e);
            } finally {
                ended(suspect, result);
            }
        });
        return true;
    }

    /**
     * Returns the results since the last time. A probe that takes far too long, in a lookup most likely, has no answer
     * and makes room for another.
     */
    synchronized List<Completed> completed() {
        long now = nanoTime.getAsLong();
        for (Running late : underWay.stream().filter(probe -> now - probe.startedAt() > timeout + slack).toList()) {
            underWay.remove(late);
            completed.add(new Completed(late.suspect(), new ProbeResult.Unsure("The probe did not return."),
                    (now - late.startedAt()) / 1_000_000));
        }
        List<Completed> came = List.copyOf(completed);
        completed.clear();
        return came;
    }

    /** Returns as soon as a result waits, and after {@code millis} at the latest. */
    synchronized void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = millis; completed.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    /** Returns whether there are results that nobody has taken. */
    synchronized boolean waiting() {
        return !completed.isEmpty();
    }

    synchronized int underWay() {
        return underWay.size();
    }

    private synchronized void ended(Suspect suspect, ProbeResult result) {
        suspect.busy(false);
        underWay.stream().filter(probe -> probe.suspect() == suspect).findFirst().ifPresent(probe -> {
            underWay.remove(probe);
            long took = nanoTime.getAsLong() - probe.startedAt();
            // Silence counts where this process listened; it did not where its own time-out came late.
            boolean late = took > timeout + slack && result instanceof ProbeResult.Silent;
            completed.add(new Completed(suspect, late ? new ProbeResult.Unsure("This process was late.") : result,
                    took / 1_000_000));
            notifyAll();
        });
    }
}
