package polis.postgres.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * Shows that a slow database stops nobody for longer than it must: whoever calls the service gets a 503 with
 * {@code Retry-After} within five seconds, its sessions do not pile up, and afterwards all is well by itself.
 */
public final class SlowDatabase {

    private static final Duration PROMISE = Duration.ofSeconds(5);
    /** More than any pool has connections. */
    private static final int CALLS = 12;
    private static final int LARGEST_POOL = 5;
    private static final Executor EACH_ITS_OWN = call -> Thread.ofVirtual().start(call);

    private final TestDatabase database;
    private final HttpRequest call;
    private final HttpRequest readiness;
    private final HttpClient http = HttpClient.newBuilder().executor(EACH_ITS_OWN).version(HttpClient.Version.HTTP_1_1)
            .build();

    /**
     * Begins with a database that is well.
     *
     * @param call needs the database, may be repeated, and is answered with a success when it is there
     * @param readiness the probe, which is to be answered in time whatever it says
     */
    public SlowDatabase(TestDatabase database, HttpRequest call, HttpRequest readiness) {
        this.database = database;
        this.call = call;
        this.readiness = readiness;
    }

    private record Answer(HttpResponse<String> response, Duration took) {}

    /** One table that the call needs is locked by somebody else, for as long as it takes to look. */
    public void lockedTable(String table) {
        awaitWell();
        try (var _ = database.lock(table)) {
            refuses("with " + table + " locked");
            refuses("with " + table + " still locked");
            // Were what was given up still waiting in the server, it would be here.
            assertThat(database.sessions()).as("sessions").isLessThanOrEqualTo(LARGEST_POOL);
        }
        awaitWell();
    }

    /** All of PostgreSQL stands still. */
    public void frozenServer() {
        awaitWell();
        try (var _ = database.freeze()) {
            refuses("with PostgreSQL frozen");
            refuses("with PostgreSQL still frozen");
        }
        awaitWell();
        await().untilAsserted(() -> assertThat(database.sessions()).as("sessions").isLessThanOrEqualTo(LARGEST_POOL));
    }

    /** The status that readiness has while all of PostgreSQL stands still. */
    public int readinessWhileFrozen() {
        try (var _ = database.freeze()) {
            Answer ready = send(readiness);
            assertThat(ready.took()).as("readiness").isLessThan(PROMISE);
            return ready.response().statusCode();
        }
    }

    private void refuses(String when) {
        List<CompletableFuture<Answer>> calls = IntStream.range(0, CALLS)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> send(call), EACH_ITS_OWN)).toList();
        Answer ready = send(readiness);
        assertThat(ready.took()).as("readiness " + when).isLessThan(PROMISE);
        assertThat(calls.stream().map(CompletableFuture::join)).allSatisfy(answer -> {
            assertThat(answer.response().statusCode()).as(when + ": " + answer.response().body()).isEqualTo(503);
            assertThat(answer.response().headers().firstValue("Retry-After")).as(when).isPresent();
            assertThat(answer.took()).as(when).isLessThan(PROMISE);
        });
    }

    private void awaitWell() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(send(call).response().statusCode()).isBetween(200, 299));
    }

    private Answer send(HttpRequest request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response, Duration.ofNanos(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
