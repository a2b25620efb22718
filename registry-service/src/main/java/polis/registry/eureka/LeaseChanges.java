package polis.registry.eureka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * The queue between heartbeats and the database. It holds one change per lease, the newest, so that a long absence of the
 * database costs memory for what changed and not for how often. Past its bound it forgets and says so: whoever drains it then
 * compares everything.
 */
@Component
public class LeaseChanges {

    private final int bound;
    private final LinkedHashMap<LeaseKey, LeaseChange> pending = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean overflowed;

    LeaseChanges(EurekaSettings settings) {
        this.bound = settings.pendingChanges();
    }

    void offer(LeaseChange change) {
        lock.lock();
        try {
            if (pending.size() >= bound && !pending.containsKey(change.key())) {
                overflowed = true;
            } else {
                pending.put(change.key(), change);
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
            var taken = new ArrayList<LeaseChange>(Math.min(most, pending.size()));
            var oldest = pending.values().iterator();
            while (oldest.hasNext() && taken.size() < most) {
                taken.add(oldest.next());
                oldest.remove();
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Changes that could not be written come back, unless something newer happened meanwhile. */
    public void putBack(Collection<LeaseChange> unwritten) {
        lock.lock();
        try {
            unwritten.forEach(change -> pending.putIfAbsent(change.key(), change));
        } finally {
            lock.unlock();
        }
    }

    /** Changes were forgotten, and comparing did not work out yet. */
    public void forgot() {
        lock.lock();
        try {
            overflowed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether changes were forgotten since this was asked last. */
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
