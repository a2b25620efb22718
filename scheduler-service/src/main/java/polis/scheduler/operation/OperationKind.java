package polis.scheduler.operation;

/** APPLY brings a revision to the city; HEAL brings back what it has lost. */
public enum OperationKind {
    APPLY, HEAL
}
