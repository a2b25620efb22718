package polis.scheduler.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is desired of one service.
 *
 * @param digest names everything that makes a process what it is: another digest needs another process
 * @param process what to run; null for a service that somebody else runs and that is only observed
 * @param instances how many are to serve
 */
public record ServiceTarget(String service, String version, String digest, @Nullable ProcessSpec process, int instances,
        Health health, Traffic traffic, List<String> dependsOn) {

    /**
     * What to run.
     *
     * @param jar relative to the artifact root; null where the manifest names none
     * @param memory bytes that one instance reserves
     */
    public record ProcessSpec(@Nullable String jar, List<String> arguments, Map<String, String> environment,
            long memory) {

        public ProcessSpec {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /** How to see that an instance is well, and how long it may take to become healthy and registered. */
    public record Health(String path, Duration interval, Duration timeout, Duration deadline) {}

    /**
     * How callers reach an instance, and how they part from it.
     *
     * @param routed reached through the gateway
     * @param delay how long callers' caches need to forget an instance
     * @param timeout how long its requests may take to finish
     */
    public record Traffic(boolean routed, Duration delay, Duration timeout) {}

    public ServiceTarget {
        dependsOn = List.copyOf(dependsOn);
    }

    public boolean external() {
        return process == null;
    }

    /** Bytes that one instance reserves. */
    public long memory() {
        return process == null ? 0 : process.memory();
    }

    public Duration deadline() {
        return health.deadline();
    }
}
