package polis.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls that the caller reports a second before the callee does, and each waits for its answer for as long as it
 * takes. The caller knows the callee by another name: a call that is counted without its other half leads there.
 */
final class HalfReportedCalls implements AutoCloseable {

    static final String CALLER = "half-caller";

    static final String CALLEE = "half-callee";

    private static final String ALIAS = "half-alias";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService reporters = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final URI collector;
    private final Thread generator;
    private volatile boolean running = true;
    private volatile int calls;

    private HalfReportedCalls(Stack stack) {
        this.collector = URI.create(stack.map() + "/ingest/" + stack.secret("ingest.key") + "/api/v2/spans");
        this.generator = Thread.ofVirtual().name("half-reported").start(this::generate);
    }

    static HalfReportedCalls start(Stack stack) {
        return new HalfReportedCalls(stack);
    }

    private void generate() {
        long first = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        while (this.running) {
            String trace = "%016x".formatted(first + ++this.calls);
            this.reporters.submit(() -> report(trace, CALLER, ALIAS, "CLIENT"));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            this.reporters.submit(() -> report(trace, CALLEE, CALLER, "SERVER"));
        }
    }

    private void report(String trace, String service, String remote, String kind) {
        List<Map<String, Object>> spans = List.of(Map.of("traceId", trace, "id", trace, "kind", kind, "name", "get",
                "timestamp", TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()), "duration", 1500, "shared",
                kind.equals("SERVER"), "localEndpoint", Map.of("serviceName", service), "remoteEndpoint",
                Map.of("serviceName", remote)));
        try {
            int status = this.http.send(
                    HttpRequest.newBuilder(this.collector).timeout(PATIENCE).header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(Api.JSON.writeValueAsString(spans))).build(),
                    BodyHandlers.discarding()).statusCode();
            if (status != 202) {
                this.failures.add(kind + " answered " + status);
            }
        } catch (IOException ex) {
            this.failures.add(kind + " failed: " + ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    List<String> failures() {
        return List.copyOf(this.failures);
    }

    /** The number of calls that were reported; final once this is closed. */
    int calls() {
        return this.calls;
    }

    /** Reports no more, and waits for the answers. */
    @Override
    public void close() {
        this.running = false;
        try {
            this.generator.join();
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
        this.reporters.close();
    }

}
