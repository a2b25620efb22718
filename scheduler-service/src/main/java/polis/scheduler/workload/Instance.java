package polis.scheduler.workload;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.scheduler.manifest.ServiceSpec;
import polis.scheduler.reconcile.Phase;

/**
 * One instance: what it was made from, where it is, and how far it has come.
 *
 * @param operation the operation that last had to do with it
 * @param pid null until the process is known
 * @param pidStarted epoch milliseconds at which the process started
 * @param pidTicks the same by the kernel's own clock
 */
public record Instance(String id, String service, String version, long revision, String digest, ServiceSpec spec,
        String node, String host, int port, long memory, @Nullable Long operation, Phase phase,
        @Nullable String condemned, @Nullable Long pid, @Nullable Long pidStarted, @Nullable Long pidTicks,
        Instant intendedAt, @Nullable Instant startedAt, @Nullable Instant runAt, @Nullable Instant openedAt,
        @Nullable Instant withdrawnAt, @Nullable Instant pulledAt, @Nullable Instant idleAt,
        @Nullable Instant deregisteredAt, @Nullable Instant stoppingAt, @Nullable Instant endedAt,
        @Nullable String endReason) {}
