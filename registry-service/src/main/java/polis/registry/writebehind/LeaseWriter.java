package polis.registry.writebehind;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import polis.registry.lease.LeaseChange;
import polis.registry.lease.LeaseChanges;

// ADR 12
/** Writes changes of leases in batches. While the database is away they wait in the queue, the newest of each lease. */
@Component
class LeaseWriter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaseWriter.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private final LeaseChanges changes;
    private final LeaseEntries entries;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;
    private boolean waiting;

    LeaseWriter(LeaseChanges changes, LeaseEntries entries) {
        this.changes = changes;
        this.entries = entries;
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("lease-writer").daemon().start(this::run);
    }

    /** What is queued is written still, if the database is there. */
    @Override
    public void stop() {
        stopping.countDown();
        try {
            if (thread != null && !thread.join(SHUTDOWN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        if (changes.size() > 0) {
            log.warn(
                    "{} changes of leases were not written before the shutdown; the clients' renewals bring them back.",
                    changes.size());
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            boolean written = true;
            while (stopping.getCount() > 0 || (written && changes.size() > 0)) {
                written = write(changes.take(BATCH, stopping.getCount() > 0 ? PATIENCE : Duration.ZERO))
                        && compareIfForgotten();
                logWhetherItWaits(!written);
                if (!written) {
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the batch is done with; if not, it is back in the queue. */
    private boolean write(List<LeaseChange> batch) {
        if (batch.isEmpty()) {
            return true;
        }
        try {
            entries.write(batch);
            return true;
        } catch (RuntimeException e) {
            if (Failures.isTransient(e)) {
                log.debug("Changes of leases wait.", e);
                changes.putBack(batch);
                return false;
            }
            return oneByOne(batch, e);
        }
    }

    /** One bad entry must not hold up the others. */
    private boolean oneByOne(List<LeaseChange> batch, RuntimeException failure) {
        if (batch.size() == 1) {
            log.error("The lease of {} cannot be written and is skipped.", batch.getFirst().id(), failure);
            return true;
        }
        var left = new ArrayList<>(batch);
        while (!left.isEmpty()) {
            if (!write(List.of(left.removeFirst()))) {
                changes.putBack(left);
                return false;
            }
        }
        return true;
    }

    private boolean compareIfForgotten() {
        if (!changes.takeOverflow()) {
            return true;
        }
        try {
            entries.endMissing(BATCH);
            var all = new ArrayDeque<>(entries.everything());
            while (!all.isEmpty()) {
                if (!write(LeaseChanges.batch(all, BATCH))) {
                    changes.forgot();
                    return false;
                }
            }
            return true;
        } catch (RuntimeException e) {
            log.debug("Leases wait to be compared with what is entered.", e);
            changes.forgot();
            return false;
        }
    }

    private void logWhetherItWaits(boolean waits) {
        if (waits && !waiting) {
            log.warn("The database cannot be reached: changes of leases wait in memory, heartbeats are answered.");
        } else if (waiting && !waits) {
            log.info("The database is back: the waiting changes of leases are written.");
        }
        waiting = waits;
    }
}
