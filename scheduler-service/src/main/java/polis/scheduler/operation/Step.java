package polis.scheduler.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.StepStatus;

/** One step of an operation, written down before it is taken and again after it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Step(int number, String service, @Nullable String instance, Action action, StepStatus status,
        @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable String reason) {}
