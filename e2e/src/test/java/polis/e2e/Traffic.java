package polis.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Steady traffic against the gateway, at a fixed rate whatever the answers take, with every failure kept. Never more
 * than {@code 64} requests are in flight; one that finds no room counts as a failure.
 */
final class Traffic implements AutoCloseable {

    private static final List<String> PATHS = List.of("GET /shop/", "GET /shop/cart", "POST /shop/orders");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2)).build();

    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(64);
    private final AtomicLong succeeded = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicLong> servedBy = new ConcurrentHashMap<>();
    private final String base;
    private final Thread generator;
    private volatile boolean running = true;
    private final Duration patience;

    private Traffic(String base, int perSecond, Duration patience) {
        this.base = base;
        this.patience = patience;
        this.generator = Thread.ofVirtual().name("traffic").start(() -> generate(perSecond));
    }

    static Traffic start(String base, int perSecond) {
        return start(base, perSecond, Duration.ofSeconds(20));
    }

    static Traffic start(String base, int perSecond, Duration patience) {
        return new Traffic(base, perSecond, patience);
    }

    private void generate(int perSecond) {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long next = System.nanoTime();
        for (int i = 0; this.running; i++) {
            String path = PATHS.get(i % PATHS.size());
            this.requests.submit(() -> send(path));
            next += interval;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void send(String path) {
        if (!this.room.tryAcquire()) {
            this.failures.add(Instant.now() + " " + path + " found 64 requests in flight");
            return;
        }
        try {
            String[] methodAndPath = path.split(" ");
            HttpRequest request = HttpRequest.newBuilder(URI.create(this.base + methodAndPath[1]))
                    .method(methodAndPath[0],
                            "POST".equals(methodAndPath[0])
                                    ? BodyPublishers.ofString("{\"sku\":\"coffee\",\"quantity\":1}")
                                    : BodyPublishers.noBody())
                    .header("Content-Type", "application/json").timeout(this.patience).build();
            HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                this.succeeded.incrementAndGet();
                response.headers().firstValue("X-Shop-Instance").ifPresent((instance) -> this.servedBy
                        .computeIfAbsent(instance, (key) -> new AtomicLong()).incrementAndGet());
            } else {
                this.failures.add(
                        Instant.now() + " " + path + " answered " + response.statusCode() + ": " + response.body());
            }
        } catch (IOException ex) {
            this.failures.add(Instant.now() + " " + path + " failed: " + ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } finally {
            this.room.release();
        }
    }

    long succeeded() {
        return this.succeeded.get();
    }

    List<String> failures() {
        return List.copyOf(this.failures);
    }

    /** The storefront instances that answered, with how often. */
    Map<String, AtomicLong> servedBy() {
        return this.servedBy;
    }

    /** Forgets what was counted so far, so that the next step counts its own. */
    void reset() {
        this.succeeded.set(0);
        this.failures.clear();
        this.servedBy.clear();
    }

    /** Stops sending and waits for what is in flight. */
    @Override
    public void close() {
        this.running = false;
        LockSupport.unpark(this.generator);
        this.requests.close();
        this.client.close();
    }

}
