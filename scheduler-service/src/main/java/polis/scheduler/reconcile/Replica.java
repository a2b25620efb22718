package polis.scheduler.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One instance as it was observed.
 *
 * @param alive its process was seen
 * @param condemned to be replaced, with a reason
 * @param times what has happened to it so far
 * @param probes how its health checks went
 * @param entry what the registry last said of it; null when the registry does not list it
 */
public record Replica(String id, String service, String version, String digest, Phase phase, boolean alive,
        @Nullable String condemned, long memory, Drain drain, Times times, Probes probes, @Nullable Entry entry) {

    /** How long callers need to forget it, and how long requests may take to finish. */
    public record Drain(Duration delay, Duration timeout) {}

    /** When what was done; null for what was not done yet. */
    public record Times(Instant intended, @Nullable Instant opened, @Nullable Instant withdrawn,
            @Nullable Instant pulled, @Nullable Instant idle, @Nullable Instant deregistered,
            @Nullable Instant stopping) {}

    /** Successes or failures in a row, and what the last one was. */
    public record Probes(int successes, int failures, @Nullable String last) {}

    /**
     * The registry's entry.
     *
     * @param up registered and not out of service
     * @param managed announced, and so not driven by its lease
     */
    public record Entry(Lifecycle state, boolean up, boolean managed) {}

    boolean registered() {
        return entry != null && entry.up() && (entry.state() == Lifecycle.READY || entry.state() == Lifecycle.RUN);
    }

    boolean serving() {
        return phase == Phase.RUN && condemned == null;
    }

    boolean fits(@Nullable Goal goal) {
        return goal != null && !goal.external() && condemned == null && phase.up() && digest.equals(goal.digest());
    }
}
