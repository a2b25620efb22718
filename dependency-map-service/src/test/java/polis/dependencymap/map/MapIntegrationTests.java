package polis.dependencymap.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import polis.dependencymap.MapScenario;
import polis.dependencymap.ReportedSpans;
import polis.postgres.test.PostgresTest;
import tools.jackson.databind.JsonNode;

@PostgresTest("dependency_map")
class MapIntegrationTests extends MapScenario {

    @Test
    void spansOfTheShopBecomeItsMapWithItsOneCycle() {
        registry.services("""
                {"name":"order","domain":"ordering","tier":0,"owner":"team-order","lifecycle":"RUN",
                 "dependsOn":["payment","inventory","shipping","audit"],"versions":[{"version":"1.0.0","instances":2}],
                 "instances":{"RUN":2},"undescribed":false}""", """
                {"name":"inventory","domain":"logistics","tier":1,"owner":"team-stock","lifecycle":"RUN",
                 "dependsOn":[],"versions":[],"instances":{},"undescribed":false}""");
        var spans = new ReportedSpans();
        String storefront = spans.call("gateway", "storefront", null);
        spans.call("storefront", "catalog", storefront);
        String order = spans.call("storefront", "order", storefront);
        spans.call("order", "payment", order);
        String inventory = spans.call("order", "inventory", order);
        spans.call("inventory", "order", inventory);
        spans.message("order", "order.placed", "shipping", order);
        assertThat(post(spans.json()).statusCode()).isEqualTo(202);

        awaitEdges("gateway>storefront 1", "storefront>catalog 1", "storefront>order 1", "order>payment 1",
                "order>inventory 1", "inventory>order 1", "order>order.placed 1", "order.placed>shipping 1");
        assertThat(edges()).hasSize(8);

        await().untilAsserted(() -> assertThat(node("order").get("tier").asInt(-1)).isZero());
        JsonNode order1 = node("order");
        assertThat(order1.get("domain").asString()).isEqualTo("ordering");
        assertThat(order1.get("version").asString()).isEqualTo("1.0.0");
        assertThat(order1.get("instances").asInt()).isEqualTo(2);
        assertThat(order1.get("depth").asInt()).isEqualTo(2);
        assertThat(order1.get("p50").asDouble()).isBetween(1.9, 2.1);
        assertThat(order1.get("rate").asDouble()).isPositive();
        assertThat(node("order.placed").get("type").asString()).isEqualTo("topic");
        assertThat(node("shipping").get("depth").asInt()).isEqualTo(3);

        JsonNode map = read("/api/v1/map");
        assertThat(map.at("/stale/registry").asBoolean()).isFalse();
        assertThat(map.at("/depth/max").asInt()).isEqualTo(3);
        assertThat(map.get("districts").valueStream().map(band -> band.get("name").asString())).contains("ordering",
                "logistics", "unassigned");
        JsonNode declared = edge(map, "order", "audit");
        assertThat(declared.get("observed").asBoolean()).isFalse();
        assertThat(declared.get("declared").asBoolean()).isTrue();
        assertThat(edge(map, "order", "order.placed").get("declared").asBoolean()).isTrue();
        assertThat(edge(map, "order", "order.placed").get("kind").asString()).isEqualTo("async");
        assertThat(edge(map, "inventory", "order").get("declared").asBoolean()).isFalse();

        JsonNode cycles = read("/api/v1/cycles").get("items");
        assertThat(cycles).hasSize(1);
        assertThat(cycles.get(0).get("members").valueStream().map(JsonNode::asString)).containsExactly("inventory",
                "order");
        assertThat(cycles.get(0).at("/advice/0/cut/from").asString()).isEqualTo("inventory");
        assertThat(cycles.get(0).at("/advice/0/cut/to").asString()).isEqualTo("order");
        assertThat(cycles.get(0).at("/advice/0/explanation").asString()).contains("inventory → order");
        assertThat(node("inventory").get("cycle")).isEqualTo(cycles.get(0).get("id"));
        assertThat(edge(map, "inventory", "order").get("cycle")).isEqualTo(cycles.get(0).get("id"));

        JsonNode around = read("/api/v1/map?service=payment");
        assertThat(around.get("nodes").valueStream().map(node -> node.get("name").asString())).containsExactly("order",
                "payment");
        assertThat(get("/api/v1/map?service=paymnt").body()).contains("Did you mean payment?");

        registry.away(true);
        await().untilAsserted(() -> assertThat(read("/api/v1/map").at("/stale/registry").asBoolean()).isTrue());
        assertThat(node("order").get("tier").asInt(-1)).isZero();
        registry.away(false);
        await().untilAsserted(() -> assertThat(read("/api/v1/map").at("/stale/registry").asBoolean()).isFalse());
    }

    @Test
    void wrongTimesAreAnsweredWithWhatIsWrong() {
        assertThat(get("/api/v1/map?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(get("/api/v1/map?from=2026-11-20T12:00:00Z&to=2026-11-20T11:00:00Z").body())
                .contains("must be before to");
        assertThat(get("/api/v1/map?from=2016-11-01T12:00:00Z&to=2026-11-20T11:00:00Z").body()).contains("1825 days");
        assertThat(get("/api/v1/map?from=9999-01-01T00:00:00Z&to=9999-01-01T01:00:00Z").body())
                .contains("between 1970 and 3000");
        assertThat(get("/api/v1/map?depth=2").body()).contains("needs the parameter service");
        assertThat(get("/api/v1/map?service=order&depth=-1").statusCode()).isEqualTo(400);
        assertThat(send(request("/api/v1/map")).statusCode()).isEqualTo(401);
    }

    private JsonNode node(String name) {
        return read("/api/v1/map").get("nodes").valueStream().filter(node -> node.get("name").asString().equals(name))
                .findFirst().orElseThrow();
    }

    private static JsonNode edge(JsonNode map, String from, String to) {
        return map.get("edges").valueStream()
                .filter(edge -> edge.get("from").asString().equals(from) && edge.get("to").asString().equals(to))
                .findFirst().orElseThrow();
    }
}
