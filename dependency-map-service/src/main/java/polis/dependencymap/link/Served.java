package polis.dependencymap.link;

/**
 * One request or message that a service worked on.
 *
 * @param timestamp microseconds since the epoch, 0 when unknown
 * @param duration microseconds, 0 when unknown
 * @param weight requests that it stands for
 */
public record Served(String service, boolean error, long timestamp, long duration, int weight) {

    public Served(String service, boolean error, long timestamp, long duration) {
        this(service, error, timestamp, duration, 1);
    }

    Served(String service, Entry span) {
        this(service, span.error(), span.timestamp(), span.duration(), span.weight());
    }
}
