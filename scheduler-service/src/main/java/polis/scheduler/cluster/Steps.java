package polis.scheduler.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is written down of the steps of operations. Beginning or ending a step again does nothing. */
public interface Steps {

    /** Writes down what is going to be done. */
    void plan(long operation, String service, Action action);

    /**
     * Written before the step is taken: a planned one is taken up, otherwise there is one more.
     *
     * @param operation null where nobody asks for the step's record
     */
    void begin(@Nullable Long operation, String service, @Nullable String instance, Action action,
            @Nullable String reason, Instant at);

    /** Written before a step is taken with the instance. */
    default void begin(Instance instance, Action action, @Nullable String reason, Instant at) {
        begin(instance.operation(), instance.service(), instance.id(), action, reason, at);
    }

    /** Written after the step was taken. */
    void end(@Nullable Long operation, String service, @Nullable String instance, Action action, StepStatus status,
            @Nullable String reason, Instant at);

    /** Written after a step was taken with the instance. */
    default void end(Instance instance, Action action, StepStatus status, @Nullable String reason, Instant at) {
        end(instance.operation(), instance.service(), instance.id(), action, status, reason, at);
    }

    /** Nothing more is going to happen to the instance: what was under way has failed. */
    void fail(@Nullable Long operation, String instance, String reason, Instant at);

    /** What was planned is not going to be done; when {@code running}, what is under way neither. */
    void skip(long operation, boolean running, String reason, Instant at);
}
