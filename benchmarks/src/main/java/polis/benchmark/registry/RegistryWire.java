package polis.benchmark.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import polis.benchmark.HttpWire;

/** Speaks Eureka's protocol over a connection of its own. */
final class RegistryWire implements AutoCloseable {

    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder().encodeToString("eureka:secret".getBytes(StandardCharsets.UTF_8));

    private final HttpWire wire;
    private String type = "application/json";
    private boolean gzip;

    RegistryWire(int port) throws IOException {
        this.wire = new HttpWire(port);
    }

    /** Sets what answers are to be. */
    void accept(String mediaType, boolean compressed) {
        type = mediaType;
        gzip = compressed;
    }

    long received() {
        return wire.received();
    }

    /** The status; the answer's body is read and dropped. */
    int call(String method, String path, @Nullable String body) throws IOException {
        return wire.exchange(
                method + " " + path + " HTTP/1.1\r\nAccept: " + type + "\r\nAuthorization: " + AUTHORIZATION + "\r\n"
                        + (gzip ? "Accept-Encoding: gzip\r\n" : "")
                        + (body == null ? "" : "Content-Type: application/json\r\n"),
                body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }

}
