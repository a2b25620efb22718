package polis.dependencymap.link;

import org.jspecify.annotations.Nullable;

/**
 * The part of a span that linking needs.
 *
 * @param traceId the lower 64 bits: senders that know only those still meet the others
 * @param parentId 0 for none
 * @param shared whether the id is the client's, as B3 does it
 * @param timestamp microseconds since the epoch, 0 when unknown
 * @param duration microseconds, 0 when unknown
 * @param instance tells instances of a service apart, so that a retry on another one is not taken for a duplicate
 * @param weight calls that it stands for: more than one where only a share of the traces is reported
 */
public record Span(long traceId, long id, long parentId, Kind kind, boolean shared, boolean error, long timestamp,
        long duration, int instance, @Nullable String service, @Nullable Remote remote, int weight) {

    /** A span of a service that reports all of its traces. */
    public Span(long traceId, long id, long parentId, Kind kind, boolean shared, boolean error, long timestamp,
            long duration, int instance, @Nullable String service, @Nullable Remote remote) {
        this(traceId, id, parentId, kind, shared, error, timestamp, duration, instance, service, remote, 1);
    }
}
