package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import tools.jackson.databind.JsonNode;

/**
 * Each service but the registry, which has a test of its own, is stopped for twenty seconds and then gets a tenth of a core
 * for twenty more. It judges others meanwhile and afterwards: it ejects, ends, cuts off and refuses nothing that lives.
 *
 * <p>Too long for every run: {@code .ci/long starved-judges}.
 */
@Isolated("it needs the machine for itself")
class StarvedJudges {

    private static final List<String> JUDGES = List.of("gateway", "map", "versionset", "scheduler");

    private static final Duration STOPPED = Duration.ofSeconds(20);

    private static final Duration STARVED = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    private final AtomicLong succeeded = new AtomicLong();

    @Test
    void nothingThatLivesIsEjectedEndedCutOffOrRefused() throws IOException {
        try (City city = City.up("starved", 15_000)) {
            Hall hall = new Hall(city);
            Api.Answer applied = hall.versionset.post("/api/v1/manifests", "application/yaml", Manifests.shop());
            assertThat(applied.status()).as(applied.response().body()).isEqualTo(201);
            hall.operationOf(1, "SUCCEEDED");
            await().atMost(Duration.ofMinutes(2)).until(() -> allTakeTraffic(hall));
            Map<String, Long> before = processes(hall);
            String viewer = city.token("viewer");
            List<Watcher> watchers = new ArrayList<>();
            for (String feed : List.of(city.versionset(), city.registry())) {
                watchers.add(new Watcher(feed + "/api/v1/events", viewer));
            }
            Thread traffic = Thread.ofVirtual().start(() -> askEverySecond(city.gateway() + "/shop/"));

            for (String judge : JUDGES) {
                starve(city.process(judge));
                // At once: whatever it judged wrongly is to be seen now.
                assertThat(allTakeTraffic(hall)).as("instances in traffic after " + judge + " was starved").isTrue();
                for (Api service : List.of(hall.registry, hall.versionset, hall.scheduler, hall.map, hall.gateway)) {
                    assertThat(service.as(viewer).get("/api/v1/" + read(hall, service)).status()).isEqualTo(200);
                }
                assertThat(processes(hall)).as("processes after " + judge + " was starved").isEqualTo(before);
                assertThat(ShopMap.services(hall.map.get("/api/v1/map").ok())).containsAll(ShopMap.SERVICES);
                assertThat(watchers).as("feeds after " + judge + " was starved").allMatch(Watcher::open);
            }

            traffic.interrupt();
            await().atMost(Duration.ofMinutes(1)).until(() -> !traffic.isAlive());
            assertThat(this.failures).isEmpty();
            assertThat(this.succeeded.get()).isGreaterThan(100);
        }
    }

    private static String read(Hall hall, Api service) {
        if (service == hall.registry) {
            return "services";
        }
        if (service == hall.versionset) {
            return "revisions";
        }
        return service == hall.scheduler ? "operations" : service == hall.map ? "map" : "routes";
    }

    private static boolean allTakeTraffic(Hall hall) {
        return ShopMap.SERVICES.stream().allMatch(service -> !hall.running(service).isEmpty()
                && hall.running(service).stream().allMatch(id -> hall.takesTraffic(service, id)));
    }

    /** Of each instance that the scheduler runs. */
    private static Map<String, Long> processes(Hall hall) {
        Map<String, Long> processes = new TreeMap<>();
        for (String service : ShopMap.SERVICES) {
            for (JsonNode instance : hall.schedulersInstances(service)) {
                processes.put(instance.get("id").asString(), instance.get("pid").asLong());
            }
        }
        assertThat(processes).isNotEmpty();
        return processes;
    }

    /** A process that the kernel runs for ten of a hundred milliseconds only. */
    private static void starve(ProcessHandle process) {
        signal("STOP", process);
        LockSupport.parkNanos(STOPPED.toNanos());
        for (long end = System.nanoTime() + STARVED.toNanos(); System.nanoTime() < end;) {
            signal("CONT", process);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            signal("STOP", process);
            LockSupport.parkNanos(Duration.ofMillis(90).toNanos());
        }
        signal("CONT", process);
    }

    private static void signal(String name, ProcessHandle process) {
        Command.of("kill", "-" + name, Long.toString(process.pid())).succeed();
    }

    private void askEverySecond(String address) {
        List<Thread> asking = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            asking.add(Thread.ofVirtual().start(() -> ask(address)));
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
        Thread.interrupted();
        try {
            for (Thread one : asking) {
                one.join();
            }
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(String address) {
        Instant sent = Instant.now();
        try {
            int status = this.http.send(
                    HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(1)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 == 2) {
                this.succeeded.incrementAndGet();
            } else {
                this.failures.add(sent + " answered " + status);
            }
        } catch (IOException ex) {
            this.failures.add(sent + " failed: " + ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /** A stream of a feed that is to stay open. */
    private final class Watcher {

        private volatile boolean open = true;

        Watcher(String feed, String token) throws IOException {
            try {
                HttpResponse<InputStream> stream = StarvedJudges.this.http.send(
                        HttpRequest.newBuilder(URI.create(feed)).header("Accept", "text/event-stream")
                                .header("Authorization", "Bearer " + token).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
                assertThat(stream.statusCode()).isEqualTo(200);
                Thread.ofVirtual().start(() -> read(stream.body()));
            } catch (InterruptedException ex) {
                Thread.currentThread().interrupt();
            }
        }

        private void read(InputStream body) {
            try (body) {
                while (body.read() >= 0) {
                    // Events and signs of life alike.
                }
            } catch (IOException ex) {
                // It is over either way.
            } finally {
                this.open = false;
            }
        }

        boolean open() {
            return this.open;
        }
    }

}
