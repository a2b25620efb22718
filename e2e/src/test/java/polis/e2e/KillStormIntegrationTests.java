package polis.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * Services killed at random under a storm of writes: every write that was answered with a success is there afterwards.
 * {@code -Dstorm.seed=1} kills the same services after the same pauses again.
 */
@Tag("storm")
@Isolated("it needs the machine for itself")
class KillStormIntegrationTests {

    private static final int KILLS = Integer.getInteger("storm.kills", 8);
    private static final long SEED = Long.getLong("storm.seed", System.nanoTime());
    private static final List<String> VICTIMS = List.of("registry", "versionset", "map");

    private final Set<String> described = ConcurrentHashMap.newKeySet();
    private final Map<Integer, String> revisions = new ConcurrentHashMap<>();
    private final AtomicInteger callsAccepted = new AtomicInteger();
    private final AtomicInteger callsSent = new AtomicInteger();

    @Test
    void noAcknowledgedWriteIsLostWhenServicesAreKilledAtRandomMoments() {
        System.out.println("-Dstorm.seed=" + SEED);
        try (Stack stack = Stack.up("storm", 13_000, "--no-aot")) {
            String token = stack.token("admin");
            Api registry = new Api(stack.registry(), token);
            Api versionset = new Api(stack.versionset(), token);
            Api map = new Api(stack.map(), token);

            storm(stack, registry, versionset, map);

            assertThat(this.described).isNotEmpty();
            assertThat(this.revisions).isNotEmpty();
            assertThat(this.callsAccepted.get()).isPositive();
            for (String service : this.described) {
                assertThat(registry.get("/api/v1/services/" + service).status()).as(service).isEqualTo(200);
            }
            this.revisions.forEach((number, version) -> assertThat(versionset.get("/api/v1/revisions/" + number).ok()
                    .get("manifest").get("services").get("storm").get("version").asString()).isEqualTo(version));
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofSeconds(1)).untilAsserted(
                    () -> assertThat(calls(map)).isBetween(this.callsAccepted.get(), this.callsSent.get()));
            assertGapless(registry);
            assertGapless(versionset);
        }
    }

    private void storm(Stack stack, Api registry, Api versionset, Api map) {
        AtomicBoolean running = new AtomicBoolean(true);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            writers.submit(() -> repeat(running, (i) -> describe(registry, i)));
            writers.submit(() -> repeat(running, (i) -> apply(versionset, i)));
            writers.submit(() -> repeat(running, (i) -> report(map)));
            Random random = new Random(SEED);
            for (int i = 0; i < KILLS; i++) {
                String victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
                ProcessHandle old = stack.process(victim);
                LockSupport.parkNanos(Duration.ofMillis(500 + random.nextInt(2500)).toNanos());
                old.destroyForcibly();
                Api api = Map.of("registry", registry, "versionset", versionset, "map", map).get(victim);
                await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100)).ignoreExceptions()
                        .until(() -> stack.process(victim).pid() != old.pid()
                                && api.get("/actuator/health/readiness").status() == 200);
            }
            running.set(false);
        }
    }

    private interface Write {

        void attempt(int number);

    }

    /** A write that gets no answer may or may not have happened: only those that were answered count. */
    private static void repeat(AtomicBoolean running, Write write) {
        for (int i = 1; running.get(); i++) {
            try {
                write.attempt(i);
            } catch (RuntimeException ex) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private void describe(Api registry, int number) {
        String service = "storm-" + number;
        int status = registry.putJson("/api/v1/services/" + service, Map.of("title", service, "owner", "storm"))
                .status();
        if (status / 100 == 2) {
            this.described.add(service);
        }
    }

    private void apply(Api versionset, int number) {
        String version = "1.0." + number;
        Map<String, Object> manifest = Map.of("apiVersion", "polis/v1", "kind", "Architecture", "metadata",
                Map.of("name", "storm"), "runtime", "external", "services",
                Map.of("storm", Map.of("version", version)));
        Api.Answer answer = versionset.postJson("/api/v1/manifests", manifest);
        if (answer.status() == 201) {
            this.revisions.put(answer.json().get("revision").asInt(), version);
        }
    }

    private void report(Api map) {
        this.callsSent.addAndGet(20);
        if (map.postJson("/api/v2/spans", Spans.between("storm-caller", "storm-callee", 20).all()).status() == 202) {
            this.callsAccepted.addAndGet(20);
        }
    }

    private static int calls(Api map) {
        for (JsonNode edge : map.get("/api/v1/map").ok().get("edges")) {
            if (edge.get("from").asString().equals("storm-caller")
                    && edge.get("to").asString().equals("storm-callee")) {
                return edge.get("calls").asInt();
            }
        }
        return 0;
    }

    private static void assertGapless(Api service) {
        List<Long> sequence = new ArrayList<>();
        String cursor = "0";
        while (true) {
            JsonNode page = service.get("/api/v1/events?limit=500&after=" + cursor).ok();
            if (page.get("items").isEmpty()) {
                break;
            }
            for (JsonNode event : page.get("items")) {
                sequence.add(event.get("seq").asLong());
            }
            cursor = sequence.getLast().toString();
        }
        assertThat(sequence).isNotEmpty();
        for (int i = 1; i < sequence.size(); i++) {
            assertThat(sequence.get(i)).isEqualTo(sequence.get(i - 1) + 1);
        }
    }

}
