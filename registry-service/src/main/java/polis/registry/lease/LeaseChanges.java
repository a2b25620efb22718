package polis.registry.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The queue between heartbeats and the database. It holds one change per lease, the newest, so that a long absence of
 * the database costs memory for what changed and not for how often. Past its bound it drops changes and says so:
 * whoever drains it then compares everything.
 */
@Component
@EnableConfigurationProperties({LeaseSettings.class, BoundSettings.class})
public class LeaseChanges {

    /** A batch is written in several forms at once. */
    private static final long HEAVIEST_BATCH = 1L << 20;

    private final int bound;
    private final long boundOfEnds;
    private long weightOfEnds;
    private final LinkedHashMap<LeaseKey, LeaseChange> pending = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean overflowed;

    LeaseChanges(LeaseSettings settings, BoundSettings bounds) {
        this.bound = settings.pendingChanges();
        this.boundOfEnds = bounds.bytes() / 2;
    }

    void offer(LeaseChange change) {
        lock.lock();
        try {
            boolean known = pending.containsKey(change.key());
            if (!known && (pending.size() >= bound || weightOfEnds + weightOfEnd(change) > boundOfEnds)) {
                overflowed = true;
            } else {
                weightOfEnds += weightOfEnd(change) - weightOfEnd(pending.put(change.key(), change));
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest changes; waits for the first one at most so long. */
    public List<LeaseChange> take(int most, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = patience.toNanos();
            while (pending.isEmpty() && left > 0) {
                left = arrived.awaitNanos(left);
            }
            List<LeaseChange> taken = batch(pending.values(), most);
            taken.forEach(change -> weightOfEnds -= weightOfEnd(change));
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Takes the first of them away, as many as may be written at once. */
    public static List<LeaseChange> batch(Collection<LeaseChange> all, int most) {
        var taken = new ArrayList<LeaseChange>(Math.min(most, all.size()));
        long weight = 0;
        var oldest = all.iterator();
        while (oldest.hasNext() && taken.size() < most && weight < HEAVIEST_BATCH) {
            LeaseChange change = oldest.next();
            taken.add(change);
            oldest.remove();
            weight += change.weight();
        }
        return taken;
    }

    /** Changes that could not be written come back, unless something newer happened meanwhile. */
    public void putBack(Collection<LeaseChange> unwritten) {
        lock.lock();
        try {
            unwritten.forEach(change -> {
                if (pending.putIfAbsent(change.key(), change) == null) {
                    weightOfEnds += weightOfEnd(change);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** Returns what the end of a lease holds on to; a lease that lives is held anyway. */
    private static long weightOfEnd(@Nullable LeaseChange change) {
        return change == null || change.endReason() == null ? 0 : change.weight();
    }

    /** Records that changes were dropped and comparing has not succeeded yet. */
    public void forgot() {
        lock.lock();
        try {
            overflowed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether changes were forgotten since this was asked last. */
    public boolean takeOverflow() {
        lock.lock();
        try {
            boolean forgot = overflowed;
            overflowed = false;
            return forgot;
        } finally {
            lock.unlock();
        }
    }

    /** How many leases have changes that are not written yet. */
    public int size() {
        lock.lock();
        try {
            return pending.size();
        } finally {
            lock.unlock();
        }
    }
}
