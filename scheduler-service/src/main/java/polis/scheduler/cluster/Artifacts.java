package polis.scheduler.cluster;

import java.util.Optional;

/** The jars that instances run. */
@FunctionalInterface
public interface Artifacts {

    /** The absolute path of a jar; empty where it cannot be had. */
    Optional<String> find(String jar);
}
