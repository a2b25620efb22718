package polis.scheduler.workload;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Early exits of a service's instances in a row, and what they lead to. */
public record Setback(String service, int earlyExits, @Nullable Instant retryAt, @Nullable String lastFailure,
        @Nullable String lastFailed) {}
