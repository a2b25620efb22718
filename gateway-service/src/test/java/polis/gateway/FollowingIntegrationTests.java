package polis.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import polis.gateway.StubRegistry.Mode;
import polis.postgres.test.TestDatabase;

/** What the gateway does with what its peers say, do not say, or say wrongly. */
class FollowingIntegrationTests {

    private static final String ROUTES = "{\"shop\":{\"routes\":[{\"path\":\"/shop/**\",\"stripPrefix\":1}]}}";

    private final TestDatabase database = TestDatabase.create("gateway");
    private final StubRegistry registry = new StubRegistry();
    private final StubVersionset versionset = new StubVersionset();
    private final TestInstance instance = new TestInstance("a");
    private Gateway gateway;

    @BeforeEach
    void start() {
        versionset.services(1, ROUTES);
        registry.add("shop", "a", instance.port(), "RUN");
        gateway = Gateway.start(database, registry, versionset);
        await().until(() -> gateway.get("/shop/x").statusCode() == 200);
    }

    @AfterEach
    void stop() {
        gateway.close();
        instance.close();
        registry.close();
        versionset.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(value = Mode.class, names = "CORRECT", mode = EnumSource.Mode.EXCLUDE)
    void instancesStayAsLastKnownWhileTheRegistryGivesNoList(Mode mode) {
        registry.mode(mode);
        registry.forgetSilently();

        await().until(() -> gateway.read("/api/v1/upstreams").path("stale").asBoolean());
        assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
        assertThat(gateway.read("/api/v1/upstreams").at("/items/0/stale").asBoolean()).isTrue();
        assertThat(Duration.parse(gateway.read("/api/v1/upstreams").at("/items/0/age").asString()))
                .isGreaterThan(Duration.ofSeconds(1));

        registry.mode(Mode.CORRECT);
        registry.add("shop", "a", instance.port(), "RUN");
        await().until(() -> !gateway.read("/api/v1/upstreams").path("stale").asBoolean());
        assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(200);
    }

    @Test
    void emptyListOfTheRegistryIsObeyed() {
        registry.feed(false);
        registry.forgetSilently();

        await().until(() -> gateway.get("/shop/x").statusCode() == 503);
        assertThat(gateway.read("/api/v1/upstreams").path("items").isEmpty()).isTrue();
    }

    @Test
    void eventChangesTheInstancesAtOnce() {
        await().until(() -> !gateway.read("/api/v1/upstreams").path("stale").asBoolean());
        try (TestInstance another = new TestInstance("b")) {
            registry.add("shop", "b", another.port(), "RUN");
            await().atMost(Duration.ofSeconds(2))
                    .until(() -> gateway.get("/shop/x").statusCode() == 200 && another.hits.get() > 0);
            registry.gone("shop", "b");
            await().atMost(Duration.ofSeconds(2)).until(
                    () -> gateway.send(gateway.asViewer("/api/v1/upstreams/shop/instances/b")).statusCode() == 404);
        }
    }

    @Test
    void positionWhoseEventsAreGoneIsLeftAndTheFeedFollowedFromItsNewestOn() {
        await().until(() -> registry.watchers() == 1);
        registry.feed(false);
        await().until(() -> registry.watchers() == 0);
        try (TestInstance missed = new TestInstance("b")) {
            registry.add("shop", "b", missed.port(), "RUN");
            registry.forgetEvents();
            registry.feed(true);

            Set<Integer> statuses = new TreeSet<>();
            await().until(() -> {
                statuses.add(gateway.get("/shop/x").statusCode());
                return registry.watchers() == 1 && missed.hits.get() > 0;
            });
            assertThat(statuses).containsExactly(200);
            assertThat(registry.goneTold()).isPositive();
            await().until(() -> !gateway.read("/api/v1/upstreams").path("stale").asBoolean());

            registry.gone("shop", "b");
            await().atMost(Duration.ofSeconds(2)).until(
                    () -> gateway.send(gateway.asViewer("/api/v1/upstreams/shop/instances/b")).statusCode() == 404);
            assertThat(registry.watchers()).isEqualTo(1);
        }
    }

    @Test
    void withoutAFeedTheListIsReadOften() {
        registry.feed(false);
        try (TestInstance another = new TestInstance("b")) {
            registry.add("shop", "b", another.port(), "RUN");
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> gateway.get("/shop/x").statusCode() == 200 && another.hits.get() > 0);
        }
    }

