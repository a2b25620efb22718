package polis.scheduler.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import polis.scheduler.operation.Operation.Kind;
import polis.scheduler.operation.Operation.Status;
import polis.scheduler.reconcile.Rollout.Direction;

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
        List<List<String>> order, List<List<String>> cycles, List<StepView> steps) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(int number, String service, @Nullable String instance, Action action, StepStatus status,
            @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable String reason) {}

    static OperationView of(Operation operation, List<Step> steps) {
        return new OperationView(operation.id(), operation.kind(), operation.revision(), operation.previousRevision(),
                operation.service(), operation.direction(), operation.status(), operation.reason(),
                operation.startedAt(), operation.endedAt(), operation.ranks(), operation.cycles(), steps
                        .stream().map(step -> new StepView(step.number(), step.service(), step.instance(),
                                step.action(), step.status(), step.startedAt(), step.endedAt(), step.reason()))
                        .toList());
    }
}
