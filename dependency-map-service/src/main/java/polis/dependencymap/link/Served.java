package polis.dependencymap.link;

/**
 * One request or message that a service worked on.
 *
 * @param timestamp microseconds since the epoch, 0 when unknown
 * @param duration microseconds, 0 when unknown
 */
public record Served(String service, boolean error, long timestamp, long duration) {

    Served(String service, Span span) {
        this(service, span.error(), span.timestamp(), span.duration());
    }
}
