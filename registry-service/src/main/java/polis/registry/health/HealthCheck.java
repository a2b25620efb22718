package polis.registry.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The checks of one instance: where, what they found so far, and when the next one is due. Its fields are read and
 * written under its lock.
 */
final class HealthCheck {

    private final String url;
    private final HealthAddress address;
    private HealthStreak streak = HealthStreak.START;
    private InstanceHealth fact = InstanceHealth.AWAITED;
    private long dueAt;
    private boolean running;

    /** An address that cannot be followed is a verdict by itself. */
    HealthCheck(String url, HealthAddress address, long dueAt, Instant now) {
        this.url = url;
        this.address = address;
        this.dueAt = dueAt;
        if (address instanceof HealthAddress.Unusable unusable) {
            this.fact = new InstanceHealth(HealthStatus.UNCHECKED, now, unusable.why());
        }
    }

    String url() {
        return url;
    }

    HealthAddress address() {
        return address;
    }

    synchronized InstanceHealth fact() {
        return fact;
    }

    synchronized long dueAt() {
        return dueAt;
    }

    /** What to ask now; null when it is not its turn, or the last check is not over. */
    synchronized HealthAddress.@Nullable Stated begin(long now) {
        if (running || dueAt - now > 0 || !(address instanceof HealthAddress.Stated stated)) {
            return null;
        }
        running = true;
        return stated;
    }

    /** The thread of the last check is back. */
    synchronized void end() {
        running = false;
    }

    synchronized void due(long next) {
        dueAt = next;
    }

    synchronized boolean urgent() {
        return streak.urgent();
    }

    /** Records an outcome and returns whether the verdict changed. */
    synchronized boolean found(Outcome outcome, Instant now, HealthStreak.Thresholds thresholds) {
        HealthStreak next = streak.after(outcome, now, thresholds);
        boolean changed = next.status() != streak.status();
        streak = next;
        if (changed) {
            fact = new InstanceHealth(next.status(), now, outcome.detail());
        }
        return changed;
    }
}
