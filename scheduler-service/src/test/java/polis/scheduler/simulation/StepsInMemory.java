package polis.scheduler.simulation;

import java.time.Instant;
import polis.scheduler.cluster.Action;
import polis.scheduler.cluster.StepStatus;
import polis.scheduler.cluster.Steps;

/** Forgets all steps. */
final class StepsInMemory implements Steps {

    @Override
    public void plan(long operation, String service, Action action) {}

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
