package polis.dependencymap.link;

import java.util.List;
import java.util.Set;

/**
 * What became certain since the last time.
 *
 * @param touched batches of which a span was settled or that are finished now
 */
public record Links(List<Call> calls, List<Served> served, Set<Batch> touched) {}
