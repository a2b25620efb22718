package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * Each service but the registry, which has a test of its own, is stopped for twenty seconds and then gets a tenth of a
 * core for twenty more. It judges others meanwhile and afterwards: it ejects, ends, cuts off and refuses nothing that
 * lives.
 *
 * <p>Too long for every run: {@code .ci/long starved-services}.
 */
@Isolated("it needs the machine for itself")
class StarvedServices {

    private static final Duration STOPPED = Duration.ofSeconds(20);
    private static final Duration STARVED = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Ends while the service that is asked stands still. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(10);

    /** @param path something that it lets viewers read */
    private record Service(String name, Api api, String path) {

        void assertReadable() {
            assertThat(this.api.get(this.path).status()).as(this.path + " of " + this.name).isEqualTo(200);
        }

    }

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Service> starved = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private Stack stack;
    private Services services;

    @BeforeEach
    void shopInTraffic() throws IOException, InterruptedException {
        this.stack = Stack.up("starved", 15_000);
        this.services = new Services(this.stack);
        this.starved.add(new Service("gateway", this.services.gateway, "/api/v1/routes"));
        this.starved.add(new Service("map", this.services.map, "/api/v1/map"));
        this.starved.add(new Service("versionset", this.services.versionset, "/api/v1/revisions"));
        this.starved.add(new Service("scheduler", this.services.scheduler, "/api/v1/operations"));
        Api.Answer applied = this.services.versionset.post("/api/v1/manifests", "application/yaml", Manifests.shop());
        assertThat(applied.status()).as(applied.response().body()).isEqualTo(201);
        this.services.operationOf(1, "SUCCEEDED");
        await().atMost(PATIENCE).until(this::allTakeTraffic);
        String viewer = this.stack.token("viewer");
        for (String stream : List.of(this.stack.versionset() + "/api/v1/events",
                this.stack.registry() + "/api/v1/events", this.stack.map() + "/api/v1/live")) {
            this.watchers.add(new Watcher(this.http, stream, viewer));
        }
    }

    @AfterEach
    void down() {
        this.stack.close();
    }

    @Test
    void nothingThatLivesIsEjectedEndedCutOffOrRefused() {
        Map<String, Long> processes = processes();
        Map<String, Integer> transitions = transitions();
        try (HalfReportedCalls calls = HalfReportedCalls.start(this.stack);
                Traffic traffic = Traffic.start(this.stack.gateway(), 1, PATIENCE)) {
            await().atMost(PATIENCE).until(() -> traffic.succeeded() > 5);
            for (Service service : this.starved) {
                starve(service);
                // At once: whatever it judged wrongly is to be seen now.
                assertThat(allTakeTraffic()).as("instances in traffic after %s was starved", service.name()).isTrue();
                assertThat(processes()).as("processes after %s was starved", service.name()).isEqualTo(processes);
                assertThat(transitions()).as("transitions after %s was starved", service.name()).isEqualTo(transitions);
                assertThat(ShopMap.services(this.services.map.get("/api/v1/map").ok())).containsAll(ShopMap.SERVICES);
                for (Watcher watcher : this.watchers) {
                    long heard = watcher.octets();
                    await().atMost(PATIENCE).until(() -> !watcher.open() || watcher.octets() > heard);
                    assertThat(watcher.open()).as("%s after %s was starved", watcher, service.name()).isTrue();
                }
                assertThat(traffic.failures()).as("requests while %s was starved", service.name()).isEmpty();
                assertThat(calls.failures()).as("spans while %s was starved", service.name()).isEmpty();
            }
            traffic.close();
            calls.close();
            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.succeeded()).isGreaterThan(this.starved.size() * STOPPED.plus(STARVED).toSeconds());
            assertThat(this.services.gateway.get("/actuator/metrics/polis.gateway.ejections").status())
                    .as("a counter that nothing has counted").isEqualTo(404);
            // Each call by both of its sides, and nothing made of one side alone.
            assertThat(calls.failures()).isEmpty();
            await().atMost(PATIENCE).until(
                    () -> this.services.callsBetween(HalfReportedCalls.CALLER, HalfReportedCalls.CALLEE),
                    (counted) -> counted == calls.calls());
            assertThat(this.services.map.get("/api/v1/map").ok().get("edges").valueStream()
                    .filter((edge) -> edge.get("from").asString().equals(HalfReportedCalls.CALLER))
                    .map((edge) -> edge.get("to").asString())).containsExactly(HalfReportedCalls.CALLEE);
        }
    }

    /** While readers ask it all the time, one of them with a token whose end it sleeps through. */
    private void starve(Service service) {
        ProcessHandle process = this.stack.process(service.name());
        Service asked = new Service(service.name(), service.api().as(tokenFor(SHORT_LIFE)), service.path());
        asked.assertReadable();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> Starvation.stop(process, STOPPED));
        await().atMost(SHORT_LIFE).pollDelay(SHORT_LIFE.dividedBy(2)).until(() -> true);
        asked.assertReadable();
        stopped.join();
        CompletableFuture<Void> starved = CompletableFuture.runAsync(() -> Starvation.leaveATenth(process, STARVED));
        while (!starved.isDone()) {
            this.starved.forEach(Service::assertReadable);
        }
        starved.join();
    }

    private String tokenFor(Duration life) {
        return this.services.registry
                .postJson("/api/v1/tokens", Map.of("subject", "short-lived", "role", "viewer", "ttl", life.toString()))
                .ok().get("token").asString();
    }

    private boolean allTakeTraffic() {
        return ShopMap.SERVICES.stream().allMatch((service) -> !this.services.running(service).isEmpty()
                && this.services.running(service).stream().allMatch((id) -> this.services.takesTraffic(service, id)));
    }

    /** Returns the process id of each instance that the scheduler runs. */
    private Map<String, Long> processes() {
        Map<String, Long> processes = new TreeMap<>();
        for (String service : ShopMap.SERVICES) {
            for (JsonNode instance : this.services.schedulersInstances(service)) {
                processes.put(instance.get("id").asString(), instance.get("pid").asLong());
            }
        }
        assertThat(processes).isNotEmpty();
        return processes;
    }

    /** Returns the number of transitions of each service and its instances. */
    private Map<String, Integer> transitions() {
        Map<String, Integer> transitions = new TreeMap<>();
        for (String service : ShopMap.SERVICES) {
            transitions.put(service, this.services.registry
                    .get("/api/v1/services/" + service + "/transitions?limit=200").ok().get("items").size());
        }
        return transitions;
    }

}
