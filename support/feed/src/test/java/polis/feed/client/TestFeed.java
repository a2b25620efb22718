package polis.feed.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A feed of another service that the test makes longer, breaks off, stops and starts again. */
final class TestFeed implements AutoCloseable {

    final List<String> requests = new CopyOnWriteArrayList<>();
    volatile boolean streams = true;
    volatile String acceptedToken = "";
    volatile long newest;
    /** The first event that is still kept. */
    volatile long oldest;
    private final BlockingQueue<HttpExchange> open = new LinkedBlockingQueue<>();
    private @Nullable HttpServer server;
    private int port;

    TestFeed() {
        start();
    }

    void start() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            port = fresh.getAddress().getPort();
            fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            fresh.createContext("/api/v1/events", this::answer);
            fresh.start();
            server = fresh;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() {
        breakStreams();
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** Appends an event and sends it to whoever watches. */
    void append() {
        newest++;
        open.forEach(exchange -> send(exchange, newest));
    }

    int watchers() {
        return open.size();
    }

    void breakStreams() {
        HttpExchange exchange = open.poll();
        while (exchange != null) {
            exchange.close();
            exchange = open.poll();
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1/events");
    }

    @Override
    public void close() {
        stop();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().getQuery());
        if (!acceptedToken.isEmpty()
                && !("Bearer " + acceptedToken).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.sendResponseHeaders(401, -1);
            return;
        }
        long after = Long.parseLong(exchange.getRequestURI().getQuery().replaceAll(".*after=(\\d+).*", "$1"));
        if (after > newest || after + 1 < oldest) {
            byte[] gone = ("{\"type\":\"https://polis.dev/problems/events-gone\",\"detail\":\"Too late.\",\"resumeAfter\":"
                    + newest + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(410, gone.length);
            exchange.getResponseBody().write(gone);
            exchange.close();
            return;
        }
        if (!"text/event-stream".equals(exchange.getRequestHeaders().getFirst("Accept"))) {
            String items = LongStream.rangeClosed(after + 1, newest).limit(3).mapToObj(TestFeed::json)
                    .collect(Collectors.joining(","));
            byte[] page = ("{\"items\":[" + items + "],\"nextCursor\":\"x\",\"addedLater\":1}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
            return;
        }
        if (!streams) {
            exchange.sendResponseHeaders(406, -1);
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(":after\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        LongStream.rangeClosed(after + 1, newest).forEach(seq -> send(exchange, seq));
        open.add(exchange);
    }

    private static void send(HttpExchange exchange, long seq) {
        try {
            exchange.getResponseBody().write(
                    ("id:" + seq + "\nevent:Happened\ndata:" + json(seq) + "\n\n").getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } catch (IOException gone) {
            exchange.close();
        }
    }

    private static String json(long seq) {
        return "{\"seq\":" + seq + ",\"at\":\"2026-01-02T03:04:05Z\",\"type\":\"Happened\",\"subject\":\"cart\","
                + "\"payload\":{\"n\":" + seq + "},\"addedLater\":true}";
    }
}
