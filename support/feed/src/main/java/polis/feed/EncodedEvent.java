package polis.feed;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as it goes over the wire in a stream. Encoded once, whoever watches: all watchers are written the same
 * bytes.
 */
final class EncodedEvent {

    private final long seq;
    private final byte[] frame;

    EncodedEvent(long seq, String frame) {
        this.seq = seq;
        this.frame = frame.getBytes(StandardCharsets.UTF_8);
    }

    static EncodedEvent of(FeedEvent event, JsonMapper json) {
        return new EncodedEvent(event.seq(),
                "id:" + event.seq() + "\nevent:" + event.type() + "\ndata:" + json.writeValueAsString(event) + "\n\n");
    }

    /** A line that is no event: a sign of life, for instance. */
    static EncodedEvent comment(String text) {
        return new EncodedEvent(-1, ":" + text + "\n\n");
    }

    long seq() {
        return seq;
    }

    int length() {
        return frame.length;
    }

    byte[] frame() {
        return frame;
    }
}