    @Test
    void restartWithAllPeersAwayServesFromLastKnown() {
        assertThat(gateway.weigh("shop", "a", "70").statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(rows("select count(*) from instance")).isEqualTo(1));
        await().untilAsserted(() -> assertThat(rows("select count(*) from peer_copy")).isEqualTo(2));
        gateway.close();
        registry.goAway();
        versionset.goAway();

        gateway = Gateway.start(database, registry, versionset);

        assertThat(gateway.get("/shop/x").body()).isEqualTo("a GET /x");
        registry.comeBack();
        versionset.comeBack();
        await().until(() -> !gateway.read("/api/v1/routes").path("stale").asBoolean());
        assertThat(gateway.instance("shop", "a").path("weight").asInt()).isEqualTo(70);
    }

    @Test
    void weightIsForgottenWhenTheInstanceIsGone() {
        gateway.weigh("shop", "a", "0");
        registry.gone("shop", "a");
        await().untilAsserted(() -> assertThat(rows("select count(*) from instance")).isZero());

        registry.add("shop", "a", instance.port(), "RUN");

        await().until(() -> gateway.get("/shop/x").statusCode() == 200);
        assertThat(gateway.instance("shop", "a").path("weight").asInt()).isEqualTo(100);
    }

    @Test
    void newRevisionChangesTheRoutes() {
        versionset.services(2, "{\"shop\":{\"routes\":[{\"path\":\"/store/**\",\"stripPrefix\":1}]}}");

        await().until(() -> gateway.get("/store/x").statusCode() == 200);
        assertThat(gateway.get("/shop/x").statusCode()).isEqualTo(404);
        assertThat(gateway.read("/api/v1/routes").path("revision").asInt()).isEqualTo(2);
        await().until(() -> versionset.notModified() > 3);
    }

    @Test
    void answersThatAreNoRevisionLeaveTheRoutesAsTheyAre() {
        for (String[] lie : new String[][] {{"200", "text/html", "<html>It works!</html>"},
            {"200", "application/json", "{}"}, {"200", "application/json", "{\"number\":7}"},
            {"200", "application/json", "{\"number\":7,\"manifest\":{\"services\":{\"shop\":{}}}}"},
            {"200", "application/json",
                "{\"number\":7,\"manifest\":{\"services\":{\"shop\":{\"routes\":[{\"path\":\"/new/**\"}]}}}}"},
            {"200", "application/json", "["}, {"500", "application/json", "{}"}}) {
            versionset.answers(Integer.parseInt(lie[0]), lie[1], lie[2]);
            await().until(() -> gateway.read("/api/v1/routes").path("stale").asBoolean());
            assertThat(gateway.get("/shop/x").statusCode()).as(lie[2]).isEqualTo(200);
            versionset.services(1, ROUTES);
            await().until(() -> !gateway.read("/api/v1/routes").path("stale").asBoolean());
        }
    }

    @Test
    void noRevisionMeansNoRoutes() {
        versionset.answers(404, "application/problem+json", "{}");

        await().until(() -> gateway.get("/shop/x").statusCode() == 404);
        assertThat(gateway.read("/api/v1/routes").path("stale").asBoolean()).isFalse();
    }

    @Test
    void routeThatCannotWorkIsShownWithTheReason() {
        versionset.services(3, """
                {"a":{"routes":[{"path":"/shop/**"}]},"shop":{"routes":[{"path":"/shop/**"},{"path":"/x/{id}"}]},
                 "silent":{}}""");

        await().until(() -> gateway.read("/api/v1/routes").path("revision").asInt() == 3);
        var items = gateway.read("/api/v1/routes").path("items");
        assertThat(items.at("/0/problem").isNull()).isTrue();
        assertThat(items.at("/1/problem").asString()).contains("The service a has this path");
        assertThat(items.at("/2/problem").asString()).contains("{id}");
    }

    private int rows(String sql) {
        return org.springframework.jdbc.core.simple.JdbcClient.create(database.dataSource()).sql(sql)
                .query(Integer.class).single();
    }
}
