package polis.scheduler.cluster;

/** What a step does. */
public enum Action {
    PROVISION, START, AWAIT_HEALTHY, AWAIT_REGISTRATION, OPEN_TRAFFIC, PULL_TRAFFIC, DEREGISTER, DRAIN, STOP, ROLLBACK
}
