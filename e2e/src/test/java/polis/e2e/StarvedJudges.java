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
 * <p>Too long for every run: {@code .ci/long starved-judges}.
 */
@Isolated("it needs the machine for itself")
class StarvedJudges {

    private static final Duration STOPPED = Duration.ofSeconds(20);

    private static final Duration STARVED = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Ends while its judge stands still. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(10);

    /** @param path something that it lets viewers read */
    private record Judge(String name, Api api, String path) {

        void assertReadable() {
            assertThat(this.api.get(this.path).status()).as(this.path + " of " + this.name).isEqualTo(200);
        }

    }

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Judge> judges = new ArrayList<>();

    private final List<Watcher> watchers = new ArrayList<>();

    private City city;

    private Hall hall;

    @BeforeEach
    void shopInTraffic() throws IOException, InterruptedException {
        this.city = City.up("starved", 15_000);
        this.hall = new Hall(this.city);
        this.judges.add(new Judge("gateway", this.hall.gateway, "/api/v1/routes"));
        this.judges.add(new Judge("map", this.hall.map, "/api/v1/map"));
        this.judges.add(new Judge("versionset", this.hall.versionset, "/api/v1/revisions"));
        this.judges.add(new Judge("scheduler", this.hall.scheduler, "/api/v1/operations"));
        Api.Answer applied = this.hall.versionset.post("/api/v1/manifests", "application/yaml", Manifests.shop());
        assertThat(applied.status()).as(applied.response().body()).isEqualTo(201);
        this.hall.operationOf(1, "SUCCEEDED");
        await().atMost(PATIENCE).until(this::allTakeTraffic);
        String viewer = this.city.token("viewer");
        for (String stream : List.of(this.city.versionset() + "/api/v1/events", this.city.registry() + "/api/v1/events",
                this.city.map() + "/api/v1/live")) {
            this.watchers.add(new Watcher(this.http, stream, viewer));
        }
    }

    @AfterEach
    void down() {
        this.city.close();
    }

    @Test
    void nothingThatLivesIsEjectedEndedCutOffOrRefused() {
        Map<String, Long> processes = processes();
        Map<String, Integer> transitions = transitions();
        try (HalfToldCalls told = HalfToldCalls.start(this.city);
                Traffic traffic = Traffic.start(this.city.gateway(), 1, PATIENCE)) {
            await().atMost(PATIENCE).until(() -> traffic.succeeded() > 5);
            for (Judge judge : this.judges) {
                starve(judge);
                // At once: whatever it judged wrongly is to be seen now.
                assertThat(allTakeTraffic()).as("instances in traffic after %s was starved", judge.name()).isTrue();
                assertThat(processes()).as("processes after %s was starved", judge.name()).isEqualTo(processes);
                assertThat(transitions()).as("transitions after %s was starved", judge.name()).isEqualTo(transitions);
                assertThat(ShopMap.services(this.hall.map.get("/api/v1/map").ok())).containsAll(ShopMap.SERVICES);
                for (Watcher watcher : this.watchers) {
                    long heard = watcher.octets();
                    await().atMost(PATIENCE).until(() -> !watcher.open() || watcher.octets() > heard);
                    assertThat(watcher.open()).as("%s after %s was starved", watcher, judge.name()).isTrue();
                }
                assertThat(traffic.failures()).as("requests while %s was starved", judge.name()).isEmpty();
                assertThat(told.failures()).as("spans while %s was starved", judge.name()).isEmpty();
            }
            traffic.close();
            told.close();
            assertThat(traffic.failures()).isEmpty();
            assertThat(traffic.succeeded()).isGreaterThan(this.judges.size() * STOPPED.plus(STARVED).toSeconds());
            assertThat(this.hall.gateway.get("/actuator/metrics/polis.gateway.ejections").status())
                    .as("a counter that nothing has counted").isEqualTo(404);
            // Each call by both of its sides, and nothing made of one side alone.
            assertThat(told.failures()).isEmpty();
            await().atMost(PATIENCE).until(() -> this.hall.callsBetween(HalfToldCalls.CALLER, HalfToldCalls.CALLEE),
                    (calls) -> calls == told.calls());
            assertThat(this.hall.map.get("/api/v1/map").ok().get("edges").valueStream()
                    .filter((edge) -> edge.get("from").asString().equals(HalfToldCalls.CALLER))
                    .map((edge) -> edge.get("to").asString())).containsExactly(HalfToldCalls.CALLEE);
        }
    }

    /** While readers ask it all the time, one of them with a token whose end it sleeps through. */
    private void starve(Judge judge) {
        ProcessHandle process = this.city.process(judge.name());
        Judge asked = new Judge(judge.name(), judge.api().as(tokenFor(SHORT_LIFE)), judge.path());
        asked.assertReadable();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> Starvation.stop(process, STOPPED));
        await().atMost(SHORT_LIFE).pollDelay(SHORT_LIFE.dividedBy(2)).until(() -> true);
        asked.assertReadable();
        stopped.join();
        CompletableFuture<Void> starved = CompletableFuture.runAsync(() -> Starvation.leaveATenth(process, STARVED));
        while (!starved.isDone()) {
            this.judges.forEach(Judge::assertReadable);
        }
        starved.join();
    }

    private String tokenFor(Duration life) {
        return this.hall.registry
                .postJson("/api/v1/tokens", Map.of("subject", "short-lived", "role", "viewer", "ttl", life.toString()))
                .ok().get("token").asString();
    }

    private boolean allTakeTraffic() {
        return ShopMap.SERVICES.stream().allMatch((service) -> !this.hall.running(service).isEmpty()
                && this.hall.running(service).stream().allMatch((id) -> this.hall.takesTraffic(service, id)));
    }

    /** Of each instance that the scheduler runs. */
    private Map<String, Long> processes() {
        Map<String, Long> processes = new TreeMap<>();
        for (String service : ShopMap.SERVICES) {
            for (JsonNode instance : this.hall.schedulersInstances(service)) {
                processes.put(instance.get("id").asString(), instance.get("pid").asLong());
            }
        }
        assertThat(processes).isNotEmpty();
        return processes;
    }

    /** Of each service and its instances. */
    private Map<String, Integer> transitions() {
        Map<String, Integer> transitions = new TreeMap<>();
        for (String service : ShopMap.SERVICES) {
            transitions.put(service, this.hall.registry.get("/api/v1/services/" + service + "/transitions?limit=200")
                    .ok().get("items").size());
        }
        return transitions;
    }

}
