package polis.slow.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A client that says a part of a request at once and the rest octet by octet, or never.
 *
 * @param name what it is up to
 * @param start sent at once
 * @param rest sent one octet every 300 ms, and no more after that
 */
public record SlowClient(String name, String start, String rest) {

    private static final int TICK_MILLIS = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /**
     * How it went.
     *
     * @param text all that the server sent
     * @param closed whether the server closed the connection, rather than we after forty seconds
     */
    public record Outcome(SlowClient client, String text, boolean closed, Duration took) {

        public int status() {
            return text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }

        /** Answered with 408 and closed, not before it was due and soon after that. */
        public void isTooSlow(Duration due) {
            assertThat(status()).as(client.name() + ": " + text).isEqualTo(408);
            assertThat(text).as(client.name()).containsIgnoringCase("connection: close");
            assertThat(closed).as(client.name() + " closed").isTrue();
            assertThat(took).as(client.name()).isBetween(due.minusMillis(200), due.plusSeconds(10));
        }
    }

    /** Begins a head and says nothing more. */
    public static SlowClient silentHead() {
        return new SlowClient("silent head", "GET / HTTP/1.1\r\nHost: x\r\nX-A: ", "");
    }

    /** Never ends its head. */
    public static SlowClient tricklingHead() {
        return new SlowClient("trickling head", "GET / HTTP/1.1\r\nHost: x\r\n", "X-A: b\r\n".repeat(100));
    }

    /**
     * Says its head and one octet of a hundred.
     *
     * @param head all lines but the length, each with its end
     */
    public static SlowClient silentBody(String head) {
        return new SlowClient("silent body of " + head.lines().findFirst().orElse(""),
                head + "Content-Length: 100\r\n\r\n{", "");
    }

    /** Sends three octets a second. */
    public static SlowClient tricklingBody(String head) {
        return new SlowClient("trickling body of " + head.lines().findFirst().orElse(""),
                head + "Content-Length: 1000\r\n\r\n{", " ".repeat(999));
    }

    /** Comes to its end one day. */
    public CompletableFuture<Outcome> talk(int port) {
        var outcome = new CompletableFuture<Outcome>();
        Thread.ofVirtual().name(name).start(() -> {
            try {
                outcome.complete(run(port));
            } catch (RuntimeException failed) {
                outcome.completeExceptionally(failed);
            }
        });
        return outcome;
    }

    private Outcome run(int port) {
        long begin = System.nanoTime();
        var text = new StringBuilder();
        boolean closed = false;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // The wait for an answer is the pause between two octets.
            socket.setSoTimeout(TICK_MILLIS);
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(start.getBytes(StandardCharsets.ISO_8859_1));
            int sent = 0;
            while (!closed && System.nanoTime() - begin < PATIENCE.toNanos()) {
                try {
                    closed = read(in, text);
                    if (!closed && text.isEmpty() && sent < rest.length()) {
                        out.write(rest.charAt(sent++));
                    }
                } catch (SocketException reset) {
                    closed = true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Outcome(this, text.toString(), closed, Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Returns whether the other side has closed. */
    private static boolean read(InputStream in, StringBuilder text) throws IOException {
        var buffer = new byte[4096];
        try {
            int octets = in.read(buffer);
            if (octets > 0) {
                text.append(new String(buffer, 0, octets, StandardCharsets.ISO_8859_1));
            }
            return octets < 0;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }
}
