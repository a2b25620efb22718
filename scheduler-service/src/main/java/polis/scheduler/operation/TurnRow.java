package polis.scheduler.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.scheduler.reconcile.Rollout.Change;

/** A service's turn as it is written down; what it goes from and to is in the revisions. */
public record TurnRow(String service, Change change, int rank, boolean reverts, @Nullable Instant begunAt,
        @Nullable Instant backAt, boolean announced) {}
