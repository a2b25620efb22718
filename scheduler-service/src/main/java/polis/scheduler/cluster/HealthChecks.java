package polis.scheduler.cluster;

import java.util.Collection;

/** Asks each instance how it is, again and again. */
public interface HealthChecks {

    /** Checks exactly these from now on, and calls {@code changed} when an answer is another than before. */
    void watch(Collection<Instance> instances, Runnable changed);

    Replica.Probes probes(String id);
}
