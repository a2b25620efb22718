package polis.scheduler.cluster;

import org.jspecify.annotations.Nullable;

/**
 * One instance as it is written down: what it was made from, where it is, and how far it has come.
 *
 * @param revision the one that it was started for
 * @param operation the operation that last had to do with it
 * @param process null until it is known
 */
public record Instance(String id, ServiceTarget target, long revision, @Nullable Long operation, Endpoint endpoint,
        Timeline timeline, @Nullable RunningProcess process) {

    /** Where it runs, and where it is reached there. */
    public record Endpoint(String node, String host, int port) {}

    public String service() {
        return target.service();
    }

    public String version() {
        return target.version();
    }

    public Phase phase() {
        return timeline.phase();
    }
}
