package polis.registry.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import polis.registry.eureka.LeaseChange;
import polis.registry.eureka.LeaseChanges;

/** Writes changes of leases in batches. While the database is away they wait in the queue, the newest of each lease. */
@Component
class LeaseWriter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaseWriter.class);
    private static final int BATCH = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final LeaseChanges changes;
    private final LeaseEntries entries;
    private CountDownLatch stopping = new CountDownLatch(0);
    private @Nullable Thread thread;

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
            if (thread != null && !thread.join(FAREWELL)) {
                thread.interrupt();
                log.warn("{} changes of leases were not written before the end; the clients' renewals bring them back.",
                        changes.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            boolean written = true;
            while (stopping.getCount() > 0 || (written && changes.size() > 0)) {
                List<LeaseChange> batch = changes.take(BATCH, stopping.getCount() > 0 ? PATIENCE : Duration.ZERO);
                written = write(batch) && compareIfForgotten();
                if (!written) {
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write(List<LeaseChange> batch) {
        if (batch.isEmpty()) {
            return true;
        }
        try {
            entries.write(batch);
            return true;
        } catch (RuntimeException e) {
            if (passes(e)) {
                log.warn("{} changes of leases wait for the database: {}", batch.size(), e.getMessage());
                changes.putBack(batch);
                return false;
            }
            return oneByOne(batch, e);
        }
    }

    /** One bad entry must not hold up the others. */
    private boolean oneByOne(List<LeaseChange> batch, RuntimeException failure) {
        if (batch.size() == 1) {
            log.error("The lease of {} cannot be written and is left out.", batch.getFirst().id(), failure);
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
            entries.compare(BATCH);
            return true;
        } catch (RuntimeException e) {
            log.warn("Leases wait to be compared with the database: {}", Objects.toString(e.getMessage()));
            changes.forgot();
            return false;
        }
    }

    private static boolean passes(RuntimeException failure) {
        return failure instanceof TransientDataAccessException || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException;
    }
}
