package polis.scheduler.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Operation;
import polis.scheduler.cluster.Operation.Direction;
import polis.scheduler.cluster.Operation.Kind;
import polis.scheduler.cluster.Operation.Status;

/**
 * An operation as it is shown.
 *
 * @param service the one that is healed, or because of which a revision was taken back
 * @param order the services' ranks, callees first
 * @param cycles groups of services that call each other, and so change together
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OperationView(String id, Kind kind, long revision, @Nullable Long previousRevision, @Nullable String service,
        Direction direction, Status status, @Nullable String reason, Instant startedAt, @Nullable Instant endedAt,
        List<List<String>> order, List<List<String>> cycles, List<Step> steps) {

    static OperationView of(RecordedOperation recorded, List<Step> steps) {
        Operation operation = recorded.operation();
        return new OperationView(operation.id(), operation.kind(), operation.revision(), operation.previousRevision(),
                operation.service(), operation.direction(), recorded.status(), operation.reason(),
                operation.startedAt(), recorded.endedAt(), recorded.order().ranks(), recorded.order().cycles(), steps);
    }
}
