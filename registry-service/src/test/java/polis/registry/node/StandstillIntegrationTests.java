package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import polis.postgres.test.TestDatabase;
import polis.registry.EurekaWire;

/** The registry's process is stopped for longer than its leases last, and goes on. */
@Tag("storm")
@Execution(ExecutionMode.CONCURRENT)
class StandstillIntegrationTests {

    private static final int CLIENTS = 20;
    private static final int LEASE = 8;

    @Test
    void whoCouldNotBeHeardIsNotForgotten() throws Exception {
        int port = RegistryNode.freePort();
        try (var database = TestDatabase.create("registry"); var node = RegistryNode.fork(database, port)) {
            await().atMost(Duration.ofMinutes(2)).until(node::up);
            EurekaWire eureka = node.eureka();
            for (int client = 0; client < CLIENTS; client++) {
                eureka.register("still", "still-" + client, "UP", LEASE).is(204);
            }
            renewForTwoTicks(eureka);

            node.standStill();
            await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ofSeconds(LEASE * 2)).until(() -> true);
            node.goOn();

            renewForTwoTicks(eureka);
            assertThat(eureka.apps().is(200).response().body().split("\"instanceId\"", -1)).hasSize(CLIENTS + 1);
            await().atMost(Duration.ofSeconds(LEASE * 5))
                    .until(() -> !eureka.apps().is(200).response().body().contains("still-"));
        }
    }

    /** Nobody is answered 404. */
    private static void renewForTwoTicks(EurekaWire eureka) {
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    for (int client = 0; client < CLIENTS; client++) {
                        eureka.renew("still", "still-" + client).is(200);
                    }
                    return true;
                });
    }
}
