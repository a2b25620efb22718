package polis.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers: a steady, bounded number of requests a second, of every kind that the shop has. There are so many
 * customers, and each waits for its answer before it asks again; one comes first, and another with each answer. So a
 * shop that is cold, on a machine that is busy, gets fewer requests and not a pile of them. Every request that is not
 * answered by a 2xx counts as failed, with the moment at which it was sent.
 */
final class Traffic implements AutoCloseable {

    /** Longer than the gateway takes for all tries. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int CUSTOMERS = 16;
    private static final int MOST_REMEMBERED = 10_000;

    private final URI gateway;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final Thread clock = Thread.ofPlatform().daemon().name("traffic").unstarted(this::run);
    private final ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(1);
    private final Semaphore outside = new Semaphore(CUSTOMERS - 1);
    private final LongAdder answered = new LongAdder();
    private final List<Lost> lost = new ArrayList<>();
    private final List<Excuse> excuses = new ArrayList<>();
    private final Map<String, LongAdder> byInstance = new ConcurrentHashMap<>();
    private final long pauseNanos;
    private long number;
    private volatile boolean closed;

    /** A request that failed. */
    record Lost(Instant sent, Instant failed, String request, String outcome) {}

    /** A while in which what was in the hands of a killed process may fail. */
    private record Excuse(Instant from, Instant to) {

        boolean covers(Lost request) {
            return request.sent().isBefore(to) && !request.failed().isBefore(from);
        }
    }

    Traffic(URI gateway, int requestsPerSecond) {
        this.gateway = gateway;
        this.pauseNanos = 1_000_000_000L / requestsPerSecond;
    }

    void start() {
        clock.start();
    }

    private void run() {
        long next = System.nanoTime();
        while (!closed) {
            if (room.tryAcquire()) {
                HttpRequest request = request(number++);
                customers.execute(() -> serve(request));
            }
            // After a pause of this process customers come on as before, not all at once.
            next = Math.max(next + pauseNanos, System.nanoTime() - pauseNanos);
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void serve(HttpRequest request) {
        try {
            send(request);
        } finally {
            room.release(outside.tryAcquire() ? 2 : 1);
        }
    }

    private HttpRequest request(long next) {
        return switch ((int) (next % 4)) {
            case 0 -> HttpRequest.newBuilder(gateway.resolve("/shop/orders")).timeout(TIMEOUT)
                    .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{}")).build();
            case 1 -> HttpRequest.newBuilder(gateway.resolve("/shop/cart")).timeout(TIMEOUT).build();
            default -> HttpRequest.newBuilder(gateway.resolve("/shop/")).timeout(TIMEOUT).build();
        };
    }

    private void send(HttpRequest request) {
        Instant sent = Instant.now();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 == 2) {
                answered.increment();
                response.headers().firstValue("X-Shop-Instance")
                        .ifPresent(id -> byInstance.computeIfAbsent(id, name -> new LongAdder()).increment());
            } else {
                lose(new Lost(sent, Instant.now(), name(request),
                        response.statusCode() + " " + start(response.body())));
            }
        } catch (IOException e) {
            lose(new Lost(sent, Instant.now(), name(request), e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lose(Lost request) {
        synchronized (lost) {
            if (lost.size() < MOST_REMEMBERED) {
                lost.add(request);
            }
        }
    }

    private static String name(HttpRequest request) {
        return request.method() + " " + request.uri().getPath();
    }

    private static String start(String body) {
        String line = body.replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    /** Returns how many requests were answered by a 2xx so far. */
    long answered() {
        return answered.sum();
    }

    /** The failed requests that were sent from then on. */
    List<Lost> lostSince(Instant from) {
        synchronized (lost) {
            return lost.stream().filter(request -> !request.sent().isBefore(from)).toList();
        }
    }

    /** Excuses requests that fail between the two: a process that the story killed was handling them. */
    void excuse(Instant from, Instant to) {
        synchronized (lost) {
            excuses.add(new Excuse(from, to));
        }
    }

    /** The requests that failed at any time, also between two steps, and without an excuse. */
    List<Lost> unexcused() {
        synchronized (lost) {
            return lost.stream().filter(request -> excuses.stream().noneMatch(excuse -> excuse.covers(request)))
                    .toList();
        }
    }

    /** Returns how many requests each instance of the shop's front has answered so far. */
    Map<String, Long> byInstance() {
        Map<String, Long> counts = new ConcurrentHashMap<>();
        byInstance.forEach((id, count) -> counts.put(id, count.sum()));
        return counts;
    }

    @Override
    public void close() {
        closed = true;
        customers.shutdownNow();
        http.shutdownNow();
    }
}
