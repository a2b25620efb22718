package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import polis.postgres.test.TestDatabase;
import polis.registry.Answer;
import polis.registry.Api;
import polis.registry.EurekaWire;

/** A crowd that watches one node. {@code -Dwatchers=10000} says how many. */
@Execution(ExecutionMode.CONCURRENT)
class WatchersIntegrationTests {

    private static final int ENDS = 5;

    /** What half of this heap holds is counted as 32 KB a watcher: ten thousand and some more. */
    private static final String HEAP = "-Xmx700m";

    /** The crowd has one token, and ten streams are what one person may have. */
    private static final String CROWD_OF_ONE = "-Dpolis.feed.per-person=20000";

    @Test
    @Tag("storm")
    void anInstancesEndReachesEachOfTenThousandWatchersOnce() throws Exception {
        watch(Integer.getInteger("watchers", 10_000), HEAP);
    }

    @Test
    void whoComesWhenTheHeapIsFullIsAskedToComeLaterAndTheOthersAreServed() throws Exception {
        int port = RegistryNode.freePort();
        try (var database = TestDatabase.create("registry");
                var node = RegistryNode.fork(database, port, List.of("-Dpolis.feed.watchers=50", CROWD_OF_ONE))) {
            await().atMost(Duration.ofMinutes(2)).until(node::up);
            try (var crowd = crowd(node, port)) {
                crowd.connect(50);
                await().untilAsserted(() -> assertThat(crowd.greeted()).isEqualTo(50));
                Answer refused = node.admin().with("Accept", "text/event-stream").get("/api/v1/events");
                assertThat(refused.isProblem(429, "too-many-requests").header("Retry-After")).isNotEmpty();
                end(node.eureka(), "crowded", "crowded-1");
                await().untilAsserted(() -> assertThat(crowd.told(1)).isEqualTo(50));
            }
        }
    }

    private static void watch(int watchers, String heap) throws Exception {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assumeThat(system.getMaxFileDescriptorCount()).as("ulimit -n").isGreaterThan(watchers + 1_000L);
        int port = RegistryNode.freePort();
        try (var database = TestDatabase.create("registry");
                var node = RegistryNode.fork(database, port, List.of(heap, CROWD_OF_ONE))) {
            await().atMost(Duration.ofMinutes(2)).until(node::up);
            try (var crowd = crowd(node, port)) {
                crowd.connect(watchers);
                await().atMost(Duration.ofMinutes(1)).until(() -> crowd.greeted() == watchers);
                for (int round = 1; round <= ENDS; round++) {
                    end(node.eureka(), "watched", "watched-" + round);
                    int told = round;
                    await().atMost(Duration.ofSeconds(30))
                            .untilAsserted(() -> assertThat(crowd.told(told)).isEqualTo(watchers));
                }
                // Everybody else is served beside them.
                new Api(port).get("/actuator/health/readiness").is(200);
            }
        }
    }

    private static WatcherCrowd crowd(RegistryNode node, int port) {
        return new WatcherCrowd(port, new Api(port).clientToken("cli", "cli-secret"), 0, "\"to\":\"GONE\"");
    }

    private static void end(EurekaWire eureka, String service, String id) {
        eureka.register(service, id, "UP").is(204);
        eureka.cancel(service, id).is(200);
    }
}
