package polis.registry.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Eureka client as a stock one is: it listens at a port of its own, renews three times per lease with the stock
 * time-out, registers anew where it is not known, and goes on whatever it is answered.
 */
final class HonestClient {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String AUTHORIZATION = "Basic "
            + Base64.getEncoder().encodeToString("eureka:eureka-secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http;
    private final URI base;
    private final String service;
    private final String id;
    private final int lease;
    private final boolean healthUrl;
    private final ServerSocket listener;
    private final long dirty = System.currentTimeMillis();
    private final CountDownLatch dead = new CountDownLatch(1);
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile long registeredAt = Long.MAX_VALUE;
    private volatile long killedAt = Long.MAX_VALUE;

    HonestClient(HttpClient http, URI base, String service, int number, int lease) {
        this.http = http;
        this.base = base;
        this.service = service;
        this.id = service + "-" + number;
        this.lease = lease;
        this.healthUrl = number % 2 == 0;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return id;
    }

    String service() {
        return service;
    }

    int lease() {
        return lease;
    }

    long killedAt() {
        return killedAt;
    }

    /** Renewals that were answered 404. */
    int unknown() {
        return unknown.get();
    }

    /** Calls that came to nothing. */
    int failed() {
        return failed.get();
    }

    /** Returns whether it was known and alive all the time between two moments, in nanoseconds. */
    boolean livedThrough(long from, long to) {
        return registeredAt < from && killedAt > to;
    }

    boolean registered() {
        return registeredAt != Long.MAX_VALUE;
    }

    void start() {
        Thread.ofVirtual().start(this::answer);
        Thread.ofVirtual().start(this::live);
    }

    /** As a process that ends: whoever connects is refused from here on. */
    void kill() {
        killedAt = System.nanoTime();
        dead.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void live() {
        long interval = lease * 1000L / 3;
        try {
            long next = System.nanoTime();
            do {
                boolean known = registered();
                step();
                // They began at once, and are not in step for ever.
                next += known ? interval * 1_000_000 : ThreadLocalRandom.current().nextLong(interval * 1_000_000);
                // What took too long is not made up for in a hurry.
                next = Math.max(next, System.nanoTime());
                long left = Math.max(0, (next - System.nanoTime()) / 1_000_000);
                if (dead.await(left, TimeUnit.MILLISECONDS)) {
                    return;
                }
            } while (true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        try {
            if (!registered() || renew() == 404) {
                register();
            }
        } catch (IOException e) {
            failed.incrementAndGet();
        }
    }

    private int renew() throws IOException, InterruptedException {
        int status = send(HttpRequest.newBuilder(at("/" + id + "?status=UP&lastDirtyTimestamp=" + dirty))
                .PUT(BodyPublishers.noBody()));
        if (status == 404) {
            unknown.incrementAndGet();
        }
        return status;
    }

    private void register() throws IOException, InterruptedException {
        int status = send(HttpRequest.newBuilder(at("")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body())));
        if (status == 204 && !registered()) {
            registeredAt = System.nanoTime();
        }
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).header("Authorization", AUTHORIZATION).build(),
                BodyHandlers.discarding()).statusCode();
    }

    private URI at(String path) {
        return base.resolve("/eureka/apps/" + service.toUpperCase(Locale.ROOT) + path);
    }

    private String body() {
        int port = listener.getLocalPort();
        String health = healthUrl ? "\"healthCheckUrl\":\"http://127.0.0.1:%d/health\",".formatted(port) : "";
        return """
                {"instance":{"instanceId":"%s","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1","vipAddress":"%s","status":"UP",
                 "port":{"$":%d,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},%s
                 "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                 "leaseInfo":{"renewalIntervalInSecs":%d,"durationInSecs":%d},"lastDirtyTimestamp":"%d",
                 "metadata":{"version":"1.0.0"}}}
                """
                .formatted(id, service.toUpperCase(Locale.ROOT), service, port, health, lease / 3, lease, dirty);
    }

    private void answer() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException closed) {
                // It was killed.
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            socket.setSoTimeout(10_000);
            if (socket.getInputStream().read(new byte[4096]) > 0 && killedAt == Long.MAX_VALUE) {
                socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK"
                        .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }
}
