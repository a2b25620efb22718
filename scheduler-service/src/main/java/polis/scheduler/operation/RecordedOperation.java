package polis.scheduler.operation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Status;
import polis.scheduler.order.Precedence;

/** An operation as it is remembered: how it ended, and in which order it took the services. */
public record RecordedOperation(Operation operation, Status status, @Nullable Instant endedAt, Precedence order) {

    boolean ended() {
        return status != Status.RUNNING;
    }
}
