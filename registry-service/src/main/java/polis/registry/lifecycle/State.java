package polis.registry.lifecycle;

/** What a service or an instance is doing. {@link #GONE} is the end of an instance; a service never is. */
public enum State {
    PROVISION, READY, RUN, UPDATE, ROLLBACK, SCALE_OUT, SCALE_IN, DESTROY, FAILED, GONE
}
