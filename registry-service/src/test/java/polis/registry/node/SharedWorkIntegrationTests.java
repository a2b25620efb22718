package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import polis.postgres.test.TestDatabase;
import polis.registry.Answer;
import polis.registry.Api;

/** Two nodes that both know everything, where each thing is to be done, and told, by one of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedWorkIntegrationTests {

    private static final int WATCHERS = 5;

    private final TestDatabase database = TestDatabase.create("registry");
    private final int firstPort = RegistryNode.freePort();
    private final int secondPort = RegistryNode.freePort();
    private final AtomicInteger health = new AtomicInteger(200);
    private RegistryNode first;
    private RegistryNode second;
    private HttpServer instance;

    @BeforeAll
    void start() throws IOException {
        first = RegistryNode.start(database, firstPort, RegistryNode.url(secondPort));
        second = RegistryNode.start(database, secondPort, RegistryNode.url(firstPort));
        instance = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        instance.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(health.get(), -1);
            exchange.close();
        });
        instance.start();
    }

    @AfterAll
    void stop() {
        instance.stop(0);
        first.close();
        second.close();
        database.close();
    }

    @Test
    void anInstanceIsCheckedByTheNodeThatItsClientTalksToAndFollowsIt() {
        registerChecked("checked", "checked-1").is(204);
        soon().untilAsserted(() -> assertThat(second.state("checked", "checked-1")).isEqualTo("RUN"));
        soon().untilAsserted(() -> assertThat(checks(first)).isGreaterThan(5));
        assertThat(second.eureka().statusOf("checked", "checked-1")).isEqualTo("UP");
        assertThat(checks(second)).isZero();

        second.eureka().renew("checked", "checked-1").is(200);
        soon().untilAsserted(() -> assertThat(checks(second)).isGreaterThan(5));
        int checkedHere = checks(first);
        soon().untilAsserted(() -> assertThat(checks(second)).isGreaterThan(15));
        // One may have been under way when the client moved.
        assertThat(checks(first)).isBetween(checkedHere, checkedHere + 1);

        health.set(503);
        soon().untilAsserted(() -> assertThat(first.state("checked", "checked-1")).isEqualTo("FAILED"));
        health.set(200);
        soon().untilAsserted(() -> assertThat(first.state("checked", "checked-1")).isEqualTo("RUN"));
        assertThat(transitions("checked", "checked-1", "FAILED")).isOne();
        assertThat(transitions("checked", "checked-1", "RUN")).isEqualTo(2);
        second.eureka().cancel("checked", "checked-1").is(200);
    }

    @Test
    void anEndIsToldOnceToEachWatcherOfEachNode() throws Exception {
        long newest = newest();
        try (var here = crowd(firstPort, newest); var there = crowd(secondPort, newest)) {
            here.connect(WATCHERS);
            there.connect(WATCHERS);
            first.eureka().register("ended", "expires", "UP", 2).is(204);
            first.eureka().register("ended", "cancelled", "UP").is(204);
            second.eureka().register("ended", "leaves", "UP").is(204);
            soon().untilAsserted(() -> assertThat(second.eureka().statusOf("ended", "cancelled")).isEqualTo("UP"));
            second.eureka().cancel("ended", "cancelled").is(200);
            second.eureka().cancel("ended", "leaves").is(200);
            for (String id : new String[] {"expires", "cancelled", "leaves"}) {
                soon().untilAsserted(() -> assertThat(transitions("ended", id, "GONE")).isOne());
            }
            // Longer than a node takes to compare what it holds, and to find what another one wrote.
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                assertThat(here.told(3)).isEqualTo(WATCHERS);
                assertThat(there.told(3)).isEqualTo(WATCHERS);
            });
            for (String id : new String[] {"expires", "cancelled", "leaves"}) {
                assertThat(transitions("ended", id, "GONE")).isOne();
            }
        }
    }

    private static WatcherCrowd crowd(int port, long after) {
        return new WatcherCrowd(port, new Api(port).clientToken("cli", "cli-secret"), after, "\"to\":\"GONE\"");
    }

    private long newest() {
        Answer page = first.admin().get("/api/v1/events?limit=1000").is(200);
        return Long.parseLong(page.text("nextCursor"));
    }

    private long transitions(String service, String id, String to) {
        String history = first.admin().get("/api/v1/services/" + service + "/instances/" + id + "/transitions")
                .response().body();
        return history.split("\"to\":\"" + to + "\"", -1).length - 1L;
    }

    /** How many health checks the node has done. */
    private static int checks(RegistryNode node) {
        Answer metric = node.admin().get("/actuator/metrics/polis.registry.health.checks");
        return metric.status() == 404 ? 0 : metric.is(200).json().path("measurements").path(0).path("value").asInt();
    }

    private Answer registerChecked(String service, String id) {
        return first.eureka().registerRaw(service,
                """
                        {"instance":{"instanceId":"%s","app":"%s","hostName":"localhost","ipAddr":"127.0.0.1","vipAddress":"%s","status":"UP",
                         "port":{"$":20001,"@enabled":"true"},"securePort":{"$":443,"@enabled":"false"},
                         "dataCenterInfo":{"@class":"com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo","name":"MyOwn"},
                         "leaseInfo":{"renewalIntervalInSecs":30,"durationInSecs":90},"lastDirtyTimestamp":"%d",
                         "metadata":{"health-url":"http://localhost:%d/health"}}}
                        """
                        .formatted(id, service.toUpperCase(Locale.ROOT), service, System.currentTimeMillis(),
                                instance.getAddress().getPort()));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(100));
    }
}
