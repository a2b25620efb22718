package polis.scheduler.cluster;

import java.util.OptionalLong;

/** versionset-service as the scheduler sees it: the revision that is current there, and the outcome that it is told. */
public interface Versionset {

    /** The current revision, kept with its manifest; empty when there is none, or when nothing was ever heard. */
    OptionalLong current();

    /** Tells how a revision ended, and returns whether it need not be told again. */
    boolean report(long revision, boolean healthy, String reason);
}
