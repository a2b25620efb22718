package polis.scheduler.reconcile;

import java.time.Duration;

/**
 * What is wanted of one service.
 *
 * @param digest names everything that makes a process what it is: another digest needs another process
 * @param external run by somebody else; only observed
 * @param instances how many are to serve
 * @param routed reached through the gateway
 * @param memory bytes that one instance reserves
 * @param deadline time that an instance has to become healthy and registered
 */
public record Goal(String service, String version, String digest, boolean external, int instances, boolean routed,
        long memory, Duration deadline) {}
