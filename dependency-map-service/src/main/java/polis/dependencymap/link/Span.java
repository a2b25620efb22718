package polis.dependencymap.link;

import java.util.Objects;
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

    boolean isRoot() {
        return parentId == 0;
    }

    /** Whether nothing more is to be expected for this span: messages may be sent without waiting for an end. */
    boolean isFinished() {
        return duration > 0 || kind == Kind.PRODUCER || kind == Kind.CONSUMER;
    }

    /** Whether both are reports of one and the same span: delivered twice, or in parts. */
    boolean isSameAs(Span other) {
        return id == other.id && instance == other.instance && Objects.equals(service, other.service)
                && (kind == other.kind || kind == Kind.LOCAL || other.kind == Kind.LOCAL);
    }

    /** One span of two reports of it: the longer duration, any error, whatever either of them knows. */
    Span merge(Span other) {
        return new Span(traceId, id, parentId == 0 ? other.parentId : parentId, kind == Kind.LOCAL ? other.kind : kind,
                shared || other.shared, error || other.error, timestamp == 0 ? other.timestamp : timestamp,
                Math.max(duration, other.duration), instance, service, remote == null ? other.remote : remote,
                Math.max(weight, other.weight));
    }
}
