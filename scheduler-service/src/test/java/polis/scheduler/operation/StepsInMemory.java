package polis.scheduler.operation;

import java.time.Instant;

/** Forgets all steps. */
public final class StepsInMemory extends Steps {

    public StepsInMemory() {
        super(null);
    }

    @Override
    public void plan(long operation, String service, String instance, Action action) {}

    @Override
    public void begin(Long operation, String service, String instance, Action action, String reason, Instant at) {}

    @Override
    public void end(Long operation, String service, String instance, Action action, StepStatus status, String reason,
            Instant at) {}

    @Override
    public void fail(Long operation, String instance, String reason, Instant at) {}

    @Override
    public void skip(long operation, boolean running, String reason, Instant at) {}
}
