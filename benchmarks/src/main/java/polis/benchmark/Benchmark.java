package polis.benchmark;

import java.util.List;
import java.util.Map;

/** Something of ours and a peer, and what is measured of both. */
public interface Benchmark {

    String name();

    /** Describes the peer. */
    String peerName();

    List<Measure> measures();

    /** Does whatever must have happened before a round counts. */
    void warmUp() throws Exception;

    /** Runs one round of ours; returns a value per measure. */
    Map<Measure, Double> ours() throws Exception;

    /** Runs one round of the peer. */
    Map<Measure, Double> peer() throws Exception;
}
