package polis.registry.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import polis.registry.RegistryScenario;

/** Clients, a scheduler and an operator at once, on few services, so that they meet. */
class CrowdIntegrationTests extends RegistryScenario {

    private static final int CALLERS = 8;
    private static final int SERVICES = 4;
    private static final int STEPS = 40;

    @Test
    void manyAtOnceLeaveADirectoryThatAgreesWithTheLeasesAndAFeedWithoutAGap() throws Exception {
        String prefix = name("crowd");
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var leased = new ArrayList<Future<Map<String, Boolean>>>();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < CALLERS; caller++) {
                int seed = caller;
                leased.add(callers.submit(() -> call(prefix, seed, statuses)));
            }
        }
        // On a crowded machine the pool may be empty for a while: that is a 503, which asks to come again.
        assertThat(statuses).allMatch(status -> status < 500 || status == 503);
        for (var each : leased) {
            for (var lease : each.get().entrySet()) {
                String[] key = lease.getKey().split("/");
                await().untilAsserted(() -> {
                    String state = state(key[0], key[1]);
                    if (lease.getValue()) {
                        assertThat(state).as(lease.getKey()).isIn("RUN", "READY");
                    } else {
                        assertThat(state).as(lease.getKey()).isEqualTo("GONE");
                    }
                });
            }
        }
        for (int service = 0; service < SERVICES; service++) {
            String name = prefix + service;
            await().untilAsserted(() -> {
                boolean serves = viewer.get("/api/v1/instances?state=RUN&service=" + name).json().path("items")
                        .size() > 0;
                assertThat(lifecycle(name)).isIn(serves ? List.of("RUN", "UPDATE") : List.of("FAILED"));
            });
        }
        assertThat(sequence()).isSorted().doesNotHaveDuplicates().last().isEqualTo((long) sequence().size());
    }

    /** Each caller has instances of its own, on services that all share. */
    private Map<String, Boolean> call(String prefix, int seed, ConcurrentLinkedQueue<Integer> statuses) {
        var random = new Random(seed);
        var live = new HashMap<String, Boolean>();
        for (int step = 0; step < STEPS; step++) {
            String service = prefix + random.nextInt(SERVICES);
            String id = service + "-" + seed;
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    statuses.add(eureka.register(service, id, "UP").status());
                    live.put(service + "/" + id, true);
                }
                case 2 -> {
                    statuses.add(eureka.cancel(service, id).status());
                    live.computeIfPresent(service + "/" + id, (key, was) -> false);
                }
                default -> {
                    statuses.add(move(service, "UPDATE").status());
                    statuses.add(move(service, "RUN").status());
                    statuses.add(deployer.with("If-Match", "*")
                            .put("/api/v1/services/" + service, "{\"title\":\"" + step + "\"}").status());
                }
            }
        }
        return live;
    }

    private List<Long> sequence() {
        var seqs = new ArrayList<Long>();
        String cursor = "0";
        while (true) {
            var page = viewer.get("/api/v1/events?limit=1000&after=" + cursor).is(200).json();
            page.path("items").forEach(event -> seqs.add(event.path("seq").asLong()));
            if (page.path("items").isEmpty()) {
                return seqs;
            }
            cursor = String.valueOf(seqs.getLast());
        }
    }
}
