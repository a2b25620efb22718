package polis.benchmark.map;

import java.io.IOException;
import polis.benchmark.HttpWire;

/** Posts spans over a connection of its own. */
final class SpanWire implements AutoCloseable {

    private final HttpWire wire;
    private final String path;

    SpanWire(int port, String path) throws IOException {
        this.wire = new HttpWire(port);
        this.path = path;
    }

    /** The status that the spans are answered with. */
    int post(byte[] spans, String type) throws IOException {
        return wire.exchange("POST " + path + " HTTP/1.1\r\nContent-Type: " + type + "\r\n", spans);
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

}
