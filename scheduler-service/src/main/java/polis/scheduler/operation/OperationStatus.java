package polis.scheduler.operation;

/** How an operation stands or ended. */
public enum OperationStatus {
    RUNNING, SUCCEEDED, ROLLED_BACK, FAILED
}
