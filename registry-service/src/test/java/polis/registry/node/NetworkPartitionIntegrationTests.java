package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import polis.postgres.test.TestDatabase;
import polis.registry.EurekaWire;

/**
 * Three nodes in network namespaces; the wire of one is pulled while clients go on. Skipped without root and {@code ip
 * netns}.
 */
@Tag("storm")
@Execution(ExecutionMode.CONCURRENT)
class NetworkPartitionIntegrationTests {

    private static final int CLIENTS = 150;
    private static final int LEASE = 15;

    @Test
    void aNodeThatIsCutOffAndComesBackAgreesWithTheOthersAndNoClientIsLost() throws Exception {
        assumeTrue(Namespaces.possible(), "network namespaces want root and iproute2");
        try (var database = TestDatabase.create("registry");
                var net = Namespaces.create(3);
                var wire = new TcpLink(Namespaces.host(), databasePort(database))) {
            var nodes = new ArrayList<RegistryNode>();
            try (var clients = Executors.newScheduledThreadPool(32)) {
                String[] peers = {url(1), url(2), url(3)};
                for (int machine = 1; machine <= 3; machine++) {
                    nodes.add(RegistryNode.fork(
                            database, Namespaces.in(machine), Namespaces.address(machine), database.jdbcUrl()
                                    .replaceFirst("//[^/]+/", "//" + Namespaces.host() + ":" + wire.port() + "/"),
                            peers));
                }
                for (RegistryNode node : nodes) {
                    await().atMost(Duration.ofSeconds(120)).until(node::up);
                }
                var unknown = new AtomicInteger();
                for (int client = 0; client < CLIENTS; client++) {
                    String id = "storm-" + client;
                    EurekaWire home = nodes.get(client % 3).eureka();
                    home.register("storm", id, "UP", LEASE).is(204);
                    var one = new Client(id, client % 3, nodes, unknown);
                    clients.scheduleWithFixedDelay(one, client * 20L, 3_000, TimeUnit.MILLISECONDS);
                }
                agree(nodes);
                int before = unknown.get();

                net.pull(1);
                await().during(Duration.ofSeconds(2L * LEASE)).atMost(Duration.ofSeconds(2L * LEASE + 20))
                        .pollInterval(Duration.ofSeconds(2))
                        .untilAsserted(() -> assertThat(nodes.get(1).digest()).endsWith(" " + CLIENTS));
                net.plug(1);

                agree(nodes);
                assertThat(nodes.getFirst().digest()).endsWith(" " + CLIENTS);
                // The clients of the node that was cut off found the others knowing them.
                assertThat(unknown.get() - before).isZero();
                // What is written follows what is held.
                await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                    var running = nodes.get(2).admin().get("/api/v1/instances?service=storm&state=RUN&limit=1000");
                    assertThat(running.json().path("items").size()).isEqualTo(CLIENTS);
                });
                clients.shutdownNow();
            } finally {
                nodes.forEach(RegistryNode::close);
            }
        }
    }

    /**
     * Goes to the next node when its own does not answer, and registers where it is not known: as Eureka's clients do.
     */
    private static final class Client implements Runnable {

        private final String id;
        private final List<RegistryNode> nodes;
        private final AtomicInteger unknown;
        private int home;

        Client(String id, int home, List<RegistryNode> nodes, AtomicInteger unknown) {
            this.id = id;
            this.home = home;
            this.nodes = nodes;
            this.unknown = unknown;
        }

        @Override
        public void run() {
            for (int attempt = 0; attempt < nodes.size(); attempt++) {
                try {
                    EurekaWire eureka = nodes.get(home).impatientEureka();
                    if (eureka.renew("storm", id).status() == 404) {
                        unknown.incrementAndGet();
                        eureka.register("storm", id, "UP", LEASE);
                    }
                    return;
                } catch (UncheckedIOException e) {
                    home = (home + 1) % nodes.size();
                }
            }
        }
    }

    private static void agree(List<RegistryNode> nodes) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1)).untilAsserted(
                () -> assertThat(nodes.stream().map(RegistryNode::digest).distinct().toList()).hasSize(1));
    }

    private static int databasePort(TestDatabase database) {
        return Integer.parseInt(database.jdbcUrl().replaceFirst("^.*//[^:/]+:(\\d+)/.*$", "$1"));
    }

    private static String url(int machine) {
        return "http://" + Namespaces.address(machine) + ":8761/eureka/";
    }
}
