package polis.benchmark;

import java.util.List;
import java.util.Map;

/** A benchmark: two contestants and what is measured of them. */
public interface Contest {

    String name();

    /** What the peer is, in words. */
    String peerName();

    List<Measure> measures();

    /** Whatever must have happened once before a round counts. */
    void warmUp() throws Exception;

    /** One round of ours: a value per measure. */
    Map<Measure, Double> ours() throws Exception;

    /** One round of the peer. */
    Map<Measure, Double> peer() throws Exception;
}
