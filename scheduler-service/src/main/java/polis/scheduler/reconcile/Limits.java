package polis.scheduler.reconcile;

import java.time.Duration;

/**
 * The reconciler's bounds.
 *
 * @param parallelStarts instances that may be starting at once
 * @param healthyAfter successful checks in a row that make an instance healthy
 * @param unhealthyAfter failed checks in a row after which a serving instance is replaced
 * @param earlyExits early exits that a rollout bears per service
 * @param grace between asking an instance to end and killing it
 * @param stableAfter an instance that ends before it has served so long has ended early
 */
public record Limits(int parallelStarts, int healthyAfter, int unhealthyAfter, int earlyExits, Duration grace,
        Duration stableAfter) {}
