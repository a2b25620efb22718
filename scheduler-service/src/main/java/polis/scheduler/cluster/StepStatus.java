package polis.scheduler.cluster;

/** How far a step is. */
public enum StepStatus {
    PENDING, RUNNING, SUCCEEDED, FAILED, SKIPPED
}
