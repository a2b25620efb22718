package polis.dependencymap.link;

/**
 * One call over an edge of the map.
 *
 * @param asynchronous whether the caller goes on without an answer, as with a topic
 * @param timestamp microseconds since the epoch, 0 when unknown
 * @param duration microseconds as the caller saw it if it did, 0 when unknown
 * @param weight calls that it stands for, where only a share of the traces is reported
 */
public record Call(String from, NodeType fromType, String to, NodeType toType, boolean asynchronous, boolean error,
        long timestamp, long duration, int weight) {

    public Call(String from, NodeType fromType, String to, NodeType toType, boolean asynchronous, boolean error,
            long timestamp, long duration) {
        this(from, fromType, to, toType, asynchronous, error, timestamp, duration, 1);
    }
}
