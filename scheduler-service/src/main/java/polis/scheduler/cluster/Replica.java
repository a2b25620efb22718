package polis.scheduler.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Timeline.Milestone;

/**
 * One instance as it was observed.
 *
 * @param alive its process was seen
 * @param probes how its health checks went
 * @param entry what the registry last said of it; null when the registry does not list it
 */
public record Replica(Instance instance, boolean alive, Probes probes, @Nullable Entry entry) {

    /** Successes or failures in a row, and what the last one was. */
    public record Probes(int successes, int failures, @Nullable String last) {

        /** An instance that was not asked yet. */
        public static final Probes NONE = new Probes(0, 0, null);
    }

    /**
     * The registry's entry.
     *
     * @param up registered and not out of service
     * @param managed announced, and so not driven by its lease
     */
    public record Entry(Lifecycle state, boolean up, boolean managed) {}

    public String id() {
        return instance.id();
    }

    public String service() {
        return instance.service();
    }

    public Phase phase() {
        return instance.phase();
    }

    public @Nullable String replaceReason() {
        return instance.timeline().replaceReason();
    }

    public boolean replacing() {
        return replaceReason() != null;
    }

    public @Nullable Instant at(Milestone milestone) {
        return instance.timeline().at(milestone);
    }

    public boolean has(Milestone milestone) {
        return instance.timeline().has(milestone);
    }

    public boolean registered() {
        return entry != null && entry.up() && (entry.state() == Lifecycle.READY || entry.state() == Lifecycle.RUN);
    }

    public boolean serving() {
        return phase() == Phase.RUN && !replacing();
    }

    public boolean fits(@Nullable ServiceTarget target) {
        return target != null && !target.external() && !replacing() && phase().up()
                && instance.target().digest().equals(target.digest());
    }
}
