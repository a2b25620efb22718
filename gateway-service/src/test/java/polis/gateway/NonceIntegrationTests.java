package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import polis.postgres.test.TestDatabase;

/**
 * Many clients, instances and faults of both at once: nobody gets another's answer, nothing is completed that its
 * client did not complete, nothing that may not be repeated arrives twice, and each request ends once. Longer with
 * {@code -Dnonce.requests=1000000}; the requests of a failed run come again with its {@code -Dnonce.seed=}.
 */
@Tag("storm")
@ExtendWith(OutputCaptureExtension.class)
class NonceIntegrationTests {

    private static final int REQUESTS = Integer.getInteger("nonce.requests", 20_000);
    private static final long SEED = Long.getLong("nonce.seed", RandomGenerator.getDefault().nextInt() & 0x7fffffff);
    private static final int CLIENTS = Integer.getInteger("nonce.clients", 48);
    private static final int SHARED = 3;

    @Test
    void eachRequestGetsItsOwnAnswerOnce(CapturedOutput output) throws Exception {
        System.out.println("-Dnonce.seed=" + SEED + " -Dnonce.requests=" + REQUESTS);
        NonceLog log = new NonceLog(SEED, REQUESTS);
        List<NonceInstance> lanes = IntStream.range(0, CLIENTS).mapToObj(_ -> new NonceInstance(log)).toList();
        List<RawInstance> instances = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create("gateway");
                StubRegistry registry = new StubRegistry();
                StubVersionset versionset = new StubVersionset()) {
            StringBuilder services = new StringBuilder("{\"s\":{\"routes\":[{\"path\":\"/s/**\"}]}");
            for (int i = 0; i < SHARED; i++) {
                run(registry, "s", "s" + i, new NonceInstance(log), log, instances);
            }
            for (int i = 0; i < CLIENTS; i++) {
                services.append(",\"l").append(i).append("\":{\"routes\":[{\"path\":\"/l").append(i).append("/**\"}]}");
                run(registry, "l" + i, "l" + i, lanes.get(i), log, instances);
            }
            versionset.services(1, services.append("}").toString());
            try (Gateway gateway = Gateway.start(database, registry, versionset, "--logging.level.polis.problem=error",
                    "--polis.gateway.clients.head-timeout=PT1S", "--polis.gateway.clients.body-grace=PT0.75S")) {
                await().until(() -> gateway.read("/api/v1/upstreams?limit=200").at("/items").size() == CLIENTS + 1);
                await().until(() -> gateway.get("/s/up").statusCode() == 200
                        && gateway.get("/l" + (CLIENTS - 1) + "/up").statusCode() == 200);
                long begun = System.nanoTime();
                List<Thread> clients = IntStream.range(0, CLIENTS).mapToObj(i -> Thread
                        .startVirtualThread(new NonceClient(log, gateway.trafficPort(), "/l" + i, lanes.get(i))))
                        .toList();
                for (Thread client : clients) {
                    client.join();
                }
                System.out.println(
                        "nonces: " + REQUESTS + " requests in " + Duration.ofNanos(System.nanoTime() - begun).toMillis()
                                + " ms, by fault and end: " + log.figures());
                // What clients left behind may still be on its way.
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> instances.stream().mapToInt(RawInstance::reading).sum() == 0);
                assertThat(log.violations()).as("-Dnonce.seed=%d", SEED).isEmpty();
                assertThat(log.unexpected()).as("-Dnonce.seed=%d", SEED).isEmpty();
                assertThat(output).as("what clients do is no error of the gateway's").doesNotContain(" ERROR ");
            }
        } finally {
            for (RawInstance instance : instances) {
                instance.close();
            }
        }
    }

    private static void run(StubRegistry registry, String service, String id, NonceInstance script, NonceLog log,
            List<RawInstance> instances) throws Exception {
        RawInstance instance = new RawInstance(script, message -> {
            if (!message.first().contains("/up ")) {
                log.arrived(message);
            }
        });
        instances.add(instance);
        registry.add(service, id, instance.port(), "RUN");
    }
}
