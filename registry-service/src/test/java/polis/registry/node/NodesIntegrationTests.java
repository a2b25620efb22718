package polis.registry.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import polis.postgres.test.TestDatabase;
import polis.registry.Api;
import polis.registry.EurekaWire;

/** Two nodes in this process, over wires that can be cut, and a third that can be killed; all on one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesIntegrationTests {

    private final TestDatabase database = TestDatabase.create("registry");
    private final int firstPort = RegistryNode.freePort();
    private final int secondPort = RegistryNode.freePort();
    private final int thirdPort = RegistryNode.freePort();
    private final TcpLink toFirst = new TcpLink(firstPort);
    private final TcpLink toSecond = new TcpLink(secondPort);
    private RegistryNode first;
    private RegistryNode second;

    @BeforeAll
    void start() {
        first = RegistryNode.start(database, firstPort, RegistryNode.url(firstPort), RegistryNode.url(toSecond.port()),
                RegistryNode.url(thirdPort));
        second = RegistryNode.start(database, secondPort, RegistryNode.url(toFirst.port()),
                RegistryNode.url(thirdPort));
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
        toFirst.close();
        toSecond.close();
        database.close();
    }

    @Test
    void whatHappensAtOneNodeHappensAtTheOtherAndIsWrittenOnce() {
        EurekaWire here = first.eureka();
        EurekaWire there = second.eureka();
        here.register("twins", "twins-1", "UP").is(204);
        here.register("twins", "twins-2", "UP").is(204);
        soon().untilAsserted(() -> assertThat(there.statusOf("twins", "twins-1")).isEqualTo("UP"));
        there.status("twins", "twins-1", "OUT_OF_SERVICE").is(200);
        soon().untilAsserted(() -> assertThat(here.statusOf("twins", "twins-1")).isEqualTo("OUT_OF_SERVICE"));
        there.removeStatus("twins", "twins-1").is(200);
        soon().untilAsserted(() -> assertThat(here.statusOf("twins", "twins-1")).isEqualTo("UP"));
        here.cancel("twins", "twins-2").is(200);
        soon().untilAsserted(() -> assertThat(there.statusOf("twins", "twins-2")).isEmpty());
        agree();
        soon().untilAsserted(() -> assertThat(second.state("twins", "twins-2")).isEqualTo("GONE"));
        assertThat(first.state("twins", "twins-1")).isEqualTo("RUN");
        String history = first.admin().get("/api/v1/services/twins/instances/twins-2/transitions").response().body();
        assertThat(history.split("\"to\":\"GONE\"", -1)).hasSize(2);
        assertThat(history.split("\"to\":\"RUN\"", -1)).hasSize(2);
    }

    @Test
    void aCredentialThatIsMadeAtOneNodeCountsAtAllAndSoDoesItsEnd() {
        var made = first.admin().post("/api/v1/services/keyed/credentials", "").is(201);
        Api own = second.anonymous().basic(made.text("username"), made.text("password"));
        var there = second.eureka();
        there.use("keyed", own);
        soon().untilAsserted(() -> there.register("keyed", "keyed-1", "UP").is(204));
        soon().untilAsserted(() -> assertThat(first.eureka().statusOf("keyed", "keyed-1")).isEqualTo("UP"));
        second.eureka().register("keyed", "keyed-2", "UP").is(403);
        first.admin().delete("/api/v1/services/keyed/credentials/" + made.text("username")).is(204);
        soon().untilAsserted(() -> there.renew("keyed", "keyed-1").is(401));
        second.eureka().cancel("keyed", "keyed-1").is(200);
        agree();
    }

    @Test
    void aTokenThatIsRevokedAtOneNodeIsRefusedAtTheOther() {
        var issued = first.admin().post("/api/v1/tokens", "{\"subject\":\"ci\",\"role\":\"viewer\"}").is(201);
        var others = first.admin().post("/api/v1/tokens", "{\"subject\":\"left\",\"role\":\"viewer\"}").is(201);
        Api one = second.anonymous().bearer(issued.text("token"));
        Api other = second.anonymous().bearer(others.text("token"));
        one.get("/api/v1/services").is(200);
        other.get("/api/v1/services").is(200);
        first.admin().delete("/api/v1/tokens/" + issued.text("id")).is(204);
        first.admin().post("/api/v1/token-revocations", "{\"subject\":\"left\"}").is(201);
        soon().untilAsserted(() -> one.get("/api/v1/services").isProblem(401, "unauthorized"));
        soon().untilAsserted(() -> other.get("/api/v1/services").isProblem(401, "unauthorized"));
    }

    @Test
    void renewalsAtOneNodeKeepALeaseAtTheOtherAndItsEndIsToldOnce() {
        EurekaWire here = first.eureka();
        here.register("beats", "beats-1", "UP", 2).is(204);
        soon().untilAsserted(() -> assertThat(second.eureka().statusOf("beats", "beats-1")).isEqualTo("UP"));
        await().during(Duration.ofSeconds(4)).atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    here.renew("beats", "beats-1").is(200);
                    assertThat(second.eureka().statusOf("beats", "beats-1")).isEqualTo("UP");
                });
        soon().untilAsserted(() -> assertThat(second.eureka().statusOf("beats", "beats-1")).isEmpty());
        soon().untilAsserted(() -> assertThat(second.state("beats", "beats-1")).isEqualTo("GONE"));
        agree();
    }

    @Test
    void aPartitionThatHealsLeavesBothWithTheSameAndNothingLost() {
        EurekaWire here = first.eureka();
        EurekaWire there = second.eureka();
        here.register("split", "cancelled", "UP").is(204);
        here.register("split", "overridden", "UP").is(204);
        here.register("split", "moves", "UP", 3).is(204);
        here.register("split", "dies", "UP", 3).is(204);
        soon().untilAsserted(() -> assertThat(there.statusOf("split", "dies")).isEqualTo("UP"));
        agree();

        toFirst.cut();
        toSecond.cut();
        here.register("split", "new-here", "UP").is(204);
        there.register("split", "new-there", "UP").is(204);
        here.cancel("split", "cancelled").is(200);
        there.status("split", "overridden", "OUT_OF_SERVICE").is(200);
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            // Its client found another way in; the first node can but think that it died.
            there.renew("split", "moves").is(200);
            assertThat(here.statusOf("split", "moves")).isEmpty();
        });
        assertThat(there.statusOf("split", "cancelled")).isEqualTo("UP");
        assertThat(there.statusOf("split", "new-here")).isEmpty();

        toFirst.mend();
        toSecond.mend();
        soon().pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            there.renew("split", "moves").is(200);
            for (EurekaWire node : new EurekaWire[] {here, there}) {
                assertThat(node.statusOf("split", "new-here")).isEqualTo("UP");
                assertThat(node.statusOf("split", "new-there")).isEqualTo("UP");
                assertThat(node.statusOf("split", "overridden")).isEqualTo("OUT_OF_SERVICE");
                assertThat(node.statusOf("split", "moves")).isEqualTo("UP");
                assertThat(node.statusOf("split", "cancelled")).isEmpty();
                assertThat(node.statusOf("split", "dies")).isEmpty();
            }
            assertThat(first.state("split", "moves")).isEqualTo("RUN");
        });
        there.cancel("split", "moves").is(200);
        agree();
        soon().untilAsserted(() -> {
            assertThat(first.state("split", "new-here") + first.state("split", "new-there")).isEqualTo("RUNRUN");
            assertThat(first.state("split", "cancelled") + first.state("split", "dies") + first.state("split", "moves"))
                    .isEqualTo("GONEGONEGONE");
        });
    }

    @Test
    @Tag("storm")
    void aNodeThatIsKilledLosesNothingAndHasItAllWhenItIsBack() throws Exception {
        try (var third = RegistryNode.fork(database, thirdPort, RegistryNode.url(firstPort),
                RegistryNode.url(secondPort))) {
            await().atMost(Duration.ofSeconds(60)).until(third::up);
            soon().untilAsserted(() -> assertThat(third.digest()).isEqualTo(first.digest()));
            third.eureka().register("orphans", "follows", "UP", 6).is(204);
            third.eureka().register("orphans", "dies", "UP", 6).is(204);
            soon().untilAsserted(() -> assertThat(first.eureka().statusOf("orphans", "dies")).isEqualTo("UP"));
            third.kill();
            // The client's next heartbeat goes to the next node of its list, which asks for nothing.
            second.eureka().renew("orphans", "follows").is(200);
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                second.eureka().renew("orphans", "follows").is(200);
                assertThat(first.eureka().statusOf("orphans", "dies")).isEmpty();
                assertThat(second.state("orphans", "dies")).isEqualTo("GONE");
            });
            assertThat(first.eureka().statusOf("orphans", "follows")).isEqualTo("UP");
        }
        second.eureka().register("orphans", "late", "UP").is(204);
        try (var again = RegistryNode.fork(database, thirdPort, RegistryNode.url(firstPort),
                RegistryNode.url(secondPort))) {
            await().atMost(Duration.ofSeconds(60)).until(again::up);
            assertThat(again.eureka().statusOf("orphans", "late")).isEqualTo("UP");
            again.eureka().renew("orphans", "late").is(200);
            soon().untilAsserted(() -> assertThat(again.digest()).isEqualTo(second.digest()));
            agree();
        }
    }

    @Test
    void aNodeThatTakesConnectionsAndNeverAnswersHoldsNobodyUp() {
        toSecond.cut();
        try {
            for (int i = 0; i < 200; i++) {
                first.eureka().register("patient", "patient-" + i, "UP", 60).is(204);
                first.eureka().renew("patient", "patient-" + i).is(200);
            }
        } finally {
            toSecond.mend();
        }
        soon().untilAsserted(() -> assertThat(second.eureka().statusOf("patient", "patient-199")).isEqualTo("UP"));
        for (int i = 0; i < 200; i++) {
            first.eureka().cancel("patient", "patient-" + i).is(200);
        }
        agree();
    }

    private void agree() {
        soon().untilAsserted(() -> assertThat(first.digest()).isEqualTo(second.digest()));
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
    }
}
