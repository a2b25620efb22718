package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import polis.postgres.test.TestDatabase;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.EurekaWire;
import tools.jackson.databind.JsonNode;

/**
 * The database is away while thousands of instances renew, register, change and end. {@code -Doutage.seconds=600} makes
 * it ten minutes; each instance changes as often as it might in ten minutes in any case. The heap is that of {@code
 * ./polis up}: when it is full, the registry ends.
 */
@Execution(ExecutionMode.CONCURRENT)
class LongOutageIntegrationTests {

    private static final List<String> HEAP = List.of("-Xmx128m");
    private static final int CLIENTS = 8;
    private static final int APPS = 20;

    /** One a minute. */
    private static final int CHANGES = 10;
    private static final Duration RENEWAL = Duration.ofSeconds(30);
    private static final int LEASE_SECONDS = 180;

    @Test
    @Tag("storm")
    void nothingOfThousandsIsLostWhileTheDatabaseIsAwayForLong() throws Exception {
        outage(5_000, Duration.ofSeconds(Integer.getInteger("outage.seconds", 10)),
                Long.getLong("outage.seed", System.nanoTime()));
    }

    private static void outage(int instances, Duration duration, long seed) throws Exception {
        System.out.println("-Doutage.seed=" + seed);
        int port = RegistryNode.freePort();
        try (var database = TestDatabase.dedicated("registry");
                var node = RegistryNode.fork(database, port, HEAP);
                var threads = Executors.newFixedThreadPool(CLIENTS)) {
            await().atMost(Duration.ofMinutes(2)).until(node::up);
            var clients = new ArrayList<Client>();
            for (int client = 0; client < CLIENTS; client++) {
                clients.add(new Client(node.eureka(), client, instances / CLIENTS, seed + client));
            }
            each(threads, clients, Client::registerAll);
            var admin = node.admin();
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(pending(admin)).isZero());

            database.stop();
            each(threads, clients, client -> client.changeFor(duration));
            assertThat(node.up()).as("the registry lives").isTrue();
            assertThat(pending(admin)).as("one change per lease at most waits").isBetween(1, ids(clients).size());
            database.start();

            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(pending(admin)).isZero());
            await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(states(admin)).as("seed %d", seed).isEqualTo(expected(clients)));
        }
    }

    private interface Work {

        void of(Client client) throws Exception;
    }

    private static void each(ExecutorService threads, List<Client> clients, Work work) throws Exception {
        List<Callable<Void>> all = clients.stream().<Callable<Void>>map(client -> () -> {
            work.of(client);
            return null;
        }).toList();
        for (Future<Void> done : threads.invokeAll(all)) {
            done.get();
        }
    }

    /** Many instances, spoken for by one thread. */
    private static final class Client {

        private final EurekaWire eureka;
        private final Random random;
        private final List<String> ids = new ArrayList<>();
        private final Map<String, String> states = new HashMap<>();
        private final int first;
        private int next;

        Client(EurekaWire eureka, int number, int instances, long seed) {
            this.eureka = eureka;
            this.random = new Random(seed);
            this.first = number * 1_000_000;
            this.next = first + instances;
        }

        void registerAll() {
            for (int number = first; number < next; number++) {
                assertThat(register("i-" + number)).as("there is room").isTrue();
            }
        }

        /** Who ended and comes back is new, and there may be no room for more than there are. */
        private boolean register(String id) {
            Answer answer = calling(() -> eureka.register(app(id), id, "UP", LEASE_SECONDS));
            if (answer.status() == 503 && !"RUN".equals(states.get(id))) {
                return false;
            }
            answer.is(204);
            if (states.put(id, "RUN") == null) {
                ids.add(id);
            }
            return true;
        }

        /** Between changes all are renewed as often as clients do it, and at least one is. */
        void changeFor(Duration duration) {
            int steps = ids.size() * CHANGES;
            long pace = duration.toNanos() / steps;
            long start = System.nanoTime();
            long renewals = 0;
            for (int step = 0; step < steps; step++) {
                LockSupport.parkNanos(start + step * pace - System.nanoTime());
                do {
                    renew(ids.get((int) (renewals++ % ids.size())));
                } while (renewals < ids.size() * (System.nanoTime() - start) / RENEWAL.toNanos());
                change();
            }
        }

        private void renew(String id) {
            if (states.get(id).equals("RUN")) {
                calling(() -> eureka.renew(app(id), id)).is(200);
            }
        }

        private void change() {
            String id = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(8)) {
                case 0 -> {
                    boolean lives = states.get(id).equals("RUN");
                    assertThat(calling(() -> eureka.cancel(app(id), id)).status()).isIn(lives ? 200 : 404, 404);
                    states.put(id, "GONE");
                }
                case 1 -> {
                    if (random.nextInt(4) == 0) {
                        register("i-" + next++);
                    }
                }
                default -> register(id);
            }
        }

        /** Once more where a kept connection ends just then, as clients do. */
        private static Answer calling(Supplier<Answer> call) {
            try {
                return call.get();
            } catch (UncheckedIOException broken) {
                return call.get();
            }
        }

        private static String app(String id) {
            return "outage-" + Math.floorMod(id.hashCode(), APPS);
        }
    }

    private static Set<String> ids(List<Client> clients) {
        var all = new HashSet<String>();
        clients.forEach(client -> all.addAll(client.ids));
        return all;
    }

    private static Map<String, String> expected(List<Client> clients) {
        var all = new HashMap<String, String>();
        clients.forEach(client -> all.putAll(client.states));
        return all;
    }

    /** How many leases have changes that are not written. */
    private static int pending(Api admin) {
        return admin.get("/actuator/metrics/polis.registry.lease.changes.pending").is(200).json().path("measurements")
                .path(0).path("value").asInt();
    }

    private static Map<String, String> states(Api admin) {
        var states = new HashMap<String, String>();
        String cursor = "";
        do {
            JsonNode page = admin.get("/api/v1/instances?gone=true&limit=1000" + cursor).is(200).json();
            page.path("items")
                    .forEach(instance -> states.put(instance.path("id").asString(), instance.path("state").asString()));
            String next = page.path("nextCursor").asString("");
            cursor = next.isEmpty() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return states;
    }
}
